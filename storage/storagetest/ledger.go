package storagetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// LedgerStore is what [TestLedger] needs.
type LedgerStore[X any] interface {
	storage.Transactor[X]
	storage.Ledger[X]
}

// TestLedger checks that a store keeps what [storage.Ledger] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestLedger[X any, S LedgerStore[X]](t *testing.T, open func(T) S) {
	test(t, ledgerClauses[X](), func(t T) LedgerStore[X] { return open(t) })
}

func ledgerClauses[X any]() []clause[LedgerStore[X]] {
	type store = LedgerStore[X]
	clauses := ledgerProbe[X, store]().clauses()
	return append(clauses, []clause[store]{
		{"BUD-5", "A pot that was never used has a usage of a budget and a period alone.", usageBare[X]},
		{"BUD-9", "Usages come in the order of the pots, then the last one before each pot that was never used, once.", usageBefore[X]},
		{"BUD-7", "The usages of a budget are those of a period and later ones, in their order, or all of them.", usageSince[X]},
		{"BUD-5", "The entries of an order are all that it has in any budget and round, by pot and number.", entriesOfOrder[X]},
		{"BUD-5", "The entries of a pot are all of them by number, and then the carry-over out of it.", entriesOfPot[X]},
		{"B2", "A usage is the sum of the entries of its pot, whatever is posted.", usageIsSum[X]},
		{"B2", "A posting of which the usages are not the sum is refused, and nothing is stored.", postUnsound[X]},
		{"S2", "A posting on what was posted to since it was read is a conflict, and nothing of it is stored.", postStale[X]},
		{"S2", "A posting on a pot as never used, which was used, is a conflict, and nothing of it is stored.", postUsed[X]},
		{"S2", "A posting on what was carried over since it was read is a conflict.", postCarried[X]},
		{"S2", "Of many that post to one pot at once, no posting that was acknowledged is lost.", postMany[X]},
		{"B10", "A posting to several budgets is there entirely or not at all.", postSeveral[X]},
		{"S6", "Entries and usages come back exactly: amounts, rates, instants, numbers.", entriesExact[X]},
		{"S6", "Budgets and orders are compared byte by byte.", ledgerIDs[X]},
	}...)
}

func ledgerProbe[X any, S LedgerStore[X]]() probe[X, S] {
	pot := func(n int) budget.Pot { return budget.Pot{Budget: fmt.Sprint("probe ", n), Period: month(1)} }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			return s.Post(ctx, tx, posting(nil, reserve(pot(n), 1, "order", "1.00")))
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			usages, err := s.Usages(ctx, tx, pot(n))
			if err != nil || len(usages) == 0 {
				return false, err
			}
			entries, err := s.PotEntries(ctx, tx, pot(n))
			if (usages[0].Entries == 0) != (len(entries) == 0) {
				err = errors.Join(err, errors.New("there are entries without a usage, or a usage without entries"))
			}
			return len(entries) > 0, err
		},
	}
}

// month returns a month of 2026.
func month(n int) budget.Period { return budget.MustPeriod(fmt.Sprintf("month:2026-%02d-01", n)) }

func pot(id string, n int) budget.Pot { return budget.Pot{Budget: id, Period: month(n)} }

// entry is one of an order.
func entry(p budget.Pot, number uint64, order string, kind budget.EntryKind, amount string) budget.Entry {
	a := money.MustParse(amount, money.GBP)
	return budget.Entry{Budget: p.Budget, Period: p.Period, Number: number, Order: order, Round: 1, Kind: kind, Amount: a, Original: a,
		At: noon, Key: fmt.Sprint(order, " ", number), Principal: "u", User: "u"}
}

func reserve(p budget.Pot, number uint64, order, amount string) budget.Entry {
	return entry(p, number, order, budget.EntryReserve, amount)
}

// carry is a carry-over from one pot to the next, as its first entry.
func carry(from budget.Pot, amount string) budget.Entry {
	e := entry(budget.Pot{Budget: from.Budget, Period: from.Period.Next()}, 1, "", budget.EntryCarry, amount)
	e.From, e.Order, e.Round, e.Original = from.Period, "", 0, money.Amount{}
	return e
}

// posting returns what adds entries to usages as they were read.
func posting(read []budget.Usage, entries ...budget.Entry) storage.Posting {
	p := storage.Posting{Read: read, Entries: entries}
	for _, e := range entries {
		pots := []budget.Pot{e.Pot()}
		if e.Kind == budget.EntryCarry {
			pots = append(pots, budget.Pot{Budget: e.Budget, Period: e.From})
		}
		for _, pot := range pots {
			i := slices.IndexFunc(p.Usages, func(u budget.Usage) bool { return u.Pot() == pot })
			if i < 0 {
				i = len(p.Usages)
				p.Usages = append(p.Usages, p.Before(pot))
			}
			if u, err := p.Usages[i].Apply(e); err == nil { // else Check refuses it
				p.Usages[i] = u
			}
		}
	}
	return p
}

// post posts entries on what is stored.
func post[X any](r *run, s LedgerStore[X], entries ...budget.Entry) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return postNow(ctx, s, tx, entries...) })
}

func postNow[X any](ctx context.Context, s LedgerStore[X], tx X, entries ...budget.Entry) error {
	var pots []budget.Pot
	for _, u := range posting(nil, entries...).Usages {
		pots = append(pots, u.Pot())
	}
	read, err := s.Usages(ctx, tx, pots...)
	if err != nil {
		return err
	}
	return s.Post(ctx, tx, posting(read, entries...))
}

// usages returns the usages of pots.
func usages[X any](r *run, s LedgerStore[X], pots ...budget.Pot) (found []budget.Usage) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		found, err = s.Usages(ctx, tx, pots...)
		return err
	})
	return found
}

// usageOf returns the usage of a pot.
func usageOf[X any](r *run, s LedgerStore[X], p budget.Pot) budget.Usage {
	r.Helper()
	found := usages(r, s, p)
	if len(found) == 0 || found[0].Pot() != p {
		r.Fatalf("asked for the usage of %v it returned %s", p, text(found))
	}
	return found[0]
}

// entriesOf returns the entries of a pot.
func entriesOf[X any](r *run, s LedgerStore[X], p budget.Pot) (found []budget.Entry) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		found, err = s.PotEntries(ctx, tx, p)
		return err
	})
	return found
}

// pots fails the clause unless usages are those of these pots, in this order.
func (r *run) pots(what string, found []budget.Usage, want ...budget.Pot) {
	r.Helper()
	var got []budget.Pot
	for _, u := range found {
		got = append(got, u.Pot())
	}
	if !slices.Equal(got, want) {
		r.Errorf("%s are of %v, want %v", what, got, want)
	}
}

// sum fails the clause unless a usage is that one. No amount is nothing used.
func (r *run) sum(got, want budget.Usage) {
	r.Helper()
	if !got.Equal(want) {
		r.Errorf("the usage: %s", differ(text(got), text(want)))
	}
}
