package postgres

import (
	"context"
	"fmt"
	"math"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// AppendMessages is that of [storage.Outbox].
func (s *Store) AppendMessages(ctx context.Context, tx pgx.Tx, messages ...storage.Message) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	var keys, topics, subjects, bodies [][]byte
	var instants []int64
	for _, m := range messages {
		keys, topics = append(keys, []byte(m.Key)), append(topics, []byte(m.Topic))
		subjects, bodies = append(subjects, []byte(m.Subject)), append(bodies, append([]byte{}, m.Body...))
		instants = append(instants, storage.Instant(m.At).UnixMicro())
	}
	return s.entirely(ctx, tx, func(tx pgx.Tx) error {
		n, err := s.exec(ctx, tx, `insert into {messages} (key, topic, subject, at, body)
			select key, topic, subject, at, body
			from unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bigint[], $5::bytea[])
				with ordinality as m (key, topic, subject, at, body, place)
			order by place on conflict do nothing`, keys, topics, subjects, instants, bodies)
		if err == nil && n < int64(len(messages)) {
			err = fmt.Errorf("%d of %d messages are there already: %w", int64(len(messages))-n, len(messages), storage.ErrConflict)
		}
		return err
	})
}

// Messages is that of [storage.Outbox]. What the transaction has appended itself is shown.
func (s *Store) Messages(ctx context.Context, tx pgx.Tx, after uint64, limit int) ([]storage.Message, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var found []storage.Message
	var key, topic, subject, body []byte
	var position, at int64
	err := s.each(ctx, tx, []any{&position, &key, &topic, &subject, &at, &body}, func() error {
		found = append(found, storage.KeptMessage(storage.Message{
			Position: uint64(position), Key: string(key), Topic: string(topic), Subject: string(subject),
			At: instantOf(at), Body: body,
		}))
		return nil
	}, `select position, key, topic, subject, at, body from {messages} where position > $1 order by position limit $2`,
		min(after, math.MaxInt64), storage.Page{Size: limit}.Limit())
	return found, err
}

// Acknowledge is that of [storage.Outbox]. What is acknowledged is forgotten.
func (s *Store) Acknowledge(ctx context.Context, tx pgx.Tx, keys ...string) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	_, err := s.exec(ctx, tx, "delete from {messages} where key = any($1)", bytesOf(keys))
	return err
}
