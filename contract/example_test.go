package contract_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var spring = contract.Contract{
	Code: "SPRING", Name: "Spring deal", Currency: money.EUR,
	Expires:  calendar.MustDate("2026-05-31"),
	Accounts: []contract.Account{{Account: "C-1"}},
	Products: []contract.Product{
		{Product: "chair", Price: money.MustParse("45.00", money.EUR)},
		{Product: "desk", Price: money.MustParse("200.00", money.EUR), Breaks: []contract.Break{
			{Min: money.Units(10), Price: money.MustParse("180.00", money.EUR)},
		}},
	},
}

var trade = pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
	{Product: "chair", Price: money.MustParse("40.00", money.EUR)},
	{Product: "desk", Price: money.MustParse("210.00", money.EUR)},
}}

var anna = pricing.Buyer{
	Account: "C-1", Levels: []string{"TRADE"}, Currency: money.EUR,
	Features:    []account.Feature{account.CustomerAccountContracts},
	Permissions: []account.Permission{account.MyContracts},
}

var april = time.Date(2026, time.April, 1, 9, 0, 0, 0, time.UTC)

func Example() {
	graph, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "C-1"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	lists, err := contract.Lists([]contract.Contract{spring}, graph, contract.DefaultReading())
	if err != nil {
		fmt.Println(err)
		return
	}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: append(lists, trade)})
	if err != nil {
		fmt.Println(err)
		return
	}
	prices := book.For(anna, april)
	for _, product := range []string{"chair", "desk"} {
		price, _ := prices.Price(pricing.Line{Product: product, Quantity: money.Units(10)})
		fmt.Println(product, price.Unit, price.Source())
	}
	// Output:
	// chair 40.00 EUR level:TRADE
	// desk 180.00 EUR contract:SPRING
}

func ExampleContract_List() {
	list := spring.List()
	fmt.Println(list.ID, list.Days)
	for _, row := range list.Rows {
		fmt.Println(row.Product, "from", row.Min, "at", row.Price)
	}
	// Output:
	// contract:SPRING to 2026-05-31
	// chair from 0 at 45.00 EUR
	// desk from 0 at 200.00 EUR
	// desk from 10 at 180.00 EUR
}

func ExampleContract_ListAs() {
	fmt.Println(spring.ListAs(contract.TotecsOverview()).Days)
	fmt.Println(spring.ListAs(contract.TotecsConditions()).Days)

	perLine := contract.Reading{Breaks: pricing.Breaks{Scope: pricing.LineScope}}
	fmt.Println(spring.ListAs(perLine).Breaks.Scope == pricing.LineScope)
	// Output:
	// to 2026-05-31
	// to 2026-05-30
	// true
}

func ExampleLists() {
	graph, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "C-1"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	autumn := contract.Contract{
		Code: "AUTUMN", Currency: money.EUR,
		Accounts: []contract.Account{
			{Account: "C-1", Starts: calendar.MustDate("2026-10-31"), Ends: calendar.MustDate("2026-10-01")},
			{Account: "C-7"},
		},
		Products: []contract.Product{{Product: "chair", Price: money.MustParse("38.00", money.USD)}},
	}
	_, err = contract.Lists([]contract.Contract{spring, autumn}, graph, contract.Reading{})
	fmt.Println(err)
	// Output:
	// contracts refused, 3 defects
	// 	contract "AUTUMN", product "chair": price is in another currency than the contract: convert it, or make a contract of its own (plain price)
	// 	contract "AUTUMN", account "C-1": assignment ends before it starts: swap or correct the dates
	// 	contract "AUTUMN", account "C-7": account does not exist: add it or take it off the contract
}

func ExampleApplying() {
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{spring.List(), trade}})
	if err != nil {
		fmt.Println(err)
		return
	}
	prices := book.For(anna, april)
	for code, products := range contract.Applying(prices) {
		fmt.Println(code)
		for item := range products {
			price, _ := prices.PriceOf(item, money.Units(1))
			fmt.Println("-", item.Product(), price.Unit, "from", price.Source())
		}
	}
	// Output:
	// SPRING
	// - chair 40.00 EUR from level:TRADE
	// - desk 200.00 EUR from contract:SPRING
}

func ExampleNewAccount() {
	deal := spring
	today := calendar.MustDate("2026-04-01") // the host's
	added, err := contract.NewAccount("C-2", today)
	if err != nil {
		fmt.Println(err)
		return
	}
	deal.Accounts = append(deal.Accounts[:1:1], added)
	deal.Products = append(deal.Products[:2:2], deal.NewProduct("lamp", ""))
	fmt.Println(added.Account, added.Starts, added.Ends)
	fmt.Println(deal.Products[2].Product, deal.Products[2].Price)
	// Output:
	// C-2 2026-04-01 2026-04-01
	// lamp 0.00 EUR
}
