package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// Schedule is that of [storage.Agenda].
func (s *Store) Schedule(ctx context.Context, tx *sql.Tx, order string, at time.Time) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	if storage.Instant(at).IsZero() {
		_, err = w.exec("DELETE FROM {}agenda WHERE order_id = ?", order)
		return err
	}
	_, err = w.exec(`INSERT INTO {}agenda (order_id, at) VALUES (?, ?)
		ON CONFLICT (order_id) DO UPDATE SET at = excluded.at`, order, micros(at))
	return err
}

// Due is that of [storage.Agenda].
func (s *Store) Due(ctx context.Context, tx *sql.Tx, at time.Time, limit int) (orders []string, err error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	err = w.each(func(rows *sql.Rows) error {
		var order string
		err := rows.Scan(&order)
		orders = append(orders, order)
		return err
	}, "SELECT order_id FROM {}agenda WHERE at <= ? ORDER BY at, order_id LIMIT ?", micros(at), storage.Page{Size: limit}.Limit())
	return orders, err
}
