package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/pricing"
)

// PriceLoader is looked for in a store of [Prices]: one that takes rows one at a time, so that nobody holds them all.
//
// To who implements it: LoadPrices is SetPrices of d together with the rows that the function adds, to lists that d has. It
// calls the function once, in a transaction that is run again once more. The error of the function is returned, and nothing
// is changed then; nor is it where the rows are refused, with the *[pricing.DataError] of [pricing.Builder.Book], or the
// revision is, with [ErrConflict].
type PriceLoader[T any] interface {
	LoadPrices(ctx context.Context, tx T, d pricing.Data, rows func(add func(pricing.ListID, pricing.Row) error) error) error
}

// PriceSlices is looked for in a store of [Prices]: one that reads only what one basket needs, for books too big for a
// process, or processes too short for a book.
//
// To who implements it: PriceSlice returns a book with the revision of the present one that has what [pricing.Keys] ask for,
// and so answers for them as the present one does. It may have more: a store that has the whole book at hand returns that.
// It takes a number of queries that does not grow with the basket. [ErrNotFound] as for Book.
type PriceSlices[T any] interface {
	PriceSlice(ctx context.Context, tx T, k pricing.Keys) (*pricing.Book, error)
}
