package storagetest

import (
	"context"
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage"
)

// togetherClauses are those that need several interfaces.
func togetherClauses[X any]() []clause[storage.Store[X]] {
	type store = storage.Store[X]
	return []clause[store]{
		{"S4", "What a transaction writes through all interfaces is there entirely, or not at all.", allOrNothing[X]},
		{"S2", "What is read after Lock is at least as new as what the last holder has committed.", lockedIsNew[X]},
		{"S2", "Two transactions that lock the same name and then decide by what they read never both decide as if alone.", lockedSkew[X]},
		{"S2", "A store that says it is Serializable lets no two decide as if alone, also where they do not lock.", unlockedSkew[X]},
		{"S2", "A store that says it is Serializable lets no two decide by a list to which the other adds.", phantom[X]},
		{"BUD-6", "64 that order at once from one budget never exceed it, and together use what there is.", oneBudget[X]},
		{"BUD-6", "64 that order at once from two budgets, which they lock in opposite orders, all come to an end.", twoBudgets[X]},
	}
}

// everything writes and reads through all interfaces.
func everything[X any]() []probe[X, storage.Store[X]] {
	type store = storage.Store[X]
	return []probe[X, store]{
		requestProbe[X, store](), orderProbe[X, store](), ledgerProbe[X, store](), substituteProbe[X, store](),
		agendaProbe[X, store](), accountProbe[X, store](), budgetProbe[X, store](), priceProbe[X, store](), outboxProbe[X, store](),
	}
}

func allOrNothing[X any](r *run, s storage.Store[X]) {
	for n, end := range []error{errStop, nil} {
		err := transact(r, s, func(ctx context.Context, tx X) error {
			for i, p := range everything[X]() {
				if err := p.write(ctx, s, tx, 1); err != nil {
					return fmt.Errorf("interface %d: %w", i+1, err)
				}
			}
			return end
		})
		if !errors.Is(err, end) {
			r.Fatalf("the error is %v", err)
		}
		for i, p := range everything[X]() {
			if p.there(r, s, 1) != (n == 1) {
				r.Errorf("interface %d of %d: after the error %v it is there: %v", i+1, len(everything[X]()), end, n == 0)
			}
		}
	}
}

// lockedIsNew has a transaction begin, another one commit, and the first lock then.
func lockedIsNew[X any](r *run, s storage.Store[X]) {
	p := requestProbe[X, storage.Store[X]]()
	began, wrote := newSignal(), newSignal()
	committed := false
	writer := begin(func() error {
		<-began.done
		defer wrote.give()
		err := insist(r.Context(), s, func(ctx context.Context, tx X) error {
			return errors.Join(s.Lock(ctx, tx, "a"), p.write(ctx, s, tx, 1))
		})
		committed = err == nil
		return err
	})
	must(r, s, func(ctx context.Context, tx X) error {
		began.give()
		r.pause(wrote.done)
		if err := s.Lock(ctx, tx, "a"); err != nil {
			return err
		}
		before := false
		select {
		case <-wrote.done:
			before = committed
		default:
		}
		there, err := p.read(ctx, s, tx, 1)
		if err == nil && before && !there {
			r.Errorf("it is not")
		}
		return err
	})
	if err := r.await(writer); err != nil {
		r.Errorf("writing: %v", err)
	}
}

// onCall has two transactions at once each withdraw one of two requests, if the other one still waits, and fails the clause
// where none waits then.
func onCall[X any](r *run, s storage.Store[X], lock bool) {
	r.Helper()
	ids := []string{"a", "b"}
	for range 5 {
		must(r, s, func(ctx context.Context, tx X) error { return wait(ctx, s, tx, ids) })
		signals := []*signal{newSignal(), newSignal()}
		meet := func(i int) {
			signals[i].give()
			r.pause(signals[1-i].done)
		}
		r.crowd(2, func(i int) error {
			return insist(r.Context(), s, func(ctx context.Context, tx X) error {
				if lock {
					meet(i)
					if err := s.Lock(ctx, tx, "all"); err != nil {
						return err
					}
				}
				other, err := s.Request(ctx, tx, ids[1-i])
				if !lock {
					meet(i)
				}
				if err != nil || other.State != approval.Pending {
					return err
				}
				own, err := s.Request(ctx, tx, ids[i])
				own.State = approval.Draft
				return errors.Join(err, s.PutRequest(ctx, tx, own))
			})
		})
		if waiting(r, s) == 0 {
			r.Errorf("both did")
			return
		}
	}
}

// wait makes requests pending.
func wait[X any](ctx context.Context, s storage.Store[X], tx X, ids []string) error {
	for _, id := range ids {
		q, err := s.Request(ctx, tx, id)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			return err
		}
		q.Order, q.State = id, approval.Pending
		if err := s.PutRequest(ctx, tx, q); err != nil {
			return err
		}
	}
	return nil
}

// waiting returns how many requests are pending.
func waiting[X any](r *run, s storage.Store[X]) (n int) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error {
		n = 0
		for _, err := range storage.AllRequests(ctx, tx, s, approval.Filter{States: []approval.State{approval.Pending}}) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n
}

func lockedSkew[X any](r *run, s storage.Store[X]) { onCall(r, s, true) }

func unlockedSkew[X any](r *run, s storage.Store[X]) {
	if !storage.CapabilitiesOf[X](s).Serializable {
		r.Skipf("the store does not say so")
	}
	onCall(r, s, false)
}

// phantom has two transactions at once each add a request if there is none.
func phantom[X any](r *run, s storage.Store[X]) {
	if !storage.CapabilitiesOf[X](s).Serializable {
		r.Skipf("the store does not say so")
	}
	signals := []*signal{newSignal(), newSignal()}
	r.crowd(2, func(i int) error {
		return insist(r.Context(), s, func(ctx context.Context, tx X) error {
			found, err := s.ListRequests(ctx, tx, approval.Filter{}, storage.Page{})
			signals[i].give()
			r.pause(signals[1-i].done)
			if err != nil || len(found) > 0 {
				return err
			}
			return s.PutRequest(ctx, tx, approval.Request{Order: fmt.Sprint(i), State: approval.Pending})
		})
	})
	if n := waiting(r, s); n != 1 {
		r.Errorf("there are %d", n)
	}
}
