package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// Schedule is that of [storage.Agenda].
func (s *Store) Schedule(ctx context.Context, tx pgx.Tx, order string, at time.Time) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if at = storage.Instant(at); at.IsZero() {
		_, err := s.exec(ctx, tx, "delete from {agenda} where ord = $1", []byte(order))
		return err
	}
	_, err := s.exec(ctx, tx, "insert into {agenda} (ord, at) values ($1, $2) on conflict (ord) do update set at = $2",
		[]byte(order), micros(at))
	return err
}

// Due is that of [storage.Agenda].
func (s *Store) Due(ctx context.Context, tx pgx.Tx, at time.Time, limit int) ([]string, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	return column(ctx, s, tx, func(order []byte) (string, error) { return string(order), nil },
		"select ord from {agenda} where at <= $1 order by at, ord limit $2",
		micros(storage.Instant(at)), storage.Page{Size: limit}.Limit())
}
