package ingest_test

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/memory"
)

var errBroken = errors.New("the store broke")

// faulty breaks at a call, before or after its effect. Loose, it is no transaction: each call stands by itself.
type faulty struct {
	*memory.Store
	calls, at int
	after     bool
	cancel    context.CancelFunc
	loose     bool
}

func (s *faulty) call(ctx context.Context, in tx, do func(context.Context, tx) error) error {
	s.calls++
	breaks := s.calls == s.at
	if breaks && s.cancel != nil {
		s.cancel()
	} else if breaks && !s.after {
		return errBroken
	}
	err := error(nil)
	if s.loose {
		err = s.Store.Transact(context.WithoutCancel(ctx), do)
	} else {
		err = do(ctx, in)
	}
	if breaks && s.cancel == nil && err == nil {
		return errBroken
	}
	return err
}

func (s *faulty) Transact(ctx context.Context, do func(context.Context, tx) error) error {
	if s.loose {
		return do(ctx, nil)
	}
	return s.Store.Transact(ctx, do)
}

func (s *faulty) View(ctx context.Context, do func(context.Context, tx) error) error {
	if s.loose {
		return do(ctx, nil)
	}
	return s.Store.View(ctx, do)
}

func (s *faulty) Lock(ctx context.Context, in tx, names ...string) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.Lock(ctx, tx, names...) })
}

func (s *faulty) Graph(ctx context.Context, in tx) (g *account.Graph, err error) {
	err = s.call(ctx, in, func(ctx context.Context, tx tx) (err error) { g, err = s.Store.Graph(ctx, tx); return err })
	return g, err
}

func (s *faulty) Book(ctx context.Context, in tx) (b *pricing.Book, err error) {
	err = s.call(ctx, in, func(ctx context.Context, tx tx) (err error) { b, err = s.Store.Book(ctx, tx); return err })
	return b, err
}

func (s *faulty) Budgets(ctx context.Context, in tx) (b *budget.Book, err error) {
	err = s.call(ctx, in, func(ctx context.Context, tx tx) (err error) { b, err = s.Store.Budgets(ctx, tx); return err })
	return b, err
}

func (s *faulty) ContractRevision(ctx context.Context, in tx) (n uint64, err error) {
	err = s.call(ctx, in, func(ctx context.Context, tx tx) (err error) { n, err = s.Store.ContractRevision(ctx, tx); return err })
	return n, err
}

func (s *faulty) ListContracts(ctx context.Context, in tx, after string, limit int) (c []contract.Contract, err error) {
	err = s.call(ctx, in, func(ctx context.Context, tx tx) (err error) {
		c, err = s.Store.ListContracts(ctx, tx, after, limit)
		return err
	})
	return c, err
}

func (s *faulty) ChangeAccounts(ctx context.Context, in tx, c account.Changes) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.ChangeAccounts(ctx, tx, c) })
}

func (s *faulty) ChangePrices(ctx context.Context, in tx, c pricing.Changes) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.ChangePrices(ctx, tx, c) })
}

func (s *faulty) LoadPrices(ctx context.Context, in tx, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.LoadPrices(ctx, tx, d, rows) })
}

func (s *faulty) ChangeContracts(ctx context.Context, in tx, c storage.ContractChanges) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.ChangeContracts(ctx, tx, c) })
}

func (s *faulty) ChangeBudgets(ctx context.Context, in tx, c budget.Changes) error {
	return s.call(ctx, in, func(ctx context.Context, tx tx) error { return s.Store.ChangeBudgets(ctx, tx, c) })
}

// breakAt runs an import that breaks at a call, and reports whether the store is then neither as before nor as after.
func breakAt(t *testing.T, seed uint64, f faulty) (half bool, calls int) {
	t.Helper()
	r := rand.New(rand.NewPCG(4, seed))
	before, after := makeWorld(t, r), makeWorld(t, r)
	f.Store = memory.New()
	run(t, f.Store, before.batch(t), ingest.Options{})
	was := dump(t, f.Store)
	runs := ctx
	if f.cancel != nil {
		runs, f.cancel = context.WithCancel(ctx)
		defer f.cancel()
	}
	_, err := ingest.Run(runs, &f, after.batch(t), ingest.Options{By: ada, At: now, Remove: all})
	now := dump(t, f.Store)
	if f.at == 0 && err != nil {
		t.Fatal(err)
	}
	if f.at > 0 && f.at <= f.calls && err == nil {
		t.Fatalf("seed %d: broken at call %d, and told nobody", seed, f.at)
	}
	done := memory.New()
	run(t, done, after.batch(t), ingest.Options{})
	if err == nil && !bytes.Equal(now, dump(t, done)) {
		t.Fatalf("seed %d: it ran, and is not done", seed)
	}
	return err != nil && !bytes.Equal(now, was), f.calls
}

// Whatever breaks, and wherever it is cancelled, an import is done or nothing of it is; with no transaction to hold it, not.
func TestCSV3_AnImportIsDoneWholeOrNotAtAll(t *testing.T) {
	for _, loose := range []bool{false, true} {
		halves := 0
		for seed := range uint64(proof(2, 20, 1000)) {
			_, calls := breakAt(t, seed, faulty{loose: loose})
			for at := 1; at <= calls; at++ {
				for _, f := range []faulty{{at: at}, {at: at, after: true}, {at: at, cancel: func() {}}} {
					f.loose = loose
					if half, _ := breakAt(t, seed, f); half {
						halves++
					}
				}
			}
		}
		if loose != (halves > 0) {
			t.Errorf("loose %t: %d were half done", loose, halves)
		}
	}
}
