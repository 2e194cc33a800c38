package linearizable_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/tradeterms/tradeterms/storage/linearizable"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

func inSQLite(t *testing.T) linearizable.Store[*sql.Tx] {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestS2_BudgetsInSQLite(t *testing.T) { linearizable.Budgets(t, inSQLite) }

func TestS2_RequestsInSQLite(t *testing.T) { linearizable.Requests(t, inSQLite) }

func TestS2_ContractsInSQLite(t *testing.T) {
	linearizable.Contracts(t, func(t *testing.T) linearizable.ContractStore[*sql.Tx] {
		return inSQLite(t).(linearizable.ContractStore[*sql.Tx])
	})
}
