package pricing_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// What a piece costs with freight, so that 30 % of the price are margin, up to the next ten cents and then a cent less.
func ExampleDerivation() {
	pounds := func(product, price string) []pricing.Row {
		return []pricing.Row{{Product: product, Price: money.MustParse(price, money.GBP)}}
	}
	nobody := pricing.Audience{Kind: pricing.Nobody}
	bought, freight := pricing.ListID{Kind: pricing.Cost, Code: "bought"}, pricing.ListID{Kind: pricing.Cost, Code: "freight"}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{
		{ID: bought, Audience: nobody, Rows: pounds("bolt", "8.00")},
		{ID: freight, Audience: nobody, Rows: pounds("bolt", "1.25")},
		{ID: pricing.LevelID("TRADE"), Derived: &pricing.Derivation{
			From: bought, Plus: []pricing.ListID{freight},
			Surcharges: []pricing.Surcharge{{Then: []pricing.Step{
				{Margin: money.MustPercent("30"), Round: money.MustIncrement("0.10", money.Ceiling)},
				{Amount: money.MustParse("-0.01", money.GBP)},
			}}},
			Round: money.ToPlaces(2, money.HalfUp),
		}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	trace, err := book.For(buyer, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)).
		Explain(pricing.Line{Product: "bolt", Quantity: money.Units(1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(trace.Entries[0].Sentence())
	// Output:
	// level:TRADE wins with 13.29 GBP, derived from cost:bought plus cost:freight, margin 30 %, to 1 place, ceiling, - 0.01 GBP, to 2 places, half up
}
