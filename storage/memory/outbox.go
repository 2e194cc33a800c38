package memory

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// AppendMessages is that of [storage.Outbox].
func (s *Store) AppendMessages(ctx context.Context, tx *Tx, messages ...storage.Message) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	for _, m := range messages {
		if _, known := get[uint64](tx, keyOf("message key", m.Key)); known || tx.appended(m.Key) >= 0 {
			return fmt.Errorf("message %q: %w", m.Key, storage.ErrConflict)
		}
		tx.messages = append(tx.messages, storage.KeptMessage(m))
	}
	return nil
}

// Messages is that of [storage.Outbox]. What the transaction has appended itself is not shown.
func (s *Store) Messages(ctx context.Context, tx *Tx, after uint64, limit int) ([]storage.Message, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	in := under("message")
	in.from = under("message", number(after)).to
	found := first(tx, in, false, storage.Page{Size: limit}.Limit(), whatever[storage.Message])
	for i := range found {
		found[i] = storage.KeptMessage(found[i])
	}
	return found, nil
}

// Acknowledge is that of [storage.Outbox]. What is acknowledged is forgotten.
func (s *Store) Acknowledge(ctx context.Context, tx *Tx, keys ...string) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	for _, key := range keys {
		if i := tx.appended(key); i >= 0 {
			tx.messages = slices.Delete(tx.messages, i, i+1)
		}
		place := keyOf("message key", key)
		if position, known := get[uint64](tx, place); known {
			tx.set(place, nil)
			tx.set(keyOf("message", number(position)), nil)
		}
	}
	return nil
}

// appended returns which of its own messages has a key, -1 for none.
func (tx *Tx) appended(key string) int {
	return slices.IndexFunc(tx.messages, func(m storage.Message) bool { return m.Key == key })
}
