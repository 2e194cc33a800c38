package pricing_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// exampleBook has a price level with a break, a contract, and a level derived
// from purchase prices.
func exampleBook() *pricing.Book {
	book, err := pricing.NewBook(pricing.Data{
		Zone: time.UTC, Revision: 7,
		Lists: []pricing.List{
			{
				ID: pricing.LevelID("TRADE"),
				Rows: []pricing.Row{
					{Product: "bolt", Min: money.Units(1), Price: gbp("0.50")},
					{Product: "bolt", Min: money.Units(100), Price: gbp("0.40")},
					{Product: "nut", Min: money.Units(1), Price: gbp("0.10")},
				},
			},
			{
				ID: pricing.ListID{Kind: pricing.Contract, Code: "DEAL"}, Competes: pricing.NotDearer,
				Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{
					{Account: "acme", Days: calendar.Days{To: calendar.MustDate("2026-03-31")}},
				}},
				Rows: []pricing.Row{{Product: "bolt", Price: gbp("0.45")}},
			},
			{
				ID: pricing.ListID{Kind: pricing.Cost, Code: "purchase"}, Audience: pricing.Audience{Kind: pricing.Nobody},
				Rows: []pricing.Row{{Product: "nut", Price: gbp("0.0525")}},
			},
			{
				ID: pricing.LevelID("STAFF"),
				Derived: &pricing.Derivation{
					From:       pricing.ListID{Kind: pricing.Cost, Code: "purchase"},
					Surcharges: []pricing.Surcharge{{Rate: money.MustPercent("15")}},
					Round:      money.ToPlaces(2, money.HalfUp),
				},
			},
		},
	})
	if err != nil {
		panic(err)
	}
	return book
}

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

var (
	acme  = pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP}
	march = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
)

func bolts(n int32) pricing.Line { return pricing.Line{Product: "bolt", Quantity: money.Units(n)} }

func ExampleNewBook() {
	_, err := pricing.NewBook(pricing.Data{
		Zone: time.UTC,
		Lists: []pricing.List{{
			ID: pricing.LevelID("TRADE"),
			Rows: []pricing.Row{
				{Product: "bolt", Min: money.Units(1), Price: gbp("0.50")},
				{Product: "bolt", Min: money.Units(1), Price: gbp("0.60")},
				{Product: "nut", Price: gbp("-1")},
			},
		}},
	})
	fmt.Println(err)
	// Output:
	// price data refused, 2 defects
	// 	level:TRADE product "bolt" row 0 and row 1: another price for the same minimum in the same window: keep one
	// 	level:TRADE product "nut" row 2: the price is below 0: correct it
}

func ExampleBuilder() {
	b := pricing.NewBuilder(pricing.Data{Zone: time.UTC})
	trade := pricing.LevelID("TRADE")
	b.List(pricing.List{ID: trade})
	for i := range 3 { // rows of a database query
		b.Row(trade, pricing.Row{Product: fmt.Sprint("part-", i), Price: money.Scaled(int64(100+i), 2, money.GBP)})
	}
	book, err := b.Book()
	if err != nil {
		fmt.Println(err)
		return
	}
	price, err := book.For(acme, march).Price(pricing.Line{Product: "part-2", Quantity: money.Units(1)})
	fmt.Println(price.Unit, err)
	// Output: 1.02 GBP <nil>
}

func ExamplePrices_Price() {
	prices := exampleBook().For(acme, march)
	for _, n := range []int32{1, 100} {
		price, err := prices.Price(bolts(n))
		fmt.Println(n, price.Unit, price.Source(), price.Special(), err)
	}
	price, _ := prices.Price(pricing.Line{Product: "screw", Quantity: money.Units(1)})
	fmt.Println(price.OK(), price.Reason)
	// Output:
	// 1 0.45 GBP contract:DEAL true <nil>
	// 100 0.40 GBP level:TRADE false <nil>
	// false no-such-product
}

func ExamplePrices_PriceOf() {
	book := exampleBook()
	bolt, _ := book.Item("bolt", "") // once, for many questions
	price, err := book.For(acme, march).PriceOf(bolt, money.Units(5))
	fmt.Println(price.Unit, err)
	// Output: 0.45 GBP <nil>
}

func ExamplePrices_Answer() {
	answer, err := exampleBook().For(acme, march).Answer(bolts(80))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("price", answer.Unit, "instead of", answer.Normal.Unit)
	fmt.Println("buy", answer.Next.More, "more for", answer.Next.Unit, "each and save", answer.Next.Saves)
	fmt.Println("holds", answer.Holds, "at revision", answer.Revision)
	// Output:
	// price 0.45 GBP instead of 0.50 GBP
	// buy 20 more for 0.40 GBP each and save 5.00 GBP
	// holds until 2026-04-01 00:00:00 UTC at revision 7
}

func ExamplePrices_Explain() {
	prices := exampleBook().For(acme, march)
	trace, _ := prices.Explain(bolts(100))
	fmt.Println(trace)
	trace, _ = prices.Explain(bolts(1), pricing.LevelID("STAFF"))
	fmt.Println(trace)
	// Output:
	// 100 of bolt for acme: 0.40 GBP each, from level:TRADE (from 100 on)
	//   level:TRADE wins with 0.40 GBP (from 100 on)
	//   contract:DEAL has 0.45 GBP, which is more than the level price
	// 1 of bolt for acme: 0.45 GBP each, from contract:DEAL
	//   contract:DEAL wins with 0.45 GBP
	//   level:TRADE has 0.50 GBP (from 1 on), but another price is lower
	//   level:STAFF does not count: it is not assigned to the buyer
}

func ExampleTrace_Replay() {
	trace, _ := exampleBook().For(acme, march).Explain(bolts(3))
	stored, _ := json.Marshal(trace) // with the order line

	var again pricing.Trace
	if err := json.Unmarshal(stored, &again); err != nil {
		fmt.Println(err)
		return
	}
	price, err := again.Replay()
	fmt.Println(price.Unit, price.Source(), err)

	again.Price = gbp("0.01")
	_, err = again.Replay()
	fmt.Println(err)
	// Output:
	// 0.45 GBP contract:DEAL <nil>
	// trace does not give its price: its entries give another
}

func ExampleTrace_For() {
	manager := acme
	manager.Levels = []string{"STAFF", "TRADE"}
	trace, _ := exampleBook().For(manager, march).Explain(pricing.Line{Product: "nut", Quantity: money.Units(1)})
	fmt.Println(trace.Entries[0].Sentence())
	fmt.Println(trace.For(manager).Entries[0].Sentence())
	// Output:
	// level:STAFF wins with 0.06 GBP, derived from cost:purchase + 15 %, to 2 places, half up
	// level:STAFF wins with 0.06 GBP
}

func ExamplePrices_Basket() {
	basket, err := exampleBook().For(acme, march).Basket([]pricing.Line{
		bolts(60), bolts(40), {Product: "nut", Quantity: money.Units(3)},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range basket.Lines {
		fmt.Println(line.Unit, line.Amount)
	}
	fmt.Println("total", basket.Total)
	// Output:
	// 0.40 GBP 24.00 GBP
	// 0.40 GBP 16.00 GBP
	// 0.10 GBP 0.30 GBP
	// total 40.30 GBP
}

func ExamplePrices_All() {
	for item, price := range exampleBook().For(acme, march).All(money.Units(1)) {
		fmt.Println(item.Product(), price.Unit, price.Source())
	}
	// Output:
	// bolt 0.45 GBP contract:DEAL
	// nut 0.10 GBP level:TRADE
}

func ExamplePrices_Lists() {
	prices := exampleBook().For(acme, march)
	for id := range prices.Lists() {
		fmt.Print(id, ":")
		for item := range prices.Products(id) {
			fmt.Print(" ", item.Product())
		}
		fmt.Println()
	}
	// Output:
	// level:TRADE: bolt nut
	// contract:DEAL: bolt
}

func ExampleBook_With() {
	book := exampleBook()
	next, err := book.With(pricing.Changes{
		Revision: 8,
		Products: []pricing.ProductRows{{
			List: pricing.ListID{Kind: pricing.Cost, Code: "purchase"}, Product: "nut",
			Rows: []pricing.Row{{Price: gbp("0.09")}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	staff := pricing.Buyer{Account: "hr", Levels: []string{"STAFF"}, Currency: money.GBP}
	for _, b := range []*pricing.Book{book, next} {
		price, _ := b.For(staff, march).Price(pricing.Line{Product: "nut", Quantity: money.Units(1)})
		fmt.Println("revision", b.Revision(), price.Unit)
	}
	// Output:
	// revision 7 0.06 GBP
	// revision 8 0.10 GBP
}

func ExampleBuyerFor() {
	graph, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers, account.PricingOverride}},
		Groups:      account.DefaultGroups(),
		Accounts: []account.Account{
			{ID: "acme", National: true, PriceLevels: []string{"TRADE"}, Currency: money.GBP},
			{ID: "acme-york", Parent: "acme", PricingFrom: "acme", Groups: []string{"CHILD-CUSTOMER"}, Currency: money.GBP},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	buyer := pricing.BuyerFor(graph, "acme-york", account.MyContracts)
	price, _ := exampleBook().For(buyer, march).Price(bolts(1))
	fmt.Println(buyer.PricedAs, price.Unit, price.Source())
	// Output: acme 0.45 GBP contract:DEAL
}
