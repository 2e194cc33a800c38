package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
)

// A server that speaks another language refuses a commit as clearly; one that says nothing else is taken at its word.
func TestS5_RefusedInAnyLanguage(t *testing.T) {
	for _, c := range []struct {
		severity, translated, code string
		unknown                    bool
	}{
		{"ERROR", "FEHLER", "40001", false},
		{"ERROR", "ERROR", "23514", false},
		{"", "ERROR", "40001", false},
		{"FATAL", "FATAL", "57P01", true},
		{"", "FATAL", "57P01", true},
		{"ERROR", "FEHLER", "40003", true},
		{"ERROR", "ERROR", "08006", true},
	} {
		said := &pgconn.PgError{SeverityUnlocalized: c.severity, Severity: c.translated, Code: c.code}
		if postgres.Unknown(fmt.Errorf("committing: %w", said)) != c.unknown {
			t.Errorf("%+v", c)
		}
	}
}

// Many migrate at once also where transactions read from a snapshot unless they say otherwise.
func TestS7_ManyMigrateAtAnyLevel(t *testing.T) {
	needCluster(t)
	schema := postgres.InSchema(freshSchema())
	p := pool(t, cluster.DSN("postgres")+" pool_max_conns=6 options='-c default_transaction_isolation=serializable'")
	errs := make([]error, 6)
	var group sync.WaitGroup
	for n := range errs {
		group.Go(func() { errs[n] = postgres.Migrate(t.Context(), p, schema) })
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}

// A list has one number for ever: numbers are not used up by changes.
func TestListsKeepTheirNumbers(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	s, schema := emptySchemaOf(t)
	if err := fill(ctx, s); err != nil {
		t.Fatal(err)
	}
	p := pool(t, lazy(cluster.DSN("postgres")))
	sequence := "select last_value from " + pgx.Identifier{schema, "price_names_list_seq"}.Sanitize()
	var before, after int64
	if err := p.QueryRow(ctx, sequence).Scan(&before); err != nil {
		t.Fatal(err)
	}
	for revision := uint64(2); revision < 6; revision++ {
		err := s.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
			return s.ChangePrices(ctx, tx, pricing.Changes{Revision: revision, Products: []pricing.ProductRows{{
				List: pricing.LevelID("TRADE"), Product: "bolt", Rows: []pricing.Row{{Price: gbp(fmt.Sprint(revision))}},
			}}})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := p.QueryRow(ctx, sequence).Scan(&after); err != nil || after != before {
		t.Errorf("the last number was %d and is %d: %v", before, after, err)
	}
}

// A mark between two instants that can be kept is between them, whatever id it has.
func TestMarksBetweenMicroseconds(t *testing.T) {
	s, _ := emptySchemaOf(t)
	err := s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error {
		for n, id := range []string{"a", "b", "c"} {
			o := storage.Order{Kind: storage.KindOrder, Placed: noon.Add(time.Duration(n) * time.Microsecond)}
			o.ID = id
			if err := s.PutOrder(ctx, tx, o); err != nil {
				return err
			}
		}
		after := storage.Page{After: storage.Mark{At: noon.Add(1500 * time.Nanosecond), ID: "z"}}
		found, err := s.ListOrders(ctx, tx, storage.OrderFilter{}, after)
		if err == nil && (len(found) != 2 || found[0].ID != "b" || found[1].ID != "a") {
			t.Errorf("after the mark come %+v", found)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Versions and positions beyond what a column holds are those of nothing.
func TestNumbersBeyondColumns(t *testing.T) {
	s, _ := emptySchemaOf(t)
	err := s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error {
		for _, n := range []uint64{math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64} {
			request := approval.Request{Order: "1", Version: n}
			if err := s.PutRequest(ctx, tx, request); !errors.Is(err, storage.ErrConflict) {
				t.Errorf("version %d: %v", n, err)
			}
			if found, err := s.Messages(ctx, tx, n, 0); len(found) > 0 || err != nil {
				t.Errorf("position %d: %v, %v", n, found, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// What is due beyond all years that columns hold is not due now, and a window that ends there has not ended.
func TestInstantsBeyondColumns(t *testing.T) {
	s, _ := emptySchemaOf(t)
	far := time.Date(400_000, 1, 1, 0, 0, 0, 0, time.UTC)
	err := s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error {
		if err := s.Schedule(ctx, tx, "1", far); err != nil {
			return err
		}
		if due, err := s.Due(ctx, tx, noon, 0); len(due) > 0 || err != nil {
			t.Errorf("due are %q: %v", due, err)
		}
		o := storage.Order{Kind: storage.KindOrder, Placed: noon}
		if err := s.PutOrder(ctx, tx, o); err != nil {
			return err
		}
		found, err := s.ListOrders(ctx, tx, storage.OrderFilter{Placed: calendar.Window{From: noon, Until: far}}, storage.Page{})
		if len(found) != 1 {
			t.Errorf("in the window are %d", len(found))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Of two first loads at once, of whatever revisions, one is a conflict.
func TestS2_TwoFirstLoads(t *testing.T) {
	s, _ := emptySchemaOf(t)
	load := func(revision uint64, then func()) error {
		return s.Transact(t.Context(), func(ctx context.Context, tx pgx.Tx) error {
			_, prices := world()
			prices.Revision = revision
			err := s.SetPrices(ctx, tx, prices)
			then()
			return err
		})
	}
	other := make(chan error, 1)
	err := load(5, func() {
		go func() { other <- load(1, func() {}) }()
		time.Sleep(100 * time.Millisecond) // the other one waits by now, or is about to
	})
	if second := <-other; err != nil || !errors.Is(second, storage.ErrConflict) {
		t.Errorf("the first: %v; the second: %v", err, second)
	}
}
