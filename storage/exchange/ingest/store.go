package ingest

import (
	"context"
	"errors"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Store is what is imported into. What it is besides is looked for: [storage.Contracts], [storage.Budgets], [storage.Locks],
// [storage.PriceLoader], [storage.Viewer].
type Store[T any] interface {
	storage.Transactor[T]
	storage.Accounts[T]
	storage.Prices[T]
}

// present is what a store has.
type present struct {
	graph *account.Graph
	book  *pricing.Book // nil where there is none
	// contracts and budgets are only read where the batch has some, or the store's are needed.
	contracts         []contract.Contract
	contractsRevision uint64
	keepsContracts    bool
	budgets           *budget.Book
}

// load reads what a batch is held against.
func load[T any](ctx context.Context, tx T, s Store[T], b *Batch) (p present, err error) {
	if p.graph, err = s.Graph(ctx, tx); err != nil {
		return p, err
	}
	if p.book, err = s.Book(ctx, tx); err != nil && !errors.Is(err, storage.ErrNotFound) {
		return p, err
	}
	if c, ok := s.(storage.Contracts[T]); ok {
		p.keepsContracts = true
		if p.contractsRevision, err = c.ContractRevision(ctx, tx); err != nil {
			return p, err
		}
		for one, err := range storage.AllContracts(ctx, tx, c) {
			if err != nil {
				return p, err
			}
			p.contracts = append(p.contracts, one)
		}
	}
	if k, ok := s.(storage.Budgets[T]); ok && len(b.budgets) > 0 {
		p.budgets, err = k.Budgets(ctx, tx)
		return p, err
	}
	return p, nil
}

// lock takes the names of what the batch puts.
func lock[T any](ctx context.Context, tx T, s Store[T], b *Batch, removed []string) error {
	l, ok := s.(storage.Locks[T])
	if !ok {
		return nil
	}
	names := removed
	if b.accounts != nil {
		for i := range b.accounts.Accounts {
			names = append(names, storage.AccountLock(b.accounts.Accounts[i].ID))
		}
		for i := range b.accounts.Users {
			names = append(names, storage.UserLock(b.accounts.Users[i].ID))
		}
	}
	for i := range b.budgets {
		names = append(names, storage.BudgetLock(b.budgets[i].ID))
	}
	if len(names) == 0 {
		return nil
	}
	return l.Lock(ctx, tx, names...)
}

// locksOf returns the names of all accounts and users of a graph, which an import that removes may change.
func locksOf(g *account.Graph) (names []string) {
	for a := range g.Accounts() {
		names = append(names, storage.AccountLock(a.ID))
	}
	for u := range g.Users() {
		names = append(names, storage.UserLock(u.ID))
	}
	return names
}
