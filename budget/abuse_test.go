package budget_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Placed a microsecond before the period ends and approved after: it counts where it was placed, and the new period is
// whole.
func TestAbuse_LastMicrosecond(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("1000"), date("2026-02-28 23:59:59.999999"))
	wantSays(t, "the last microsecond is taken", s.place("2", eur("1"), date("2026-02-28 23:59:59.999999").Add(999)), "exceeded b; b left 0.00 period")
	wantSays(t, "approved later", s.commit("1", date("2026-03-01")), "done")
	wantSays(t, "March is whole", s.place("3", eur("1000"), date("2026-03-01")), "accepted; b left 1000.00")
	s.wantUsed(t, "February", "b", february, "reserved 0.00 spent 1000.00")
}

// An order cannot be placed ahead of time, into a period that has not begun.
func TestAbuse_PlacedAheadOfTime(t *testing.T) {
	s := newShop(t, monthly("b"))
	p := s.placement("1", eur("1"), mar)
	p.Command.At = mar.Add(-time.Microsecond)
	wantSays(t, "a microsecond ahead", s.placed(p), "placed later")
	p.Command.At = mar
	wantSays(t, "now", s.placed(p), "accepted; b left 1000.00")
}

// A refund above what was spent, twice, or to a budget that the order never was in.
func TestAbuse_Refund(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("other", maximum("5")))
	s.book = bookOf(t, monthly("b"))
	s.place("1", eur("500"), feb)
	s.place("2", eur("300"), feb)
	s.commit("1", feb)
	s.commit("2", feb)
	wantSays(t, "above what the order spent, not above what the budget has", s.credit("1", total(eur("500.01")), feb), "above spent b")
	s.credit("1", total(eur("500")), feb)
	wantSays(t, "twice", s.credit("1", total(eur("500")), feb), "above spent b")
	s.wantUsed(t, "the other order's", "b", february, "reserved 0.00 spent 300.00")

	elsewhere := budget.Share{Budget: "other", Period: budget.MustPeriod(february), Order: "1", Round: 1, Status: budget.StatusSpent,
		Amount: eur("500"), Original: eur("500"), Credited: eur("0"), CreditedOriginal: eur("0")}
	_, err := budget.Credit(s.command("1", feb), total(eur("1")), budget.State{Shares: []budget.Share{elsewhere},
		Usages: []budget.Usage{{Budget: "other", Period: budget.MustPeriod(february)}}})
	if !errors.Is(err, budget.ErrState) {
		t.Errorf("a budget in which nothing is spent: %v", err)
	}
	if _, err := budget.Credit(s.command("9", feb), total(eur("1")), s.stateOf("2")); !errors.Is(err, budget.ErrState) {
		t.Errorf("another order's shares: %v", err)
	}
}

// A thousand approvals and reversals leave what was.
func TestAbuse_ThousandReversals(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("u", dollars))
	p := s.placement("1", eur("333.33"), feb)
	p.Question.Rates = []budget.Rate{rate("EUR", "USD", "1.07333")}
	s.placed(p)
	before := amounts(s)
	state := s.stateOf("1")
	for i := range 1000 {
		done := must(budget.Commit(s.command("1", mar), budget.Totals{}, state))
		state = state.After(done)
		back := must(budget.Reopen(s.command("1", mar), state))
		state = state.After(back)
		s.keep(done, nil)
		s.keep(back, nil)
		if got := amounts(s); got != before {
			t.Fatalf("after %d: %s, before %s", i+1, got, before)
		}
	}
	for _, pot := range s.pots() {
		if fold, err := budget.FoldUsage(pot, s.of(pot)); err != nil || !fold.Equal(s.usages[pot]) || fold.Entries != 2001 {
			t.Errorf("%+v, %v", fold, err)
		}
	}
}

// Declined, others spend it, the decline is reversed: refused, and nothing is changed by asking again and again.
func TestAbuse_DeclineOthersSpendReverse(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("w", with(budget.Warn), maximum("1")))
	s.place("1", eur("600"), feb)
	s.release("1", feb)
	s.place("2", eur("401"), feb)
	before := amounts(s)
	for range 3 {
		wantSays(t, "a cent is not there", s.restore("1", feb), "exceeded b; b left 599.00 period; w left -400.00 period")
	}
	if got := amounts(s); got != before {
		t.Errorf("%s, before %s", got, before)
	}
	s.release("2", feb)
	wantSays(t, "others gave it back", s.restore("1", feb), "done; b left 1000.00; w left 1.00 period")
}

// A limit lowered below what is reserved, around Revise: the ledger takes nothing more, and gives back what it has.
func TestAbuse_LoweredBelowReserved(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("600"), feb)
	s.book = bookOf(t, monthly("b", maximum("10")))
	wantSays(t, "nothing more", s.place("2", eur("0.01"), feb), "exceeded b; b left -590.00 period")
	wantSays(t, "what is reserved is committed", s.commit("1", feb), "done")
	s.reopen("1", feb)
	s.release("1", feb)
	wantSays(t, "but not reserved again", s.restore("1", feb), "exceeded b; b left 10.00 period")
}

// Commands that say not what they must are refused by every movement.
func TestAbuse_CommandsWithout(t *testing.T) {
	s := newShop(t, monthly("b"))
	for _, c := range []struct {
		spoil func(*budget.Command)
		want  budget.DecisionCode
	}{
		{func(c *budget.Command) { c.Order = "" }, budget.RefusedNoOrder},
		{func(c *budget.Command) { c.Order = " 1" }, budget.RefusedNoOrder},
		{func(c *budget.Command) { c.Round = 0 }, budget.RefusedNoRound},
		{func(c *budget.Command) { c.Key = "" }, budget.RefusedNoKey},
		{func(c *budget.Command) { c.Key = "a\x00" }, budget.RefusedNoKey},
		{func(c *budget.Command) { c.At = time.Time{} }, budget.RefusedNoInstant},
		{func(c *budget.Command) { c.Principal = "" }, budget.RefusedNoActor},
		{func(c *budget.Command) { c.User = "\xff" }, budget.RefusedNoActor},
	} {
		p := s.placement("1", eur("1"), feb)
		c.spoil(&p.Command)
		for name, do := range map[string]func() (budget.Outcome, error){
			"place":   func() (budget.Outcome, error) { return s.book.Place(p, s.load(s.book.Pots(nora, feb), "1")) },
			"amend":   func() (budget.Outcome, error) { return s.book.Amend(p, s.load(s.book.Pots(nora, feb), "1")) },
			"commit":  func() (budget.Outcome, error) { return budget.Commit(p.Command, budget.Totals{}, budget.State{}) },
			"release": func() (budget.Outcome, error) { return budget.Release(p.Command, budget.State{}) },
			"credit":  func() (budget.Outcome, error) { return budget.Credit(p.Command, total(eur("1")), budget.State{}) },
			"reopen":  func() (budget.Outcome, error) { return budget.Reopen(p.Command, budget.State{}) },
			"restore": func() (budget.Outcome, error) { return s.book.Restore(p.Command, budget.State{}) },
		} {
			if o := s.keep(do()); o.Code != c.want {
				t.Errorf("%s: %s, want %s", name, o, c.want)
			}
		}
	}
	if len(s.entries) != 0 {
		t.Error("something was written")
	}
}

// Questions that say not what they must.
func TestAbuse_QuestionsWithout(t *testing.T) {
	s := newShop(t, monthly("b"))
	for _, c := range []struct {
		spoil func(*budget.Question)
		want  budget.DecisionCode
	}{
		{func(q *budget.Question) { q.Buyer.User = "" }, budget.RefusedNoBuyer},
		{func(q *budget.Question) { q.Buyer.Account = "" }, budget.RefusedNoBuyer},
		{func(q *budget.Question) { q.Placed = time.Time{} }, budget.RefusedNoInstant},
		{func(q *budget.Question) { q.Total = total(money.Amount{}) }, budget.RefusedNoAmount},
		{func(q *budget.Question) { q.Total = total(eur("-5")) }, budget.RefusedNegative},
		{func(q *budget.Question) { q.Placed = time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC) }, budget.RefusedNoPeriod},
	} {
		p := s.placement("1", eur("1"), feb)
		c.spoil(&p.Question)
		if o := s.placed(p); o.Code != c.want {
			t.Errorf("%s, want %s", o, c.want)
		}
		j, err := s.book.Judge(p.Question, s.load(s.book.Pots(nora, feb), ""))
		if err != nil || j.Code != c.want || j.Findings != nil {
			t.Errorf("judged %s, %v, want %s", j, err, c.want)
		}
		j, err = s.book.Remaining(p.Question.Buyer, p.Question.Placed, s.load(s.book.Pots(nora, feb), ""))
		if c.want == budget.RefusedNoBuyer || c.want == budget.RefusedNoInstant {
			if err != nil || j.Code != c.want {
				t.Errorf("remaining %s, %v, want %s", j, err, c.want)
			}
		}
	}
}

// What was not read, read twice with different content, or belongs elsewhere, is an error and never an order that passes.
func TestAbuse_StateThatIsNot(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("c"))
	s.place("1", eur("100"), feb)
	s.place("2", eur("100"), feb)
	good := s.load(s.book.Pots(nora, feb), "1")
	moved := func(change func(*budget.State)) budget.State {
		state := budget.State{Usages: append([]budget.Usage(nil), good.Usages...), Shares: append([]budget.Share(nil), good.Shares...)}
		change(&state)
		return state
	}
	for reason, change := range map[string]func(*budget.State){
		"no usages":         func(s *budget.State) { s.Usages = nil },
		"one usage missing": func(s *budget.State) { s.Usages = s.Usages[:1] },
		"a usage twice, different": func(s *budget.State) {
			s.Usages = append(s.Usages, budget.Usage{Budget: "b", Period: s.Usages[0].Period})
		},
		"less reserved than shared":    func(s *budget.State) { s.Usages[0].Reserved = eur("1") },
		"a usage in dollars":           func(s *budget.State) { s.Usages[0].Reserved = usd("100") },
		"a share twice":                func(s *budget.State) { s.Shares = append(s.Shares, s.Shares[0]) },
		"a share of nobody":            func(s *budget.State) { s.Shares[0].Order = "" },
		"a share that stands nowhere":  func(s *budget.State) { s.Shares[0].Status = 0 },
		"a status that does not exist": func(s *budget.State) { s.Shares[0].Status = 9 },
	} {
		if o, err := budget.Release(s.command("1", feb), moved(change)); err == nil || o.Entries != nil || o.Allowed() {
			t.Errorf("%s: released, %v", reason, err)
		} else if _, isState := err.(*budget.StateError); !isState || err.Error() == "" {
			t.Errorf("%s: %v", reason, err)
		}
	}
}

// So it is for what is placed, judged, asked for and restored.
func TestAbuse_UsagesThatAreNot(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("c"))
	s.place("1", eur("100"), feb)
	good := s.load(s.book.Pots(nora, feb), "")
	dollars := slices.Clone(good.Usages)
	dollars[0].Reserved = usd("100")
	p := s.placement("3", eur("1"), feb)
	for reason, state := range map[string]budget.State{
		"no usages": {}, "one missing": {Usages: good.Usages[1:]}, "one in dollars": {Usages: dollars},
	} {
		if o, err := s.book.Place(p, state); !errors.Is(err, budget.ErrState) || o.Allowed() {
			t.Errorf("%s: %s, %v", reason, o, err)
		}
		if j, err := s.book.Judge(p.Question, state); !errors.Is(err, budget.ErrState) || j.Allowed() {
			t.Errorf("%s: judged %s, %v", reason, j, err)
		}
		if j, err := s.book.Remaining(nora, feb, state); !errors.Is(err, budget.ErrState) || j.Allowed() {
			t.Errorf("%s: remaining %s, %v", reason, j, err)
		}
	}
	s.release("1", feb)
	if o, err := s.book.Restore(s.command("1", feb), budget.State{Shares: s.shares("1")}); !errors.Is(err, budget.ErrState) || o.Allowed() {
		t.Errorf("restored without usages: %s, %v", o, err)
	}
	s.book = bookOf(t, monthly("b"))
	wantSays(t, "a budget that was taken away around Retire", s.restore("1", feb), "unknown budget c")
}

// Nobody who may not see prices learns an amount: not from findings, not from sentences, not from errors.
func TestAbuse_NoAmounts(t *testing.T) {
	s := newShop(t, monthly("b", with(budget.Authorize), maximum("7654.32"), alsoPerOrder("7654.31")))
	s.place("1", eur("7654.31"), feb)
	j := s.place("2", eur("765.43"), feb)
	for _, f := range j.WithoutAmounts().Findings {
		if f.Amount.IsSet() || f.Left.IsSet() || f.Limit.IsSet() || f.MaxOrder.IsSet() || !f.OverPeriod || len(f.Supervisors) != 2 {
			t.Errorf("%+v", f)
		}
	}
	if !j.Findings[0].Left.IsSet() {
		t.Error("the judgement itself lost its amounts")
	}
	for _, text := range []string{j.String(), j.Decision.String(), fmt.Sprint(s.keep(s.book.Place(s.placement("1", eur("765.43"), feb), s.stateOf("1"))).Decision)} {
		for _, secret := range []string{"765", "43", "EUR"} {
			if len(text) == 0 || strings.Contains(text, secret) {
				t.Errorf("%q tells %s", text, secret)
			}
		}
	}
}
