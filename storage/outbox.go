package storage

import (
	"context"
	"time"
)

// Outbox keeps messages for the host to deliver, stored with the change that caused them (APR-7). They are delivered at
// least once: read, delivered, acknowledged, in that order and in different transactions.
//
// To who delivers: begin each round at position 0, for a message may appear below one that was read already, and go on from
// the last position on the page within the round.
//
// To who implements it:
//
//   - AppendMessages gives each a position above all positions that were committed before the transaction began, in the
//     order given. A key that there is already is [ErrConflict]; what was acknowledged may be forgotten after a while.
//   - So messages of one transaction are in its order, and those of two, of which one began when the other had ended, in
//     theirs.
//   - Messages returns those that are committed, not acknowledged and after a position, by position, so many at most
//     ([Page.Limit] says how a limit is understood). Whether it shows what its own transaction has appended is left open.
//   - Acknowledge ends the delivery of messages by their keys. Those that are acknowledged already, or were never there, are
//     no error.
type Outbox[T any] interface {
	AppendMessages(ctx context.Context, tx T, messages ...Message) error
	Messages(ctx context.Context, tx T, after uint64, limit int) ([]Message, error)
	Acknowledge(ctx context.Context, tx T, keys ...string) error
}

// Message is something that the host delivers.
type Message struct {
	// Position is the store's, from 1; it is not looked at when a message is appended.
	Position uint64
	// Key tells it from all others for ever, so that who gets it twice knows.
	Key string
	// Topic says what kind of message it is, Subject what it is about: the id of an order, say.
	Topic   string
	Subject string
	At      time.Time
	Body    []byte
}
