package memory

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// Usages is that of [storage.Ledger].
func (s *Store) Usages(ctx context.Context, tx *Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	usages := make([]budget.Usage, 0, len(pots))
	var before []budget.Usage
	for _, pot := range pots {
		u, used := get[budget.Usage](tx, usageKey(pot))
		if !used {
			u = budget.Usage{Budget: pot.Budget, Period: pot.Period}
			earlier := span{from: keyOf("usage", pot.Budget), to: usageKey(pot)}
			before = append(before, first(tx, earlier, true, 1, whatever[budget.Usage])...)
		}
		usages = append(usages, u)
	}
	for _, u := range before {
		if !slices.ContainsFunc(usages, func(v budget.Usage) bool { return u.Pot() == v.Pot() }) {
			usages = append(usages, u)
		}
	}
	return usages, nil
}

// BudgetUsages is that of [storage.Ledger].
func (s *Store) BudgetUsages(ctx context.Context, tx *Tx, id string, since budget.Period) ([]budget.Usage, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	in := under("usage", id)
	if !since.IsZero() {
		in.from = usageKey(budget.Pot{Budget: id, Period: since})
	}
	return all[budget.Usage](tx, in), nil
}

// OrderEntries is that of [storage.Ledger].
func (s *Store) OrderEntries(ctx context.Context, tx *Tx, order string) ([]budget.Entry, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	return all[budget.Entry](tx, under("order entry", order)), nil
}

// PotEntries is that of [storage.Ledger].
func (s *Store) PotEntries(ctx context.Context, tx *Tx, pot budget.Pot) ([]budget.Entry, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	entries := all[budget.Entry](tx, under("entry", pot.Budget, pot.Period.String()))
	if out, ok := get[budget.Entry](tx, keyOf("carried out", pot.Budget, pot.Period.String())); ok {
		entries = append(entries, out)
	}
	return entries, nil
}

// Post is that of [storage.Ledger].
func (s *Store) Post(ctx context.Context, tx *Tx, p storage.Posting) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	for _, u := range p.Usages {
		stored, used := get[budget.Usage](tx, usageKey(u.Pot()))
		if !used {
			stored = budget.Usage{Budget: u.Budget, Period: u.Period}
		}
		if !stored.Equal(p.Before(u.Pot())) {
			return fmt.Errorf("budget %s: %w", u.Pot(), storage.ErrConflict)
		}
	}
	for _, u := range p.Usages {
		tx.set(usageKey(u.Pot()), u)
	}
	for _, e := range p.Entries {
		tx.enter(storage.KeptEntry(e))
	}
	return nil
}

// enter adds an entry. Its number is free: usages count the entries of their pots.
func (tx *Tx) enter(e budget.Entry) {
	place := []string{e.Budget, e.Period.String(), number(e.Number)}
	tx.set(keyOf(append([]string{"entry"}, place...)...), e)
	if e.Kind == budget.EntryCarry {
		tx.set(keyOf("carried out", e.Budget, e.From.String()), e)
		return
	}
	tx.set(keyOf(append([]string{"order entry", e.Order}, place...)...), e)
}

func usageKey(p budget.Pot) string { return keyOf("usage", p.Budget, p.Period.String()) }
