package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
)

// Accounts keeps accounts and users, and hands them out compiled.
//
// To who implements it:
//
//   - Graph returns the present one as the transaction sees it, its own changes included. A store in which nothing was put
//     has a graph of no accounts, with revision 0.
//   - ChangeAccounts compares: the Revision of the changes must be one more than that of the present graph. Else it is
//     [ErrConflict], and nothing is changed. Facts that do not go together are the *[account.DataError] of
//     [account.Graph.With], and nothing is changed either.
//   - A store that keeps a compiled value from one transaction to the next makes sure that it is the present one, in the
//     transaction that asks (APR-14).
type Accounts[T any] interface {
	Graph(ctx context.Context, tx T) (*account.Graph, error)
	ChangeAccounts(ctx context.Context, tx T, c account.Changes) error
}

// Budgets keeps budgets. The rules are those of [Accounts]; a store in which nothing was put has a book of no budgets, with
// revision 0.
type Budgets[T any] interface {
	Budgets(ctx context.Context, tx T) (*budget.Book, error)
	ChangeBudgets(ctx context.Context, tx T, c budget.Changes) error
}

// Prices keeps price data. The rules are those of [Accounts], but that a store in which nothing was put has no book:
// [ErrNotFound].
//
// SetPrices puts all price data in place of what there is. Its Revision too must be one more than that of the present book,
// or above 0 where there is none.
type Prices[T any] interface {
	Book(ctx context.Context, tx T) (*pricing.Book, error)
	SetPrices(ctx context.Context, tx T, d pricing.Data) error
	ChangePrices(ctx context.Context, tx T, c pricing.Changes) error
}
