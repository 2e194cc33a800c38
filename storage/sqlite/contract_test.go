package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/tradeterms/tradeterms/storage/sqlite"
	"github.com/tradeterms/tradeterms/storage/storagetest"
)

func open(t storagetest.T) *sqlite.Store {
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("%v", err)
		}
	})
	return s
}

func TestContracts(t *testing.T) { storagetest.TestAll(t, open) }
