package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

//go:embed schema/*.sql
var schemaFiles embed.FS

// ErrSchema is the class of every *[SchemaError].
var ErrSchema = errors.New("the tables are of another version")

// SchemaError says that the store's tables are of a newer version than this package, and it matches [ErrSchema]. Such tables
// are never touched: use a newer package. Older ones are brought up to date by [Open] and [New].
type SchemaError struct {
	// Found is the version of the tables; Known is that of this package.
	Found, Known int
}

func (e *SchemaError) Error() string {
	return fmt.Sprintf("%v: they have version %d, this package knows %d: use a newer version of this package",
		ErrSchema, e.Found, e.Known)
}

// Unwrap returns ErrSchema.
func (e *SchemaError) Unwrap() error { return ErrSchema }

// steps returns the steps that lead to the present schema, the first one from nothing.
func steps() ([]string, error) {
	names, err := fs.Glob(schemaFiles, "schema/*.sql") // sorted
	var all []string
	for _, name := range names {
		step, failed := schemaFiles.ReadFile(name)
		all, err = append(all, string(step)), errors.Join(err, failed)
	}
	return all, err
}

// migrate brings the schema up to date, each step in a transaction of its own.
func (s *Store) migrate(ctx context.Context) error {
	all, err := steps()
	if err != nil {
		return err
	}
	for {
		version, err := s.version(ctx, s.db)
		switch {
		case err != nil:
			return s.told(err)
		case version > len(all):
			return &SchemaError{Found: version, Known: len(all)}
		case version == len(all):
			return nil
		}
		if err := s.step(ctx, version, all[version]); err != nil {
			return err
		}
	}
}

// querier is a database or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// version returns that of the schema, 0 where there is none.
func (s *Store) version(ctx context.Context, q querier) (version int, err error) {
	var tables int
	const there = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
	err = q.QueryRowContext(ctx, there, s.prefix+"schema").Scan(&tables)
	if err != nil || tables == 0 {
		return 0, err
	}
	err = q.QueryRowContext(ctx, s.text("SELECT version FROM {}schema")).Scan(&version)
	return version, err
}

// step does one step. It waits for who is writing, as long as patience lasts, and the context.
func (s *Store) step(ctx context.Context, version int, statements string) error {
	for began := time.Now(); ; {
		err := storage.Retry(ctx, attempts, func() error { return s.climb(ctx, version, statements) })
		if !errors.Is(err, errBusy) || ctx.Err() != nil || time.Since(began) >= s.patience {
			return err
		}
	}
}

// climb does one step, unless another process has done it meanwhile.
func (s *Store) climb(ctx context.Context, version int, statements string) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return s.told(err)
	}
	defer conn.Close()
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return s.told(err)
	}
	defer tx.Rollback()
	err = s.first(tx)
	present := 0
	if err == nil {
		present, err = s.version(ctx, tx)
	}
	if err != nil || present != version {
		return s.told(err)
	}
	_, err = tx.ExecContext(context.WithoutCancel(ctx), s.text(statements))
	if err == nil {
		_, err = tx.ExecContext(context.WithoutCancel(ctx), s.text("UPDATE {}schema SET version = ?"), version+1)
	}
	if err != nil {
		return s.told(err)
	}
	return s.commit(conn, tx)
}

// first makes the table of the version, which takes the lock of the writer too.
func (s *Store) first(tx *sql.Tx) error {
	_, err := tx.Exec(s.text("CREATE TABLE IF NOT EXISTS {}schema (version INTEGER NOT NULL) STRICT"))
	if err == nil {
		_, err = tx.Exec(s.text("INSERT INTO {}schema SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM {}schema)"))
	}
	return err
}
