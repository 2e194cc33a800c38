package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// host is the shop: its own database, in which the store of the library has tables beside its own.
type host struct {
	db    *sql.DB
	store *sqlite.Store
	desk  *purchase.Desk[*sql.Tx]
}

// ownTables are the host's. A line of a cart that was ordered keeps the key of the click that did: the same click, sent again,
// is then the same command.
const ownTables = `
CREATE TABLE cart (user TEXT NOT NULL, click TEXT NOT NULL DEFAULT '', product TEXT NOT NULL, quantity INTEGER NOT NULL,
	PRIMARY KEY (user, click, product)) STRICT;
CREATE TABLE stock (product TEXT NOT NULL PRIMARY KEY, free INTEGER NOT NULL CHECK (free >= 0)) STRICT;
INSERT INTO stock VALUES ('drill', 10), ('ladder', 1), ('screws', 500);`

func open(ctx context.Context, path string) (*host, error) {
	db, err := sql.Open("sqlite", sqlite.DSN(path))
	if err != nil {
		return nil, err
	}
	h := &host{db: db}
	if _, err := db.ExecContext(ctx, ownTables); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	if h.store, err = sqlite.New(ctx, db); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	if err := h.store.Transact(ctx, h.terms); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	h.desk = purchase.New(h.store, purchase.Rules{})
	return h, nil
}

// Close closes the store, which leaves the host's database open, and then that.
func (h *host) Close() error {
	var err error
	if h.store != nil {
		err = h.store.Close()
	}
	return errors.Join(err, h.db.Close())
}

type item struct {
	product  string
	quantity int32
}

// put puts items into a cart, in place of what was in it.
func (h *host) put(ctx context.Context, user string, items ...item) error {
	return h.in(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM cart WHERE user = ? AND click = ''", user); err != nil {
			return err
		}
		for _, i := range items {
			_, err := tx.ExecContext(ctx, "INSERT INTO cart (user, product, quantity) VALUES (?, ?, ?)", user, i.product, i.quantity)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// in runs a function in a transaction of the host: all of it is committed, or nothing.
func (h *host) in(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := h.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing once it is committed
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// refusal is why a customer does not get what is in the cart.
type refusal string

func (r refusal) Error() string { return string(r) }

// checkout orders what is in a cart, and says what became of it. The order, its budget, the stock and the cart change in one
// transaction, which is the host's.
func (h *host) checkout(ctx context.Context, user, order, key string) (said string, err error) {
	err = h.in(ctx, func(tx *sql.Tx) error {
		items, err := cart(ctx, tx, user, key)
		if err != nil {
			return err
		}
		by := account.Session{Principal: user, User: user, Account: "builder"}
		placed, err := h.desk.PlaceTx(ctx, tx, purchase.Place{Key: key, Order: order, By: by, At: monday, Lines: lines(items)})
		switch {
		case err != nil:
			return err
		case placed.Replayed:
			said = "it was done before: " + order + " is " + placed.State.String()
			return nil
		case !placed.Allowed():
			return refusal(placed.String())
		}
		said = fmt.Sprintf("%s, for %s", placed, placed.Priced.Totals.WithoutTax)
		return take(ctx, tx, user, key, items)
	})
	var refused refusal
	if errors.As(err, &refused) {
		return "refused: " + refused.Error(), nil
	}
	return said, err
}

// cart returns what a click ordered, or what is in the cart if that click has ordered nothing yet.
func cart(ctx context.Context, tx *sql.Tx, user, click string) ([]item, error) {
	rows, err := tx.QueryContext(ctx, `SELECT product, quantity FROM cart
		WHERE user = ?1 AND click = (SELECT coalesce(max(click), '') FROM cart WHERE user = ?1 AND click = ?2)
		ORDER BY product`, user, click)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var items []item
	for rows.Next() {
		var i item
		if err := rows.Scan(&i.product, &i.quantity); err != nil {
			return nil, err
		}
		items = append(items, i)
	}
	return items, rows.Err()
}

func lines(items []item) []pricing.Line {
	lines := make([]pricing.Line, len(items))
	for n, i := range items {
		lines[n] = pricing.Line{Product: i.product, Quantity: money.Units(i.quantity)}
	}
	return lines
}

// take takes items from the stock, and out of the cart.
func take(ctx context.Context, tx *sql.Tx, user, click string, items []item) error {
	for _, i := range items {
		taken, err := tx.ExecContext(ctx, "UPDATE stock SET free = free - ?1 WHERE product = ?2 AND free >= ?1", i.quantity, i.product)
		if err != nil {
			return err
		}
		if n, err := taken.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, refusal("not enough in stock of "+i.product))
		}
	}
	_, err := tx.ExecContext(ctx, "UPDATE cart SET click = ? WHERE user = ? AND click = ''", click, user)
	return err
}
