package pricebook_test

import (
	"context"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/pricebook"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// A process keeps the book of a store at hand. Another one changes a price, and a refresh brings it in.
func ExampleOpen() {
	ctx, store := context.Background(), memory.New()
	bolt := func(price string) []pricing.Row {
		return []pricing.Row{{Product: "BOLT", Price: money.MustParse(price, money.GBP)}}
	}
	trade := pricing.LevelID("TRADE")
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		return store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1, Lists: []pricing.List{{ID: trade, Rows: bolt("10.00")}}})
	})
	if err != nil {
		fmt.Println(err)
	}

	prices, err := pricebook.Open(ctx, store)
	if err != nil {
		fmt.Println(err)
	}
	ask := func() {
		buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
		price, err := prices.Book().For(buyer, noon).Price(pricing.Line{Product: "BOLT", Quantity: money.Units(1)})
		fmt.Println(price.Unit, price.Source(), err)
	}
	ask()

	err = store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { // elsewhere
		changed := []pricing.ProductRows{{List: trade, Product: "BOLT", Rows: bolt("9.50")}}
		return store.ChangePrices(ctx, tx, pricing.Changes{Revision: 2, Products: changed})
	})
	if err != nil {
		fmt.Println(err)
	}
	update, err := prices.Refresh(ctx)
	fmt.Printf("%+v %v\n", update, err)
	ask()
	// Output:
	// 10.00 GBP level:TRADE <nil>
	// {From:1 To:2 Changes:1 Loaded:false} <nil>
	// 9.50 GBP level:TRADE <nil>
}

// A server follows the store in a goroutine of its own, which it waits for before it closes the store.
func ExampleFollower_Follow() {
	ctx, stop := context.WithCancel(context.Background())
	store := memory.New()
	prices, err := pricebook.Open(ctx, store)
	if err != nil {
		fmt.Println(err)
	}
	fmt.Println("at first", prices.Book())

	found, ended := make(chan pricebook.Update), make(chan error)
	go func() {
		ended <- prices.Follow(ctx, time.Millisecond, func(u pricebook.Update, err error) {
			if err != nil {
				fmt.Println(err) // the last good book stays
				return
			}
			found <- u
		})
	}()
	err = store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error { // elsewhere
		return store.SetPrices(ctx, tx, pricing.Data{Zone: time.UTC, Revision: 1})
	})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("%+v\n", <-found)

	stop()
	fmt.Println(<-ended, store.Close())
	// Output:
	// at first <nil>
	// {From:0 To:1 Changes:0 Loaded:true}
	// context canceled <nil>
}
