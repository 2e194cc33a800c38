package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// An order placed in the host's own transaction is committed with what the host writes, or neither is.
func TestS4_HostTransaction(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	s, schema := emptySchemaOf(t)
	if err := fill(ctx, s, office("100")); err != nil {
		t.Fatal(err)
	}
	p := pool(t, lazy(cluster.DSN("postgres")))
	carts := pgx.Identifier{schema, "carts"}.Sanitize()
	if _, err := p.Exec(ctx, "create table if not exists "+carts+" (id text primary key)"); err != nil {
		t.Fatal(err)
	}
	desk := purchase.New(s, rules)
	for n, keep := range []bool{false, true} {
		id := fmt.Sprint(n)
		inHost(t, p, keep, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "insert into "+carts+" values ($1)", id); err != nil {
				return err
			}
			r, err := desk.PlaceTx(ctx, tx, placing(id, "reg", 10))
			if err == nil && !r.Allowed() {
				err = errors.New(r.String())
			}
			return err
		})
		var cart int
		if err := p.QueryRow(ctx, "select count(*) from "+carts+" where id = $1", id).Scan(&cart); err != nil {
			t.Fatal(err)
		}
		_, orders, err := folded(ctx, s, 100)
		if err != nil || orders[id] != keep || (cart == 1) != keep {
			t.Errorf("kept %v: cart %d, order %v: %v", keep, cart, orders[id], err)
		}
	}
	if _, err := p.Exec(ctx, "drop table "+carts); err != nil {
		t.Error(err)
	}
}

// inHost runs a function in a transaction of the host, which is then kept or not.
func inHost(t *testing.T, p *pgxpool.Pool, keep bool, do func(tx pgx.Tx) error) {
	t.Helper()
	tx, err := p.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	end := tx.Rollback
	if err := do(tx); err != nil {
		t.Error(err)
	} else if keep {
		end = tx.Commit
	}
	if err := end(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// A transaction of the host that reads from a snapshot is refused where it locks.
func TestS2_HostTransactionMustReadAnew(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	s, _ := emptySchemaOf(t)
	p := pool(t, lazy(cluster.DSN("postgres")))
	for level, right := range map[pgx.TxIsoLevel]bool{
		pgx.ReadCommitted: true, pgx.RepeatableRead: false, pgx.Serializable: false, "": true,
	} {
		tx, err := p.BeginTx(ctx, pgx.TxOptions{IsoLevel: level})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Lock(ctx, tx, "a"); (err == nil) != right {
			t.Errorf("%s: %v", level, err)
		}
		_ = tx.Rollback(ctx)
	}
}

// A deadlock, or a serialization failure, of the host's own statements is retried as a whole; what goes on is ErrConflict.
func TestS2_ContentionIsRetried(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	s, _ := emptySchemaOf(t)
	for _, code := range []string{"40001", "40P01", "55P03"} {
		runs := 0
		fail := func(upTo int) error {
			runs = 0
			return s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
				if runs++; runs > upTo {
					return nil
				}
				_, err := tx.Exec(ctx, "do $$ begin raise sqlstate '"+code+"'; end $$")
				return err
			})
		}
		if err := fail(3); err != nil || runs != 4 {
			t.Errorf("%s: %d runs, %v", code, runs, err)
		}
		if err := fail(1000); !errors.Is(err, storage.ErrConflict) || errors.Is(err, storage.ErrOutcomeUnknown) || runs > 50 {
			t.Errorf("%s, always: %d runs, %v", code, runs, err)
		}
	}
	err := s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "select 1/0")
		return err
	})
	if err == nil || errors.Is(err, storage.ErrConflict) {
		t.Errorf("another error: %v", err)
	}
}

// A function that swallows the error of a statement has nothing committed, and is told.
func TestS5_SwallowedErrorIsNotCommitted(t *testing.T) {
	s, _ := emptySchemaOf(t)
	err := s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error {
		_ = s.Schedule(ctx, tx, "1", noon)
		_, _ = tx.Exec(ctx, "select 1/0")
		return nil
	})
	if err == nil || errors.Is(err, storage.ErrOutcomeUnknown) {
		t.Errorf("the error is %v", err)
	}
}

// What cannot be opened says so in time, and leaves nothing open.
// A function that ends the transaction by itself is told that nobody knows how, for it may have committed.
func TestS5_EndedByTheFunction(t *testing.T) {
	s, _ := emptySchemaOf(t)
	err := s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error { return tx.Commit(ctx) })
	if !errors.Is(err, storage.ErrOutcomeUnknown) {
		t.Errorf("the error is %v", err)
	}
}

func TestS8_Opening(t *testing.T) {
	needCluster(t)
	done, cancel := context.WithCancel(t.Context())
	cancel()
	var none context.Context
	for what, open := range map[string]func() error{
		"no context": func() error { _, err := postgres.Open(none, cluster.DSN("postgres")); return err },
		"done":       func() error { _, err := postgres.Open(done, cluster.DSN("postgres")); return err },
		"no server": func() error {
			_, err := postgres.Open(t.Context(), "host=127.0.0.1 port=1 connect_timeout=2")
			return err
		},
		"no such text": func() error { _, err := postgres.Open(t.Context(), "host"); return err },
		"no database":  func() error { _, err := postgres.Open(t.Context(), cluster.DSN("nowhere")); return err },
		"migrating":    func() error { return postgres.Migrate(done, pool(t, cluster.DSN("postgres"))) },
	} {
		began := time.Now()
		if err := open(); err == nil || strings.Contains(err.Error(), "password=") {
			t.Errorf("%s: %v", what, err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s took %v", what, took)
		}
	}
}

// A transaction inside another of the same store might wait for itself, and is refused.
func TestS8_Nested(t *testing.T) {
	s, _ := emptySchemaOf(t)
	err := s.Transact(t.Context(), func(ctx context.Context, _ pgx.Tx) error {
		return s.View(ctx, func(context.Context, pgx.Tx) error { return nil })
	})
	if err == nil {
		t.Error("it is not")
	}
}
