package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// PriceHistory is looked for in a store of [Prices]: one that keeps what changed, so that each process keeps its own book
// fresh, and a question can be asked as things were known (PRC-12).
//
// To who implements it:
//
//   - All is as the transaction sees it, its own changes included, and nothing stays of what was rolled back. Where there is
//     no price data, it is [ErrNotFound].
//   - PriceRevision returns the revision of the present book without making it.
//   - PriceChanges returns the changes that led on from the book of a revision, in their order and at most so many ([Page]
//     says how a limit is understood). Each has the revision of the book that it makes, one more than the one before; given
//     one after the other to [pricing.Book.With] they make the books that followed. From the present revision on there are
//     none. It is [ErrNotFound] where changes do not lead from there to the present book: there was no such revision, it is
//     no longer kept, or all price data was set since. Then the book is loaded anew.
//   - BookAt returns the book of a revision that is or was the present one, before price data was set as well as after, or
//     [ErrNotFound].
type PriceHistory[T any] interface {
	PriceRevision(ctx context.Context, tx T) (uint64, error)
	PriceChanges(ctx context.Context, tx T, since uint64, limit int) ([]pricing.Changes, error)
	BookAt(ctx context.Context, tx T, revision uint64) (*pricing.Book, error)
}

// AccountHistory is looked for in a store of [Accounts]. GraphAt returns the graph of a revision that is or was the present
// one, or [ErrNotFound]; that of revision 0 has no accounts. It sees the transaction's own changes, and nothing of what was
// rolled back.
type AccountHistory[T any] interface {
	GraphAt(ctx context.Context, tx T, revision uint64) (*account.Graph, error)
}
