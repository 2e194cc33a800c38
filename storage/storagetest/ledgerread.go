package storagetest

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func usageBare[X any](r *run, s LedgerStore[X]) {
	found := usages(r, s, pot("b", 2), pot("a", 1))
	r.same("they", found, []budget.Usage{{Budget: "b", Period: month(2)}, {Budget: "a", Period: month(1)}})
	post(r, s, reserve(pot("b", 3), 1, "1", "5.00"))
	found = usages(r, s, pot("b", 2))
	r.same("one before all that was used", found, []budget.Usage{{Budget: "b", Period: month(2)}})
	r.same("no pots", len(usages(r, s)), 0)
}

func usageBefore[X any](r *run, s LedgerStore[X]) {
	for _, p := range []budget.Pot{pot("b", 1), pot("b", 3), pot("c", 1), pot("bb", 4), pot("B", 4), pot("e", 7)} {
		post(r, s, reserve(p, 1, "1", "5.00"))
	}
	found := usages(r, s, pot("b", 5), pot("b", 3), pot("c", 2), pot("b", 4), pot("d", 9))
	r.pots("usages", found, pot("b", 5), pot("b", 3), pot("c", 2), pot("b", 4), pot("d", 9), pot("c", 1))
	found = usages(r, s, pot("b", 2), pot("b", 5), pot("b", 6))
	r.pots("usages", found, pot("b", 2), pot("b", 5), pot("b", 6), pot("b", 1), pot("b", 3))
	if len(found) == 5 && (found[0].Entries != 0 || found[3].Entries != 1 || found[4].Entries != 1) {
		r.Errorf("they are %s", text(found))
	}
	week := func(day string) budget.Pot { return budget.Pot{Budget: "w", Period: budget.MustPeriod("week:" + day)} }
	post(r, s, reserve(week("2025-12-29"), 1, "1", "5.00"))
	r.pots("usages of weeks", usages(r, s, week("2026-01-05")), week("2026-01-05"), week("2025-12-29"))
}

func usageSince[X any](r *run, s LedgerStore[X]) {
	for _, p := range []budget.Pot{pot("b", 11), pot("b", 2), pot("b", 10), pot("b", 1), pot("ba", 2), pot("B", 2)} {
		post(r, s, reserve(p, 1, "1", "5.00"))
	}
	since := func(id string, from budget.Period) (found []budget.Usage) {
		must(r, s, func(ctx context.Context, tx X) (err error) {
			found, err = s.BudgetUsages(ctx, tx, id, from)
			return err
		})
		return found
	}
	r.pots("all", since("b", budget.Period{}), pot("b", 1), pot("b", 2), pot("b", 10), pot("b", 11))
	r.pots("since a used one", since("b", month(2)), pot("b", 2), pot("b", 10), pot("b", 11))
	r.pots("since one never used", since("b", month(9)), pot("b", 10), pot("b", 11))
	r.pots("since after all", since("b", month(12)))
	r.pots("those of a budget never used", since("none", budget.Period{}))
}

func entriesOfOrder[X any](r *run, s LedgerStore[X]) {
	commit := func(p budget.Pot, number uint64, order string) budget.Entry {
		return entry(p, number, order, budget.EntryCommit, "5.00")
	}
	again := reserve(pot("a", 2), 1, "1", "7.00")
	again.Round = 2
	post(r, s, reserve(pot("b", 1), 1, "1", "5.00"), reserve(pot("a", 1), 1, "1", "5.00"))
	post(r, s, reserve(pot("a", 1), 2, "11", "5.00"), carry(pot("a", 1), "0.00"))
	again.Number = 2
	post(r, s, commit(pot("a", 1), 3, "1"), commit(pot("b", 1), 2, "1"), again)
	must(r, s, func(ctx context.Context, tx X) error {
		found, err := s.OrderEntries(ctx, tx, "1")
		r.same("they", found, []budget.Entry{
			reserve(pot("a", 1), 1, "1", "5.00"), commit(pot("a", 1), 3, "1"), again,
			reserve(pot("b", 1), 1, "1", "5.00"), commit(pot("b", 1), 2, "1"),
		})
		for _, other := range []string{"none", ""} {
			if found, err := s.OrderEntries(ctx, tx, other); err != nil || len(found) != 0 {
				r.Errorf("those of order %q are %s, %v", other, text(found), err)
			}
		}
		return err
	})
}

func entriesOfPot[X any](r *run, s LedgerStore[X]) {
	const many = 120
	var want []budget.Entry
	for n := range uint64(many) {
		want = append(want, reserve(pot("b", 1), n+1, fmt.Sprint("order ", n), "1.00"))
	}
	post(r, s, want[:100]...)
	post(r, s, want[100:]...)
	post(r, s, reserve(pot("bb", 1), 1, "other", "1.00"), reserve(pot("b", 3), 1, "other", "1.00"))
	r.same("they", entriesOf(r, s, pot("b", 1)), want)
	out := carry(pot("b", 1), "3.00")
	post(r, s, out, reserve(pot("b", 2), 2, "other", "1.00"))
	r.same("with the carry-over they", entriesOf(r, s, pot("b", 1)), append(want, out))
	r.same("those of the next pot", entriesOf(r, s, pot("b", 2)), []budget.Entry{out, reserve(pot("b", 2), 2, "other", "1.00")})
	if found := entriesOf(r, s, pot("b", 9)); len(found) != 0 {
		r.Errorf("those of a pot never used are %s", text(found))
	}
}

func usageIsSum[X any](r *run, s LedgerStore[X]) {
	b := pot("b", 1)
	post(r, s, reserve(b, 1, "1", "5.00"), reserve(b, 2, "2", "0.50"))
	must(r, s, func(ctx context.Context, tx X) error {
		if err := postNow(ctx, s, tx, entry(b, 3, "1", budget.EntryCommit, "5.00")); err != nil {
			return err
		}
		return postNow(ctx, s, tx, entry(b, 4, "1", budget.EntryCredit, "1.25"), entry(b, 5, "2", budget.EntryRelease, "0.50"))
	})
	post(r, s, carry(b, "96.25"), reserve(pot("b", 2), 2, "3", "1.00"))
	for _, p := range []budget.Pot{b, pot("b", 2)} {
		sum, err := budget.FoldUsage(p, entriesOf(r, s, p))
		if err != nil {
			r.Fatalf("%v", err)
		}
		r.sum(usageOf(r, s, p), sum)
	}
	gbp := func(number string) money.Amount { return money.MustParse(number, money.GBP) }
	r.sum(usageOf(r, s, b), budget.Usage{Budget: "b", Period: month(1), Entries: 5,
		Reserved: gbp("0"), Spent: gbp("3.75"), CarriedIn: gbp("0"), CarriedOut: gbp("96.25")})
}
