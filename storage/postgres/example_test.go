package postgres_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/postgres"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// dsn says how to connect to the database of the examples; without a server there is nothing to show.
func dsn() (string, bool) {
	if cluster == nil {
		return "", false
	}
	return cluster.DSN("postgres"), true
}

// The store opens in a database, makes its tables, and a desk works on it.
func Example() {
	dsn, ok := dsn()
	if !ok {
		fmt.Println("order 4711: done, replayed false\norder 4711: done, replayed true")
		return
	}
	ctx := context.Background()
	store, err := postgres.Open(ctx, dsn, postgres.InSchema("example"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	if err := fill(ctx, store, office("1000")); err != nil {
		fmt.Println(err)
		return
	}
	desk := purchase.New(store, rules)
	for range 2 { // the second time nothing more is done
		r, err := desk.Place(ctx, purchase.Place{
			Key: "cart 17", Order: "4711", By: as("reg"), At: noon,
			Lines: []pricing.Line{{Product: "bolt", Quantity: money.Units(20)}},
		})
		fmt.Printf("order %s: %s, replayed %v", r.Order, r.Code, r.Replayed)
		if err != nil {
			fmt.Print(err)
		}
		fmt.Println()
	}
	// Output:
	// order 4711: done, replayed false
	// order 4711: done, replayed true
}

// A host with tables of its own places an order in its own transaction: both are committed, or neither is.
func ExampleNew() {
	dsn, ok := dsn()
	if !ok {
		fmt.Println("placed done; carts left: 0 <nil>")
		return
	}
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pool.Close()
	store, err := postgres.New(ctx, pool, postgres.InSchema("host"), postgres.WithPrefix("tt_"))
	if err != nil {
		fmt.Println(err)
		return
	}
	desk := purchase.New(store, rules)
	err = errors.Join(fill(ctx, store, office("1000")), makeCart(ctx, pool))
	if err != nil {
		fmt.Println(err)
		return
	}

	// Where somebody else is in the way, the host begins anew.
	err = storage.Retry(ctx, 10, func() error {
		return pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "delete from host.carts where id = 17"); err != nil {
				return err
			}
			r, err := desk.PlaceTx(ctx, tx, placing("4711", "reg", 20))
			fmt.Print("placed ", r.Code)
			return err
		})
	})
	fmt.Println("; carts left:", cartsLeft(ctx, pool), err)
	// Output: placed done; carts left: 0 <nil>
}

func cartsLeft(ctx context.Context, pool *pgxpool.Pool) (left int) {
	if err := pool.QueryRow(ctx, "select count(*) from host.carts").Scan(&left); err != nil {
		return -1
	}
	return left
}

func makeCart(ctx context.Context, pool *pgxpool.Pool) error {
	_, err := pool.Exec(ctx, "create table host.carts (id integer); insert into host.carts values (17)")
	return err
}

// Price rows come in one at a time, from a file or another system, and nobody holds them all.
func ExampleStore_LoadPrices() {
	dsn, ok := dsn()
	if !ok {
		fmt.Println("revision 1: 1.00 GBP (level:TRADE)")
		return
	}
	ctx := context.Background()
	store, err := postgres.Open(ctx, dsn, postgres.InSchema("loading"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	data, trade, rows := tradeData()
	err = store.Transact(ctx, func(ctx context.Context, tx pgx.Tx) error {
		return store.LoadPrices(ctx, tx, data, func(add func(pricing.ListID, pricing.Row) error) error {
			for _, row := range rows {
				if err := add(trade, row); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = store.View(ctx, func(ctx context.Context, tx pgx.Tx) error {
		book, err := store.Book(ctx, tx)
		if err == nil {
			fmt.Println(bolt(book))
		}
		return err
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: revision 1: 1.00 GBP (level:TRADE)
}

// tradeData is a price level, and its rows apart.
func tradeData() (pricing.Data, pricing.ListID, []pricing.Row) {
	_, data := world()
	rows := data.Lists[0].Rows
	data.Lists[0].Rows = nil
	return data, data.Lists[0].ID, rows
}

// bolt says what a bolt costs.
func bolt(book *pricing.Book) string {
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	price, err := book.For(buyer, noon).Price(pricing.Line{Product: "bolt", Quantity: money.Units(1)})
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("revision %d: %v (%v)", book.Revision(), price.Unit, price.Source())
}

// Tables are migrated apart from the application, by who may: the application opens them as they are.
func ExampleMigrate() {
	dsn, ok := dsn()
	if !ok {
		fmt.Println("before: the tables are of another version\nafter: <nil>")
		return
	}
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pool.Close()
	schema := postgres.InSchema("migrated")
	_, err = postgres.New(ctx, pool, schema, postgres.WithoutMigration())
	if errors.Is(err, postgres.ErrSchema) {
		fmt.Println("before:", postgres.ErrSchema)
	}
	if err := postgres.Migrate(ctx, pool, schema); err != nil {
		fmt.Println(err)
	}
	_, err = postgres.New(ctx, pool, schema, postgres.WithoutMigration())
	fmt.Println("after:", err)
	// Output:
	// before: the tables are of another version
	// after: <nil>
}
