package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/purchase"
	"github.com/tradeterms/tradeterms/storage/sqlite"
)

// A store in a file is there again when it is opened again.
func ExampleOpen() {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	ctx, file := context.Background(), filepath.Join(dir, "shop.db")

	store, err := sqlite.Open(ctx, file)
	if err != nil {
		fmt.Println(err)
		return
	}
	err = store.Transact(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{
			ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: money.MustParse("1.20", money.GBP)}},
		}}})
	})
	if err = errors.Join(err, store.Close()); err != nil {
		fmt.Println(err)
		return
	}

	store, err = sqlite.Open(ctx, file)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer store.Close()
	err = store.View(ctx, func(ctx context.Context, tx *sql.Tx) error {
		book, err := store.Book(ctx, tx)
		if err != nil {
			return err
		}
		buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
		price, err := book.For(buyer, time.Now()).Price(pricing.Line{Product: "bolt", Quantity: money.Units(10)})
		fmt.Println(price)
		return err
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: 1.20 GBP from level:TRADE
}

// A host places an order in the transaction in which it empties its cart.
func ExampleNew() {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", sqlite.DSN(filepath.Join(dir, "shop.db")))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	ctx := context.Background()
	store, err := sqlite.New(ctx, db)
	if err != nil {
		fmt.Println(err)
		return
	}
	desk := purchase.New[*sql.Tx](store, purchase.Rules{})
	if err := openShop(db, store); err != nil {
		fmt.Println(err)
		return
	}

	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback()
	result, err := desk.PlaceTx(ctx, tx, place("4711", "reg", 2))
	if err != nil || !result.Allowed() {
		fmt.Println(result, err)
		return
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM cart"); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.State, result.Priced.Totals.WithoutTax, tx.Commit())
	// Output: approved 200.00 GBP <nil>
}

// Within a transaction of the host's a bound store is one like any other.
func ExampleStore_Bind() {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite", sqlite.DSN(filepath.Join(dir, "shop.db")))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer db.Close()
	ctx := context.Background()
	store, err := sqlite.New(ctx, db, sqlite.WithPrefix("terms_"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := openShop(db, store); err != nil {
		fmt.Println(err)
		return
	}

	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer tx.Rollback()
	result, err := purchase.New[*sql.Tx](store.Bind(tx), purchase.Rules{}).Place(ctx, place("4711", "reg", 2))
	fmt.Println(result.Code, err, tx.Rollback())

	// It is as if there had been no order: under the same key this is no repetition.
	result, err = purchase.New[*sql.Tx](store, purchase.Rules{}).Place(ctx, place("4711", "reg", 2))
	fmt.Println(result.Code, result.Replayed, err)
	// Output:
	// done <nil> <nil>
	// done false <nil>
}

func openShop(db *sql.DB, store storage.Store[*sql.Tx]) error {
	_, err := db.Exec("CREATE TABLE cart (product TEXT NOT NULL) STRICT; INSERT INTO cart VALUES ('bolt')")
	return errors.Join(err, fill(store, "1000"))
}
