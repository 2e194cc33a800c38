package memory

import (
	"context"

	"github.com/tradeterms/tradeterms/storage"
)

var _ storage.Forgetter[*Tx] = (*Store)(nil)

// Forget is that of [storage.Forgetter]. Former budgets are not kept.
func (s *Store) Forget(ctx context.Context, tx *Tx, before storage.Revisions) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	tx.forget(min(before.Accounts, g.Revision()), "graph at")
	if b, err := s.Book(ctx, tx); err == nil {
		tx.forget(min(before.Prices, b.Revision()), "book at")
		tx.forget(min(before.Prices, b.Revision()), "price change")
	}
	return nil
}

// forget removes what is kept of a kind by revisions before one.
func (tx *Tx) forget(before uint64, kind string) {
	mark := keyOf("kept from", kind)
	first, _ := get[uint64](tx, mark)
	if before <= first {
		return
	}
	for revision := first; revision < before; revision++ {
		tx.set(keyOf(kind, number(revision)), nil)
	}
	tx.set(mark, before)
}
