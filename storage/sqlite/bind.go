package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/storage"
)

// Bound is a store whose transactions are parts of one that the host holds.
type Bound struct {
	*Store
	tx *sql.Tx
}

var (
	_ storage.Store[*sql.Tx]  = (*Bound)(nil)
	_ storage.Viewer[*sql.Tx] = (*Bound)(nil)
)

// Bind returns the store within a transaction of the host's, on the database of the store: what is given a store then works
// in that transaction, such as a desk that is made of it. What takes a transaction needs no Bind: give it the host's own.
//
// Nothing is committed but by the host. A function that fails leaves nothing of its own, and is run once; what the host does
// after that, it decides. A Bound is for one goroutine and does not outlive the transaction.
func (s *Store) Bind(tx *sql.Tx) *Bound { return &Bound{s, tx} }

// Transact runs a function in the host's transaction.
func (b *Bound) Transact(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	w, err := b.in(ctx, b.tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		if err := do(ctx, b.tx); err != nil {
			return err
		}
		return ctx.Err()
	})
}

// View runs a function in the host's transaction, and does not keep it from writing.
func (b *Bound) View(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	w, err := b.in(ctx, b.tx)
	if err != nil {
		return err
	}
	if _, err := w.present(priceTerms); err != nil { // one that has ended says so
		return err
	}
	if err := do(ctx, b.tx); err != nil {
		return err
	}
	return storage.CheckContext(ctx)
}

// Close does nothing: the transaction is the host's to end, and the store goes on.
func (b *Bound) Close() error { return nil }
