package pricing_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A Book hands out the facts that it was made of: what is said of all prices and the terms of each list, and the rows list by
// list.
func ExampleBook_Rows() {
	gbp := func(price string) money.Amount { return money.MustParse(price, money.GBP) }
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Revision: 7, Lists: []pricing.List{
		{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
			{Product: "mug", Min: money.Units(48), Price: gbp("2.20")}, {Product: "mug", Price: gbp("2.50")}, {Product: "cup", Price: gbp("1.80")},
		}},
	}})
	if err != nil {
		fmt.Println(err)
	}
	data := book.Data()
	fmt.Println("revision", data.Revision)
	for _, list := range data.Lists {
		for row := range book.Rows(list.ID) {
			fmt.Println(list.ID, row.Product, row.Min, row.Price)
		}
	}
	// Output:
	// revision 7
	// level:TRADE cup 0 1.80 GBP
	// level:TRADE mug 0 2.50 GBP
	// level:TRADE mug 48 2.20 GBP
}
