package postgres_test

import (
	"context"
	"fmt"
	"os"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

var cluster *postgrestest.Cluster

func TestMain(m *testing.M) {
	os.Exit(postgrestest.Main(m, &cluster, func() error { return goleak.Find() }))
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

// open opens a fresh, empty store.
func open(t storagetest.T, options ...postgres.Option) *postgres.Store {
	t.Helper()
	if cluster == nil {
		t.Skipf("%v", postgrestest.ErrNoBinaries)
	}
	return openAt(t, lazy(cluster.DSN("postgres")), append([]postgres.Option{postgres.InSchema(freshSchema())}, options...)...)
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
