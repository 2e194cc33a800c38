package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/storage"
)

// OutboxStore is what [TestOutbox] needs.
type OutboxStore[X any] interface {
	storage.Transactor[X]
	storage.Outbox[X]
}

// TestOutbox checks that a store keeps what [storage.Outbox] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestOutbox[X any, S OutboxStore[X]](t *testing.T, open func(T) S) {
	test(t, outboxClauses[X](), func(t T) OutboxStore[X] { return open(t) })
}

func outboxClauses[X any]() []clause[OutboxStore[X]] {
	type store = OutboxStore[X]
	clauses := outboxProbe[X, store]().clauses()
	clauses = append(clauses, outboxKeeping[X, store]().clauses()...)
	return append(clauses, []clause[store]{
		{"APR-7", "Messages come in the order in which they were appended, at rising positions.", outboxOrder[X]},
		{"APR-7", "Messages after a position are all that come later, so many at most as were asked for.", outboxPages[X]},
		{"APR-7", "A message is there until it is acknowledged, and not after that.", outboxAcknowledge[X]},
		{"APR-7", "Acknowledging again, or what is not there, is no error and does nothing.", outboxAgain[X]},
		{"S5", "An acknowledgement that was rolled back was none.", outboxRolledBack[X]},
		{"S4", "A message with a key that there is already is a conflict, and nothing is stored.", outboxKeys[X]},
		{"APR-7", "Of two transactions at once no message stays unseen by one who begins each round at 0.", outboxLate[X]},
		{"S6", "Keys are compared byte by byte.", outboxIDs[X]},
	}...)
}

func outboxProbe[X any, S OutboxStore[X]]() probe[X, S] {
	key := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		blind: true,
		write: func(ctx context.Context, s S, tx X, n int) error {
			return s.AppendMessages(ctx, tx, storage.Message{Key: key(n)})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			found, err := s.Messages(ctx, tx, 0, storage.MaxPage)
			return slices.ContainsFunc(found, func(m storage.Message) bool { return m.Key == key(n) }), err
		},
	}
}

func outboxKeeping[X any, S OutboxStore[X]]() keeping[X, S, storage.Message] {
	return keeping[X, S, storage.Message]{
		odd: oddMessages,
		large: func() storage.Message {
			return storage.Message{Key: "large", Body: bytes.Repeat([]byte("0123456789abcdef"), 1<<16)}
		},
		put: func(ctx context.Context, s S, tx X, m storage.Message) error { return s.AppendMessages(ctx, tx, m) },
		get: func(ctx context.Context, s S, tx X, like storage.Message) (storage.Message, error) {
			found, err := s.Messages(ctx, tx, 0, storage.MaxPage)
			for _, m := range found {
				if m.Key == like.Key {
					m.Position = 0
					m.Body = append([]byte(nil), m.Body...) // none and an empty one are the same
					return m, err
				}
			}
			return storage.Message{}, err
		},
		kept: func(m storage.Message) storage.Message {
			m.Position = 0
			return storage.KeptMessage(m)
		},
		scribble: func(m storage.Message) { m.Body[0]++ },
	}
}

func oddMessages() []storage.Message {
	every := make([]byte, 256)
	for i := range every {
		every[i] = byte(i)
	}
	all := []storage.Message{{Key: "bare", Position: 77}}
	for n, id := range oddIDs() {
		body := []byte(odd(oddTexts(), n))
		all = append(all, storage.Message{Key: id, Topic: id, Subject: odd(oddIDs(), n+1), At: odd(oddInstants(), n), Body: body})
	}
	return append(all, storage.Message{Key: "every byte", Body: every})
}

// appends appends messages in one transaction.
func appends[X any](r *run, s OutboxStore[X], keys ...string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return s.AppendMessages(ctx, tx, messages(keys)...) })
}

func messages(keys []string) []storage.Message {
	var all []storage.Message
	for _, key := range keys {
		all = append(all, storage.Message{Key: key, Topic: "topic"})
	}
	return all
}

// reads returns the messages after a position, and fails the clause where their positions do not rise.
func reads[X any](r *run, s OutboxStore[X], after uint64, limit int) (found []storage.Message) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) (err error) {
		found, err = s.Messages(ctx, tx, after, limit)
		return err
	})
	last := after
	for _, m := range found {
		if m.Position <= last {
			r.Errorf("message %q has position %d, and comes after position %d", m.Key, m.Position, last)
		}
		last = m.Position
	}
	return found
}

// holds fails the clause unless just these messages are there, in this order.
func holds[X any](r *run, s OutboxStore[X], keys ...string) {
	r.Helper()
	got := keysOf(reads(r, s, 0, storage.MaxPage))
	if !slices.Equal(got, keys) {
		r.Errorf("there are %q, want %q", got, keys)
	}
}

func keysOf(messages []storage.Message) []string {
	var keys []string
	for _, m := range messages {
		keys = append(keys, m.Key)
	}
	return keys
}

func acknowledge[X any](r *run, s OutboxStore[X], keys ...string) {
	r.Helper()
	must(r, s, func(ctx context.Context, tx X) error { return s.Acknowledge(ctx, tx, keys...) })
}

func outboxOrder[X any](r *run, s OutboxStore[X]) {
	appends(r, s, "z", "a")
	must(r, s, func(ctx context.Context, tx X) error {
		return errors.Join(s.AppendMessages(ctx, tx, messages([]string{"m"})...), s.AppendMessages(ctx, tx, messages([]string{"B", "b"})...))
	})
	appends(r, s, "0")
	holds(r, s, "z", "a", "m", "B", "b", "0")
}

func outboxPages[X any](r *run, s OutboxStore[X]) {
	all := manyOf(storage.MaxPage+20, "message ")
	appends(r, s, all...)
	for limit, want := range map[int]int{1: 1, 0: storage.DefaultPage, -3: storage.DefaultPage, 10_000: storage.MaxPage} {
		if got := keysOf(reads(r, s, 0, limit)); !slices.Equal(got, all[:want]) {
			r.Errorf("with a limit of %d there are %d from %q, want the first %d", limit, len(got), odd(got, 0), want)
		}
	}
	var got []string
	for after := uint64(0); len(got) < 2*len(all); {
		page := reads(r, s, after, 100)
		if len(page) == 0 {
			break
		}
		got, after = append(got, keysOf(page)...), page[len(page)-1].Position
	}
	if !slices.Equal(got, all) {
		r.Errorf("page by page there are %d, want %d", len(got), len(all))
	}
}

func outboxAcknowledge[X any](r *run, s OutboxStore[X]) {
	appends(r, s, "a", "b", "c", "d")
	holds(r, s, "a", "b", "c", "d")
	holds(r, s, "a", "b", "c", "d")
	acknowledge(r, s, "c", "b")
	holds(r, s, "a", "d")
	appends(r, s, "e")
	holds(r, s, "a", "d", "e")
	acknowledge(r, s, "a", "d", "e")
	holds(r, s)
}

func outboxAgain[X any](r *run, s OutboxStore[X]) {
	appends(r, s, "a", "b")
	acknowledge(r, s, "a", "a", "none")
	acknowledge(r, s, "a", "A", "B")
	acknowledge(r, s)
	holds(r, s, "b")
}

func outboxRolledBack[X any](r *run, s OutboxStore[X]) {
	appends(r, s, "a", "b")
	err := transact(r, s, func(ctx context.Context, tx X) error { return errors.Join(s.Acknowledge(ctx, tx, "a"), errStop) })
	if !errors.Is(err, errStop) || promised(err) {
		r.Errorf("the error is %v", err)
	}
	holds(r, s, "a", "b")
}
