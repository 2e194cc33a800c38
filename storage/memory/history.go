package memory

import (
	"context"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage"
)

// setBook makes a book the present one, and remembers it by its revision.
func (tx *Tx) setBook(b *pricing.Book) {
	tx.set(keyOf("book"), b)
	tx.set(keyOf("book at", number(b.Revision())), b)
}

// PriceRevision is that of [storage.PriceHistory].
func (s *Store) PriceRevision(ctx context.Context, tx *Tx) (uint64, error) {
	b, err := s.Book(ctx, tx)
	if err != nil {
		return 0, err
	}
	return b.Revision(), nil
}

// PriceChanges is that of [storage.PriceHistory].
func (s *Store) PriceChanges(ctx context.Context, tx *Tx, since uint64, limit int) ([]pricing.Changes, error) {
	present, err := s.PriceRevision(ctx, tx)
	if err != nil {
		return nil, err
	}
	set, _ := get[uint64](tx, keyOf("prices set"))
	if _, known := get[*pricing.Book](tx, keyOf("book at", number(since))); !known || since < set {
		return nil, fmt.Errorf("changes of price data since revision %d: %w", since, storage.ErrNotFound)
	}
	last := min(present, since+uint64(storage.Page{Size: limit}.Limit()))
	var changes []pricing.Changes
	for revision := since + 1; revision <= last; revision++ {
		c, _ := get[pricing.Changes](tx, keyOf("price change", number(revision)))
		changes = append(changes, keptChanges(c))
	}
	return changes, nil
}

// BookAt is that of [storage.PriceHistory].
func (s *Store) BookAt(ctx context.Context, tx *Tx, revision uint64) (*pricing.Book, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	b, ok := get[*pricing.Book](tx, keyOf("book at", number(revision)))
	if !ok {
		return nil, fmt.Errorf("price data of revision %d: %w", revision, storage.ErrNotFound)
	}
	return b, nil
}

// GraphAt is that of [storage.AccountHistory].
func (s *Store) GraphAt(ctx context.Context, tx *Tx, revision uint64) (*account.Graph, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	if revision == 0 {
		return account.NewGraph(account.Data{})
	}
	g, ok := get[*account.Graph](tx, keyOf("graph at", number(revision)))
	if !ok {
		return nil, fmt.Errorf("accounts of revision %d: %w", revision, storage.ErrNotFound)
	}
	return g, nil
}

// keptChanges returns a copy that shares nothing with c.
func keptChanges(c pricing.Changes) pricing.Changes {
	c.Put, c.Terms = keptLists(c.Put), keptLists(c.Terms)
	c.Products, c.Drop = slices.Clone(c.Products), slices.Clone(c.Drop)
	for i := range c.Products {
		c.Products[i].Rows = slices.Clone(c.Products[i].Rows)
	}
	return c
}

func keptLists(lists []pricing.List) []pricing.List {
	lists = slices.Clone(lists)
	for i := range lists {
		l := &lists[i]
		l.Audience.Assigned, l.Rows = slices.Clone(l.Audience.Assigned), slices.Clone(l.Rows)
		if l.Derived != nil {
			derived := *l.Derived
			derived.Plus, derived.Surcharges = slices.Clone(derived.Plus), slices.Clone(derived.Surcharges)
			for i := range derived.Surcharges {
				derived.Surcharges[i].Then = slices.Clone(derived.Surcharges[i].Then)
			}
			l.Derived = &derived
		}
	}
	return lists
}
