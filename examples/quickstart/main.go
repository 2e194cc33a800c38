// Quickstart: a branch that is priced from its parent, and the parent's contract
// that beats the price level.
package main

import (
	"fmt"
	"log"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func main() {
	gbp := func(text string) money.Amount { return money.MustParse(text, money.GBP) }

	graph, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{
			account.PowerCustomers, account.PricingOverride, account.CustomerAccountContracts}},
		Groups: account.DefaultGroups(),
		Accounts: []account.Account{
			{ID: "acme", National: true, PriceLevels: []string{"TRADE"}, Currency: money.GBP},
			{ID: "acme-york", Parent: "acme", PricingFrom: "acme",
				Groups: []string{"CHILD-CUSTOMER"}, Currency: money.GBP},
		},
	})
	check(err)
	trade := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "bolt", Min: money.Units(1), Price: gbp("0.50")},
		{Product: "bolt", Min: money.Units(100), Price: gbp("0.40")},
	}}
	deal := contract.Contract{Code: "DEAL", Name: "Bolts 2026", Currency: money.GBP,
		Expires:  calendar.MustDate("2026-12-31"),
		Accounts: []contract.Account{{Account: "acme"}},
		Products: []contract.Product{{Product: "bolt", Price: gbp("0.45")}},
	}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{trade, deal.List()}})
	check(err)

	fmt.Println(graph.Pricing("acme-york"))
	buyer := pricing.BuyerFor(graph, "acme-york", account.MyContracts)
	for _, quantity := range []int32{10, 200} {
		at := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
		trace, err := book.For(buyer, at).Explain(pricing.Line{Product: "bolt", Quantity: money.Units(quantity)})
		check(err)
		fmt.Println(trace)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
