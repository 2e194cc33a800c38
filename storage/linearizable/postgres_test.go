package linearizable_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/storage/linearizable"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/postgres/postgrestest"
)

// inPostgres opens stores in one cluster, each in a schema of its own, on connections that they share. No server crashes here, so
// commits need not wait for the disk.
func inPostgres(t *testing.T) func(*testing.T) linearizable.Store[pgx.Tx] {
	dsn := postgrestest.New(t).DSN("postgres") + " options='-c synchronous_commit=off' pool_max_conns=12"
	pool, err := pgxpool.New(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	schemas := 0
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
