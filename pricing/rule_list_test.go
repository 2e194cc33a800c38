package pricing_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// PRC-1: tables of one list, their windows and what they replace.
func TestPRC1_Lists(t *testing.T) {
	season := level("A",
		at("10"), at("10 8"),
		dated("2026-03-01", "2026-03-31", at("9")),
		dated("2026-03-10", "2026-03-10", at("5 7")),
	)
	runRule(t, []ruleCase{
		{reason: "an open table holds on any day", data: lists(season), at: "2025-01-01", line: pieces("P", "20"), want: "8.00 level:A from 10"},
		{reason: "the wider table holds before the window of the inner one", data: lists(season), at: "2026-02-28", line: pieces("P", "20"), want: "8.00 level:A from 10"},
		{reason: "an inner table replaces the wider one whole, its breaks too", data: lists(season), at: "2026-03-01", line: pieces("P", "20"), want: "9.00 level:A"},
		{reason: "the last day is included", data: lists(season), at: "2026-03-31", line: pieces("P", "20"), want: "9.00 level:A"},
		{reason: "the wider table is back afterwards", data: lists(season), at: "2026-04-01", line: pieces("P", "20"), want: "8.00 level:A from 10"},
		{reason: "the innermost of three holds", data: lists(season), line: pieces("P", "5"), want: "7.00 level:A from 5"},
		{reason: "and it alone: below its minimum the wider ones do not help", data: lists(season), line: pieces("P", "4"), want: "below-minimum from 5"},
		{reason: "the middle one is back afterwards", data: lists(season), at: "2026-03-11", line: pieces("P", "5"), want: "9.00 level:A"},
		{reason: "a level may lack a product", data: lists(level("A", at("1")), level("B", of("Q", "2"))), line: pieces("Q", "1"), want: "not-in-level"},
		{reason: "units have tables of their own", data: lists(level("A", at("1"), inBoxes(at("9")))), line: boxes("P", "1"), want: "9.00 level:A"},
		{reason: "currencies have tables of their own", data: lists(level("A", at("1"), inEuro(at("2")))), want: "1.00 level:A"},
		{reason: "level:A and contract:A are two lists", data: lists(level("A", at("10")), deal("A", at("9"))), want: "9.00 contract:A"},
		{reason: "an identical row twice is harmless", data: lists(level("A", at("10"), at("10.000"), at("10"))), want: "10.00 level:A"},
		{reason: "the days of a list bound its rows", data: lists(with(level("A", at("10")), until("2026-03-09"))), want: "no-longer-valid"},
	})
}

func until(last string) func(*pricing.List) {
	return func(l *pricing.List) { l.Days = days("", last) }
}

// PRC-1: which tables of one list go together, and which are refused.
func TestPRC1_Windows(t *testing.T) {
	for _, c := range []struct {
		reason string
		rows   []pricing.Row
		want   []pricing.Defect
	}{
		{"windows that touch", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-04-01", "2026-06-30", at("2"))}, nil},
		{"windows that begin together, one inside", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-01-01", "2026-06-30", at("2"))}, nil},
		{"windows that end together, one inside", []pricing.Row{dated("2026-03-01", "", at("1")), dated("2026-01-01", "", at("2"))}, nil},
		{"windows that cross in other units", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-03-01", "2026-04-30", inBoxes(at("2")))}, nil},
		{"windows that cross in other currencies", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-03-01", "2026-04-30", inEuro(at("2")))}, nil},
		{"windows that cross, one switched off", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-03-01", "2026-04-30", off(at("2")))}, nil},
		{"windows that cross by a day", []pricing.Row{dated("2026-01-01", "2026-03-31", at("1")), dated("2026-03-31", "2026-04-30", at("2"))},
			[]pricing.Defect{{Code: pricing.CrossingWindows, Row: 0, Other: 1}}},
		{"half-open windows that cross", []pricing.Row{dated("", "2026-03-31", at("1")), dated("2026-03-01", "", at("2"))},
			[]pricing.Defect{{Code: pricing.CrossingWindows, Row: 0, Other: 1}}},
		{"windows that cross within a wider one", []pricing.Row{at("3"), dated("2026-03-01", "2026-03-20", at("1")), dated("2026-03-10", "2026-03-31", at("2"))},
			[]pricing.Defect{{Code: pricing.CrossingWindows, Row: 1, Other: 2}}},
		{"two prices in one window", []pricing.Row{dated("2026-01-01", "", at("1")), dated("2026-01-01", "", at("2"))},
			[]pricing.Defect{{Code: pricing.DuplicateBreak, Row: 0, Other: 1}}},
		{"two prices for one minimum that differ in the sixth decimal", rows("5 1", "5 1.000001"),
			[]pricing.Defect{{Code: pricing.DuplicateBreak, Row: 0, Other: 1}}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if c.want == nil {
				sheet(t, lists(level("A", c.rows...)))
				return
			}
			for i := range c.want {
				c.want[i].List, c.want[i].Product = pricing.LevelID("A"), "P"
			}
			sameAs(t, c.reason, c.want, refusals(t, lists(level("A", c.rows...))))
		})
	}
}

// PRC-1: whose list a list is.
func TestPRC1_Audience(t *testing.T) {
	members := func(all ...pricing.Assignment) pricing.Data {
		return lists(pricing.List{ID: promoID("X"), Audience: memberOf(all...), Rows: rows("5")})
	}
	north := func(b *pricing.Buyer) { b.Groups = []string{"south", "north"} }
	runRule(t, []ruleCase{
		{reason: "a named list is for buyers that name it", data: lists(level("A", at("5"))), want: "5.00 level:A"},
		{reason: "and for no others", data: lists(level("B", at("5"))), want: "not-in-level"},
		{reason: "an assigned list is its member's", data: members(pricing.Assignment{Account: "acme"}), want: "5.00 promotion:X"},
		{reason: "and no other's", data: members(pricing.Assignment{Account: "acme-2"}), want: "no-such-product"},
		{reason: "ids are compared byte by byte", data: members(pricing.Assignment{Account: "Acme"}), want: "no-such-product"},
		{reason: "a group's members have its lists", data: members(pricing.Assignment{Group: "north"}), buyer: north, want: "5.00 promotion:X"},
		{reason: "an account named like the group has not", data: members(pricing.Assignment{Group: "acme"}), want: "no-such-product"},
		{reason: "nor a group named like the account", data: members(pricing.Assignment{Account: "north"}), buyer: north, want: "no-such-product"},
		{reason: "by account and by group it is one list", data: members(pricing.Assignment{Account: "acme"}, pricing.Assignment{Group: "north"}), buyer: north, want: "5.00 promotion:X"},
		{reason: "one assignment that holds is enough", data: members(pricing.Assignment{Account: "acme", Inactive: true}, pricing.Assignment{Group: "north"}), buyer: north, want: "5.00 promotion:X"},
		{reason: "assigned without members is nobody's", data: members(), want: "no-such-product"},
		{reason: "everyone's", data: lists(promo("X", at("5"))), buyer: func(b *pricing.Buyer) { b.Account, b.Levels = "new", nil }, want: "5.00 promotion:X"},
		{reason: "nobody's, even for one who names it", data: lists(with(level("A", at("5")), nobodys)), want: "no-such-product"},
		{reason: "a level that is assigned is not for naming", data: lists(with(level("A", at("5")), func(l *pricing.List) {
			l.Audience = memberOf(pricing.Assignment{Account: "other"})
		})), want: "no-such-product"},
		{reason: "a level named twice is one level", data: lists(level("A", at("5"))), buyer: func(b *pricing.Buyer) { b.Levels = []string{"A", "A"} }, want: "5.00 level:A"},
		{reason: "a level that there is not is passed over", data: lists(level("A", at("5"))), buyer: func(b *pricing.Buyer) { b.Levels = []string{"nope", "A"} }, want: "5.00 level:A"},
	})
}

func nobodys(l *pricing.List) { l.Audience = pricing.Audience{Kind: pricing.Nobody} }

// PRC-1: days are those of the seller's zone, to the microsecond.
func TestPRC1_SellersZone(t *testing.T) {
	zone, err := calendar.ParseZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	data := lists(level("A", at("10"), dated("2026-03-08", "2026-03-08", at("9")))) // a day of 23 hours
	data.Zone = zone
	book := sheet(t, data)
	begins := time.Date(2026, 3, 8, 5, 0, 0, 0, time.UTC)
	ends := time.Date(2026, 3, 9, 4, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		reason string
		at     time.Time
		want   string
	}{
		{"a microsecond before midnight in New York", begins.Add(-time.Microsecond), "10.00 level:A"},
		{"midnight in New York", begins, "9.00 level:A"},
		{"a nanosecond before the end", ends.Add(-1), "9.00 level:A"},
		{"the first instant after the last day", ends, "10.00 level:A"},
	} {
		if got := told(mustAsk(t, book.For(tradeBuyer(), c.at), some1)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
}

// CON-5: the lists that apply, and what is on them.
func TestPRC1_ListsOfTheBuyer(t *testing.T) {
	book := sheet(t, lists(
		level("A", at("1"), of("Q", "2"), off(of("R", "3"))), level("B", at("1")),
		deal("K", at("9")), with(deal("L", at("9")), func(l *pricing.List) { l.Inactive = true }),
		promo("M", inBoxes(of("Q", "2")), of("Q", "2")),
		with(deal("N", at("1")), func(l *pricing.List) { l.Audience = memberOf(pricing.Assignment{Account: "other"}) }),
	))
	p := book.For(tradeBuyer(), march)
	all := slices.Collect(p.Lists())
	slices.SortFunc(all[1:], pricing.ListID.Compare)
	sameAs(t, "his levels first, then the others; none that does not apply", []pricing.ListID{pricing.LevelID("A"), contractID("K"), promoID("M")}, all)
	for _, c := range []struct {
		reason string
		list   pricing.ListID
		want   []string
	}{
		{"what is switched off is left out", pricing.LevelID("A"), []string{"P/", "Q/"}},
		{"whether or not the price wins", contractID("K"), []string{"P/"}},
		{"each unit, in order", promoID("M"), []string{"Q/", "Q/BOX"}},
		{"an inactive list does not apply", contractID("L"), nil},
		{"nor does another's", contractID("N"), nil},
		{"nor one that there is not", contractID("none"), nil},
	} {
		var got []string
		for item := range p.Products(c.list) {
			got = append(got, item.Product()+"/"+item.Unit())
		}
		sameAs(t, c.reason, c.want, got)
	}
	blocked := tradeBuyer()
	blocked.Blocked = true
	sameAs(t, "a blocked account has no lists", 0, len(slices.Collect(book.For(blocked, march).Lists())))
	p = book.For(pricing.Buyer{Account: "acme", Currency: money.GBP}, time.Time{})
	sameAs(t, "nor has a question without an instant", 0, len(slices.Collect(p.Lists())))
}
