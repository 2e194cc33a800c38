package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// counted counts how often functions are run.
type counted struct {
	*sqlite.Store
	transactions, runs atomic.Int64
}

func (s *counted) Transact(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	s.transactions.Add(1)
	return s.Store.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		s.runs.Add(1)
		return do(ctx, tx)
	})
}

// Orders at once take exactly what there is, and none fails for contention.
func TestBUD6_ACrowdOnOneBudget(t *testing.T) {
	const limit, crowd = 100, 200
	s := &counted{Store: open(t)}
	if err := fill(storage.Store[*sql.Tx](s), fmt.Sprint(100*limit)); err != nil {
		t.Fatal(err)
	}
	desk := purchase.New(storage.Store[*sql.Tx](s), purchase.Rules{})
	var all sync.WaitGroup
	var done, refused atomic.Int64
	began := time.Now()
	for n := range crowd {
		all.Go(func() {
			r, err := desk.Place(t.Context(), place(fmt.Sprint("order ", n), "reg", 1))
			switch {
			case err != nil:
				t.Error(err)
			case r.Allowed():
				done.Add(1)
			case r.Code == purchase.RefusedBudget:
				refused.Add(1)
			default:
				t.Error(r)
			}
		})
	}
	all.Wait()
	if done.Load() != limit || refused.Load() != crowd-limit {
		t.Errorf("%d placed, %d refused", done.Load(), refused.Load())
	}
	if ids, wrong := whole(t, s); wrong != nil || len(ids) != limit {
		t.Errorf("%d orders, %v", len(ids), wrong)
	}
	runs, transactions := s.runs.Load(), s.transactions.Load()
	t.Logf("%d orders at once against %d: %d placed, %.0f commands a second, %d of %d runs were retries (%.1f %%)", crowd, limit, done.Load(),
		crowd/time.Since(began).Seconds(), runs-transactions, runs, 100*float64(runs-transactions)/float64(runs))
}

// A twin whose transactions are none spends more, if not at the first try.
func TestBUD6_ACrowdWithoutTransactions(t *testing.T) {
	const limit, tries = 20, 20
	for range tries {
		orders, wrong := unguarded(t, limit)
		t.Logf("%d orders against %d: %v", orders, limit, wrong)
		if orders > limit || wrong != nil {
			return
		}
	}
	t.Errorf("%d times no more than the limit, and all belongs together", tries)
}

// unguarded lets a crowd order of a store without transactions.
func unguarded(t *testing.T, limit int) (orders int, wrong error) {
	t.Helper()
	db := sql.OpenDB(&connector{&tap{loose: true}, sqlite.DSN(started(t, fmt.Sprint(100*limit)))})
	defer db.Close()
	s, err := sqlite.New(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	desk := purchase.New[*sql.Tx](unserved{s, db}, purchase.Rules{})
	var all sync.WaitGroup
	for n := range 4 * limit {
		all.Go(func() { _, _ = desk.Place(context.Background(), place(fmt.Sprint("order ", n), "reg", 1)) })
	}
	all.Wait()
	ids, wrong := whole(t, s)
	return len(ids), wrong
}

// unserved is a store that lets all in at once.
type unserved struct {
	*sqlite.Store
	db *sql.DB
}

func (s unserved) Transact(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, tx), tx.Commit())
}

func TestS8_AfterClose(t *testing.T) {
	s := open(t)
	if err := errors.Join(fill(storage.Store[*sql.Tx](s), "1000"), s.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	_, err := purchase.New[*sql.Tx](s, purchase.Rules{}).Place(t.Context(), place("o", "reg", 1))
	if !errors.Is(err, sqlite.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
	if err := s.View(t.Context(), func(context.Context, *sql.Tx) error { return nil }); !errors.Is(err, sqlite.ErrClosed) {
		t.Errorf("the error is %v", err)
	}
}

func TestS8_WithoutContextOrTransaction(t *testing.T) {
	path := file(t)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	for _, ctx := range []context.Context{nil, done} {
		if s, err := sqlite.Open(ctx, path); s != nil || err == nil {
			t.Errorf("opened with %v: %v", ctx, err)
		}
	}
	s := reopen(t, path)
	if err := s.Lock(t.Context(), nil, "a"); err == nil {
		t.Error("locked without a transaction")
	}
	err := s.Transact(t.Context(), func(ctx context.Context, _ *sql.Tx) error {
		return s.Transact(ctx, func(context.Context, *sql.Tx) error { return nil })
	})
	if err == nil {
		t.Error("a transaction within one of the same store")
	}
}

// Waiting for another process ends with the context, and with patience.
func TestS8_WaitingEnds(t *testing.T) {
	path := file(t)
	s, other := reopen(t, path, sqlite.WithPatience(200*time.Millisecond)), reopen(t, path)
	err := other.Transact(t.Context(), func(context.Context, *sql.Tx) error {
		nothing := func(context.Context, *sql.Tx) error { return nil }
		short, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		began := time.Now()
		if err := s.Transact(short, nothing); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 2*time.Second {
			t.Errorf("the error is %v after %v", err, time.Since(began))
		}
		began = time.Now()
		if err := s.Transact(t.Context(), nothing); !errors.Is(err, storage.ErrConflict) || time.Since(began) > 5*time.Second {
			t.Errorf("the error is %v after %v", err, time.Since(began))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
