package sqlite

import (
	"context"
	"database/sql"
	"math"

	"github.com/tradeterms/tradeterms/storage"
)

// AppendMessages is that of [storage.Outbox].
func (s *Store) AppendMessages(ctx context.Context, tx *sql.Tx, messages ...storage.Message) error {
	w, err := s.in(ctx, tx)
	if err != nil || len(messages) == 0 {
		return err
	}
	return w.whole(func() error {
		for _, m := range messages {
			added, err := w.exec(`INSERT INTO {}outbox (key, topic, subject, at, body) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (key) DO NOTHING`, m.Key, m.Topic, m.Subject, micros(m.At), append([]byte{}, m.Body...))
			if err != nil {
				return err
			}
			if added == 0 {
				return conflict("message", m.Key)
			}
		}
		return nil
	})
}

// Messages is that of [storage.Outbox]. It shows also what the transaction has appended itself.
func (s *Store) Messages(ctx context.Context, tx *sql.Tx, after uint64, limit int) (all []storage.Message, err error) {
	w, err := s.in(ctx, tx)
	if err != nil || after > math.MaxInt64 {
		return nil, err
	}
	err = w.each(func(rows *sql.Rows) error {
		var m storage.Message
		var at int64
		var body []byte
		if err := rows.Scan(&m.Position, &m.Key, &m.Topic, &m.Subject, &at, &body); err != nil {
			return err
		}
		if m.At = instant(at); len(body) > 0 {
			m.Body = body
		}
		all = append(all, m)
		return nil
	}, "SELECT position, key, topic, subject, at, body FROM {}outbox WHERE position > ? ORDER BY position LIMIT ?",
		after, storage.Page{Size: limit}.Limit())
	return all, err
}

// Acknowledge is that of [storage.Outbox]. What is acknowledged is forgotten.
func (s *Store) Acknowledge(ctx context.Context, tx *sql.Tx, keys ...string) error {
	w, err := s.in(ctx, tx)
	if err != nil || len(keys) == 0 {
		return err
	}
	return w.whole(func() error {
		for _, key := range keys {
			if _, err := w.exec("DELETE FROM {}outbox WHERE key = ?", key); err != nil {
				return err
			}
		}
		return nil
	})
}
