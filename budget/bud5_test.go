package budget_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/budget"
)

var feb, mar = date("2026-02-10"), date("2026-03-10")

const february, march = "month:2026-02-01", "month:2026-03-01"

// life is that of an order, movement by movement.
func life(s *shop) []movement {
	return []movement{
		{"placing reserves", func() budget.Outcome { return s.place("1", eur("600"), feb) }, "accepted; b left 1000.00", "reserved 600.00 spent 0.00"},
		{"not twice", func() budget.Outcome { return s.place("1", eur("10"), feb) }, "old round", "reserved 600.00 spent 0.00"},
		{"nor in the next round", func() budget.Outcome { return s.place("1#2", eur("10"), feb) }, "still live b", "reserved 600.00 spent 0.00"},
		{"nothing is spent to be given back", func() budget.Outcome { return s.credit("1", total(eur("1")), feb) }, "not spent reserved", "reserved 600.00 spent 0.00"},
		{"nothing is spent to be reserved", func() budget.Outcome { return s.reopen("1", feb) }, "not spent reserved", "reserved 600.00 spent 0.00"},
		{"nothing was released", func() budget.Outcome { return s.restore("1", feb) }, "not released reserved", "reserved 600.00 spent 0.00"},
		{"more than is reserved", func() budget.Outcome { return s.commit("1", feb, total(eur("600.01"))) }, "above reserved b", "reserved 600.00 spent 0.00"},
		{"approving commits, here less", func() budget.Outcome { return s.commit("1", mar, total(eur("500"))) }, "done", "reserved 0.00 spent 500.00"},
		{"once", func() budget.Outcome { return s.commit("1", mar) }, "not reserved spent", "reserved 0.00 spent 500.00"},
		{"what is spent is not released", func() budget.Outcome { return s.release("1", mar) }, "not reserved spent", "reserved 0.00 spent 500.00"},
		{"reversing reserves exactly what was committed", func() budget.Outcome { return s.reopen("1", mar) }, "done", "reserved 500.00 spent 0.00"},
		{"declining releases", func() budget.Outcome { return s.release("1", mar) }, "done", "reserved 0.00 spent 0.00"},
		{"once", func() budget.Outcome { return s.release("1", mar) }, "not reserved released", "reserved 0.00 spent 0.00"},
		{"reversing a decline reserves again", func() budget.Outcome { return s.restore("1", mar) }, "done; b left 1000.00", "reserved 500.00 spent 0.00"},
		{"approving all", func() budget.Outcome { return s.commit("1", mar) }, "done", "reserved 0.00 spent 500.00"},
		{"a credit of part", func() budget.Outcome { return s.credit("1", total(eur("120")), mar) }, "done", "reserved 0.00 spent 380.00"},
		{"then the approval stays", func() budget.Outcome { return s.reopen("1", mar) }, "credited", "reserved 0.00 spent 380.00"},
		{"more than the rest", func() budget.Outcome { return s.credit("1", total(eur("380.01")), mar) }, "above spent b", "reserved 0.00 spent 380.00"},
		{"the rest", func() budget.Outcome { return s.credit("1", total(eur("380")), mar) }, "done", "reserved 0.00 spent 0.00"},
		{"and nothing more", func() budget.Outcome { return s.credit("1", total(eur("0.01")), mar) }, "above spent b", "reserved 0.00 spent 0.00"},
	}
}

// movement is what is done, what comes of it, and what is used then.
type movement struct {
	reason string
	o      func() budget.Outcome
	want   string
	used   string
}

func TestBUD5_Movements(t *testing.T) {
	s := newShop(t, monthly("b"))
	for _, step := range life(s) {
		wantSays(t, step.reason, step.o(), step.want)
		s.wantUsed(t, step.reason, "b", february, step.used)
	}
	var kinds []string
	for i, e := range s.entries {
		kinds = append(kinds, e.Kind.String())
		if e.Number != uint64(i+1) || e.Principal != "paul" || e.User != "nora" || e.Key == "" || e.At.Location() != time.UTC {
			t.Errorf("entry %d: %+v", i, e)
		}
	}
	if got := strings.Join(kinds, " "); got != "reserve reduce commit reopen release restore commit credit credit" {
		t.Errorf("entries: %s", got)
	}
}

// Reversing a decline reserves again in the same period, at the same rate: a blocking budget refuses it where others spent
// meanwhile, the others take it and ask nobody anew.
func TestBUD5_RestoreWhenOthersSpent(t *testing.T) {
	for _, c := range []struct {
		action budget.Action
		want   string
		used   string
	}{
		{budget.Block, "exceeded b; b left 300.00 period", "reserved 700.00 spent 0.00"},
		{budget.Authorize, "done; b left 300.00 period", "reserved 1300.00 spent 0.00"},
		{budget.Warn, "done; b left 300.00 period", "reserved 1300.00 spent 0.00"},
	} {
		s := newShop(t, monthly("b", with(c.action)))
		s.place("1", eur("600"), feb)
		s.release("1", feb)
		s.place("2", eur("700"), feb)
		wantSays(t, c.action.String(), s.restore("1", mar), c.want)
		s.wantUsed(t, c.action.String(), "b", february, c.used)
	}
}

// The maximum per order was judged when the order was placed.
func TestBUD5_RestoreAsksNotForTheOrder(t *testing.T) {
	s := newShop(t, monthly("b", alsoPerOrder("600")))
	s.place("1", eur("600"), feb)
	s.release("1", feb)
	s.book = must(s.book.With(budget.Changes{Put: []budget.Budget{monthly("b", alsoPerOrder("10"))}}))
	wantSays(t, "lowered since", s.restore("1", mar), "done; b left 1000.00")
}

// A round is one placement: what an earlier one had is history.
func TestBUD5_Rounds(t *testing.T) {
	s := newShop(t, monthly("b"), monthly("n", func(b *budget.Budget) { b.Holders = budget.Holders{Groups: []string{"new"}} }))
	s.place("1", eur("600"), feb)
	s.release("1", feb)
	wantSays(t, "the order is placed again", s.place("1#3", eur("100"), mar), "accepted; b left 1000.00")
	wantSays(t, "the first decline is not reversed now", s.restore("1", mar), "old round")
	wantSays(t, "nor is anything of it approved", s.commit("1", mar), "not reserved released")
	wantSays(t, "nor placed", s.place("1#2", eur("100"), mar), "old round")
	wantSays(t, "a round later finds another live", s.restore("1#4", mar), "still live b")
	s.release("1#3", mar)
	wantSays(t, "the last decline is", s.restore("1#3", mar), "done; b left 1000.00")
	s.wantUsed(t, "February", "b", february, "reserved 0.00 spent 0.00")
	s.wantUsed(t, "March", "b", march, "reserved 100.00 spent 0.00")
}

// An order that no budget holds for moves nothing, and every movement is done.
func TestBUD5_NoBudget(t *testing.T) {
	s := newShop(t, monthly("b", inactive), monthly("c", perOrder("1000")))
	wantSays(t, "place", s.place("1", eur("600"), feb), "accepted; c left ")
	wantSays(t, "commit", s.commit("1", feb), "done")
	wantSays(t, "credit", s.credit("1", total(eur("1")), feb), "done")
	wantSays(t, "reopen", s.reopen("1", feb), "done")
	wantSays(t, "release", s.release("1", feb), "done")
	wantSays(t, "restore", s.restore("1", feb), "done")
	if len(s.entries) != 0 || len(s.usages) != 0 {
		t.Errorf("%v %v", s.entries, s.usages)
	}
}

// Amending releases and places anew in one go, in the period kept, or leaves all as it was.
func TestBUD5_Amend(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("600"), feb)
	again := s.placement("1#2", eur("900"), feb)
	again.Command.At = mar
	wantSays(t, "its own reservation is not in the way", s.amend(again), "accepted; b left 1000.00")
	s.wantUsed(t, "the period is kept", "b", february, "reserved 900.00 spent 0.00")
	wantSays(t, "above the maximum", s.amend(s.placement("1#3", eur("1001"), feb)), "exceeded b; b left 1000.00 period")
	s.wantUsed(t, "nothing was released", "b", february, "reserved 900.00 spent 0.00")
	s.commit("1#2", mar)
	wantSays(t, "what is approved is not amended", s.amend(s.placement("1#3", eur("5"), feb)), "still live b")
	s.reopen("1#2", mar)
	wantSays(t, "placed now", s.amend(s.placement("1#3", eur("5"), mar)), "accepted; b left 1000.00")
	s.wantUsed(t, "February is free", "b", february, "reserved 0.00 spent 0.00")
	s.wantUsed(t, "March has it", "b", march, "reserved 5.00 spent 0.00")
	s.release("1#3", mar)
	wantSays(t, "nothing live to release", s.amend(s.placement("1#4", eur("7"), mar)), "accepted; b left 1000.00")
}

// Placing and approving at once: both or neither.
func TestBUD5_PlaceAndCommit(t *testing.T) {
	book := bookOf(t, monthly("b"))
	s := &shop{t: t, book: book, usages: map[budget.Pot]budget.Usage{}}
	state := s.load(book.Pots(nora, feb), "1")
	placed := must(book.Place(s.placement("1", eur("600"), feb), state))
	s.keep(placed.Then(must(budget.Commit(s.command("1", feb), budget.Totals{}, state.After(placed)))), nil)
	s.wantUsed(t, "spent", "b", february, "reserved 0.00 spent 600.00")
	if len(s.entries) != 2 || s.shares("1")[0].Status != budget.StatusSpent {
		t.Errorf("%+v", s.entries)
	}
	refused := must(book.Place(s.placement("2", eur("600"), feb), s.load(book.Pots(nora, feb), "2")))
	if o := refused.Then(budget.Outcome{}); o.Code != budget.RefusedExceeded || o.Entries != nil {
		t.Errorf("%+v", o)
	}
	if o := placed.Then(refused); o.Code != budget.RefusedExceeded || o.Entries != nil {
		t.Errorf("%+v", o)
	}
}

// B5: a commit of no more than was reserved never fails, to the zero.
func TestB5_CommitOfNoMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(t, monthly("a", with(budget.Warn)), monthly("b", with(budget.Warn), func(b *budget.Budget) { b.Currency, b.MaxPeriod = usd("1").Currency(), usd("5") }))
		p := s.placement("1", eur("0"), feb)
		whole := rapid.Int64Range(0, 1_000_000).Draw(t, "whole")
		p.Question.Total = total(cents(whole))
		p.Question.Rates = []budget.Rate{rate("EUR", "USD", rapid.SampledFrom([]string{"0.007", "1.2345", "0.333333333333", "17"}).Draw(t, "rate"))}
		s.placed(p)
		if rapid.Bool().Draw(t, "again") {
			s.release("1", feb)
			s.restore("1", feb)
		}
		if o := s.commit("1", mar, total(cents(rapid.Int64Range(0, whole).Draw(t, "part")))); o.Code != budget.Done {
			t.Fatalf("%s", o)
		}
		for pot, u := range s.usages {
			if u.Reserved.Sign() != 0 {
				t.Fatalf("%s: %s stays reserved", pot, u.Reserved)
			}
		}
	})
}

// B6 and B7: approve in full and reverse, or decline and reverse, and all is as it was.
func TestB6_B7_ReversalIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShop(t, monthly("a", with(budget.Authorize)), monthly("b"), monthly("c", kind(budget.Week), carrying))
		s.place("0", cents(rapid.Int64Range(0, 50_000).Draw(t, "before")), feb)
		s.place("1", cents(rapid.Int64Range(0, 50_000).Draw(t, "amount")), feb)
		shares := s.shares("1")
		before := amounts(s)
		for range rapid.IntRange(1, 5).Draw(t, "times") {
			if rapid.Bool().Draw(t, "approve") {
				s.commit("1", mar)
				s.reopen("1", mar)
			} else {
				s.release("1", mar)
				s.restore("1", mar)
			}
			if got := amounts(s); got != before {
				t.Fatalf("%s, before %s", got, before)
			}
		}
		for i, share := range s.shares("1") {
			if share.Status != shares[i].Status || !share.Amount.Equal(shares[i].Amount) || share.Period != shares[i].Period {
				t.Fatalf("%+v, before %+v", share, shares[i])
			}
		}
	})
}

// B8: whatever is refused, the outcome holds nothing to store, and what was given is untouched.
func TestB8_RefusedChangesNothing(t *testing.T) {
	s := newShop(t, monthly("a"), monthly("b", maximum("500")))
	s.place("1", eur("400"), feb)
	before := amounts(s)
	for range 3 {
		wantSays(t, "a would take it", s.place("2", eur("600"), feb), "exceeded b; a left 600.00; b left 100.00 period")
		wantSays(t, "more than reserved", s.commit("1", feb, total(eur("401"))), "above reserved a")
	}
	if got := amounts(s); got != before || len(s.entries) != 2 {
		t.Errorf("%s, before %s", got, before)
	}
}

// amounts says what all pots have.
func amounts(s *shop) string {
	var text []string
	for _, pot := range s.pots() {
		text = append(text, pot.String()+" "+s.used(pot.Budget, pot.Period.String()))
	}
	return strings.Join(text, "; ")
}
