package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// Bound is a store whose transactions are parts of one that the host holds: savepoints in it.
type Bound struct {
	*Store
	tx pgx.Tx
}

var (
	_ storage.Store[pgx.Tx]  = (*Bound)(nil)
	_ storage.Viewer[pgx.Tx] = (*Bound)(nil)
)

// Bind returns the store within a transaction of the host's, on the database of the store: what is given a store then works
// in that transaction, such as a desk that is made of it. What takes a transaction needs no Bind: give it the host's own.
//
// Nothing is committed but by the host, whose transaction is READ COMMITTED ([Store.Lock] refuses others). A function that
// fails leaves nothing of its own and is run once, and the host's transaction can go on; on storage.ErrConflict the host
// begins it anew. A Bound is for one goroutine and does not outlive the transaction.
func (s *Store) Bind(tx pgx.Tx) *Bound { return &Bound{s, tx} }

// Transact runs a function in a part of the host's transaction.
func (b *Bound) Transact(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	if err := b.check(ctx, b.tx); err != nil {
		return err
	}
	return b.entirely(ctx, b.tx, func(part pgx.Tx) error {
		if err := do(ctx, part); err != nil {
			return failure(err)
		}
		return b.check(ctx, part)
	})
}

// View runs a function in a part of the host's transaction that reads only, and sees what the transaction has written.
// Others may commit between two of its statements, as READ COMMITTED has it.
func (b *Bound) View(ctx context.Context, do func(ctx context.Context, tx pgx.Tx) error) error {
	if err := b.check(ctx, b.tx); err != nil {
		return err
	}
	part, err := b.tx.Begin(ctx)
	if err != nil {
		return failure(err)
	}
	defer rollBack(ctx, part) // and with it what it may do
	if _, err := part.Exec(ctx, "set transaction read only"); err != nil {
		return failure(err)
	}
	if err := do(ctx, part); err != nil {
		return failure(err)
	}
	return b.check(ctx, part)
}

// Close does nothing: the transaction is the host's to end, and the store goes on.
func (b *Bound) Close() error { return nil }
