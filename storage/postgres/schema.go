package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/storage"
)

//go:embed migrations/*.sql
var migrations embed.FS

// ErrSchema is the class of every *[SchemaError].
var ErrSchema = errors.New("the tables are of another version")

// SchemaError says that the store's tables are of another version than this package, and it matches [ErrSchema]. Newer tables
// are never touched: use a newer package. Older ones are migrated by [Migrate], and by [Open] unless it was told not to.
type SchemaError struct {
	// Found is the version of the tables, 0 for none; Known is that of this package.
	Found, Known int
}

func (e *SchemaError) Error() string {
	what := "use a newer version of this package"
	if e.Found < e.Known {
		what = "migrate them"
	}
	return fmt.Sprintf("%v: they have version %d, this package knows %d: %s", ErrSchema, e.Found, e.Known, what)
}

// Unwrap returns ErrSchema.
func (e *SchemaError) Unwrap() error { return ErrSchema }

// Migrate makes the store's tables, or brings older ones to the version of this package, in one transaction. Of several that
// do so at once one does it, and the others wait. Where nothing is to be done it changes nothing.
func Migrate(ctx context.Context, pool *pgxpool.Pool, options ...Option) error {
	if err := storage.CheckContext(ctx); err != nil {
		return err
	}
	if pool == nil {
		return errNoPool
	}
	chosen, err := settle(options)
	if err != nil {
		return err
	}
	return chosen.migrate(ctx, pool, steps())
}

// prepare makes sure that the tables are there.
func (s settings) prepare(ctx context.Context, pool *pgxpool.Pool) error {
	known := len(steps())
	found, err := s.found(ctx, pool)
	switch {
	case err != nil:
		return fmt.Errorf("looking for the store's tables: %w", err)
	case found > known, found < known && s.unmigrated:
		return &SchemaError{Found: found, Known: known}
	case found < known:
		return s.migrate(ctx, pool, steps())
	}
	return nil
}

// steps are the texts that lead from one version to the next, from 0.
func steps() []string {
	var all []string
	files, _ := fs.Glob(migrations, "migrations/*.sql") // sorted; the pattern is sound
	for _, file := range files {
		text, _ := migrations.ReadFile(file)
		all = append(all, string(text))
	}
	return all
}

// querier is a pool or a transaction.
type querier interface {
	QueryRow(ctx context.Context, statement string, args ...any) pgx.Row
}

// found returns the version of the tables, 0 where there are none. It asks the catalog's tables, of which nothing is
// remembered from before a lock was waited for.
func (s settings) found(ctx context.Context, q querier) (version int, err error) {
	var there bool
	err = q.QueryRow(ctx, `select exists (
		select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
		where n.nspname = $1 and c.relname = $2)`, s.schema, s.prefix+"schema_version").Scan(&there)
	if err != nil || !there {
		return 0, err
	}
	err = q.QueryRow(ctx, s.names().Replace("select coalesce(max(version), 0) from {schema_version}")).Scan(&version)
	return version, err
}

func (s settings) migrate(ctx context.Context, pool *pgxpool.Pool, steps []string) error {
	err := storage.Retry(ctx, attempts, func() error {
		// What is there is looked for after the lock was waited for, at whatever level the host's transactions are.
		how := pgx.TxOptions{IsoLevel: pgx.ReadCommitted}
		return failure(pgx.BeginTxFunc(ctx, pool, how, func(tx pgx.Tx) error { return s.climb(ctx, tx, steps) }))
	})
	if err != nil {
		return fmt.Errorf("migrating the store's tables: %w", err)
	}
	return nil
}

// climb takes the steps that are missing, under a lock that others wait for.
func (s settings) climb(ctx context.Context, tx pgx.Tx, steps []string) error {
	if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock($1)", s.lock()); err != nil {
		return err
	}
	found, err := s.found(ctx, tx)
	if err != nil {
		return err
	}
	if found > len(steps) {
		return &SchemaError{Found: found, Known: len(steps)}
	}
	names := s.names()
	for version := found; version < len(steps); version++ {
		text := steps[version]
		if version == 0 {
			first, err := s.first(ctx, tx)
			if err != nil {
				return err
			}
			text = first + text
		}
		text += fmt.Sprintf("\ninsert into {schema_version} (version) values (%d);", version+1)
		if _, err := tx.Conn().PgConn().Exec(ctx, names.Replace(text)).ReadAll(); err != nil {
			return fmt.Errorf("step %d: %w", version+1, err)
		}
	}
	return nil
}

// first makes a place for the tables. A schema that is there needs no right to make one.
func (s settings) first(ctx context.Context, tx pgx.Tx) (text string, err error) {
	var there bool
	err = tx.QueryRow(ctx, "select exists (select 1 from pg_catalog.pg_namespace where nspname = $1)", s.schema).Scan(&there)
	if !there {
		text = "create schema {schema};"
	}
	return text + "create table {schema_version} (version integer primary key);", err
}

// lock is the number of the lock under which these tables are migrated.
func (s settings) lock() int64 {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte("tradeterms " + s.schema + "\x00" + s.prefix))
	return int64(sum.Sum64())
}
