package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// lockRows takes the rows of names one after the other, in the order given, whether they are there or not. Where they are,
// none is written.
const lockRows = `insert into {locks} as l (name) select name from unnest($1::bytea[]) with ordinality as n (name, place)
	order by place on conflict (name) do update set name = l.name where false`

// Lock is that of [storage.Locks]. Each name is a row of a table, which stays.
//
// A transaction of the host must be READ COMMITTED, as PostgreSQL's are by default: at other levels it would go on to read
// what was there before it had its locks. They are refused, but where the database is one that keeps all transactions
// serializable.
func (s *Store) Lock(ctx context.Context, tx pgx.Tx, names ...string) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if err := s.readsAnew(ctx, tx); err != nil {
		return err
	}
	_, err := s.exec(ctx, tx, lockRows, bytesOf(storage.SortLocks(names)))
	return err
}

// readsAnew refuses a transaction that reads from a snapshot which may be older than its locks.
func (s *Store) readsAnew(ctx context.Context, tx pgx.Tx) error {
	if ctx.Value(inside{s}) != nil || tx.Conn() != nil && tx.Conn().PgConn().ParameterStatus("crdb_version") != "" {
		return nil
	}
	var level string
	if err := tx.QueryRow(ctx, "show transaction_isolation").Scan(&level); err != nil {
		return failure(err)
	}
	if level != "read committed" {
		return fmt.Errorf("a transaction that is %s reads what was there before its locks: begin it READ COMMITTED", level)
	}
	return nil
}
