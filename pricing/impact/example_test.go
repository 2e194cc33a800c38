package impact_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func Example() {
	eur := func(text string) money.Amount { return money.MustParse(text, money.EUR) }
	trade := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "bolt", Price: eur("0.50")}, {Product: "bolt", Min: money.Units(100), Price: eur("0.40")},
	}}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{trade}})
	if err != nil {
		fmt.Println(err)
		return
	}
	next, err := book.With(pricing.Changes{Products: []pricing.ProductRows{{List: trade.ID, Product: "bolt", Rows: []pricing.Row{
		{Price: eur("0.50")}, {Min: money.Units(50), Price: eur("0.41")},
	}}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	buyers := []pricing.Buyer{{Account: "acme", Levels: []string{"TRADE"}, Currency: money.EUR}}
	old, now := impact.Side{Book: book, Buyers: buyers}, impact.Side{Book: next, Buyers: buyers}
	at := time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC)
	for change, err := range impact.Between(old, now, at) {
		fmt.Println(change, err)
	}
	summary, err := impact.Summarize(impact.Between(old, now, at))
	fmt.Println(summary.Changes, "changes, at most", summary.MostUp.Percent(), "% up and", summary.MostDown.Percent(), "% down", err)
	// Output:
	// acme, bolt, from 50 below 100: 0.50 EUR from level:TRADE → 0.41 EUR from level:TRADE (other price) <nil>
	// acme, bolt, from 100: 0.40 EUR from level:TRADE → 0.41 EUR from level:TRADE (other price) <nil>
	// 2 changes, at most 2.5 % up and -18 % down <nil>
}
