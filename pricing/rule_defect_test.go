package pricing_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// defectCase is data that must be refused, and what is said of it: place and
// code; the sentence ends in what to do.
type defectCase struct {
	reason string
	data   pricing.Data
	want   pricing.Defect
}

// placed is a defect without a row.
func placed(code pricing.DefectCode, list pricing.ListID) pricing.Defect {
	return pricing.Defect{Code: code, List: list, Row: -1, Other: -1}
}

// rowed is a defect of rows of P.
func rowed(code pricing.DefectCode, list pricing.ListID, row, other int) pricing.Defect {
	return pricing.Defect{Code: code, List: list, Product: "P", Row: row, Other: other}
}

func defectCases() []defectCase {
	a, k, x := pricing.LevelID("A"), contractID("K"), promoID("X")
	crossing := []pricing.Row{at("1"), dated("2026-01-01", "2026-03-01", at("1")), dated("2026-02-01", "2026-04-01", at("1"))}
	reversed := calendar.Days{From: calendar.MustDate("2026-02-01"), To: calendar.MustDate("2026-01-31")}
	terms := func(change func(*pricing.List)) pricing.Data { return lists(with(deal("K", at("1")), change)) }
	member := func(all ...pricing.Assignment) pricing.Data {
		return terms(func(l *pricing.List) { l.Audience.Assigned = all })
	}
	mixed := at("5 1")
	mixed.Breaks.Scope = pricing.LineScope
	row := func(change func(*pricing.Row)) pricing.Data {
		r := at("1")
		change(&r)
		return lists(level("A", at("7 1"), r))
	}
	zone := func(z *time.Location) pricing.Data { return pricing.Data{Zone: z} }
	places := func(p pricing.Places) pricing.Data { return pricing.Data{Round: p} }
	return []defectCase{
		{"the machine's own zone", zone(time.Local), placed(pricing.BadZone, pricing.ListID{})},
		{"an unknown criterion", declared(ordered(99)), placed(pricing.BadPrecedence, pricing.ListID{})},
		{"the zero criterion", declared(ordered(0)), placed(pricing.BadPrecedence, pricing.ListID{})},
		{"refusing ties before the end", declared(ordered(pricing.RefuseTie, pricing.LowestPrice)), placed(pricing.BadPrecedence, pricing.ListID{})},
		{"a list without a code", lists(level("")), placed(pricing.BadID, pricing.LevelID(""))},
		{"a list without a kind", lists(pricing.List{ID: pricing.ListID{Code: "A"}}), placed(pricing.BadID, pricing.ListID{Code: "A"})},
		{"a kind with a colon", lists(pricing.List{ID: pricing.ListID{Kind: "a:b", Code: "A"}}), placed(pricing.BadID, pricing.ListID{Kind: "a:b", Code: "A"})},
		{"a code with a control character", lists(level("A\n")), placed(pricing.BadID, pricing.LevelID("A\n"))},
		{"a product without a name", row(func(r *pricing.Row) { r.Product = "" }), pricing.Defect{Code: pricing.BadID, List: a, Row: 1, Other: -1}},
		{"a product with a space at its end", row(func(r *pricing.Row) { r.Product = "P " }), pricing.Defect{Code: pricing.BadID, List: a, Product: "P ", Row: 1, Other: -1}},
		{"a unit with a control character", row(func(r *pricing.Row) { r.Unit = "B\x00X" }), pricing.Defect{Code: pricing.BadID, List: a, Product: "P", Unit: "B\x00X", Row: 1, Other: -1}},
		{"a member without a name", member(pricing.Assignment{}), placed(pricing.BadID, k)},
		{"a member that is account and group", member(pricing.Assignment{Account: "a", Group: "g"}), placed(pricing.BadID, k)},
		{"a member that is no id", member(pricing.Assignment{Group: " g"}), placed(pricing.BadID, k)},
		{"two lists of one id", lists(level("A", at("1")), level("A", at("2"))), placed(pricing.DuplicateList, a)},
		{"derived from nothing", lists(derived("A", sourceS, twoHalf)), placed(pricing.UnknownList, a)},
		{"an unknown kind of audience", terms(func(l *pricing.List) { l.Audience = pricing.Audience{Kind: 9} }), placed(pricing.BadTerms, k)},
		{"an unknown way to compete", terms(func(l *pricing.List) { l.Competes = 9 }), placed(pricing.BadTerms, k)},
		{"an unknown mode", terms(func(l *pricing.List) { l.Rows, l.Breaks.Mode = nil, 9 }), placed(pricing.BadTerms, k)},
		{"an unknown scope", terms(func(l *pricing.List) { l.Rows, l.Breaks.Scope = nil, 9 }), placed(pricing.BadTerms, k)},
		{"family scope without a family", row(func(r *pricing.Row) { r.Breaks.Scope = pricing.FamilyScope }), rowed(pricing.BadTerms, a, 1, -1)},
		{"a family without family scope", row(func(r *pricing.Row) { r.Breaks.Family = "f" }), rowed(pricing.BadTerms, a, 1, -1)},
		{"a level that is forced", lists(with(level("A"), forced)), placed(pricing.BadTerms, a)},
		{"a contract that buyers name", terms(func(l *pricing.List) { l.Audience, l.Competes = pricing.Audience{}, pricing.Base }), placed(pricing.BadTerms, k)},
		{"members of everyone", terms(func(l *pricing.List) { l.Audience.Kind = pricing.Everyone }), placed(pricing.BadTerms, k)},
		{"an account twice", member(pricing.Assignment{Account: "a"}, pricing.Assignment{Account: "b"}, pricing.Assignment{Account: "a", Inactive: true}), placed(pricing.DuplicateMember, k)},
		{"days of a list", terms(func(l *pricing.List) { l.Days = reversed }), placed(pricing.ReversedDays, k)},
		{"days of a member", member(pricing.Assignment{Account: "a", Days: reversed}), placed(pricing.ReversedDays, k)},
		{"days of a row", row(func(r *pricing.Row) { r.Days = reversed }), rowed(pricing.ReversedDays, a, 1, -1)},
		{"no price", row(func(r *pricing.Row) { r.Price = money.Amount{} }), rowed(pricing.NoPriceGiven, a, 1, -1)},
		{"a price below 0", row(func(r *pricing.Row) { r.Price = gbp("-0.000001") }), rowed(pricing.NegativePrice, a, 1, -1)},
		{"a minimum below 0", row(func(r *pricing.Row) { r.Min = money.Micros(-1) }), rowed(pricing.NegativeMinimum, a, 1, -1)},
		{"two prices for one minimum", lists(level("A", at("1"), at("5 1"), at("2"))), rowed(pricing.DuplicateBreak, a, 0, 2)},
		{"windows that cross", lists(level("A", crossing...)), rowed(pricing.CrossingWindows, a, 1, 2)},
		{"one table, two scopes", lists(level("A", at("1"), mixed)), rowed(pricing.MixedBreaks, a, 0, 1)},
		{"a derivation without rounding", lists(level("S"), derived("A", sourceS, money.Rounding{})), placed(pricing.NoRounding, a)},
		{"a derivation with a rounding that is none", lists(level("S"), derived("A", sourceS, money.ToPlaces(-1, money.HalfUp))), placed(pricing.NoRounding, a)},
		{"a derivation to more places than can be stored", lists(level("S"), derived("A", sourceS, money.ToPlaces(7, money.HalfUp))), placed(pricing.NoRounding, a)},
		{"a unit rounding that is none", places(pricing.Places{Unit: money.ToPlaces(2, 99)}), placed(pricing.NoRounding, pricing.ListID{})},
		{"a line rounding that is none", places(pricing.Places{Line: money.ToPlaces(13, money.Up)}), placed(pricing.NoRounding, pricing.ListID{})},
		{"an order rounding that is none", places(pricing.Places{Order: money.ToPlaces(2, 0)}), placed(pricing.NoRounding, pricing.ListID{})},
		{"derived from itself", lists(derived("A", a, twoHalf)), placed(pricing.DerivationCycle, a)},
		{"breaks here and in the source", lists(level("S", rows("1", "2 1")...), surcharged("A", sourceS, surcharge("", "3", "0"))), pricing.Defect{Code: pricing.BreaksTwice, List: a, Product: "P", Row: -1, Other: -1}},
		{"a derived price beyond bounds", lists(level("S", at("999999999999999999")), surcharged("A", sourceS, surcharge("", "0", "1000"))), pricing.Defect{Code: pricing.OutOfRange, List: a, Product: "P", Row: -1, Other: -1}},
		{"more features than there are bits", pricing.Data{Lists: featured(65)}, placed(pricing.TooManyRights, promoID("64"))},
		{"a promotion that buyers name", lists(pricing.List{ID: x}), placed(pricing.BadTerms, x)},
	}
}

// featured are lists that need a feature each.
func featured(n int) (all []pricing.List) {
	for i := range n {
		all = append(all, with(promo(fmt.Sprintf("%02d", i)), func(l *pricing.List) { l.Feature = account.Feature(fmt.Sprint("f", i)) }))
	}
	return all
}

// Every code of the closed set is produced, with its place, by what a host can
// give; With refuses the same.
func TestPRC1_EveryDefect(t *testing.T) {
	produced := map[pricing.DefectCode]bool{pricing.ChangedTwice: true} // see TestPRC8_ErrorChangesNothing
	for _, c := range defectCases() {
		t.Run(c.reason, func(t *testing.T) {
			found := refusals(t, c.data)
			if len(found) != 1 {
				t.Fatalf("got %v, want one", found)
			}
			got := found[0]
			text := got.String()
			if !strings.HasPrefix(text, got.List.String()) || !strings.Contains(text, got.Code.String()) {
				t.Errorf("says %q", text)
			}
			got.Detail = ""
			sameAs(t, c.reason, c.want, got)
			produced[got.Code] = true
			if c.data.Zone != nil || c.data.Round != (pricing.Places{}) || c.data.Precedence.Criteria != nil || c.want.Code == pricing.DuplicateList {
				return
			}
			next, err := sheet(t, pricing.Data{}).With(pricing.Changes{Put: c.data.Lists})
			if same := defectsOf(t, next, err); !slices.Contains(same, found[0]) {
				t.Errorf("With says %v, want %v", same, found)
			}
		})
	}
	for code := pricing.BadZone; code <= pricing.ChangedTwice; code++ {
		if !produced[code] {
			t.Errorf("no case produces %q", code)
		}
	}
	if pricing.DefectCode(0).String() != "unknown defect" || pricing.DefectCode(99).String() != "unknown defect" {
		t.Error("a code that is none has a text")
	}
}

// All that is wrong is told at once, by list code, product and row.
func TestPRC1_DefectsAreTold(t *testing.T) {
	data := lists(
		level("B", of("Q", "-1"), of("P", "-1"), of("P", "-2"), inBoxes(of("P", "-1"))), level("A", at("1"), at("2")),
		with(promo("A"), func(l *pricing.List) { l.Competes = 9; l.Days = days("2026-02-02", "2026-01-01") }), derived("C", sourceS, twoHalf),
	)
	data.Precedence = ordered(99)
	var got []string
	for _, d := range refusals(t, data) {
		got = append(got, fmt.Sprintf("%s %s%s %d %d", d.List, d.Product, d.Unit, d.Row, d.Other))
	}
	sameAs(t, "order", []string{
		"  -1 -1", "level:A P 0 1", "promotion:A  -1 -1", "promotion:A  -1 -1", "level:B P 1 -1", "level:B P 2 -1", "level:B PBOX 3 -1", "level:B Q 0 -1", "level:C  -1 -1",
	}, got)
}

// At most a hundred are spelled out, and the others counted.
func TestPRC1_DefectsAreBounded(t *testing.T) {
	for _, n := range []int{99, 100, 101, 5000} {
		var all []pricing.Row
		for range n {
			all = append(all, at("-1"))
		}
		_, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{level("A", all...)}})
		var refused *pricing.DataError
		if !errors.As(err, &refused) {
			t.Fatal(err)
		}
		if len(refused.Defects) != min(n, pricing.MaxDefects) || refused.More != max(0, n-pricing.MaxDefects) {
			t.Errorf("%d defects: %d and %d more", n, len(refused.Defects), refused.More)
		}
		if refused.More > 0 != strings.HasSuffix(err.Error(), fmt.Sprintf("and %d more", refused.More)) || !strings.Contains(err.Error(), fmt.Sprintf("%d defects", n)) {
			t.Errorf("%d defects: %s", n, err.Error()[:80])
		}
		if !slices.IsSortedFunc(refused.Defects, func(a, b pricing.Defect) int { return a.Row - b.Row }) {
			t.Errorf("%d defects: not in order", n)
		}
	}
}
