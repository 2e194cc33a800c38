package budget_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func inactive(b *budget.Budget) { b.Inactive = true }

func perOrder(number string) func(*budget.Budget) {
	return func(b *budget.Budget) {
		b.MaxOrder, b.MaxPeriod, b.Period = eur(number), money.Amount{}, budget.NoPeriod
	}
}

func alsoPerOrder(number string) func(*budget.Budget) {
	return func(b *budget.Budget) { b.MaxOrder = eur(number) }
}

func window(from, to string) func(*budget.Budget) {
	return func(b *budget.Budget) {
		b.Days = calendar.Days{From: calendar.MustDate(from), To: calendar.MustDate(to)}
	}
}

// A maximum per order, per period, or both; active or not, within its window; 0 is zero and no amount no limit.
func TestBUD1_Maximums(t *testing.T) {
	feb := date("2026-02-10")
	for _, c := range []struct {
		reason string
		budget budget.Budget
		orders []string
		want   string
	}{
		{"below the maximum per order", monthly("b", perOrder("500")), []string{"499.99"}, "accepted; b left "},
		{"above it", monthly("b", perOrder("500")), []string{"500.01"}, "exceeded b; b left  order"},
		{"each order by itself", monthly("b", perOrder("500")), []string{"500", "500"}, "accepted; b left "},
		{"together, above the maximum of the month", monthly("b"), []string{"800", "200.01"}, "exceeded b; b left 200.00 period"},
		{"both, the order is above its maximum", monthly("b", alsoPerOrder("500")), []string{"600"}, "exceeded b; b left 1000.00 order"},
		{"both, the third order is above what is left", monthly("b", alsoPerOrder("500")), []string{"400", "400", "400"},
			"exceeded b; b left 200.00 period"},
		{"both at once", monthly("b", alsoPerOrder("500")), []string{"1001"}, "exceeded b; b left 1000.00 order period"},
		{"a maximum of 0 is zero", monthly("b", maximum("0")), []string{"0.01"}, "exceeded b; b left 0.00 period"},
		{"what costs nothing fits in zero", monthly("b", maximum("0")), []string{"0"}, "accepted; b left 0.00"},
		{"a maximum of 0 per order is zero", monthly("b", perOrder("0")), []string{"0.01"}, "exceeded b; b left  order"},
		{"no maximum for the month is none", monthly("b", perOrder("500"), kind(budget.Month)), []string{"500", "500", "500"},
			"accepted; b left "},
		{"an inactive budget", monthly("b", maximum("0"), inactive), []string{"5"}, "accepted"},
		{"before its window", monthly("b", maximum("0"), window("2026-02-11", "2026-12-31")), []string{"5"}, "accepted"},
		{"after its window", monthly("b", maximum("0"), window("2026-01-01", "2026-02-09")), []string{"5"}, "accepted"},
		{"on the only day of its window", monthly("b", maximum("0"), window("2026-02-10", "2026-02-10")), []string{"5"},
			"exceeded b; b left 0.00 period"},
	} {
		s := newShop(t, c.budget)
		var last budget.Outcome
		for i, a := range c.orders {
			last = s.place(string(rune('a'+i)), eur(a), feb)
		}
		wantSays(t, c.reason, last, c.want)
	}
}

// The last day of a window ends in the budget's own zone.
func TestBUD1_WindowInZone(t *testing.T) {
	s := newShop(t, monthly("b", maximum("0"), window("2026-02-10", "2026-02-10"), func(b *budget.Budget) { b.Zone = zoneOf(t, "America/New_York") }))
	for _, c := range []struct{ at, want string }{
		{"2026-02-10 04:59:59.999999", "accepted"},
		{"2026-02-10 05:00", "exceeded b; b left 0.00 period"},
		{"2026-02-11 04:59:59.999999", "exceeded b; b left 0.00 period"},
		{"2026-02-11 05:00", "accepted"},
	} {
		wantSays(t, c.at, s.place("o "+c.at, eur("1"), date(c.at)), c.want)
	}
}

// Holders are users, groups and accounts, and all of them share one pot.
func TestBUD2_Holders(t *testing.T) {
	held := func(h budget.Holders) func(*budget.Budget) { return func(b *budget.Budget) { b.Holders = h } }
	book := bookOf(t,
		monthly("account", held(budget.Holders{Accounts: []string{"north"}})),
		monthly("address", held(budget.Holders{Groups: []string{"warehouse"}})),
		monthly("all"),
		monthly("group", held(budget.Holders{Groups: []string{"office"}})),
		monthly("parent", held(budget.Holders{Accounts: []string{"holding"}})),
		monthly("two", held(budget.Holders{Users: []string{"nora"}, Accounts: []string{"south"}})),
		monthly("user", held(budget.Holders{Users: []string{"nora"}})),
	)
	for _, c := range holding {
		var got []string
		for _, b := range book.Applying(c.buyer, date("2026-02-10")) {
			got = append(got, b.ID)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("%s: %q, want %q", c.reason, text, c.want)
		}
		for b := range book.Budgets() {
			if holds := b.Holders.Hold(c.buyer); c.buyer.User != "" && c.buyer.Account != "" && holds != slices.Contains(got, b.ID) {
				t.Errorf("%s: %s holds: %t", c.reason, b.ID, holds)
			}
		}
		if pots := book.Pots(c.buyer, date("2026-02-10")); len(pots) != len(got) {
			t.Errorf("%s: %d pots", c.reason, len(pots))
		}
	}
	if book.Applying(nora, time.Time{}) != nil || book.Pots(nora, time.Time{}) != nil {
		t.Error("no instant: something applies")
	}
}

// holding are buyers, and the budgets that hold for them.
var holding = []struct {
	reason string
	buyer  budget.Buyer
	want   string
}{
	{"a stranger", budget.Buyer{User: "zoe", Account: "west"}, "all"},
	{"the user acted for", budget.Buyer{User: "nora", Account: "west"}, "all two user"},
	{"the ordering account", budget.Buyer{User: "zoe", Account: "north"}, "account all"},
	{"an account above it", budget.Buyer{User: "zoe", Account: "west", Ancestors: []string{"group", "holding"}}, "all parent"},
	{"a group, be it of user, account or delivery address", budget.Buyer{User: "zoe", Account: "west", Groups: []string{"office", "warehouse"}},
		"address all group"},
	{"each counts once", budget.Buyer{User: "nora", Account: "south"}, "all two user"},
	{"a user is no account, an account no group", budget.Buyer{User: "north", Account: "nora", Groups: []string{"holding"}}, "all"},
	{"no user", budget.Buyer{Account: "north"}, ""},
	{"no account", budget.Buyer{User: "nora"}, ""},
}

// What one holder spends the other has not; who is no holder has his own.
func TestBUD2_OnePot(t *testing.T) {
	s := newShop(t, monthly("b", func(b *budget.Budget) { b.Holders = budget.Holders{Users: []string{"nora", "otto"}} }))
	of := func(order, user string) budget.Placement {
		p := s.placement(order, eur("600"), date("2026-02-10"))
		p.Question.Buyer = budget.Buyer{User: user, Account: "north"}
		return p
	}
	wantSays(t, "the first takes 600", s.placed(of("1", "nora")), "accepted; b left 1000.00")
	wantSays(t, "400 are left for the other", s.placed(of("2", "otto")), "exceeded b; b left 400.00 period")
	wantSays(t, "a third is no holder", s.placed(of("3", "zoe")), "accepted")
	s.wantUsed(t, "one reservation", "b", "month:2026-02-01", "reserved 600.00 spent 0.00")
}

// The strictest action of the exceeded budgets wins, in whatever order they were given; all of them are reported.
func TestBUD3_StrictestAction(t *testing.T) {
	for _, c := range []struct {
		actions [3]budget.Action // of a, b, c with 100, 200, 300
		amount  string
		want    string
	}{
		{[3]budget.Action{budget.Warn, budget.Authorize, budget.Block}, "100", "accepted; a left 100.00; b left 200.00; c left 300.00"},
		{[3]budget.Action{budget.Warn, budget.Authorize, budget.Block}, "150", "warned; a left 100.00 period; b left 200.00; c left 300.00"},
		{[3]budget.Action{budget.Warn, budget.Authorize, budget.Block}, "250", "held; a left 100.00 period; b left 200.00 period; c left 300.00"},
		{[3]budget.Action{budget.Warn, budget.Authorize, budget.Block}, "350", "exceeded c; a left 100.00 period; b left 200.00 period; c left 300.00 period"},
		{[3]budget.Action{budget.Block, budget.Authorize, budget.Warn}, "350", "exceeded a; a left 100.00 period; b left 200.00 period; c left 300.00 period"},
		{[3]budget.Action{budget.Authorize, budget.Warn, budget.Warn}, "350", "held; a left 100.00 period; b left 200.00 period; c left 300.00 period"},
		{[3]budget.Action{budget.Warn, budget.Warn, budget.Warn}, "350", "warned; a left 100.00 period; b left 200.00 period; c left 300.00 period"},
		{[3]budget.Action{budget.Block, budget.Block, budget.Block}, "350", "exceeded a; a left 100.00 period; b left 200.00 period; c left 300.00 period"},
	} {
		three := []budget.Budget{monthly("a", maximum("100"), with(c.actions[0])), monthly("b", maximum("200"), with(c.actions[1])),
			monthly("c", maximum("300"), with(c.actions[2]))}
		for range 3 {
			three = append(three[1:], three[0])
			wantSays(t, c.amount, newShop(t, three...).place("1", eur(c.amount), date("2026-02-10")), c.want)
		}
	}
}

// Exactly reaching the amount is no excess, be it of the order or of the period.
func TestBUD3_ReachingIsNoExcess(t *testing.T) {
	s := newShop(t, monthly("b", alsoPerOrder("600")))
	wantSays(t, "the maximum per order", s.place("1", eur("600.00"), date("2026-02-10")), "accepted; b left 1000.00")
	wantSays(t, "the rest, to the cent", s.place("2", eur("400"), date("2026-02-10")), "accepted; b left 400.00")
	wantSays(t, "a millionth more", s.place("3", eur("0.000001"), date("2026-02-10")), "exceeded b; b left 0.00 period")
}

// What is held is reserved, and each exceeded budget that asks is a level with its own supervisors (APR-10).
func TestBUD3_Held(t *testing.T) {
	other := with(budget.Authorize)
	s := newShop(t, monthly("a", with(budget.Authorize)), monthly("b", other, func(b *budget.Budget) { b.Supervisors = []string{"eve"} }),
		monthly("c", with(budget.Warn)))
	o := s.place("1", eur("1500"), date("2026-02-10"))
	levels := o.ToAuthorize()
	if o.Code != budget.Held || len(levels) != 2 || strings.Join(levels[0].Supervisors, " ") != "ada max" || strings.Join(levels[1].Supervisors, " ") != "eve" {
		t.Errorf("%s: levels %+v", o.Code, levels)
	}
	if len(o.Exceeded()) != 3 {
		t.Errorf("%d are exceeded, want 3", len(o.Exceeded()))
	}
	s.wantUsed(t, "held is reserved", "a", "month:2026-02-01", "reserved 1500.00 spent 0.00")
	wantSays(t, "below zero is left", s.place("2", eur("1"), date("2026-02-11")), "held; a left -500.00 period; b left -500.00 period; c left -500.00 period")
}

// An order counts in the period in which it was placed, on whatever day it is approved.
func TestBUD4_PeriodOfPlacement(t *testing.T) {
	s := newShop(t, monthly("b", func(b *budget.Budget) { b.Zone = zoneOf(t, "Europe/Berlin") }))
	s.place("1", eur("600"), date("2026-02-28 22:59:59.999999"))
	s.place("2", eur("700"), date("2026-02-28 23:00"))
	s.wantUsed(t, "a microsecond before March in Berlin", "b", "month:2026-02-01", "reserved 600.00 spent 0.00")
	s.wantUsed(t, "the first instant of it", "b", "month:2026-03-01", "reserved 700.00 spent 0.00")
	wantSays(t, "approved in April", s.commit("1", date("2026-04-05")), "done")
	s.wantUsed(t, "it stays in February", "b", "month:2026-02-01", "reserved 0.00 spent 600.00")
	s.wantUsed(t, "March is as it was", "b", "month:2026-03-01", "reserved 700.00 spent 0.00")
}

// Calendar periods of each kind, with their options.
func TestBUD4_Periods(t *testing.T) {
	for _, c := range []struct {
		reason string
		change func(*budget.Budget)
		at     string
		want   string
	}{
		{"a day", kind(budget.Day), "2026-02-03 23:59", "day:2026-02-03"},
		{"weeks begin on Monday", kind(budget.Week), "2021-01-03", "week:2020-12-28"},
		{"or on Sunday", func(b *budget.Budget) { b.Period, b.WeeksFromSunday = budget.Week, true }, "2021-01-03", "week:2021-01-03"},
		{"a month", kind(budget.Month), "2026-02-28", "month:2026-02-01"},
		{"a quarter", kind(budget.Quarter), "2026-02-28", "quarter:2026-01-01"},
		{"quarters follow the fiscal start", func(b *budget.Budget) { b.Period, b.FiscalStart = budget.Quarter, time.February }, "2026-01-31", "quarter:2025-11-01"},
		{"a year", kind(budget.Year), "2026-12-31", "year:2026-01-01"},
		{"a year from April", func(b *budget.Budget) { b.Period, b.FiscalStart = budget.Year, time.April }, "2026-03-31", "year:2025-04-01"},
		{"and its first day", func(b *budget.Budget) { b.Period, b.FiscalStart = budget.Year, time.April }, "2026-04-01", "year:2026-04-01"},
		{"for ever", kind(budget.OneOff), "2026-03-31", "one-off"},
		{"none", perOrder("5"), "2026-03-31", ""},
	} {
		if got := monthly("b", c.change).PeriodAt(date(c.at)).String(); got != c.want {
			t.Errorf("%s: %q, want %q", c.reason, got, c.want)
		}
	}
}
