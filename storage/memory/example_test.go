package memory_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
)

var (
	trade = pricing.LevelID("TRADE")
	march = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
)

func bolt(price string) pricing.Row {
	return pricing.Row{Product: "BOLT", Price: money.MustParse(price, money.GBP)}
}

func ask(b *pricing.Book) string {
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	price, err := b.For(buyer, march).Price(pricing.Line{Product: "BOLT", Quantity: money.Units(1)})
	return fmt.Sprint(price.Unit, " ", err)
}

// A price was wrong when it was loaded, and is corrected for its whole time. What was known of it before can still be asked.
func ExampleStore_BookAt() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		lists := []pricing.List{{ID: trade, Rows: []pricing.Row{bolt("1.00")}}}
		corrected := pricing.ProductRows{List: trade, Product: "BOLT", Rows: []pricing.Row{bolt("10.00")}}
		return errors.Join(
			store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: lists}),
			store.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Products: []pricing.ProductRows{corrected}}),
		)
	})
	if err != nil {
		fmt.Println(err)
	}
	err = store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		for revision := uint64(1); revision <= 3; revision++ {
			known, err := store.BookAt(ctx, tx, revision)
			if errors.Is(err, storage.ErrNotFound) {
				fmt.Println("in March, as known at revision", revision, "there is nothing")
				continue
			}
			fmt.Println("in March, as known at revision", revision, ask(known))
		}
		return nil
	})
	fmt.Println(err)
	// Output:
	// in March, as known at revision 1 1.00 GBP <nil>
	// in March, as known at revision 2 10.00 GBP <nil>
	// in March, as known at revision 3 there is nothing
	// <nil>
}

// What nobody asks for any more is forgotten; the present book always stays.
func ExampleStore_Forget() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		lists := []pricing.List{{ID: trade, Rows: []pricing.Row{bolt("1.00")}}}
		corrected := pricing.ProductRows{List: trade, Product: "BOLT", Rows: []pricing.Row{bolt("10.00")}}
		err := errors.Join(
			store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: lists}),
			store.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Products: []pricing.ProductRows{corrected}}),
			store.Forget(ctx, tx, storage.Revisions{Prices: 2}),
		)
		_, forgotten := store.BookAt(ctx, tx, 1)
		_, kept := store.BookAt(ctx, tx, 2)
		fmt.Println(forgotten)
		fmt.Println(kept)
		return err
	})
	fmt.Println(err)
	// Output:
	// price data of revision 1: not found
	// <nil>
	// <nil>
}

// Rows are loaded one at a time, as they come from a file, so that nobody holds them all.
func ExampleStore_LoadPrices() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	lists := pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: trade}}}
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		return store.LoadPrices(ctx, tx, lists, func(add func(pricing.ListID, pricing.Row) error) error {
			for _, price := range []string{"10.00", "9.00"} { // the lines of the file
				if err := add(trade, bolt(price)); err != nil {
					return err
				}
			}
			return nil
		})
	})
	fmt.Println(err)
	// Output:
	// price data refused, 1 defect
	// 	level:TRADE product "BOLT" row 0 and row 1: another price for the same minimum in the same window: keep one
}

// What one basket needs, in a number of queries that does not grow with it.
func ExampleStore_PriceSlice() {
	ctx, store := context.Background(), memory.New()
	defer store.Close()
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		lists := []pricing.List{{ID: trade, Rows: []pricing.Row{bolt("10.00")}}}
		return store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: lists})
	})
	if err != nil {
		fmt.Println(err)
	}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	lines := []pricing.Line{{Product: "BOLT", Quantity: money.Units(12)}}
	err = store.View(ctx, func(ctx context.Context, tx *memory.Tx) error {
		slice, err := store.PriceSlice(ctx, tx, pricing.KeysOf(buyer, lines))
		if err != nil {
			return err
		}
		basket, err := slice.For(buyer, march).Basket(lines)
		fmt.Println(basket.Total)
		return err
	})
	fmt.Println(err)
	// Output:
	// 120.00 GBP
	// <nil>
}
