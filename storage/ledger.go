package storage

import (
	"context"

	"github.com/tradeterms/tradeterms/budget"
)

// Ledger keeps the movements of budgets: entries, which are added and never changed or removed, and beside them the usages
// that are their sums. A pot is a budget in a period. The periods of a budget are of one kind; their texts sort by time.
//
// To who implements it:
//
//   - Usages returns what [budget.State] needs: for each pot given, in that order, its usage, which for one that was never
//     used has a budget and a period alone. After those comes, for each pot that was never used, the last usage of that
//     budget before it, if there is one and it is not there already.
//   - BudgetUsages returns the usages of a budget in that period and later ones, in their order; with no period all of them.
//     Pots that were never used are not among them.
//   - OrderEntries returns all entries of an order, by pot and number. An order without any has none, which is no error.
//   - PotEntries returns all entries of a pot by number, then the carry-over out of it, if there is one: an entry of another
//     pot of the same budget, with the period of this one as From.
//   - Post checks the posting ([Posting.Check]) and compares: the usage that is stored of every pot that it changes must be
//     the one that was read ([Posting.Before]), and no entry may have the number of another of its pot. Else it is
//     [ErrConflict], and nothing is stored. It is right for a store to compare what a usage counts and carries out only,
//     where nothing but Post writes to the ledger.
//   - Amounts come back equal, in the same currency; numbers, rates, instants ([Instant]) and texts as they were.
type Ledger[T any] interface {
	Usages(ctx context.Context, tx T, pots ...budget.Pot) ([]budget.Usage, error)
	BudgetUsages(ctx context.Context, tx T, budget string, since budget.Period) ([]budget.Usage, error)
	OrderEntries(ctx context.Context, tx T, order string) ([]budget.Entry, error)
	PotEntries(ctx context.Context, tx T, pot budget.Pot) ([]budget.Entry, error)
	Post(ctx context.Context, tx T, p Posting) error
}

// LoadState reads what a command about an order needs to know of the ledger, under the locks of the budgets concerned
// ([BudgetLock]).
func LoadState[T any](ctx context.Context, tx T, l Ledger[T], order string, pots ...budget.Pot) (budget.State, error) {
	entries, err := l.OrderEntries(ctx, tx, order)
	if err != nil {
		return budget.State{}, err
	}
	shares, err := budget.FoldShares(entries)
	if err != nil {
		return budget.State{}, err
	}
	usages, err := l.Usages(ctx, tx, joinPots(pots, budget.SharePots(shares))...)
	return budget.State{Usages: usages, Shares: shares}, err
}
