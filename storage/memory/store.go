package memory

import (
	"context"
	"errors"
	"sync"

	"github.com/tradeterms/tradeterms/storage"
)

// Store is a store in memory, for any number of goroutines. Make one with [New].
type Store struct {
	locks  locks
	closed chan struct{}

	mu       sync.Mutex
	root     *node
	commits  uint64           // how many there were
	position uint64           // of the last message
	open     map[*Tx]struct{} // transactions that have not ended
	log      []commit         // what was written since the oldest of them began
}

// commit is the keys that one transaction has written.
type commit struct {
	number uint64
	keys   []string
}

var (
	_ storage.Store[*Tx]  = (*Store)(nil)
	_ storage.Viewer[*Tx] = (*Store)(nil)
	_ storage.Capable     = (*Store)(nil)

	_ storage.PriceHistory[*Tx]   = (*Store)(nil)
	_ storage.PriceLoader[*Tx]    = (*Store)(nil)
	_ storage.PriceSlices[*Tx]    = (*Store)(nil)
	_ storage.AccountHistory[*Tx] = (*Store)(nil)

	_ storage.Contracts[*Tx]       = (*Store)(nil)
	_ storage.ContractHistory[*Tx] = (*Store)(nil)
	_ storage.Stages[*Tx]          = (*Store)(nil)
)

// ErrClosed is what a store that was closed answers.
var ErrClosed = errors.New("the store is closed")

// New returns an empty store.
func New() *Store {
	return &Store{closed: make(chan struct{}), open: make(map[*Tx]struct{}), locks: locks{names: make(map[string]*lock)}}
}

// Close lets no transaction begin, and none that is open commit. To close it again does nothing.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.alive() == nil {
		close(s.closed)
	}
	return nil
}

// Capabilities says that transactions run at once, and are isolated also where they do not lock.
func (s *Store) Capabilities() storage.Capabilities {
	return storage.Capabilities{Concurrent: true, Serializable: true}
}

func (s *Store) alive() error {
	select {
	case <-s.closed:
		return ErrClosed
	default:
		return nil
	}
}

// check is what comes before anything is done in a transaction.
func (s *Store) check(ctx context.Context, tx *Tx) error {
	switch err := storage.CheckContext(ctx); {
	case err != nil:
		return err
	case tx == nil || tx.store != s:
		return errForeign
	case tx.ended:
		return errEnded
	case tx.failed != nil:
		return tx.failed
	}
	return s.alive()
}

// writes is check for what changes something.
func (s *Store) writes(ctx context.Context, tx *Tx) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if tx.view {
		return errView
	}
	return nil
}
