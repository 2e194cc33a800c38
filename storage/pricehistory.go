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
//   - PriceRevision returns the revision of the present book without making it, or [ErrNotFound] where there is none.
//   - PriceChanges returns the changes that led on from the book of a revision, in their order and at most so many ([Page.Limit]
//     says how a limit is understood): given one after the other to [pricing.Book.With] they make the books that followed. After
//     the present revision there are none. It is [ErrNotFound] where changes do not lead from there to the present book: there
//     was no such revision, it is no longer kept, or all price data was set since. Then the book is loaded anew.
//   - BookAt returns the book of a revision that was the present one once, or [ErrNotFound].
type PriceHistory[T any] interface {
	PriceRevision(ctx context.Context, tx T) (uint64, error)
	PriceChanges(ctx context.Context, tx T, since uint64, limit int) ([]pricing.Changes, error)
	BookAt(ctx context.Context, tx T, revision uint64) (*pricing.Book, error)
}

// AccountHistory is looked for in a store of [Accounts]. GraphAt returns the graph of a revision that was the present one
// once, or [ErrNotFound].
type AccountHistory[T any] interface {
	GraphAt(ctx context.Context, tx T, revision uint64) (*account.Graph, error)
}
