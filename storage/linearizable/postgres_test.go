package linearizable_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"github.com/tradeterms/tradeterms/storage/linearizable"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
)

var cluster *postgrestest.Cluster

func TestMain(m *testing.M) {
	os.Exit(postgrestest.Main(m, &cluster, func() error { return goleak.Find() }))
}

// schemas is how many were made in the cluster.
var schemas int

// inPostgres opens stores in the cluster of all tests, each in a schema of its own, on connections that they share. No server crashes here, so
// commits need not wait for the disk.
func inPostgres(t *testing.T) func(*testing.T) linearizable.Store[pgx.Tx] {
	dsn := postgrestest.Need(t, cluster).DSN("postgres") + " options='-c synchronous_commit=off' pool_max_conns=12"
	pool, err := pgxpool.New(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return func(t *testing.T) linearizable.Store[pgx.Tx] {
		schemas++
		s, err := postgres.New(t.Context(), pool, postgres.InSchema(fmt.Sprint("shop_", schemas)))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
}

func TestS2_BudgetsInPostgres(t *testing.T) { linearizable.Budgets(t, inPostgres(t)) }

func TestS2_RequestsInPostgres(t *testing.T) { linearizable.Requests(t, inPostgres(t)) }

func TestS2_ContractsInPostgres(t *testing.T) {
	open := inPostgres(t)
	linearizable.Contracts(t, func(t *testing.T) linearizable.ContractStore[pgx.Tx] {
		return open(t).(linearizable.ContractStore[pgx.Tx])
	})
}
