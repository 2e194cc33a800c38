package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

const (
	// attempts is how often a transaction is run that others are in the way of.
	attempts = 12
	// patience is how long the end of a transaction may take, which nobody can cancel.
	patience = 30 * time.Second
)

// errLost: nothing can be committed on such a connection.
var errLost = errors.New("committing: the connection was lost, or rows that were asked for are still being read")

// errAborted: nothing can be kept of what was done before and after it.
var errAborted = errors.New("a statement failed, and its error was not returned")

// inside is the key of the open transaction's store in the context of its function.
type inside struct{ *Store }

// Transact is that of [storage.Transactor]. The transaction is READ COMMITTED: what a decision rests on is locked first
// ([Store.Lock]).
func (s *Store) Transact(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	var outcome error
	err := storage.Retry(ctx, attempts, func() error {
		if outcome = s.once(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted}, do); busy(outcome) {
			return outcome
		}
		return nil
	})
	if err != nil {
		return err
	}
	return outcome
}

// View is that of [storage.Viewer]: REPEATABLE READ, READ ONLY.
func (s *Store) View(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	return s.once(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, do)
}

func (s *Store) once(
	ctx context.Context, how pgx.TxOptions, do func(ctx context.Context, tx pgx.Tx) error,
) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	if s.closed.Load() {
		return ErrClosed
	}
	if ctx.Value(inside{s}) != nil {
		return errNested
	}
	tx, err := s.pool.BeginTx(ctx, how)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", failure(err))
	}
	ended := false
	defer func() { // however the function ended
		if !ended {
			rollBack(ctx, tx)
		}
	}()
	if err := do(context.WithValue(ctx, inside{s}, true), tx); err != nil {
		return failure(err)
	}
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if how.AccessMode == pgx.ReadOnly {
		return nil // nothing is to be committed: it is rolled back
	}
	ended = true
	return commit(ctx, tx)
}

// commit ends a transaction so that nobody can cancel it, and says whether it was, was not, or may have been carried out.
func commit(ctx context.Context, tx pgx.Tx) error {
	if conn := tx.Conn().PgConn(); conn.IsClosed() || conn.IsBusy() {
		rollBack(ctx, tx)
		return errLost
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := tx.Commit(ctx)
	switch {
	case err == nil:
		return nil
	case unknown(err):
		return fmt.Errorf("committing: %w: %w", storage.ErrOutcomeUnknown, err)
	}
	return fmt.Errorf("committing: %w", failure(err))
}

// rollBack ends a transaction; where that fails the connection is closed, which ends it too.
func rollBack(ctx context.Context, tx pgx.Tx) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	_ = tx.Rollback(ctx)
}

// entirely does several things, or none of them: in a transaction of the host, too, that goes on after an error.
func (s *Store) entirely(ctx context.Context, tx pgx.Tx, do func(tx pgx.Tx) error) error {
	part, err := tx.Begin(ctx) // a savepoint
	if err != nil {
		return failure(err)
	}
	defer rollBack(ctx, part)
	if err := do(part); err != nil {
		return err
	}
	if conn := part.Conn(); conn != nil && conn.PgConn().TxStatus() == 'E' {
		return errAborted // a savepoint whose release fails can no longer be rolled back to
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return failure(part.Commit(ctx))
}
