package memory

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// attempts is how often a transaction is run that others are in the way of.
const attempts = 12

// inside is the key of the open transaction's store in the context of its function.
type inside struct{ *Store }

// Transact is that of [storage.Transactor].
func (s *Store) Transact(ctx context.Context, do func(ctx context.Context, tx *Tx) error) error {
	var outcome error
	err := storage.Retry(ctx, attempts, func() error {
		if outcome = s.once(ctx, false, do); errors.Is(outcome, errBusy) {
			return outcome
		}
		return nil
	})
	if err != nil {
		return err
	}
	return outcome
}

// View is that of [storage.Viewer].
func (s *Store) View(ctx context.Context, do func(ctx context.Context, tx *Tx) error) error {
	return s.once(ctx, true, do)
}

func (s *Store) once(ctx context.Context, view bool, do func(ctx context.Context, tx *Tx) error) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	if ctx.Value(inside{s}) != nil {
		return errNested
	}
	tx, err := s.begin(view)
	if err != nil {
		return err
	}
	defer s.end(tx)
	if err := do(context.WithValue(ctx, inside{s}, true), tx); err != nil {
		return err
	}
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	return s.commit(tx)
}

func (s *Store) begin(view bool) (*Tx, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.alive(); err != nil {
		return nil, err
	}
	tx := &Tx{
		store: s, view: view, base: s.commits, root: s.root, writes: make(map[string]any), keys: make(map[string]bool),
	}
	s.open[tx] = struct{}{}
	return tx, nil
}

// end is called however the function ended: what is not committed by then is dropped.
func (s *Store) end(tx *Tx) {
	tx.ended = true
	s.mu.Lock()
	delete(s.open, tx)
	s.forget()
	s.mu.Unlock()
	s.locks.release(tx.held)
}

// forget drops what no open transaction can have missed.
func (s *Store) forget() {
	oldest := s.commits
	for tx := range s.open {
		oldest = min(oldest, tx.base)
	}
	s.log = slices.DeleteFunc(s.log, func(c commit) bool { return c.number <= oldest })
}

// commit makes what was written the present state, if nothing that was read has changed.
func (s *Store) commit(tx *Tx) error {
	if len(tx.writes) == 0 && len(tx.messages) == 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.alive(); err != nil {
		return err
	}
	if err := s.catchUp(tx); err != nil {
		return err
	}
	for _, m := range tx.messages {
		s.position++
		m.Position = s.position
		tx.set(keyOf("message", number(m.Position)), m)
		tx.set(keyOf("message key", m.Key), m.Position)
	}
	s.commits++
	s.root = tx.root
	s.log = append(s.log, commit{s.commits, slices.Collect(maps.Keys(tx.writes))})
	return nil
}

// catchUp lets a transaction see what was committed since it began, if that changes nothing that it has read.
func (s *Store) catchUp(tx *Tx) error {
	if tx.base == s.commits {
		return nil
	}
	for _, c := range s.log {
		if c.number > tx.base && tx.passed(c) {
			return tx.fail(errBusy)
		}
	}
	tx.base, tx.root = s.commits, tx.onto(s.root)
	return nil
}
