package postgres_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// hosted returns a store with the world in it, and a transaction of the host's, which is rolled back after the test.
func hosted(t *testing.T) (storage.Store[pgx.Tx], storage.Store[pgx.Tx], pgx.Tx) {
	t.Helper()
	needCluster(t)
	s, _ := emptySchemaOf(t)
	if err := fill(t.Context(), s, office("100")); err != nil {
		t.Fatal(err)
	}
	tx, err := pool(t, lazy(cluster.DSN("postgres"))).Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(context.Background()) })
	return s, s.Bind(tx), tx
}

// What a desk of a bound store does is committed with the host's transaction, and by nobody else.
func TestS4_BoundStore(t *testing.T) {
	ctx := t.Context()
	s, bound, tx := hosted(t)
	if err := bound.(io.Closer).Close(); err != nil { // it is no end of the store
		t.Fatal(err)
	}
	r, err := purchase.New(bound, rules).Place(ctx, placing("1", "reg", 10))
	if err != nil || !r.Allowed() {
		t.Fatal(r, err)
	}
	there := func(s storage.Store[pgx.Tx]) (there bool) {
		_, orders, err := folded(ctx, s, 100)
		if err != nil {
			t.Error(err)
		}
		return orders["1"]
	}
	if there(s) || !there(bound) {
		t.Error("before the commit others see the order, or the transaction does not")
	}
	if err := tx.Commit(ctx); err != nil || !there(s) {
		t.Errorf("after the commit the order is not there: %v", err)
	}
}

// A function that fails leaves nothing, and the host's transaction, with all that was done before, goes on.
func TestS4_BoundFunctionFails(t *testing.T) {
	ctx := t.Context()
	s, bound, tx := hosted(t)
	ended, end := context.WithCancel(ctx)
	for what, do := range map[string]func(ctx context.Context, tx pgx.Tx) error{
		"its error":     func(context.Context, pgx.Tx) error { return storage.ErrNotFound },
		"a statement's": func(ctx context.Context, tx pgx.Tx) error { _, err := tx.Exec(ctx, "select 1/0"); return err },
		"a hidden one": func(ctx context.Context, tx pgx.Tx) error {
			_, _ = tx.Exec(ctx, "select 1/0")
			return nil
		},
	} {
		err := bound.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
			if err := s.Schedule(ctx, tx, "failed", noon); err != nil {
				t.Error(err)
			}
			return do(ctx, tx)
		})
		if err == nil || errors.Is(err, storage.ErrOutcomeUnknown) {
			t.Errorf("%s: %v", what, err)
		}
	}
	err := bound.Transact(ended, func(ctx context.Context, tx pgx.Tx) error {
		defer end()
		return s.Schedule(ctx, tx, "cancelled", noon)
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	done := func(ctx context.Context, tx pgx.Tx) error { return s.Schedule(ctx, tx, "done", noon) }
	if err := bound.Transact(ctx, done); err != nil {
		t.Fatal(err)
	}
	if due, err := s.Due(ctx, tx, noon, 0); err != nil || len(due) != 1 || due[0] != "done" {
		t.Errorf("what is due is %q: %v", due, err)
	}
}

// A view of a bound store sees what the host has written and writes nothing, and the host goes on to write.
func TestS2_BoundView(t *testing.T) {
	ctx := t.Context()
	s, bound, tx := hosted(t)
	if err := s.Schedule(ctx, tx, "1", noon); err != nil {
		t.Fatal(err)
	}
	err := storage.View(ctx, bound, func(ctx context.Context, tx pgx.Tx) error {
		if due, err := s.Due(ctx, tx, noon, 0); err != nil || len(due) != 1 {
			t.Errorf("what is due is %q: %v", due, err)
		}
		return s.Schedule(ctx, tx, "2", noon)
	})
	if err == nil {
		t.Error("a view writes")
	}
	if err := s.Schedule(ctx, tx, "3", noon); err != nil {
		t.Error(err)
	}
	if due, err := s.Due(ctx, tx, noon, 0); err != nil || len(due) != 2 {
		t.Errorf("what is due is %q: %v", due, err)
	}
}

// Without a transaction, or after it has ended, nothing is done.
func TestS8_BoundToNothing(t *testing.T) {
	ctx := t.Context()
	s, _ := emptySchemaOf(t)
	_, ended, tx := hosted(t)
	if err := tx.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	for what, bound := range map[string]storage.Store[pgx.Tx]{"nothing": s.Bind(nil), "one that has ended": ended} {
		run := func(context.Context, pgx.Tx) error { t.Errorf("%s: it runs", what); return nil }
		if bound.Transact(ctx, run) == nil || storage.View(ctx, bound, run) == nil {
			t.Errorf("%s: no error", what)
		}
	}
}
