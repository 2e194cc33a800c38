package postgres_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

var cluster *postgrestest.Cluster

func TestMain(m *testing.M) {
	if os.Getenv(clientDSN) != "" {
		fmt.Fprintln(os.Stderr, runClient())
		os.Exit(1)
	}
	os.Exit(postgrestest.Main(m, &cluster, func() error {
		if empty.pool != nil {
			empty.pool.Close()
		}
		return goleak.Find()
	}))
}

// proof returns how much is to be proved.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

var schemas atomic.Int64

// lazy is a connection that does not wait for the disk when it commits. That makes tests quick in which no server crashes.
func lazy(dsn string) string { return dsn + " options='-c synchronous_commit=off'" }

// freshSchema returns the name of a schema that nobody uses.
func freshSchema() string { return fmt.Sprint("shop_", schemas.Add(1)) }

// empty are the schemas that were used and emptied: to make one takes long.
var empty struct {
	sync.Mutex
	schemas []string
	pool    *pgxpool.Pool
}

// open opens an empty store on connections that all tests share.
func open(t storagetest.T) *postgres.Store {
	t.Helper()
	p, schema := emptySchema(t)
	s, err := postgres.New(t.Context(), p, postgres.InSchema(schema))
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// emptySchema returns a schema without facts, which is emptied again after the test.
func emptySchema(t storagetest.T) (*pgxpool.Pool, string) {
	t.Helper()
	if cluster == nil {
		t.Skipf("%v", postgrestest.ErrNoBinaries)
	}
	empty.Lock()
	defer empty.Unlock()
	if empty.pool == nil {
		p, err := pgxpool.New(context.Background(), lazy(cluster.DSN("postgres"))+" pool_max_conns=24")
		if err != nil {
			t.Fatalf("%v", err)
		}
		empty.pool = p
	}
	schema := ""
	if n := len(empty.schemas); n > 0 {
		schema, empty.schemas = empty.schemas[n-1], empty.schemas[:n-1]
	} else {
		schema = freshSchema()
	}
	t.Cleanup(func() { clear(schema) })
	return empty.pool, schema
}

// clear empties the tables of a schema, and notes that it may be used again.
func clear(schema string) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	rows, err := empty.pool.Query(ctx,
		"select tablename from pg_tables where schemaname = $1 and tablename <> 'schema_version'", schema)
	if err != nil {
		return
	}
	tables, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return
	}
	var all strings.Builder
	for _, table := range tables {
		fmt.Fprintf(&all, "delete from %s;", pgx.Identifier{schema, table}.Sanitize())
	}
	if _, err := empty.pool.Exec(ctx, all.String(), pgx.QueryExecModeSimpleProtocol); err != nil {
		return
	}
	empty.Lock()
	defer empty.Unlock()
	empty.schemas = append(empty.schemas, schema)
}

func openAt(t storagetest.T, dsn string, options ...postgres.Option) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), dsn+" pool_max_conns=16", options...)
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// pool returns connections to the cluster.
func pool(t testing.TB, dsn string) *pgxpool.Pool {
	t.Helper()
	p, err := pgxpool.New(context.Background(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

func needCluster(t testing.TB) { t.Helper(); postgrestest.Need(t, cluster) }

// emptySchemaOf is open, with the name of the schema.
func emptySchemaOf(t testing.TB) (*postgres.Store, string) {
	t.Helper()
	p, schema := emptySchema(t)
	s, err := postgres.New(t.Context(), p, postgres.InSchema(schema))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, schema
}
