package storage

import "context"

// Revisions are the first ones of which a history is kept; 0 keeps all of it.
type Revisions struct{ Accounts, Budgets, Prices uint64 }

// Forgetter is looked for in a store that keeps history ([PriceHistory], [AccountHistory]), which nothing else shortens.
//
// To who implements it:
//
//   - Forget removes what only earlier revisions had, for good. They are known no longer: asked for, and for the changes that
//     followed them, they are [ErrNotFound]. From the given revisions on everything is answered as before.
//   - What is present is never forgotten: a revision beyond the present one stands for that. Nor are contracts, orders, the
//     ledger and messages, which are no history of these.
type Forgetter[T any] interface {
	Forget(ctx context.Context, tx T, before Revisions) error
}
