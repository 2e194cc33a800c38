package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Versions beyond what a column holds are those of nothing.
func TestNumbersBeyondColumns(t *testing.T) {
	s := reopen(t, file(t))
	err := s.Transact(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		for _, n := range []uint64{math.MaxInt64, math.MaxInt64 + 1, math.MaxUint64} {
			if err := s.PutRequest(ctx, tx, approval.Request{Order: "1", Version: n}); !errors.Is(err, storage.ErrConflict) {
				t.Errorf("version %d: %v", n, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// No statement that writes is broken off with its context: SQLite would roll the host's whole transaction back.
func TestWritesAreNotBrokenOff(t *testing.T) {
	p := &tap{}
	s := tapped(t, file(t), p)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p.before = func(statement string) error {
		if strings.HasPrefix(statement, "INSERT INTO tradeterms_lists ") {
			cancel()
		}
		return nil
	}
	err := s.Transact(t.Context(), func(_ context.Context, tx *sql.Tx) error {
		data := pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: pricing.LevelID("TRADE")}}}
		return s.SetPrices(ctx, tx, data)
	})
	if err != nil {
		t.Error(err)
	}
}
