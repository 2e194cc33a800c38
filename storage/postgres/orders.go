package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/storage"
)

// Order is that of [storage.Orders].
func (s *Store) Order(ctx context.Context, tx pgx.Tx, id string) (storage.Order, error) {
	o, found, err := document[storage.Order](ctx, s, tx, "select doc from {orders} where id = $1", []byte(id))
	if err == nil && !found {
		err = storage.ErrNotFound
	}
	if err != nil {
		return o, fmt.Errorf("order %q: %w", id, err)
	}
	return o, nil
}

// PutOrder is that of [storage.Orders].
func (s *Store) PutOrder(ctx context.Context, tx pgx.Tx, o storage.Order) error {
	was := o.Version
	o = storage.KeptOrder(o)
	o.Version++
	err := putDocument(ctx, s, tx, o, was, put{
		insert: `insert into {orders} (id, version, account, usr, kind, placed, doc) values ($1, $2, $3, $4, $5, $6, $7)
			on conflict do nothing`,
		update: `update {orders} set version = $2, account = $3, usr = $4, kind = $5, placed = $6, doc = $7
			where id = $1 and version = $8`,
		args: []any{[]byte(o.ID), o.Version, []byte(o.Account), []byte(o.By.User), o.Kind.String(), o.Placed.UnixMicro()},
	})
	if err != nil {
		return fmt.Errorf("order %q: %w", o.ID, err)
	}
	return nil
}

// ListOrders is that of [storage.Orders].
func (s *Store) ListOrders(
	ctx context.Context, tx pgx.Tx, f storage.OrderFilter, p storage.Page,
) ([]storage.Order, error) {
	in := list{table: "{orders}", id: "id"}
	if f.Account != "" {
		in.with("account = ?", []byte(f.Account))
	}
	if f.User != "" {
		in.with("usr = ?", []byte(f.User))
	}
	if f.Kind != 0 {
		in.with("kind = ?", f.Kind.String())
	}
	in.placed(f.Placed)
	in.search(f.Search)
	statement, args := in.page(p)
	return documents[storage.Order](ctx, s, tx, statement, args...)
}
