package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// attempts is how often a transaction is run that others are in the way of.
const attempts = 3

// Transact is that of [storage.Transactor].
func (s *Store) Transact(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	var outcome error
	err := storage.Retry(ctx, attempts, func() error {
		if outcome = s.write(ctx, do); errors.Is(outcome, errBusy) {
			return outcome
		}
		return nil
	})
	if err != nil {
		return err
	}
	return outcome
}

// write runs a function once, in a transaction that has the lock of the writer from its beginning.
func (s *Store) write(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	select {
	case s.writer <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-s.closed:
		return ErrClosed
	}
	defer func() { <-s.writer }()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return s.told(err)
	}
	defer conn.Close()
	if !s.own {
		asBefore, err := s.briefly(conn)
		if err != nil {
			return err
		}
		defer asBefore()
	}
	tx, err := s.lock(ctx, conn)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := do(context.WithValue(ctx, inside{s}, true), tx); err != nil {
		return err
	}
	if err := errors.Join(s.broken.of(tx), storage.CheckContext(ctx), s.alive()); err != nil {
		return err
	}
	return s.commit(conn, tx)
}

// enter is what comes before a transaction.
func (s *Store) enter(ctx context.Context) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	if ctx.Value(inside{s}) != nil {
		return errNested
	}
	return s.alive()
}

// lock begins a transaction, and waits until no other process writes: as long as patience lasts, and the context.
func (s *Store) lock(ctx context.Context, conn *sql.Conn) (*sql.Tx, error) {
	for began := time.Now(); ; {
		tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
		if err == nil {
			if _, err = tx.ExecContext(context.WithoutCancel(ctx), s.text(takeLock)); err == nil {
				return tx, nil
			}
			_ = tx.Rollback()
		}
		if err = s.told(err); !errors.Is(err, errBusy) || time.Since(began) >= s.patience {
			return nil, err
		}
		if done := errors.Join(storage.CheckContext(ctx), s.alive()); done != nil {
			return nil, done
		}
	}
}

// briefly makes SQLite wait no longer than a slice on a connection of the host's, and returns what makes it wait as before,
// when no transaction is open on it any more.
func (s *Store) briefly(conn *sql.Conn) (asBefore func(), err error) {
	ctx := context.Background()
	var was int64
	if err := conn.QueryRowContext(ctx, "PRAGMA busy_timeout").Scan(&was); err != nil {
		return nil, s.told(err)
	}
	set := func(ms int64) error {
		_, err := conn.ExecContext(ctx, "PRAGMA busy_timeout = "+strconv.FormatInt(ms, 10))
		return err
	}
	if err := set(min(slice, s.patience).Milliseconds()); err != nil {
		return nil, s.told(err)
	}
	return func() {
		if set(was) != nil {
			_ = conn.Raw(func(any) error { return driver.ErrBadConn })
		}
	}, nil
}

// takeLock writes nothing, and so has the lock of the writer also where a driver begins transactions without.
const takeLock = "UPDATE {}revisions SET anew = anew WHERE 0"

// commit ends a transaction. Of an error that is none of those after which nothing was committed for certain it cannot be
// known what came of it: the commit may have reached the file.
func (s *Store) commit(conn *sql.Conn, tx *sql.Tx) error {
	err := tx.Commit()
	if err == nil {
		return nil
	}
	// Whatever is left open goes with its connection.
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	switch s.code(err) & 0xff {
	case codeBusy, codeLocked, codeFull, codeReadOnly:
		return s.told(err)
	}
	return fmt.Errorf("%w: %w", storage.ErrOutcomeUnknown, err)
}

// View is that of [storage.Viewer].
func (s *Store) View(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	if err := s.enter(ctx); err != nil {
		return err
	}
	conn, err := s.views.Conn(ctx)
	if err != nil {
		return s.told(err)
	}
	defer conn.Close()
	if !s.own { // a connection of the host's, which is to write again later
		if _, err := conn.ExecContext(ctx, "PRAGMA query_only = 1"); err != nil {
			return s.told(err)
		}
		defer s.writable(conn)
	}
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.told(err)
	}
	defer tx.Rollback()
	// The first statement makes the snapshot.
	var version int
	if err := tx.QueryRowContext(ctx, s.text("SELECT version FROM {}schema")).Scan(&version); err != nil {
		return s.told(err)
	}
	if err := do(context.WithValue(ctx, inside{s}, true), tx); err != nil {
		return err
	}
	return errors.Join(storage.CheckContext(ctx), s.alive())
}

// writable gives a connection back as it was, or not at all.
func (s *Store) writable(conn *sql.Conn) {
	if _, err := conn.ExecContext(context.Background(), "PRAGMA query_only = 0"); err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
}
