package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/storage/postgres"
)

// Tables of a newer version are refused, and not touched.
func TestS7_NewerIsRefused(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p, schema := pool(t, lazy(cluster.DSN("postgres"))), freshSchema()
	if err := postgres.Migrate(ctx, p, postgres.InSchema(schema)); err != nil {
		t.Fatal(err)
	}
	newer := postgres.Steps() + 1
	if _, err := p.Exec(ctx, fmt.Sprintf("insert into %s.schema_version values (%d)", schema, newer)); err != nil {
		t.Fatal(err)
	}
	for _, open := range []func() error{
		func() error { _, err := postgres.New(ctx, p, postgres.InSchema(schema)); return err },
		func() error { return postgres.Migrate(ctx, p, postgres.InSchema(schema)) },
	} {
		var refused *postgres.SchemaError
		if err := open(); !errors.Is(err, postgres.ErrSchema) || !errors.As(err, &refused) || refused.Found != newer {
			t.Errorf("the error is %v", err)
		}
	}
}

// Older ones are migrated from every version, and keep what they have; who may not migrate is told so.
func TestS7_OlderIsMigrated(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p := pool(t, lazy(cluster.DSN("postgres")))
	for version := 1; version < postgres.Steps(); version++ {
		schema := postgres.InSchema(freshSchema())
		if err := postgres.MigrateTo(ctx, p, version, schema); err != nil {
			t.Fatal(err)
		}
		old, err := postgres.New(ctx, p, schema, postgres.WithoutMigration())
		if !errors.Is(err, postgres.ErrSchema) {
			t.Fatalf("version %d, without migration: %v, %v", version, old, err)
		}
		s, err := postgres.New(ctx, p, schema)
		if err != nil {
			t.Fatal(err)
		}
		if err := fill(ctx, s, office("10")); err != nil {
			t.Fatal(err)
		}
		if s, err = postgres.New(ctx, p, schema, postgres.WithoutMigration()); err != nil {
			t.Fatal(err)
		}
		if err := postgres.Migrate(ctx, p, schema); err != nil {
			t.Fatal(err)
		}
		err = s.View(ctx, func(ctx context.Context, tx pgx.Tx) error {
			g, err := s.Graph(ctx, tx)
			if err == nil && g.Revision() != 1 {
				err = fmt.Errorf("revision %d", g.Revision())
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// A request that was stored in tables of the first version is there after migrating.
func TestS7_MigratingKeepsFacts(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p, schema := pool(t, lazy(cluster.DSN("postgres"))), freshSchema()
	if err := postgres.MigrateTo(ctx, p, 1, postgres.InSchema(schema)); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Exec(ctx, fmt.Sprintf(`insert into %s.requests (ord, version, account, state, placed, doc)
		values ('4711', 1, '', 'pending', 0, '{"order":"4711","version":1,"state":"pending"}')`, schema)); err != nil {
		t.Fatal(err)
	}
	s, err := postgres.New(ctx, p, postgres.InSchema(schema))
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(ctx, func(ctx context.Context, tx pgx.Tx) error {
		r, err := s.Request(ctx, tx, "4711")
		if err == nil && r.State != approval.Pending {
			err = fmt.Errorf("%+v", r)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Of many processes that begin at once on an empty database one makes the tables, and all begin.
func TestS7_ManyMigrateAtOnce(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	schema := freshSchema()
	errs := make([]error, 6)
	var group sync.WaitGroup
	for n := range errs {
		group.Go(func() {
			s, err := postgres.Open(ctx, lazy(cluster.DSN("postgres")), postgres.InSchema(schema))
			if errs[n] = err; err == nil {
				_ = s.Close()
			}
		})
	}
	group.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Error(err)
	}
}

// Schema and prefix are the host's to choose, whatever letters they have; two stores in one schema are two.
func TestSchemaAndPrefixAreTheHosts(t *testing.T) {
	ctx := t.Context()
	needCluster(t)
	p := pool(t, lazy(cluster.DSN("postgres")))
	odd := postgres.InSchema(`My "Shop"; --'` + freshSchema())
	var stores []*postgres.Store
	for _, prefix := range []string{"", `a"b `, "tt_"} {
		s, err := postgres.New(ctx, p, odd, nil, postgres.WithPrefix(prefix)) // nil chooses nothing
		if err != nil {
			t.Fatal(err)
		}
		stores = append(stores, s)
	}
	if err := fill(ctx, stores[1], office("10")); err != nil {
		t.Fatal(err)
	}
	for i, s := range stores {
		_, _, err := folded(ctx, s, 10)
		if err != nil {
			t.Error(err)
		}
		err = s.View(ctx, func(ctx context.Context, tx pgx.Tx) error {
			g, err := s.Graph(ctx, tx)
			if err == nil && (g.Revision() == 1) != (i == 1) {
				err = fmt.Errorf("store %d has revision %d", i, g.Revision())
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	for _, bad := range []postgres.Option{
		postgres.InSchema(""), postgres.InSchema(strings.Repeat("x", 64)), postgres.WithPrefix(strings.Repeat("x", 60)),
		postgres.InSchema("a\x00b"),
	} {
		if _, err := postgres.New(ctx, p, bad); err == nil {
			t.Error("a bad name is taken")
		}
	}
}
