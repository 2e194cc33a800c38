package contracting_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/contracting"
	"github.com/tradeterms/tradeterms/storage/memory"
)

const crowd = 8

// loose compares no revision, and isolates nothing: the memory store without its guards.
type loose struct {
	*memory.Store
	read *sync.WaitGroup // all read before anybody writes
}

func newLoose(s *memory.Store) loose {
	var read sync.WaitGroup
	read.Add(crowd)
	return loose{s, &read}
}

func (l loose) Transact(ctx context.Context, do func(context.Context, tx) error) error {
	return do(ctx, nil)
}

func (l loose) Graph(ctx context.Context, _ tx) (g *account.Graph, err error) {
	err = l.View(ctx, func(ctx context.Context, tx tx) (err error) {
		g, err = l.Store.Graph(ctx, tx)
		return err
	})
	return g, err
}

func (l loose) Stage(ctx context.Context, _ tx, id string) (stage storage.ContractStage, err error) {
	err = l.View(ctx, func(ctx context.Context, tx tx) (err error) {
		stage, err = l.Store.Stage(ctx, tx, id)
		return err
	})
	return stage, err
}

func (l loose) DropStage(context.Context, tx, string, uint64) error { return nil }

func (l loose) ContractRevision(context.Context, tx) (uint64, error) { return 0, nil }

func (l loose) PriceRevision(context.Context, tx) (uint64, error) { return 0, nil }

func (l loose) ContractsOf(ctx context.Context, _ tx, codes ...string) (found []contract.Contract, err error) {
	err = l.View(ctx, func(ctx context.Context, tx tx) (err error) {
		found, err = l.Store.ContractsOf(ctx, tx, codes...)
		return err
	})
	l.read.Done()
	l.read.Wait()
	return found, err
}

func (l loose) ChangeContracts(ctx context.Context, _ tx, c storage.ContractChanges) error {
	return l.Store.Transact(ctx, func(ctx context.Context, tx tx) (err error) {
		c.Since, err = l.Store.ContractRevision(ctx, tx)
		c.Revision = c.Since + 1
		return errors.Join(err, l.Store.ChangeContracts(ctx, tx, c))
	})
}

func (l loose) ChangePrices(context.Context, tx, pricing.Changes) error { return nil }

// Of those who add the same product at once one does, and the others are told; without the guard several do.
func TestCON6_AtOnce(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		s := open(t)
		desk := contracting.New(s, rules)
		if !guarded {
			desk = contracting.New(newLoose(s), rules)
		}
		var all sync.WaitGroup
		var made atomic.Int32
		for n := range crowd {
			all.Go(func() {
				out, err := desk.Do(ctx, command([]string{"ria", "ada"}[n%2], add("OWN", "desk", fmt.Sprint(n+1))))
				switch {
				case err != nil:
					t.Error(err)
				case out.Decision.Allowed():
					made.Add(1)
				case out.Decision.Code != contract.RefusedListedAlready:
					t.Error(out.Decision)
				}
			})
		}
		all.Wait()
		if n := made.Load(); guarded != (n == 1) {
			t.Errorf("guarded %t: %d add it", guarded, n)
		}
	}
}

// Of changes that go together none is lost, though all are made at once; without the guard some are.
func TestCON6_NoneLost(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		s := open(t)
		desk := contracting.New(s, rules)
		if !guarded {
			desk = contracting.New(newLoose(s), rules)
		}
		var all sync.WaitGroup
		for n := range crowd {
			all.Go(func() {
				out, err := desk.Do(ctx, command("ria", add("OWN", fmt.Sprint("desk ", n), "1")))
				if err != nil || !out.Decision.Allowed() {
					t.Error(out.Decision, err)
				}
			})
		}
		all.Wait()
		w := look(t, s)
		if n := len(w.find(t, "OWN").Products); guarded != (n == 1+crowd) {
			t.Errorf("guarded %t: %d products", guarded, n)
		}
		if guarded && (w.revision != 1+crowd || w.prices != w.revision || len(w.events) != crowd) {
			t.Errorf("%d %d %d", w.revision, w.prices, len(w.events))
		}
	}
}

// Of those who have staged the same contract and publish at once one does, and the others are told what changed; without the
// guard several publish.
func TestCON8_PublishedAtOnce(t *testing.T) {
	for _, guarded := range []bool{true, false} {
		s := open(t)
		desk := contracting.New(s, rules)
		for n := range crowd {
			staged, err := desk.Stage(ctx, fmt.Sprint("stage ", n), command("ria", add("OWN", fmt.Sprint("desk ", n), "1")))
			done(t, staged.Outcome.Decision, err)
		}
		if !guarded {
			desk = contracting.New(newLoose(s), rules)
		}
		var all sync.WaitGroup
		var published atomic.Int32
		for n := range crowd {
			all.Go(func() {
				out, err := desk.Publish(ctx, fmt.Sprint("stage ", n), 1, as([]string{"ria", "ada"}[n%2]), noon)
				switch d := out.Outcome.Decision; {
				case err != nil:
					t.Error(err)
				case d.Allowed():
					published.Add(1)
				case d.Code != contract.RefusedChanged || len(d.Changed) != 1 || d.Changed[0].Field != "product":
					t.Error(d)
				}
			})
		}
		all.Wait()
		if n := published.Load(); guarded != (n == 1) {
			t.Errorf("guarded %t: %d publish", guarded, n)
		}
	}
}

// Who works on the storage alone is told by a conflict.
func TestCON6_ConflictWithoutDesk(t *testing.T) {
	s := open(t)
	change := func(since uint64) error {
		return s.Transact(ctx, func(ctx context.Context, tx tx) error {
			return s.ChangeContracts(ctx, tx, storage.ContractChanges{Since: since, Revision: since + 1, Put: deals()[:1]})
		})
	}
	if err := change(1); err != nil {
		t.Error(err)
	}
	if err := change(1); !errors.Is(err, storage.ErrConflict) {
		t.Error(err)
	}
}
