package purchase_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

const (
	crowd = 64
	each  = 10
)

// crowded is a shop with a user in an account of his own for each of a crowd, and budgets of 10,000 that all share.
func crowded(t *testing.T, budgets ...string) *shop {
	a, p := world()
	for n := range crowd {
		id := fmt.Sprint("u", n)
		own := a.Accounts[2]
		own.ID = id
		u := sub(id)
		u.Role, u.Accounts = account.RoleRegular, []string{id}
		a.Accounts, a.Users = append(a.Accounts, own), append(a.Users, u)
	}
	var pots []budget.Budget
	for _, id := range budgets {
		b := pot(id, budget.Block)
		b.Holders, b.MaxPeriod = budget.Holders{Everyone: true}, gbp("10000")
		pots = append(pots, b)
	}
	store := memory.New()
	t.Cleanup(func() { _ = store.Close() })
	if err := fill(store, a, p, pots...); err != nil {
		t.Fatal(err)
	}
	return &shop{purchase.New(store, purchase.Rules{}), t, store}
}

// rush lets everybody do something many times at once, and returns how often it was done.
func rush(t *testing.T, do func(who, n int) (bool, error)) int64 {
	t.Helper()
	var all sync.WaitGroup
	var done, contended atomic.Int64
	began := time.Now()
	for who := range crowd {
		all.Go(func() {
			for n := range each {
				ok, err := do(who, n)
				switch {
				case errors.Is(err, storage.ErrConflict):
					contended.Add(1)
				case err != nil:
					t.Error(err)
				case ok:
					done.Add(1)
				}
			}
		})
	}
	all.Wait()
	t.Logf("%d commands by %d goroutines: %.0f a second, %d done, %d given up for contention",
		crowd*each, crowd, crowd*each/time.Since(began).Seconds(), done.Load(), contended.Load())
	return done.Load()
}

func one(who, n int, bolts int32) purchase.Place {
	c := place(fmt.Sprint("k", who, "-", n), fmt.Sprint(who, "-", n), fmt.Sprint("u", who), bolts)
	c.By.Account = c.By.User
	return c
}

// Orders at once never together exceed a budget (B1), and none is lost: with locks, and by comparing alone, in a store that
// says so. Without either they do.
func TestBUD6_ACrowdOnOneBudget(t *testing.T) {
	for _, guard := range []struct {
		what  string
		holds bool
		open  func(*memory.Store) storage.Store[*memory.Tx]
	}{
		{"locks and compares", true, func(s *memory.Store) storage.Store[*memory.Tx] { return s }},
		{"compares", true, func(s *memory.Store) storage.Store[*memory.Tx] { return unlocked{s} }},
		{"neither", false, func(s *memory.Store) storage.Store[*memory.Tx] { return loose{s} }},
	} {
		t.Run(guard.what, func(t *testing.T) {
			s := crowded(t, "one")
			s.Desk = purchase.New(guard.open(s.store), purchase.Rules{})
			done := rush(t, func(who, n int) (bool, error) {
				r, err := s.Place(ctx, one(who, n, 1))
				if !r.Allowed() && err == nil && r.Code != purchase.RefusedBudget {
					t.Error(r)
				}
				return r.Allowed(), err
			})
			used := s.used("one")
			t.Logf("%d orders of 100 on a budget of 10000, reserved/spent: %s", done, used)
			if guard.holds != (done <= 100) || used != fmt.Sprintf("0.00/%d.00", done*100) {
				t.Errorf("%d orders, %s used", done, used)
			}
			if guard.what == "locks and compares" && done != 100 {
				t.Errorf("%d orders found room for 100", done)
			}
		})
	}
}

// B10, BUD-6: two budgets, in one transaction of the host for each and in opposite orders: no deadlock, all or none.
func TestBUD6_ACrowdOnTwoBudgetsInOppositeOrders(t *testing.T) {
	s := crowded(t, "one", "two")
	waiting, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	lock := func(ctx context.Context, tx *memory.Tx, names ...string) error {
		for _, name := range names {
			if err := s.store.Lock(ctx, tx, name); err != nil {
				return err
			}
		}
		return nil
	}
	done := rush(t, func(who, n int) (done bool, err error) {
		names := []string{storage.BudgetLock("one"), storage.BudgetLock("two")}
		if who%2 == 0 {
			r, err := s.Place(waiting, one(who, n, 1))
			return r.Allowed(), err
		}
		if who%4 == 1 {
			names[0], names[1] = names[1], names[0]
		}
		err = storage.Retry(waiting, 20, func() error {
			return s.store.Transact(waiting, func(ctx context.Context, tx *memory.Tx) error {
				if err := lock(ctx, tx, names...); err != nil {
					return err
				}
				r, err := s.PlaceTx(ctx, tx, one(who, n, 1))
				done = r.Allowed()
				return err
			})
		})
		return done && err == nil, err
	})
	if want := fmt.Sprintf("0.00/%d.00", done*100); s.used("one") != want || s.used("two") != want || done > 100 {
		t.Errorf("%d orders, %s and %s used", done, s.used("one"), s.used("two"))
	}
}

// A price changed in the same transaction of the host counts, and what the host rolls back has not happened.
func TestPlaceTx(t *testing.T) {
	s := newShop(t, purchase.Rules{}, pot("office", budget.Block))
	before := dump(t, s.store)
	broken := errors.New("the host's own fault")
	err := s.store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		for _, c := range []purchase.Place{place("k", "1", "reg", 4), place("l", "2", "tim", 6)} {
			if r, err := s.PlaceTx(ctx, tx, c); err != nil || !r.Allowed() {
				t.Error(r, err)
			}
		}
		r, err := s.PlaceTx(ctx, tx, place("m", "3", "reg", 1))
		if err != nil || r.Code != purchase.RefusedBudget {
			t.Error(r, err)
		}
		return broken
	})
	if !errors.Is(err, broken) || dump(t, s.store) != before {
		t.Error(err)
	}
}
