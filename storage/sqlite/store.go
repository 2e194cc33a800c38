package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	_ "modernc.org/sqlite" // the driver of Open

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Store is a store in a database of SQLite, for any number of goroutines and of processes on one machine. Make one with
// [Open] or [New].
type Store struct {
	settings
	db     *sql.DB
	views  *sql.DB
	own    bool          // the databases are closed with the store
	writer chan struct{} // full while a transaction of this store writes

	closing sync.Once
	closed  chan struct{}

	broken  broken
	graphs  cache[*account.Graph]
	budgets cache[*budget.Book]
	books   cache[*pricing.Book]
}

var (
	_ storage.Store[*sql.Tx]          = (*Store)(nil)
	_ storage.Viewer[*sql.Tx]         = (*Store)(nil)
	_ storage.PriceHistory[*sql.Tx]   = (*Store)(nil)
	_ storage.AccountHistory[*sql.Tx] = (*Store)(nil)
	_ storage.PriceLoader[*sql.Tx]    = (*Store)(nil)
	_ storage.PriceSlices[*sql.Tx]    = (*Store)(nil)
	_ storage.Capable                 = (*Store)(nil)
)

// ErrClosed: the store was closed.
var ErrClosed = errors.New("the store is closed")

// New returns a store in a database that the host has opened, with whatever driver of SQLite, and makes its tables or
// brings them up to date. It closes nothing of the host's.
//
// The host sets what [DSN] sets: WAL, synchronous=FULL, foreign_keys, busy_timeout. For a driver other than modernc.org/sqlite
// it says how to read the codes of its errors ([WithCodes]).
func New(ctx context.Context, db *sql.DB, options ...Option) (*Store, error) {
	set, err := settle(options)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, errNoDatabase
	}
	return start(ctx, &Store{settings: set, db: db, views: db})
}

// start completes a store and its schema.
func start(ctx context.Context, s *Store) (*Store, error) {
	s.writer, s.closed = make(chan struct{}, 1), make(chan struct{})
	s.graphs.loading, s.budgets.loading, s.books.loading = make(chan struct{}, 1), make(chan struct{}, 1), make(chan struct{}, 1)
	err := storage.CheckContext(ctx)
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the store: %w", err), s.Close())
	}
	return s, nil
}

// Close lets no transaction begin, and none that is open commit; of a store that was made with [Open] it closes the database.
// To close it again does nothing.
func (s *Store) Close() (err error) {
	s.closing.Do(func() {
		close(s.closed)
		if s.own {
			err = errors.Join(s.views.Close(), s.db.Close())
		}
	})
	return err
}

// Capabilities says that transactions are isolated also where they do not lock, and that one writes at a time.
func (s *Store) Capabilities() storage.Capabilities { return storage.Capabilities{Serializable: true} }

func (s *Store) alive() error {
	select {
	case <-s.closed:
		return ErrClosed
	default:
		return nil
	}
}
