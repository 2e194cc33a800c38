package sqlite_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/tradeterms/tradeterms/storage/sqlite"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

func TestMain(m *testing.M) {
	child()
	goleak.VerifyTestMain(m)
}

func TestContracts(t *testing.T) { storagetest.TestAll(t, open) }

// The same holds where the host opens the database and has one pool for all.
func TestContractsInADatabaseOfTheHost(t *testing.T) {
	if proof(0, 1, 1) == 0 {
		t.Skip("in a full proof")
	}
	storagetest.TestAll(t, func(t storagetest.T) *sqlite.Store {
		s, err := sqlite.New(t.Context(), hostsDatabase(t, quickFile(t)), sqlite.WithPrefix("shop_"))
		if err != nil {
			t.Fatalf("%v", err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	})
}
