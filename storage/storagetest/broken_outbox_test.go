package storagetest_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// outbox is a store with another outbox; what is nil is as it should be.
type outbox struct {
	*memory.Store
	messages    func(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error)
	add         func(s *memory.Store, ctx context.Context, tx *memory.Tx, m ...storage.Message) error
	acknowledge func(s *memory.Store, ctx context.Context, tx *memory.Tx, keys ...string) error
}

func (o outbox) Messages(ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error) {
	if o.messages == nil {
		return o.Store.Messages(ctx, tx, after, limit)
	}
	return o.messages(o.Store, ctx, tx, after, limit)
}

func (o outbox) AppendMessages(ctx context.Context, tx *memory.Tx, m ...storage.Message) error {
	if o.add == nil {
		return o.Store.AppendMessages(ctx, tx, m...)
	}
	return o.add(o.Store, ctx, tx, m...)
}

func (o outbox) Acknowledge(ctx context.Context, tx *memory.Tx, keys ...string) error {
	if o.acknowledge == nil {
		return o.Store.Acknowledge(ctx, tx, keys...)
	}
	return o.acknowledge(o.Store, ctx, tx, keys...)
}

func (o outbox) on(s *memory.Store) store {
	o.Store = s
	return o
}

type readMessages = func(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error)

// showing changes the messages that are read.
func showing(change func([]storage.Message)) readMessages {
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error) {
		found, err := s.Messages(ctx, tx, after, limit)
		change(found)
		return found, err
	}
}

func withPosition(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error) {
	return s.Messages(ctx, tx, max(after, 1)-1, limit)
}

func withoutLimit(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, _ int) ([]storage.Message, error) {
	var all []storage.Message
	for {
		found, err := s.Messages(ctx, tx, after, storage.MaxPage)
		if err != nil || len(found) == 0 {
			return all, err
		}
		all, after = append(all, found...), found[len(found)-1].Position
	}
}

func inKeyOrder(found []storage.Message) {
	slices.SortFunc(found, func(a, b storage.Message) int { return strings.Compare(a.Key, b.Key) })
	for i := range found {
		found[i].Position = uint64(i + 1)
	}
}

func asText(found []storage.Message) {
	for i := range found {
		found[i].Body = bytes.ToValidUTF8(found[i].Body, []byte("\ufffd"))
	}
}

func withoutSubject(found []storage.Message) {
	for i := range found {
		found[i].Subject = found[i].Topic
	}
}

// atOnce appends in a transaction of its own.
func atOnce(s *memory.Store, ctx context.Context, tx *memory.Tx, m ...storage.Message) error {
	if err := s.AppendMessages(ctx, tx); err != nil {
		return err
	}
	return s.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error { return s.AppendMessages(ctx, tx, m...) })
}

// once drops messages of keys that there are already.
func once(s *memory.Store, ctx context.Context, tx *memory.Tx, m ...storage.Message) error {
	for _, one := range m {
		if err := s.AppendMessages(ctx, tx, one); err != nil && !errors.Is(err, storage.ErrConflict) {
			return err
		}
	}
	return nil
}

// upTo acknowledges all that came before, too.
func upTo(s *memory.Store, ctx context.Context, tx *memory.Tx, keys ...string) error {
	found, err := s.Messages(ctx, tx, 0, storage.MaxPage)
	last := -1
	for i, m := range found {
		if slices.Contains(keys, m.Key) {
			last = i
		}
	}
	for _, m := range found[:last+1] {
		keys = append(keys, m.Key)
	}
	return errors.Join(err, s.Acknowledge(ctx, tx, keys...))
}

func acknowledgeKnown(s *memory.Store, ctx context.Context, tx *memory.Tx, keys ...string) error {
	found, err := s.Messages(ctx, tx, 0, storage.MaxPage)
	for _, key := range keys {
		if !slices.ContainsFunc(found, func(m storage.Message) bool { return m.Key == key }) {
			return storage.ErrNotFound
		}
	}
	return errors.Join(err, s.Acknowledge(ctx, tx, keys...))
}

func acknowledgeAtOnce(s *memory.Store, ctx context.Context, tx *memory.Tx, keys ...string) error {
	if err := s.Acknowledge(ctx, tx); err != nil {
		return err
	}
	return s.Transact(context.Background(), func(ctx context.Context, tx *memory.Tx) error { return s.Acknowledge(ctx, tx, keys...) })
}

func acknowledgeNothing(s *memory.Store, ctx context.Context, tx *memory.Tx, _ ...string) error {
	return s.Acknowledge(ctx, tx)
}

// highWater remembers the highest position that was read, and reads on from there.
func highWater() readMessages {
	var mu sync.Mutex
	highest := make(map[*memory.Store]uint64)
	return func(s *memory.Store, ctx context.Context, tx *memory.Tx, after uint64, limit int) ([]storage.Message, error) {
		mu.Lock()
		defer mu.Unlock()
		found, err := s.Messages(ctx, tx, max(after, highest[s]), limit)
		if len(found) > 0 {
			highest[s] = found[len(found)-1].Position
		}
		return found, err
	}
}

const (
	saysMessages    = "Messages come in the order in which they were appended, at rising positions."
	saysAfter       = "Messages after a position are all that come later, so many at most as were asked for."
	saysUntil       = "A message is there until it is acknowledged, and not after that."
	saysAgain       = "Acknowledging again, or what is not there, is no error and does nothing."
	saysNotAcked    = "An acknowledgement that was rolled back was none."
	saysKeys        = "A message with a key that there is already is a conflict, and nothing is stored."
	saysMessageKeys = "Keys are compared byte by byte."
)

func brokenOutboxes() []brokenStore {
	return []brokenStore{
		{"shows messages by key", outboxSuite, outbox{messages: showing(inKeyOrder)}.on, []string{saysMessages}, true},
		{"shows messages from the last one on", outboxSuite, outbox{messages: withPosition}.on, []string{saysAfter}, false},
		{"shows all messages", outboxSuite, outbox{messages: withoutLimit}.on, []string{saysAfter}, false},
		{"keeps bodies as text", outboxSuite, outbox{messages: showing(asText)}.on, []string{saysExact}, true},
		{"keeps no subject", outboxSuite, outbox{messages: showing(withoutSubject)}.on, []string{saysExact}, false},
		{"appends in a transaction of its own", outboxSuite, outbox{add: atOnce}.on, []string{saysError, saysPanic, saysExit, saysCancelled, saysDirty}, true},
		{"drops a message with a known key", outboxSuite, outbox{add: once}.on, []string{saysKeys}, false},
		{"acknowledges all before", outboxSuite, outbox{acknowledge: upTo}.on, []string{saysUntil}, true},
		{"does not find what was acknowledged", outboxSuite, outbox{acknowledge: acknowledgeKnown}.on, []string{saysAgain}, false},
		{"acknowledges in a transaction of its own", outboxSuite, outbox{acknowledge: acknowledgeAtOnce}.on, []string{saysNotAcked}, true},
		{"acknowledges nothing", outboxSuite, outbox{acknowledge: acknowledgeNothing}.on, []string{saysUntil, saysMessageKeys}, true},
		{"shows each message once", outboxSuite, func(s *memory.Store) store { return outbox{messages: highWater()}.on(s) }, []string{saysUntil}, true},
	}
}

// agenda is a store with another Due.
type agenda struct {
	*memory.Store
	due func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error)
}

func (a agenda) Due(ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
	return a.due(a.Store, ctx, tx, at, limit)
}

func brokenAgendas() []brokenStore {
	type due = func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error)
	with := func(d due) func(*memory.Store) store { return func(s *memory.Store) store { return agenda{s, d} } }
	return []brokenStore{
		{"has nothing due at the very instant", agendaSuite, with(
			func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
				return s.Due(ctx, tx, at.Add(-time.Microsecond), limit)
			}), []string{"What is due comes by instant and then by order, up to and with the instant asked for."}, true},
		{"keeps milliseconds", agendaSuite, with(
			func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
				return s.Due(ctx, tx, at.Add(time.Millisecond-1).Truncate(time.Millisecond), limit)
			}), []string{"Instants are kept to the microsecond, and ids byte by byte."}, true},
		{"sorts by order", agendaSuite, with(
			func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
				found, err := s.Due(ctx, tx, at, limit)
				slices.Sort(found)
				return found, err
			}), []string{"What is due comes by instant and then by order, up to and with the instant asked for."}, true},
		{"has each order due once", agendaSuite, with(
			func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
				found, err := s.Due(ctx, tx, at, limit)
				for _, order := range found {
					err = errors.Join(err, s.Schedule(ctx, tx, order, time.Time{}))
				}
				return found, err
			}), []string{"What is due stays until it is scheduled anew."}, true},
		{"has no bound", agendaSuite, with(
			func(s *memory.Store, ctx context.Context, tx *memory.Tx, at time.Time, limit int) ([]string, error) {
				return s.Due(ctx, tx, at, max(limit, storage.MaxPage))
			}), []string{"At most so many are returned as were asked for, 50 where none were, and never more than 500."}, false},
	}
}
