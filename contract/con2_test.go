package contract_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// world is what one condition is taken from.
type world struct {
	deal  contract.Contract
	buyer pricing.Buyer
	line  pricing.Line
}

// book compiles the world's contract beside the level and a neighbour: another
// contract of the account, which has another product.
func (w *world) book(t *testing.T) *pricing.Book {
	t.Helper()
	neighbour := deal()
	neighbour.Code, neighbour.Products[0].Product = "L", "N"
	return compile(t, base(), w.deal, neighbour)
}

// conditions take one condition of CON-2 each from a world where all hold, in
// the order of the rule.
var conditions = []struct {
	name string
	code pricing.Code
	fail func(*world)
}{
	{"feature off", pricing.FeatureOff, func(w *world) { w.buyer.Features = nil }},
	{"contract inactive", pricing.Inactive, func(w *world) { w.deal.Inactive = true }},
	{"contract expired", pricing.Expired, func(w *world) { w.deal.Expires = date(yesterday) }},
	{"account not assigned", pricing.NotAssigned, func(w *world) { w.deal.Accounts[0].Account = "C-2" }},
	{"assignment inactive", pricing.AssignmentInactive, func(w *world) { w.deal.Accounts[0].Inactive = true }},
	{"assignment not begun", pricing.AssignmentNotBegun, func(w *world) { w.deal.Accounts[0].Starts = date(tomorrow) }},
	{"assignment ended", pricing.AssignmentEnded, func(w *world) { w.deal.Accounts[0].Ends = date(yesterday) }},
	{"product not assigned", pricing.NotListed, func(w *world) { w.deal.Products[0].Product = "Q" }},
	{"product inactive", pricing.ProductInactive, func(w *world) { w.deal.Products[0].Inactive = true }},
	{"no permission", pricing.NoPermission, func(w *world) { w.buyer.Permissions = nil }},
	{"price zero", pricing.PriceZero, func(w *world) { w.deal.Products[0].Price = eur("0") }},
	{"price above the level price", pricing.Dearer, func(w *world) { w.deal.Products[0].Price = eur("10.01") }},
}

func TestCON2_EachConditionHasItsCode(t *testing.T) {
	for _, c := range conditions {
		t.Run(c.name, func(t *testing.T) {
			w := world{deal(), buyer(), line("1")}
			c.fail(&w)
			prices := w.book(t).For(w.buyer, noon())
			wantPrice(t, prices, w.line, "10.00", "level:A")
			wantCodes(t, prices, w.line, map[string]pricing.Code{"contract:K": c.code, "level:A": pricing.Won})
		})
	}
}

// A force flag lifts the comparison with the level price and nothing else.
func TestCON2_ForceLiftsNoOtherCondition(t *testing.T) {
	for _, c := range conditions {
		if c.code == pricing.Dearer {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			w := world{deal(), buyer(), line("1")}
			w.deal.Force = true
			c.fail(&w)
			prices := w.book(t).For(w.buyer, noon())
			wantPrice(t, prices, w.line, "10.00", "level:A")
			wantCodes(t, prices, w.line, map[string]pricing.Code{"contract:K": c.code, "level:A": pricing.Won})
		})
	}
}

// Where several conditions fail, the first in the order of the rule is told.
func TestCON2_FirstFailedConditionIsTold(t *testing.T) {
	for i, first := range conditions {
		for _, second := range conditions[i+1:] {
			if second.code == pricing.AssignmentEnded && first.code == pricing.AssignmentNotBegun ||
				second.code == pricing.Dearer && first.code == pricing.PriceZero {
				continue // not both at once
			}
			w := world{deal(), buyer(), line("1")}
			first.fail(&w)
			second.fail(&w)
			t.Run(first.name+", "+second.name, func(t *testing.T) {
				prices := w.book(t).For(w.buyer, noon())
				wantPrice(t, prices, w.line, "10.00", "level:A")
				wantCodes(t, prices, w.line, map[string]pricing.Code{"contract:K": first.code, "level:A": pricing.Won})
			})
		}
	}
}

// wantCodes checks that the trace has exactly these lists with these codes. The
// contract is asked about by name, so that it shows even where it is not the
// buyer's.
func wantCodes(t testing.TB, prices *pricing.Prices, l pricing.Line, want map[string]pricing.Code) {
	t.Helper()
	trace, err := prices.Explain(l, contract.ID("K"))
	if err != nil {
		t.Fatal(err)
	}
	if len(trace.Entries) != len(want) {
		t.Errorf("%d entries, want %d:\n%s", len(trace.Entries), len(want), trace)
	}
	for _, e := range trace.Entries {
		if e.Code != want[e.List.String()] {
			t.Errorf("%s is %q, want %q", e.List, e.Code, want[e.List.String()])
		}
	}
}

func TestCON2_PriceCounts(t *testing.T) {
	for _, c := range []struct {
		name, amount, source string
		change               func(*world)
	}{
		{"below the level price", "8.00", "contract:K", func(*world) {}},
		{"equal to the level price", "10.00", "contract:K", func(w *world) { w.deal.Products[0].Price = eur("10.00") }},
		{"equal, written otherwise", "10.00", "contract:K", func(w *world) { w.deal.Products[0].Price = eur("10") }},
		{"above the level price", "10.00", "level:A", func(w *world) { w.deal.Products[0].Price = eur("10.000001") }},
		{"above, and forced", "12.00", "contract:K", func(w *world) {
			w.deal.Products[0].Price, w.deal.Force = eur("12.00"), true
		}},
		{"there is no level price", "12.00", "contract:K", func(w *world) {
			w.deal.Products[0].Price, w.buyer.Levels = eur("12.00"), nil
		}},
		{"zero, forced, and there is no level price", "", "", func(w *world) {
			w.deal.Products[0].Price, w.deal.Force, w.buyer.Levels = eur("0"), true, nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := world{deal(), buyer(), line("1")}
			c.change(&w)
			wantPrice(t, compile(t, base(), w.deal).For(w.buyer, noon()), w.line, c.amount, c.source)
		})
	}
}

func TestCON2_EqualPriceIsSpecial(t *testing.T) {
	d := deal()
	d.Products[0].Price = eur("10.00")
	if p := price(t, compile(t, base(), d).For(buyer(), noon()), line("1")); !p.Special() {
		t.Error("an equal contract price must be special")
	}
	d.Products[0].Price = eur("10.01")
	if p := price(t, compile(t, base(), d).For(buyer(), noon()), line("1")); p.Special() {
		t.Error("the level price must not be special")
	}
}

// The window of a contract opens and closes with the seller's days, to the
// microsecond.
func TestCON2_LastDayIsIncluded(t *testing.T) {
	midnight := time.Date(2026, time.March, 15, 0, 0, 0, 0, seller())
	next := midnight.AddDate(0, 0, 1)
	expiring, assigned := deal(), deal()
	expiring.Expires = date(today)
	assigned.Accounts[0].Starts, assigned.Accounts[0].Ends = date(today), date(today)
	for _, c := range []struct {
		name   string
		deal   contract.Contract
		at     time.Time
		source string
	}{
		{"expiry day begins", expiring, midnight, "contract:K"},
		{"expiry day ends", expiring, next.Add(-time.Microsecond), "contract:K"},
		{"after the expiry day", expiring, next, "level:A"},
		{"before the first day", assigned, midnight.Add(-time.Microsecond), "level:A"},
		{"first day begins", assigned, midnight, "contract:K"},
		{"last day ends", assigned, next.Add(-time.Microsecond), "contract:K"},
		{"after the last day", assigned, next, "level:A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := price(t, compile(t, base(), c.deal).For(buyer(), c.at), line("1"))
			if p.Source().String() != c.source {
				t.Errorf("from %s, want %s", p.Source(), c.source)
			}
		})
	}
}

// A date that is missing is an open end.
func TestCON2_NoDateIsOpen(t *testing.T) {
	d := deal()
	d.Expires = calendar.Date{}
	d.Accounts[0].Starts, d.Accounts[0].Ends = calendar.Date{}, calendar.Date{}
	book := compile(t, base(), d)
	for _, year := range []int{1900, 2026, 9000} {
		at := time.Date(year, time.July, 1, 0, 0, 0, 0, time.UTC)
		wantPrice(t, book.For(buyer(), at), line("1"), "8.00", "contract:K")
	}
}
