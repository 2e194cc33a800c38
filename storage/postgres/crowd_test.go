package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// counted counts how often functions are run.
type counted struct {
	*postgres.Store
	runs *atomic.Int64
}

func (c counted) Transact(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	return c.Store.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		c.runs.Add(1)
		return do(ctx, tx)
	})
}

// unlocked is the store without its guards: nothing is locked, and what is posted is not compared with what was read.
type unlocked struct{ *postgres.Store }

func (unlocked) Lock(context.Context, pgx.Tx, ...string) error { return nil }

func (s unlocked) Post(ctx context.Context, tx pgx.Tx, p storage.Posting) error {
	now, err := s.Usages(ctx, tx, p.Usages[0].Pot())
	if err != nil {
		return err
	}
	anew := storage.Posting{Read: now[:1]}
	was := now[0]
	for _, e := range p.Entries {
		e.Number = was.Entries + 1
		if was, err = was.Apply(e); err != nil {
			return err
		}
		anew.Entries = append(anew.Entries, e)
	}
	anew.Usages = append(anew.Usages, was)
	return s.Store.Post(ctx, tx, anew)
}

// order has many order at once, each a bolt, and returns how many may.
func order(ctx context.Context, s storage.Store[pgx.Tx], many int) (placed int64, err error) {
	desk := purchase.New(s, rules)
	var done atomic.Int64
	var group sync.WaitGroup
	errs := make([]error, many)
	for n := range many {
		group.Go(func() {
			errs[n] = storage.Retry(ctx, 100, func() error {
				r, err := desk.Place(ctx, placing(fmt.Sprint("order ", n), "reg", 1))
				if err == nil && r.Allowed() {
					done.Add(1)
				}
				return err
			})
		})
	}
	group.Wait()
	return done.Load(), errors.Join(errs...)
}

// Of 200 that reserve 1 at once from a budget of 100, exactly 100 get it, and nobody hears of a deadlock.
func TestB1_TwoHundredAtOnceAgainstAHundred(t *testing.T) {
	ctx, runs := t.Context(), new(atomic.Int64)
	s := counted{open(t), runs}
	if err := fill(ctx, s, office("100")); err != nil {
		t.Fatal(err)
	}
	runs.Store(0)
	began := time.Now()
	placed, err := order(ctx, s, 200)
	took := time.Since(began)
	if err != nil || placed != 100 {
		t.Fatalf("%d were placed: %v", placed, err)
	}
	if used, orders, err := folded(ctx, s, 100); err != nil || used != 100 || len(orders) != 100 {
		t.Fatalf("%d is used by %d orders: %v", used, len(orders), err)
	}
	t.Logf("100 of 200 placed in %v: %.0f commands a second; %d runs of 200 functions: %.1f %% were retries",
		took.Round(time.Millisecond), 200/took.Seconds(), runs.Load(), 100*float64(runs.Load()-200)/float64(runs.Load()))
}

// How many orders a second, when the disk is waited for and nobody is refused.
func TestOrdersASecond(t *testing.T) {
	ctx, runs := t.Context(), new(atomic.Int64)
	needCluster(t)
	s := counted{openAt(t, cluster.DSN("postgres"), postgres.InSchema(freshSchema())), runs}
	if err := fill(ctx, s, office("1000000")); err != nil {
		t.Fatal(err)
	}
	runs.Store(0)
	many := proof(100, 200, 4000)
	began := time.Now()
	placed, err := order(ctx, s, many)
	took := time.Since(began)
	if err != nil || placed != int64(many) {
		t.Fatalf("%d were placed: %v", placed, err)
	}
	t.Logf("%d orders on one budget in %v: %.0f a second; %.1f %% were retries", many, took.Round(time.Millisecond),
		float64(many)/took.Seconds(), 100*float64(runs.Load()-int64(many))/float64(runs.Load()))
}

// Without locks and comparison more is spent than there is: so the test above can fail.
func TestB1_WithoutGuardTheyExceedIt(t *testing.T) {
	ctx := t.Context()
	for try := range 20 {
		s := unlocked{open(t)}
		if err := fill(ctx, s, office("100")); err != nil {
			t.Fatal(err)
		}
		placed, _ := order(ctx, s, 200)
		if placed > 100 {
			t.Logf("%d were placed, at try %d", placed, try+1)
			return
		}
	}
	t.Error("the limit held without a guard: the test above proves nothing")
}
