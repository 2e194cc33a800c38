package storagetest

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// LockStore is what [TestLocks] needs.
type LockStore[X any] interface {
	storage.Transactor[X]
	storage.Locks[X]
}

// TestLocks checks that a store keeps what [storage.Locks] asks for. The function opens a fresh store.
func TestLocks[X any, S LockStore[X]](t *testing.T, open func(T) S) {
	test(t, lockClauses[X](), func(t T) LockStore[X] { return open(t) })
}

func lockClauses[X any]() []clause[LockStore[X]] {
	type store = LockStore[X]
	return []clause[store]{
		{"BUD-6", "Two transactions that lock the same name come one after the other.", lockExcludes[X]},
		{"BUD-6", "A lock is held until its transaction ends, however it ends, and no longer.", lockEnds[X]},
		{"BUD-6", "Two transactions that lock with one call each never wait for one another, whatever order they name.", lockOrders[X]},
		{"BUD-6", "A name that is given twice, or that the transaction has already, is no reason to wait.", lockAgain[X]},
		{"BUD-6", "A second call that would have to wait never hangs.", lockSecond[X]},
		{"BUD-6", "Names are bytes, and those that are the same keep each other away.", lockNames[X]},
		{"S8", "Waiting for a lock ends with the context.", lockContext[X]},
		{"S8", "Locking without a context, with one that is done, or in a transaction that has ended is an error.", lockClean[X]},
		{"BUD-6", "A store that says it is Concurrent lets those write at once that lock different names.", lockConcurrent[X]},
	}
}

// meet has one transaction hold names while another locks names, and reports whether both had them at once.
func meet[X any](r *run, s LockStore[X], first, second []string) (met bool) {
	r.Helper()
	var holding atomic.Bool
	locked, met2 := newSignal(), newSignal()
	holder := begin(func() error {
		return s.Transact(r.Context(), func(ctx context.Context, tx X) error {
			err := s.Lock(ctx, tx, first...)
			holding.Store(err == nil)
			defer holding.Store(false)
			locked.give()
			r.pause(met2.done)
			return err
		})
	})
	<-locked.done
	err := transact(r, s, func(ctx context.Context, tx X) error {
		err := s.Lock(ctx, tx, second...)
		if holding.Load() {
			met = true
			met2.give()
		}
		return err
	})
	if err := errors.Join(err, r.await(holder)); err != nil {
		r.Errorf("%v", err)
	}
	return met
}

func lockExcludes[X any](r *run, s LockStore[X]) {
	for _, names := range [][2][]string{{{"a"}, {"a"}}, {{"a", "b"}, {"b", "c"}}, {{"b", "c"}, {"c", "a"}}} {
		if meet(r, s, names[0], names[1]) {
			r.Errorf("one had %q while the other had %q", names[1], names[0])
		}
	}
}

func lockNames[X any](r *run, s LockStore[X]) {
	for _, id := range oddIDs() {
		name := storage.OrderLock(id)
		must(r, s, func(ctx context.Context, tx X) error { return s.Lock(ctx, tx, name) })
	}
	for _, id := range []string{"\u00e9", "a%", "\U0001f600"} {
		if meet(r, s, []string{id}, []string{id}) {
			r.Errorf("two had %q", id)
		}
	}
}

func lockEnds[X any](r *run, s LockStore[X]) {
	lock := func(ctx context.Context, tx X) error { return s.Lock(ctx, tx, "a", "b") }
	for what, end := range map[string]func() error{
		"an error": func() error { return errStop },
		"a panic":  func() error { panic(errStop) },
		"an exit":  func() error { runtime.Goexit(); return nil },
		"success":  func() error { return nil },
	} {
		_ = transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(lock(ctx, tx), end()) })
		if err := transact(r, s, lock); err != nil {
			r.Errorf("after %s: %v", what, err)
		}
	}
}

func lockOrders[X any](r *run, s LockStore[X]) {
	names := [][]string{{"a", "b", "c"}, {"c", "b", "a"}, {"b", "a"}, {"c", "a"}}
	r.crowd(8, func(i int) error {
		for range 10 {
			err := s.Transact(r.Context(), func(ctx context.Context, tx X) error {
				err := s.Lock(ctx, tx, odd(names, i)...)
				r.dawdle()
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func lockAgain[X any](r *run, s LockStore[X]) {
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(s.Lock(ctx, tx, "b", "a", "b"), s.Lock(ctx, tx, "a"), s.Lock(ctx, tx, "a", "b"), s.Lock(ctx, tx))
	})
	if meet(r, s, []string{"a", "a"}, []string{"a"}) {
		r.Errorf("a name that was given twice is not held")
	}
}

// lockSecond has two transactions take the other's name with a second call.
func lockSecond[X any](r *run, s LockStore[X]) {
	signals := []*signal{newSignal(), newSignal()}
	names := []string{"a", "b"}
	r.crowd(2, func(i int) error {
		err := s.Transact(r.Context(), func(ctx context.Context, tx X) error {
			if err := s.Lock(ctx, tx, names[i]); err != nil {
				return err
			}
			signals[i].give()
			r.pause(signals[1-i].done)
			return s.Lock(ctx, tx, names[1-i])
		})
		if errors.Is(err, storage.ErrConflict) {
			return nil
		}
		return err
	})
}

func lockContext[X any](r *run, s LockStore[X]) {
	locked, over := newSignal(), newSignal()
	holder := begin(func() error {
		return s.Transact(r.Context(), func(ctx context.Context, tx X) error {
			err := s.Lock(ctx, tx, "a")
			locked.give()
			<-over.done
			return err
		})
	})
	<-locked.done
	ctx, cancel := context.WithTimeout(r.Context(), r.patience/4)
	defer cancel()
	waiter := begin(func() error {
		return s.Transact(ctx, func(ctx context.Context, tx X) error { return s.Lock(ctx, tx, "a") })
	})
	select {
	case err := <-waiter:
		if !errors.Is(err, context.DeadlineExceeded) || promised(err) {
			r.Errorf("the error is %v", err)
		}
	case <-time.After(r.limit / 2):
		r.Errorf("it still waits")
	}
	over.give()
	if err := r.await(holder); err != nil {
		r.Errorf("who had the lock: %v", err)
	}
	must(r, s, func(ctx context.Context, tx X) error { return s.Lock(ctx, tx, "a") })
}

func lockClean[X any](r *run, s LockStore[X]) {
	var none context.Context
	done, cancel := context.WithCancel(r.Context())
	cancel()
	var kept X
	for _, bad := range []context.Context{none, done} {
		r.clean(fmt.Sprintf("with the context %v", bad), transact(r, s, func(_ context.Context, tx X) error {
			kept = tx
			return s.Lock(bad, tx, "a")
		}))
	}
	r.clean("after the end", r.call(func() error { return s.Lock(r.Context(), kept, "a") }))
	must(r, s, func(ctx context.Context, tx X) error { return s.Lock(ctx, tx, "a") })
}

func lockConcurrent[X any](r *run, s LockStore[X]) {
	if !storage.CapabilitiesOf[X](s).Concurrent {
		r.Skipf("the store does not say so")
	}
	signals := []*signal{newSignal(), newSignal()}
	r.crowd(2, func(i int) error {
		return s.Transact(r.Context(), func(ctx context.Context, tx X) error {
			if err := s.Lock(ctx, tx, fmt.Sprint("name ", i)); err != nil {
				return err
			}
			signals[i].give()
			select {
			case <-signals[1-i].done:
				return nil
			case <-time.After(r.limit / 2):
				return errors.New("the other does not get its lock meanwhile")
			}
		})
	})
}
