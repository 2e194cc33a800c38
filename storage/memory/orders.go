package memory

import (
	"context"
	"fmt"

	"github.com/tradeterms/tradeterms/storage"
)

// Order is that of [storage.Orders].
func (s *Store) Order(ctx context.Context, tx *Tx, id string) (storage.Order, error) {
	if err := s.check(ctx, tx); err != nil {
		return storage.Order{}, err
	}
	o, ok := get[storage.Order](tx, keyOf("order", id))
	if !ok {
		return o, fmt.Errorf("order %q: %w", id, storage.ErrNotFound)
	}
	return storage.KeptOrder(o), nil
}

// PutOrder is that of [storage.Orders].
func (s *Store) PutOrder(ctx context.Context, tx *Tx, o storage.Order) error {
	if err := s.writes(ctx, tx); err != nil {
		return err
	}
	key := keyOf("order", o.ID)
	was, known := get[storage.Order](tx, key)
	if was.Version != o.Version {
		return fmt.Errorf("order %q: %w", o.ID, storage.ErrConflict)
	}
	if known {
		for _, place := range places("order", was.Account, storage.OrderMark(was)) {
			tx.set(place, nil)
		}
	}
	o = storage.KeptOrder(o)
	o.Version++
	tx.set(key, o)
	for _, place := range places("order", o.Account, storage.OrderMark(o)) {
		tx.set(place, o)
	}
	return nil
}

// ListOrders is that of [storage.Orders].
func (s *Store) ListOrders(ctx context.Context, tx *Tx, f storage.OrderFilter, p storage.Page) ([]storage.Order, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	found := first(tx, page(p, "order", f.Account), true, p.Limit(), f.Match)
	for i := range found {
		found[i] = storage.KeptOrder(found[i])
	}
	return found, nil
}
