package budget_test

import (
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// manager keeps budgets, and orders himself for north.
var manager = budget.Editor{Principal: "max", User: "max", Own: []budget.Buyer{{User: "max", Account: "north", Groups: []string{"bosses"}}}}

func (s *shop) revise(t *testing.T, by budget.Editor, at time.Time, id string, changes ...func(*budget.Budget)) budget.Revised {
	t.Helper()
	b, _ := s.book.Budget(id)
	wanted := b
	for _, change := range changes {
		change(&wanted)
	}
	r := budget.Revision{Budget: wanted, At: at, By: by, Usages: s.usagesFrom(b, b.PeriodAt(at))}
	got, err := s.book.Revise(r)
	if err != nil {
		t.Fatalf("%v", err)
	}
	if got.Book != nil {
		s.book = got.Book
	}
	return got
}

// Lowered below what is reserved and spent, a blocking budget keeps its terms until the next period.
func TestBUD7_LoweredBelowUse(t *testing.T) {
	for _, c := range []struct {
		reason string
		old    budget.Budget
		change func(*budget.Budget)
		want   string
		from   string
		left   string // in February, after it
	}{
		{"to what is used", monthly("b"), maximum("600"), "done", february, "0.00"},
		{"below", monthly("b"), maximum("599.99"), "done", march, "400.00"},
		{"raised", monthly("b"), maximum("2000"), "done", february, "1400.00"},
		{"made to block what is exceeded", monthly("b", maximum("100"), with(budget.Warn)), with(budget.Block), "done", march, "-500.00"},
		{"a budget that warns may be below", monthly("b", with(budget.Warn)), maximum("1"), "done", february, "-599.00"},
		{"the maximum per order alone", monthly("b"), alsoPerOrder("1"), "done", february, "400.00"},
		{"the rest of a change that waits is done at once", monthly("b"), func(b *budget.Budget) { b.MaxPeriod, b.Name = eur("1"), "Office" }, "done", march, "400.00"},
		{"a one-off budget has no next period", monthly("b", kind(budget.OneOff)), maximum("599.99"), "below what is used b", "", "400.00"},
		{"to what is used", monthly("b", kind(budget.OneOff)), maximum("600"), "done", "one-off", "0.00"},
		{"without periods", monthly("b", perOrder("1000")), perOrder("1"), "done", "", ""},
	} {
		s := newShop(t, c.old)
		s.place("1", eur("200"), feb)
		s.commit("1", feb)
		s.place("2", eur("400"), feb)
		got := s.revise(t, staff, feb, "b", c.change)
		if text := got.Code.String(); got.Subject != "" && text+" "+got.Subject != c.want || got.Subject == "" && text != c.want || got.From.String() != c.from {
			t.Errorf("%s: %s %q from %s, want %s from %s", c.reason, text, got.Subject, got.From, c.want, c.from)
		}
		if left := must(s.book.Remaining(nora, feb, s.load(s.book.Pots(nora, feb), ""))).Findings[0].Left.Number(); left != c.left {
			t.Errorf("%s: %s are left, want %s", c.reason, left, c.left)
		}
		if b, _ := s.book.Budget("b"); c.from == march && b.Name != "" && b.Name != "Office" {
			t.Errorf("%s: %+v", c.reason, b)
		}
	}
}

// What waits for the next period holds then; a further change takes its place; one of other things leaves it.
func TestBUD7_Later(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("600"), feb)
	s.revise(t, staff, feb, "b", maximum("500"))
	s.revise(t, staff, feb, "b", func(b *budget.Budget) { b.Name = "Office" })
	wantSays(t, "February has the rest of 1000", s.place("2", eur("401"), feb), "exceeded b; b left 400.00 period")
	wantSays(t, "March has 500", s.place("3", eur("501"), mar), "exceeded b; b left 500.00 period")
	s.revise(t, staff, feb, "b", maximum("700"))
	wantSays(t, "now February has 700", s.place("2", eur("101"), feb), "exceeded b; b left 100.00 period")
	wantSays(t, "and March", s.place("3", eur("701"), mar), "exceeded b; b left 700.00 period")
	s.revise(t, staff, mar, "b", maximum("900"))
	wantSays(t, "raised in March, February is as it was", s.place("2", eur("101"), feb), "exceeded b; b left 100.00 period")
	if b, _ := s.book.Budget("b"); b.Name != "Office" || len(b.Later) != 2 || !b.MaxPeriod.Equal(eur("1000")) {
		t.Errorf("%+v", b)
	}
	if got := s.revise(t, staff, mar, "b"); got.Code != budget.Done || len(got.Changes.Put) != 1 || len(got.Changes.Put[0].Later) != 2 {
		t.Errorf("%+v", got)
	}
}

// An order placed for the next period before the change, by a clock that was ahead, counts too.
func TestBUD7_LaterPeriodUsed(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("600"), mar)
	if got := s.revise(t, staff, feb, "b", maximum("500")); got.From.String() != "month:2026-04-01" {
		t.Errorf("%s from %s", got, got.From)
	}
}

// Nobody makes more room for himself, in whatever way; less room is his to make, and others' budgets are.
func TestBUD7_NotHisOwn(t *testing.T) {
	own := func(b *budget.Budget) { b.Holders = budget.Holders{Accounts: []string{"north"}} }
	for _, c := range []struct {
		reason string
		by     budget.Editor
		change func(*budget.Budget)
		want   budget.DecisionCode
	}{
		{"raises the month", manager, maximum("1000.01"), budget.RefusedOwn},
		{"lowers the month", manager, maximum("999"), budget.Done},
		{"raises the order", manager, alsoPerOrder("901"), budget.RefusedOwn},
		{"lowers the order", manager, alsoPerOrder("1"), budget.Done},
		{"takes the maximum per order away", manager, func(b *budget.Budget) { b.MaxOrder = money.Amount{} }, budget.RefusedOwn},
		{"takes the maximum per month away", manager, func(b *budget.Budget) { b.MaxPeriod = money.Amount{} }, budget.RefusedOwn},
		{"is only warned", manager, with(budget.Warn), budget.RefusedOwn},
		{"is blocked", manager, with(budget.Block), budget.Done},
		{"switches it off", manager, inactive, budget.RefusedOwn},
		{"takes himself out", manager, func(b *budget.Budget) { b.Holders = budget.Holders{Users: []string{"sue"}} }, budget.RefusedOwn},
		{"takes another in", manager, func(b *budget.Budget) { b.Holders.Users = []string{"sue"} }, budget.Done},
		{"ends its window", manager, func(b *budget.Budget) { b.Days.To = calendar.MustDate("2026-02-01") }, budget.RefusedOwn},
		{"carries over", manager, carrying, budget.RefusedOwn},
		{"has himself asked", manager, func(b *budget.Budget) { b.Supervisors = []string{"max"} }, budget.RefusedOwn},
		{"gives it a name", manager, func(b *budget.Budget) { b.Name = "mine" }, budget.Done},
		{"another of the same person holds it", budget.Editor{Principal: "max", User: "max", Own: append([]budget.Buyer{{User: "m2", Account: "west"}}, manager.Own...)},
			maximum("1001"), budget.RefusedOwn},
		{"a manager who is no holder", budget.Editor{Principal: "eve", User: "eve", Own: []budget.Buyer{{User: "eve", Account: "west"}}}, maximum("1001"), budget.Done},
		{"staff", staff, maximum("1001"), budget.Done},
		{"who does not say as whom he orders", budget.Editor{Principal: "max", User: "max"}, maximum("1"), budget.RefusedNoBuyer},
		{"a buyer without account", budget.Editor{Principal: "max", User: "max", Own: []budget.Buyer{{User: "max"}}}, maximum("1"), budget.RefusedNoBuyer},
		{"no principal", budget.Editor{User: "max", Own: manager.Own}, maximum("1"), budget.RefusedNoActor},
		{"no user", budget.Editor{Principal: "max", Own: manager.Own}, maximum("1"), budget.RefusedNoActor},
	} {
		s := newShop(t, monthly("b", own, alsoPerOrder("900"), with(budget.Authorize)))
		if got := s.revise(t, c.by, feb, "b", c.change); got.Code != c.want {
			t.Errorf("%s: %s, want %s", c.reason, got, c.want)
		}
	}
}

// A lowering that waits is not undone by him whom it is for.
func TestBUD7_NotHisOwnLater(t *testing.T) {
	s := newShop(t, monthly("b", func(b *budget.Budget) { b.Holders = budget.Holders{Users: []string{"max", "nora"}} }))
	s.place("1", eur("600"), feb)
	s.revise(t, staff, feb, "b", maximum("100"))
	if got := s.revise(t, manager, feb, "b", maximum("900")); got.Code != budget.RefusedOwn {
		t.Errorf("lower now, higher from March on: %s", got)
	}
	if got := s.revise(t, manager, feb, "b", maximum("50")); got.Code != budget.Done || got.From.String() != march {
		t.Errorf("lower: %s from %s", got, got.From)
	}
}

// What entries rest on stays once there are any.
func TestBUD7_Fixed(t *testing.T) {
	for field, change := range map[string]func(*budget.Budget){
		"currency":       func(b *budget.Budget) { b.Currency, b.MaxPeriod = money.USD, usd("1000") },
		"period":         kind(budget.Week),
		"zone":           func(b *budget.Budget) { b.Zone = zoneOf(t, "Asia/Kathmandu") },
		"fiscal start":   func(b *budget.Budget) { b.FiscalStart = time.April },
		"measure":        func(b *budget.Budget) { b.Measure = budget.WithTax },
		"start of weeks": func(b *budget.Budget) { b.WeeksFromSunday = true },
	} {
		old := monthly("b")
		switch field {
		case "fiscal start":
			old.Period = budget.Year
		case "start of weeks":
			old.Period = budget.Week
		}
		s := newShop(t, old)
		s.place("1", eur("1"), feb)
		if got := s.revise(t, staff, feb, "b", change); got.Code != budget.RefusedFixed || got.Subject != field {
			t.Errorf("%s: %s", field, got)
		}
		change(&old)
		got, err := s.book.Revise(budget.Revision{Budget: old, At: feb, By: staff, Unused: true})
		if err != nil || got.Code != budget.Done || len(got.Changes.Put[0].Later) != 0 {
			t.Errorf("%s of an unused budget: %s, %v", field, got, err)
		}
		if own, err := s.book.Revise(budget.Revision{Budget: old, At: feb, By: manager, Unused: true}); err != nil || own.Code != budget.RefusedOwn {
			t.Errorf("%s of his own: %s, %v", field, own, err)
		}
	}
}

// What cannot be asked, and what is defective.
func TestBUD7_Refused(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("day", kind(budget.Day)))
	revise := func(r budget.Revision) budget.Revised { return must(s.book.Revise(r)) }
	for _, c := range []struct {
		reason string
		r      budget.Revision
		want   budget.DecisionCode
	}{
		{"no instant", budget.Revision{Budget: monthly("b"), By: staff, Unused: true}, budget.RefusedNoInstant},
		{"no such budget", budget.Revision{Budget: monthly("c"), At: feb, By: staff, Unused: true}, budget.RefusedUnknownBudget},
		{"no period", budget.Revision{Budget: monthly("day"), At: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC), By: staff}, budget.RefusedNoPeriod},
	} {
		if got := revise(c.r); got.Code != c.want || got.Book != nil || got.Changes.Put != nil {
			t.Errorf("%s: %s, want %s", c.reason, got, c.want)
		}
	}
	if _, err := s.book.Revise(budget.Revision{Budget: monthly("b", maximum("-1")), At: feb, By: staff, Unused: true}); !errors.Is(err, budget.ErrData) {
		t.Errorf("defective: %v", err)
	}
	for reason, usages := range map[string][]budget.Usage{
		"not read":          nil,
		"of another period": {{Budget: "b", Period: budget.MustPeriod(march)}},
		"of another budget": {{Budget: "c", Period: budget.MustPeriod(february)}},
		"of another kind":   {{Budget: "b", Period: budget.MustPeriod("day:2026-02-10")}},
	} {
		if _, err := s.book.Revise(budget.Revision{Budget: monthly("b"), At: feb, By: staff, Usages: usages}); !errors.Is(err, budget.ErrState) {
			t.Errorf("usages %s: %v", reason, err)
		}
	}
}

// Only what was never used is removed, and not one's own.
func TestBUD7_Retire(t *testing.T) {
	b := bookOf(t, monthly("b"), monthly("off", inactive))
	for _, c := range []struct {
		reason string
		id     string
		by     budget.Editor
		used   bool
		want   budget.DecisionCode
	}{
		{"used", "b", staff, true, budget.RefusedUsed},
		{"his own", "b", manager, false, budget.RefusedOwn},
		{"his own, which is off", "off", manager, false, budget.Done},
		{"of others", "b", staff, false, budget.Done},
		{"unknown", "c", staff, false, budget.RefusedUnknownBudget},
	} {
		got, err := b.Retire(budget.Revision{Budget: budget.Budget{ID: c.id}, At: feb, By: c.by, Unused: !c.used})
		if err != nil || got.Code != c.want || (got.Book != nil) != (c.want == budget.Done) {
			t.Errorf("%s: %s, %v, want %s", c.reason, got, err, c.want)
		}
		if got.Book != nil {
			if _, there := got.Book.Budget(c.id); there {
				t.Errorf("%s: it is still there", c.reason)
			}
		}
	}
}
