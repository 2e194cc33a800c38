package sqlite_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// Who opens a store waits, as long as patience lasts, for another process that writes while the tables are to be made.
func TestS7_OpeningWaitsForWriters(t *testing.T) {
	path := file(t)
	db := hostsDatabase(t, path)
	tx, err := db.BeginTx(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	began := time.Now()
	_, err = sqlite.Open(t.Context(), path, sqlite.WithPatience(600*time.Millisecond))
	if took := time.Since(began); !errors.Is(err, storage.ErrConflict) || took < 600*time.Millisecond {
		t.Errorf("it gave up after %v: %v", took, err)
	}
	opened := make(chan error, 1)
	go func() {
		s, err := sqlite.Open(t.Context(), path)
		if err == nil {
			err = s.Close()
		}
		opened <- err
	}()
	time.Sleep(700 * time.Millisecond)
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-opened; err != nil {
		t.Error(err)
	}
}
