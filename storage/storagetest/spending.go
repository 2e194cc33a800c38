package storagetest

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// spend has 64 order 1.00 at once from budgets of 40.00 each, and fails the clause unless just 40 do.
func spend[X any](r *run, s storage.Store[X], ids ...string) {
	r.Helper()
	const crowd, limit = 64, 40
	must(r, s, func(ctx context.Context, tx X) error {
		var put []budget.Budget
		for _, id := range ids {
			put = append(put, monthly(id, fmt.Sprint(limit)))
		}
		return s.ChangeBudgets(ctx, tx, budget.Changes{Revision: 1, Put: put})
	})
	made := make(chan int, crowd)
	r.crowd(crowd, func(i int) error {
		n := 0
		err := insist(r.Context(), s, func(ctx context.Context, tx X) (err error) {
			n, err = orderOne(ctx, r, s, tx, i, ids)
			return err
		})
		made <- n
		return err
	})
	acknowledged := 0
	for range crowd {
		acknowledged += <-made
	}
	for _, id := range ids {
		p := budget.Pot{Budget: id, Period: month(11)}
		u, entries := usageOf(r, s, p), entriesOf(r, s, p)
		sum, err := budget.FoldUsage(p, entries)
		if err != nil || !sum.Equal(u) || len(entries) != limit || acknowledged != limit {
			r.Errorf("budget %q: %d orders of 1.00 were acknowledged and %d are in the ledger, of a limit of %d; the usage is %s, its entries come to %s, %v",
				id, acknowledged, len(entries), limit, text(u), text(sum), err)
		}
	}
}

// orderOne places an order of 1.00, and returns how many were.
func orderOne[X any](ctx context.Context, r *run, s storage.Store[X], tx X, i int, ids []string) (int, error) {
	var names []string
	for _, id := range ids {
		names = append(names, storage.BudgetLock(id))
	}
	if i%2 == 1 {
		slices.Reverse(names)
	}
	if err := s.Lock(ctx, tx, names...); err != nil {
		return 0, err
	}
	b, err := s.Budgets(ctx, tx)
	if err != nil {
		return 0, err
	}
	id := fmt.Sprint("order ", i)
	q := budget.Question{Buyer: budget.Buyer{User: "u", Account: "a"}, Placed: noon,
		Total: budget.Totals{WithoutTax: money.MustParse("1.00", money.GBP)}}
	state, err := storage.LoadState(ctx, tx, s, id, b.Pots(q.Buyer, noon)...)
	if err != nil {
		return 0, err
	}
	r.dawdle()
	c := budget.Command{Order: id, Round: 1, Key: id, At: noon, Principal: "u", User: "u"}
	out, err := b.Place(budget.Placement{Command: c, Question: q}, state)
	if err != nil || !out.Allowed() {
		return 0, err
	}
	return 1, s.Post(ctx, tx, storage.NewPosting(state, out))
}

func oneBudget[X any](r *run, s storage.Store[X]) { spend(r, s, "one") }

func twoBudgets[X any](r *run, s storage.Store[X]) { spend(r, s, "one", "two") }
