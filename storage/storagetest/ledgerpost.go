package storagetest

import (
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// posts returns what comes of a posting in a transaction of its own.
func posts[X any](r *run, s LedgerStore[X], p storage.Posting) error {
	r.Helper()
	return transact(r, s, func(ctx context.Context, tx X) error { return s.Post(ctx, tx, p) })
}

// counts fails the clause unless a pot has so many entries, and a usage of as many.
func counts[X any](r *run, s LedgerStore[X], p budget.Pot, want int) {
	r.Helper()
	found, u := entriesOf(r, s, p), usageOf(r, s, p)
	if len(found) != want || u.Entries != uint64(want) {
		r.Errorf("%v has %d entries and a usage of %d, want %d", p, len(found), u.Entries, want)
	}
}

func postUnsound[X any](r *run, s LedgerStore[X]) {
	b, e := pot("b", 1), reserve(pot("b", 1), 1, "1", "5.00")
	more := posting(nil, e)
	more.Usages[0].Reserved = money.MustParse("4.00", money.GBP)
	missing := posting(nil, e)
	missing.Usages = nil
	idle := posting(nil, e)
	idle.Usages = append(idle.Usages, budget.Usage{Budget: "c", Period: month(1)})
	for what, p := range map[string]storage.Posting{
		"another sum": more, "no usage": missing, "a usage without entries": idle, "a gap": posting(nil, reserve(b, 2, "1", "5.00")),
		"more released than reserved": posting(nil, e, entry(b, 2, "1", budget.EntryRelease, "6.00")),
	} {
		if err := posts(r, s, p); err == nil || promised(err) {
			r.Errorf("%s: the error is %v", what, err)
		}
		counts(r, s, b, 0)
	}
	if err := posts(r, s, storage.Posting{}); err != nil {
		r.Errorf("nothing posted: %v", err)
	}
}

func postStale[X any](r *run, s LedgerStore[X]) {
	b, other := pot("b", 1), pot("a", 1)
	post(r, s, reserve(b, 1, "1", "5.00"))
	read := usages(r, s, b, other)
	post(r, s, reserve(b, 2, "2", "5.00"))
	for _, stale := range []storage.Posting{
		posting(read, reserve(other, 1, "3", "1.00"), reserve(b, 2, "3", "7.00")),
		posting(read, reserve(b, 2, "3", "7.00"), reserve(other, 1, "3", "1.00")),
	} {
		if err := posts(r, s, stale); !errors.Is(err, storage.ErrConflict) {
			r.Errorf("the error is %v", err)
		}
	}
	counts(r, s, b, 2)
	counts(r, s, other, 0)
}

func postUsed[X any](r *run, s LedgerStore[X]) {
	b := pot("b", 1)
	post(r, s, reserve(b, 1, "1", "5.00"))
	for _, stale := range []storage.Posting{posting(nil, reserve(b, 1, "2", "7.00")), posting(nil, carry(b, "2.00"))} {
		if err := posts(r, s, stale); !errors.Is(err, storage.ErrConflict) {
			r.Errorf("the error is %v", err)
		}
	}
	counts(r, s, b, 1)
	counts(r, s, pot("b", 2), 0)
	r.same("the order's entry", entriesOf(r, s, b), []budget.Entry{reserve(b, 1, "1", "5.00")})
}

func postCarried[X any](r *run, s LedgerStore[X]) {
	b := pot("b", 1)
	post(r, s, reserve(b, 1, "1", "5.00"))
	read := usages(r, s, b)
	post(r, s, carry(b, "2.00"))
	if err := posts(r, s, posting(read, entry(b, 2, "1", budget.EntryRelease, "5.00"))); !errors.Is(err, storage.ErrConflict) {
		r.Errorf("the error is %v", err)
	}
	if u := usageOf(r, s, b); !u.CarriedOut.Equal(money.MustParse("2.00", money.GBP)) {
		r.Errorf("the usage is %s", text(u))
	}
}

func postMany[X any](r *run, s LedgerStore[X]) {
	const crowd, each = 8, 5
	b := pot("b", 1)
	r.crowd(crowd, func(i int) error {
		for n := range each {
			err := insist(r.Context(), s, func(ctx context.Context, tx X) error {
				read, err := s.Usages(ctx, tx, b)
				if err != nil || len(read) == 0 {
					return errors.Join(err, errors.New("no usage"))
				}
				return s.Post(ctx, tx, posting(read, reserve(b, read[0].Entries+1, fmt.Sprint(i, " ", n), "1.00")))
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	counts(r, s, b, crowd*each)
	if u := usageOf(r, s, b); !u.Reserved.Equal(money.MustParse("40.00", money.GBP)) {
		r.Errorf("%d orders of 1.00 were acknowledged, reserved are %v", crowd*each, u.Reserved)
	}
}

func postSeveral[X any](r *run, s LedgerStore[X]) {
	a, b, c := pot("a", 1), pot("b", 1), pot("c", 1)
	post(r, s, reserve(a, 1, "1", "1.00"), reserve(c, 1, "1", "1.00"), reserve(b, 1, "1", "1.00"))
	for _, p := range []budget.Pot{a, b, c} {
		counts(r, s, p, 1)
	}
	read := usages(r, s, a, b, c)
	read[1] = budget.Usage{Budget: "b", Period: month(1)}
	if err := posts(r, s, posting(read, reserve(a, 2, "2", "1.00"), reserve(b, 1, "2", "1.00"), reserve(c, 2, "2", "1.00"))); err == nil {
		r.Errorf("a posting on what was not read has no error")
	}
	for _, p := range []budget.Pot{a, b, c} {
		counts(r, s, p, 1)
	}
}

func entriesExact[X any](r *run, s LedgerStore[X]) {
	for n, at := range oddInstants() {
		for m, amount := range oddAmounts() {
			if !amount.IsSet() || amount.Sign() < 0 {
				continue
			}
			p := budget.Pot{Budget: fmt.Sprint("b ", n, " ", m), Period: budget.Period{Kind: budget.OneOff}}
			id, other := odd(oddIDs(), n*m), odd(oddIDs(), n*m+1)
			e := budget.Entry{
				Budget: p.Budget, Period: p.Period, Number: 1, Order: id, Round: math.MaxUint32, Kind: budget.EntryReserve,
				Amount: amount, Original: odd(oddAmounts(), m+1), At: at, Key: other, Principal: id, User: other,
				Measure: odd([]budget.Measure{budget.WithoutTax, budget.WithTax, budget.GoodsOnly}, n),
				Rate: budget.Rate{From: money.EUR, To: money.GBP, Factor: money.MustRate("0.857142"), Source: id, At: at,
					Round: odd([]money.Rounding{{}, money.ToPlaces(2, money.HalfUp), money.MustIncrement("0.05", money.HalfEven)}, m)},
			}
			post(r, s, e)
			r.same("the entry", entriesOf(r, s, p), []budget.Entry{storage.KeptEntry(e)})
			r.sum(usageOf(r, s, p), posting(nil, e).Usages[0])
		}
	}
}

func ledgerIDs[X any](r *run, s LedgerStore[X]) {
	for _, id := range oddIDs() {
		post(r, s, reserve(pot(id, 1), 1, id, "1.00"))
	}
	for _, id := range oddIDs() {
		want := []budget.Entry{reserve(pot(id, 1), 1, id, "1.00")}
		r.same(fmt.Sprintf("pot %q", id), entriesOf(r, s, pot(id, 1)), want)
		must(r, s, func(ctx context.Context, tx X) error {
			found, err := s.OrderEntries(ctx, tx, id)
			r.same(fmt.Sprintf("order %q", id), found, want)
			all, err2 := s.BudgetUsages(ctx, tx, id, budget.Period{})
			r.pots(fmt.Sprintf("budget %q", id), all, pot(id, 1))
			return errors.Join(err, err2)
		})
	}
}
