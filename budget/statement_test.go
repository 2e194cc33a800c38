package budget_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var februarys = budget.Pot{Budget: "b", Period: budget.MustPeriod(february)}

// statementShop has an order carried in, one approved for less, one that waits, and one that carried out.
func statementShop(t *testing.T) *shop {
	s := newShop(t, monthly("b", carrying))
	s.place("0", eur("100"), date("2026-01-31"))
	s.place("1", eur("300"), feb)
	s.commit("1", date("2026-02-11"), total(eur("250")))
	s.place("2", eur("40"), date("2026-02-12"))
	s.place("3", eur("1"), mar)
	return s
}

// A statement as of an instant.
func TestStatement(t *testing.T) {
	s, pot := statementShop(t), februarys
	all := s.of(pot)
	for _, c := range []struct {
		reason        string
		w             calendar.Window
		lines         int
		opening, last string
	}{
		{"all", calendar.Window{}, 6, "0 0 0 0", "40 250 900 1610"},
		{"until an instant", calendar.Window{Until: date("2026-02-12")}, 4, "0 0 0 0", "0 250 900 0"},
		{"from an instant", calendar.Window{From: date("2026-02-11")}, 4, "300 0 900 0", "40 250 900 1610"},
		{"between", calendar.Window{From: date("2026-02-10 00:01"), Until: date("2026-02-11")}, 0, "300 0 900 0", "300 0 900 0"},
		{"before everything", calendar.Window{Until: date("2026-01-01")}, 0, "0 0 0 0", "0 0 0 0"},
	} {
		st, err := budget.NewStatement(s.usages[pot], all, c.w)
		if err != nil || len(st.Lines) != c.lines || sums(st.Opening) != c.opening || sums(st.Closing) != c.last || st.Pot != pot || st.Window != c.w {
			t.Errorf("%s: %v, %d lines, %s to %s", c.reason, err, len(st.Lines), sums(st.Opening), sums(st.Closing))
		}
		if n := len(st.Lines); n > 0 && sums(st.Lines[n-1].After) != sums(st.Closing) {
			t.Errorf("%s: the last line has %s", c.reason, sums(st.Lines[n-1].After))
		}
	}
}

// Its sums must be those that are stored.
func TestStatement_Refuses(t *testing.T) {
	s, pot := statementShop(t), februarys
	all := s.of(pot)
	other := s.usages[pot]
	other.Spent = eur("251")
	spoil := func(change func([]budget.Entry)) []budget.Entry {
		some := append([]budget.Entry(nil), all...)
		change(some)
		return some
	}
	for reason, c := range map[string]struct {
		u       budget.Usage
		entries []budget.Entry
	}{
		"another sum":                 {other, all},
		"an entry missing":            {s.usages[pot], all[1:]},
		"an entry twice":              {s.usages[pot], append(all, all[2])},
		"an amount missing":           {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = money.Amount{} })},
		"an amount below 0":           {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = eur("-300") })},
		"another currency":            {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = usd("300") })},
		"no kind":                     {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Kind = 0 })},
		"another budget":              {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Budget = "c" })},
		"from no period":              {s.usages[pot], spoil(func(e []budget.Entry) { e[0].From = budget.Period{} })},
		"from the period after":       {s.usages[pot], spoil(func(e []budget.Entry) { e[0].From = budget.MustPeriod(march) })},
		"a reservation from a period": {s.usages[pot], spoil(func(e []budget.Entry) { e[1].From = budget.MustPeriod("month:2026-01-01") })},
		"more released than reserved": {s.usages[pot], spoil(func(e []budget.Entry) { e[1].Amount = eur("1") })},
		"carried out twice":           {s.usages[pot], append(all, all[len(all)-1])},
	} {
		if _, err := budget.NewStatement(c.u, c.entries, calendar.Window{}); !errors.Is(err, budget.ErrState) || err.Error() == "" {
			t.Errorf("%s: %v", reason, err)
		}
	}
}

func sums(u budget.Usage) string {
	return strings.Join([]string{u.Reserved.Decimal().String(), u.Spent.Decimal().String(), u.CarriedIn.Decimal().String(), u.CarriedOut.Decimal().String()}, " ")
}

// Entries that do not follow make no share: a second reservation, an end without a beginning, an amount that is another.
func TestFoldShares_Refuses(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("300"), feb)
	s.commit("1", feb, total(eur("200")))
	s.credit("1", total(eur("50")), feb)
	for reason, change := range map[string]func([]budget.Entry) []budget.Entry{
		"two reservations":     func(e []budget.Entry) []budget.Entry { e[1] = e[0]; e[1].Number = 2; return e },
		"no beginning":         func(e []budget.Entry) []budget.Entry { return e[1:] },
		"released after spent": func(e []budget.Entry) []budget.Entry { e[3].Kind = budget.EntryRelease; return e },
		"commits more":         func(e []budget.Entry) []budget.Entry { e[2].Amount = eur("300"); return e },
		"reduces by more":      func(e []budget.Entry) []budget.Entry { e[1].Amount, e[1].Original = eur("301"), eur("301"); return e },
		"credits more":         func(e []budget.Entry) []budget.Entry { e[3].Amount = eur("201"); return e },
		"at another rate":      func(e []budget.Entry) []budget.Entry { e[2].Rate = rate("EUR", "USD", "1"); return e },
		"by another measure":   func(e []budget.Entry) []budget.Entry { e[2].Measure = budget.WithTax; return e },
		"reopens after a credit": func(e []budget.Entry) []budget.Entry {
			r := e[2]
			r.Kind, r.Number = budget.EntryReopen, 5
			return append(e, r)
		},
		"reduces in a currency": func(e []budget.Entry) []budget.Entry { e[1].Amount = usd("1"); return e },
		"reduces in two":        func(e []budget.Entry) []budget.Entry { e[1].Original = usd("1"); return e },
		"credits in a currency": func(e []budget.Entry) []budget.Entry { e[3].Amount = usd("1"); return e },
		"credits in two":        func(e []budget.Entry) []budget.Entry { e[3].Original = usd("1"); return e },
	} {
		if shares, err := budget.FoldShares(change(append([]budget.Entry(nil), s.entries...))); !errors.Is(err, budget.ErrState) || shares != nil {
			t.Errorf("%s: %+v, %v", reason, shares, err)
		}
	}
	shares, err := budget.FoldShares(s.entries)
	if err != nil || len(shares) != 1 || !shares[0].Credited.Equal(eur("50")) || !shares[0].Amount.Equal(eur("200")) {
		t.Errorf("%+v, %v", shares, err)
	}
	if _, err := (budget.Share{}).Apply(budget.Entry{Kind: budget.EntryCarry}); !errors.Is(err, budget.ErrState) {
		t.Errorf("a carry-over has no share: %v", err)
	}
}

// A usage is the fold of all entries: none missing, none twice, in whatever order they are given.
func TestB2_FoldUsage(t *testing.T) {
	s := newShop(t, monthly("b"))
	for i := range 4 {
		s.place(string(rune('a'+i)), eur("10"), feb)
	}
	pot := budget.Pot{Budget: "b", Period: budget.MustPeriod(february)}
	slices.Reverse(s.entries)
	if u, err := budget.FoldUsage(pot, s.entries); err != nil || !u.Equal(s.usages[pot]) {
		t.Errorf("%+v, %v", u, err)
	}
	for reason, entries := range map[string][]budget.Entry{
		"the first missing": s.entries[:3], "one in between missing": slices.Delete(slices.Clone(s.entries), 1, 2),
		"one twice": append(slices.Clone(s.entries), s.entries[0]),
	} {
		if _, err := budget.FoldUsage(pot, entries); !errors.Is(err, budget.ErrState) {
			t.Errorf("%s: %v", reason, err)
		}
	}
	s = newShop(t, monthly("b", carrying))
	s.place("1", eur("10"), feb)
	out := s.place("2", eur("10"), mar).Entries[0]
	if _, err := budget.FoldUsage(pot, append(s.of(pot), out)); !errors.Is(err, budget.ErrState) {
		t.Errorf("carried out twice: %v", err)
	}
}

// An entry moves the share that it is of, and no other.
func TestShare_Apply(t *testing.T) {
	s := newShop(t, monthly("b"))
	s.place("1", eur("10"), feb)
	share := s.shares("1")[0]
	entry := s.commit("1", feb).Entries[0]
	for reason, change := range map[string]func(*budget.Entry){
		"another round":  func(e *budget.Entry) { e.Round = 2 },
		"another order":  func(e *budget.Entry) { e.Order = "2" },
		"another budget": func(e *budget.Entry) { e.Budget = "c" },
		"another period": func(e *budget.Entry) { e.Period = budget.MustPeriod(march) },
	} {
		other := entry
		change(&other)
		if got, err := share.Apply(other); !errors.Is(err, budget.ErrState) || got.Status != budget.StatusReserved {
			t.Errorf("%s: %+v, %v", reason, got, err)
		}
	}
	if got, err := share.Apply(entry); err != nil || got.Status != budget.StatusSpent {
		t.Errorf("%+v, %v", got, err)
	}
}

// What was given back too little to show in the budget's currency keeps the approval too.
func TestReopen_CreditedLittle(t *testing.T) {
	s := newShop(t, monthly("u", dollars))
	p := s.placement("1", eur("10"), feb)
	p.Question.Rates = []budget.Rate{rate("EUR", "USD", "0.1")}
	s.placed(p)
	s.commit("1", feb)
	s.credit("1", total(eur("0.01")), feb)
	s.wantUsed(t, "a tenth of a cent", "u", february, "reserved 0.00 spent 1.00")
	wantSays(t, "and yet it was given back", s.reopen("1", feb), "credited")
}

// Whatever the order of budgets, usages, shares, rates and groups, the answer is the same byte for byte (DEC-3).
func TestDEC3_SameAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		budgets := []budget.Budget{monthly("a", carrying), monthly("b", with(budget.Authorize), maximum("10")), monthly("c", dollars, kind(budget.Week)),
			monthly("d", func(b *budget.Budget) {
				b.Holders = budget.Holders{Groups: []string{"g", "h"}, Users: []string{"nora"}}
			})}
		var first string
		for range 3 {
			s := newShop(t, rapid.Permutation(budgets).Draw(t, "budgets")...)
			p := s.placement("1", eur("700"), feb)
			p.Question.Buyer.Groups = rapid.Permutation([]string{"g", "h", "i"}).Draw(t, "groups")
			p.Question.Rates = rapid.Permutation([]budget.Rate{rate("EUR", "USD", "1.1"), rate("EUR", "GBP", "0.9")}).Draw(t, "rates")
			state := s.load(s.book.Pots(p.Question.Buyer, feb), "1")
			state.Usages = rapid.Permutation(state.Usages).Draw(t, "usages")
			placed := must(s.book.Place(p, state))
			state = state.After(placed)
			state.Shares = rapid.Permutation(state.Shares).Draw(t, "shares")
			text, _ := json.Marshal(placed.Then(must(budget.Commit(p.Command, total(eur("500")), state))))
			if first == "" {
				first = string(text)
			}
			if string(text) != first {
				t.Fatalf("%s\nand %s", text, first)
			}
		}
	})
}
