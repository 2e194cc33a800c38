package memory

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// Graph is that of [storage.Accounts].
func (s *Store) Graph(ctx context.Context, tx *Tx) (*account.Graph, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	if g, ok := get[*account.Graph](tx, keyOf("graph")); ok {
		return g, nil
	}
	return account.NewGraph(account.Data{})
}

// ChangeAccounts is that of [storage.Accounts].
func (s *Store) ChangeAccounts(ctx context.Context, tx *Tx, c account.Changes) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	g, err := s.Graph(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != g.Revision()+1 {
		return behind("accounts", g.Revision())
	}
	if g, err = g.With(c); err != nil {
		return err
	}
	tx.set(keyOf("graph"), g)
	tx.set(keyOf("graph at", number(g.Revision())), g)
	return nil
}

// Budgets is that of [storage.Budgets].
func (s *Store) Budgets(ctx context.Context, tx *Tx) (*budget.Book, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	if b, ok := get[*budget.Book](tx, keyOf("budgets")); ok {
		return b, nil
	}
	return budget.New(budget.Data{})
}

// ChangeBudgets is that of [storage.Budgets].
func (s *Store) ChangeBudgets(ctx context.Context, tx *Tx, c budget.Changes) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	b, err := s.Budgets(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != b.Revision()+1 {
		return behind("budgets", b.Revision())
	}
	if b, err = b.With(c); err != nil {
		return err
	}
	tx.set(keyOf("budgets"), b)
	return nil
}

// Book is that of [storage.Prices].
func (s *Store) Book(ctx context.Context, tx *Tx) (*pricing.Book, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	b, ok := get[*pricing.Book](tx, keyOf("book"))
	if !ok {
		return nil, fmt.Errorf("price data: %w", storage.ErrNotFound)
	}
	return b, nil
}

// SetPrices is that of [storage.Prices].
func (s *Store) SetPrices(ctx context.Context, tx *Tx, d pricing.Data) error {
	return s.LoadPrices(ctx, tx, d, func(func(pricing.ListID, pricing.Row) error) error { return nil })
}

// ChangePrices is that of [storage.Prices].
func (s *Store) ChangePrices(ctx context.Context, tx *Tx, c pricing.Changes) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	b, err := s.Book(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != b.Revision()+1 {
		return behind("price data", b.Revision())
	}
	if b, err = b.With(c); err != nil {
		return err
	}
	tx.setBook(b)
	tx.set(keyOf("price change", number(c.Revision)), keptChanges(c))
	return nil
}

func behind(what string, present uint64) error {
	return fmt.Errorf("%s: the revision is %d, and the next one %d: %w", what, present, present+1, storage.ErrConflict)
}
