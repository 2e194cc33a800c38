package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Store is a store in PostgreSQL, for any number of goroutines and processes. Make one with [Open] or [New].
type Store struct {
	pool   *pgxpool.Pool
	own    bool // the pool is the store's, to be closed with it
	closed atomic.Bool

	names *strings.Replacer
	texts sync.Map // of statements, by the text with names in braces

	graphs  *cache[*account.Graph]
	budgets *cache[*budget.Book]
	books   *cache[*pricing.Book]
}

var (
	_ storage.Store[pgx.Tx]          = (*Store)(nil)
	_ storage.Viewer[pgx.Tx]         = (*Store)(nil)
	_ storage.Capable                = (*Store)(nil)
	_ storage.PriceHistory[pgx.Tx]   = (*Store)(nil)
	_ storage.AccountHistory[pgx.Tx] = (*Store)(nil)
	_ storage.PriceLoader[pgx.Tx]    = (*Store)(nil)
	_ storage.PriceSlices[pgx.Tx]    = (*Store)(nil)
)

// ErrClosed: the store was closed.
var ErrClosed = errors.New("the store is closed")

var (
	errNoTx   = errors.New("no transaction: use the one that the function is given, or one that the host began")
	errNoPool = errors.New("no pool: give one, or use Open")
	errNested = errors.New("a transaction of this store is open already: use it")
)

// Open connects to a database, makes or migrates the store's tables there, and returns the store. The text is a connection
// string or URL as libpq has them; pool_max_conns in it bounds how many transactions run at once.
func Open(ctx context.Context, dsn string, options ...Option) (*Store, error) {
	if err := storage.CheckContext(ctx); err != nil {
		return nil, err
	}
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	s, err := New(ctx, pool, options...)
	if err != nil {
		pool.Close()
		return nil, err
	}
	s.own = true
	return s, nil
}

// New is [Open] on a pool that the host has and keeps.
func New(ctx context.Context, pool *pgxpool.Pool, options ...Option) (*Store, error) {
	if err := storage.CheckContext(ctx); err != nil {
		return nil, err
	}
	if pool == nil {
		return nil, errNoPool
	}
	chosen, err := settle(options)
	if err != nil {
		return nil, err
	}
	if err := chosen.prepare(ctx, pool); err != nil {
		return nil, err
	}
	return &Store{
		pool: pool, names: chosen.names(),
		graphs: newCache[*account.Graph](), budgets: newCache[*budget.Book](), books: newCache[*pricing.Book](),
	}, nil
}

// Close lets no transaction begin, and none of [Store.Transact] that is open commit. A store of [Open] waits until they have
// ended; of [New] the pool stays open, and nothing is waited for. To close the store again does nothing.
func (s *Store) Close() error {
	if !s.closed.Swap(true) && s.own {
		s.pool.Close()
	}
	return nil
}

// Capabilities says that transactions run at once. Those that do not lock are not isolated from each other.
func (s *Store) Capabilities() storage.Capabilities { return storage.Capabilities{Concurrent: true} }

// text returns a statement with the names of tables in place of those in braces.
func (s *Store) text(statement string) string {
	if text, known := s.texts.Load(statement); known {
		return text.(string)
	}
	text := s.names.Replace(statement)
	s.texts.Store(statement, text)
	return text
}

// check is what comes before anything is done in a transaction. Whether it has ended the driver knows.
func (s *Store) check(ctx context.Context, tx pgx.Tx) error {
	switch err := storage.CheckContext(ctx); {
	case err != nil:
		return err
	case tx == nil:
		return errNoTx
	case s.closed.Load():
		return ErrClosed
	}
	return nil
}

// exec runs a statement, and returns how many rows it changed.
func (s *Store) exec(ctx context.Context, tx pgx.Tx, statement string, args ...any) (int64, error) {
	tag, err := tx.Exec(ctx, s.text(statement), args...)
	return tag.RowsAffected(), failure(err)
}

// one reads a single row, and reports whether there is one.
func (s *Store) one(ctx context.Context, tx pgx.Tx, into []any, statement string, args ...any) (bool, error) {
	err := tx.QueryRow(ctx, s.text(statement), args...).Scan(into...)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil, failure(err)
}

// each reads rows, and calls a function after each was scanned.
func (s *Store) each(ctx context.Context, tx pgx.Tx, into []any, row func() error, statement string, args ...any) error {
	rows, err := tx.Query(ctx, s.text(statement), args...)
	if err != nil {
		return failure(err)
	}
	_, err = pgx.ForEachRow(rows, into, row)
	return failure(err)
}

// column reads all rows of one column.
func column[C, V any](
	ctx context.Context, s *Store, tx pgx.Tx, each func(C) (V, error), statement string, args ...any,
) ([]V, error) {
	var all []V
	var cell C
	err := s.each(ctx, tx, []any{&cell}, func() error {
		v, err := each(cell)
		all = append(all, v)
		return err
	}, statement, args...)
	return all, err
}

// bytesOf returns ids as parameters: no parameter is null.
func bytesOf(ids []string) [][]byte {
	all := make([][]byte, len(ids))
	for i, id := range ids {
		all[i] = []byte(id)
	}
	return all
}
