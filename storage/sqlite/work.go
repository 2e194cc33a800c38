package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/tradeterms/tradeterms/storage"
)

// work is one call of a method in a transaction.
type work struct {
	*Store
	ctx context.Context
	tx  *sql.Tx
}

// inside is in the context of a function while its transaction of the store is open.
type inside struct{ *Store }

// in is what comes before anything is done in a transaction.
func (s *Store) in(ctx context.Context, tx *sql.Tx) (work, error) {
	if err := storage.CheckContext(ctx); err != nil {
		return work{}, err
	}
	if tx == nil {
		return work{}, errNoTx
	}
	if err := s.broken.of(tx); err != nil {
		return work{}, err
	}
	return work{s, ctx, tx}, s.alive()
}

// text returns a statement with the names of this store's tables.
func (s *Store) text(statement string) string { return strings.ReplaceAll(statement, "{}", s.prefix) }

// tell is told, and notes where the transaction has ended with the error.
func (w work) tell(err error) error {
	if err != nil && w.ends(err) {
		w.broken.add(w.tx, err)
	}
	return w.told(err)
}

// exec writes, and returns how many rows it changed. It is not broken off with the context: that would end the whole
// transaction.
func (w work) exec(statement string, args ...any) (int64, error) {
	if err := w.broken.of(w.tx); err != nil {
		return 0, err
	}
	result, err := w.tx.ExecContext(context.WithoutCancel(w.ctx), w.text(statement), args...)
	if err != nil {
		return 0, w.tell(err)
	}
	return result.RowsAffected()
}

// each reads rows one after the other.
func (w work) each(scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := w.tx.QueryContext(w.ctx, w.text(query), args...)
	if err != nil {
		return w.tell(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return w.tell(rows.Err())
}

// one reads a row, and returns false where there is none.
func (w work) one(query string, args []any, into ...any) (bool, error) {
	err := w.tx.QueryRowContext(w.ctx, w.text(query), args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, w.tell(err)
}

// whole does something of several statements, of which all stay or none.
func (w work) whole(do func() error) (err error) {
	if _, err := w.exec("SAVEPOINT {}whole"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done && w.broken.of(w.tx) == nil {
			_, undone := w.exec("ROLLBACK TO {}whole")
			_, released := w.exec("RELEASE {}whole")
			err = errors.Join(err, undone, released)
		}
	}()
	if err := do(); err != nil {
		return err
	}
	_, err = w.exec("RELEASE {}whole")
	done = err == nil
	return err
}
