package postgres

import (
	"cmp"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tradeterms/tradeterms/storage"
)

// What the database says when others are in the way.
const (
	serializationFailure = "40001"
	deadlockDetected     = "40P01"
	lockNotAvailable     = "55P03"
	completionUnknown    = "40003"
)

// failure makes storage.ErrConflict of what another attempt may not meet again. Values never show in errors: what the database
// says of them stays in the details of a *pgconn.PgError.
func failure(err error) error {
	if busy(err) && !errors.Is(err, storage.ErrConflict) {
		return fmt.Errorf("another transaction was in the way: %w: %w", storage.ErrConflict, err)
	}
	return err
}

// busy reports whether the database has given a transaction up for the sake of others.
func busy(err error) bool {
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return false
	}
	switch said.Code {
	case serializationFailure, deadlockDetected, lockNotAvailable:
		return true
	}
	return false
}

// unknown reports whether a commit that was sent, and returned an error, may have been carried out. What the driver says of
// whether it is safe to retry does not tell: of a connection that is lost while the answer is awaited it says that it was closed.
func unknown(err error) bool {
	var said *pgconn.PgError
	switch {
	case errors.Is(err, pgx.ErrTxCommitRollback):
		return false
	case errors.Is(err, pgx.ErrTxClosed): // the function has ended it by itself, whichever way
		return true
	case errors.As(err, &said):
		// A server that gives up may have committed before; one that answers and goes on has not. It says so in its own
		// language too, which is all that some databases say.
		severity := cmp.Or(said.SeverityUnlocalized, said.Severity)
		return said.Code == completionUnknown || severity != "ERROR" || strings.HasPrefix(said.Code, "08")
	}
	return true
}
