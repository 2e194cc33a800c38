package memory

import (
	"context"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// Schedule is that of [storage.Agenda].
func (s *Store) Schedule(ctx context.Context, tx *Tx, order string, at time.Time) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	key := keyOf("agenda", order)
	if was, ok := get[time.Time](tx, key); ok {
		tx.set(key, nil)
		tx.set(keyOf("agenda at", instant(was), order), nil)
	}
	if at = storage.Instant(at); !at.IsZero() {
		tx.set(key, at)
		tx.set(keyOf("agenda at", instant(at), order), order)
	}
	return nil
}

// Due is that of [storage.Agenda].
func (s *Store) Due(ctx context.Context, tx *Tx, at time.Time, limit int) ([]string, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	in := span{from: under("agenda at").from, to: under("agenda at", instant(storage.Instant(at))).to}
	return first(tx, in, false, storage.Page{Size: limit}.Limit(), whatever[string]), nil
}
