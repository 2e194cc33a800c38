package memory

import (
	"context"
	"slices"
	"sync"

	"github.com/tradeterms/tradeterms/storage"
)

// locks are the names that transactions hold.
type locks struct {
	mu    sync.Mutex
	names map[string]*lock
}

// lock is a name that somebody holds or waits for.
type lock struct {
	held chan struct{} // full while held
	by   int           // how many hold it or wait
}

// Lock is that of [storage.Locks].
func (s *Store) Lock(ctx context.Context, tx *Tx, names ...string) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	for _, name := range storage.SortLocks(names) {
		at, has := slices.BinarySearch(tx.held, name)
		if has {
			continue
		}
		// Who waits only for what sorts after all that he holds is never part of a circle.
		if err := s.take(ctx, tx, name, at == len(tx.held)); err != nil {
			return err
		}
		tx.held = slices.Insert(tx.held, at, name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.catchUp(tx)
}

// take waits for a name if it may, and for no longer than the context and the store last.
func (s *Store) take(ctx context.Context, tx *Tx, name string, wait bool) error {
	l := s.locks.of(name)
	select {
	case l.held <- struct{}{}:
		return nil
	default:
	}
	if !wait {
		s.locks.leave(name)
		return tx.fail(errBusy)
	}
	select {
	case l.held <- struct{}{}:
		return nil
	case <-ctx.Done():
		s.locks.leave(name)
		return ctx.Err()
	case <-s.closed:
		s.locks.leave(name)
		return ErrClosed
	}
}

// of returns the lock of a name, for one more who wants it.
func (l *locks) of(name string) *lock {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.names[name] == nil {
		l.names[name] = &lock{held: make(chan struct{}, 1)}
	}
	l.names[name].by++
	return l.names[name]
}

// leave is called by who wants a name no longer.
func (l *locks) leave(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.names[name].by--; l.names[name].by == 0 {
		delete(l.names, name)
	}
}

func (l *locks) release(names []string) {
	for _, name := range names {
		l.mu.Lock()
		<-l.names[name].held
		l.mu.Unlock()
		l.leave(name)
	}
}
