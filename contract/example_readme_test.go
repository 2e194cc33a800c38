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

// The example of the README.
func Example_readme() {
	gbp := func(text string) money.Amount { return money.MustParse(text, money.GBP) }
	trade := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "bolt", Min: money.Units(1), Price: gbp("0.50")},
		{Product: "bolt", Min: money.Units(100), Price: gbp("0.40")},
	}}
	deal := contract.Contract{Code: "DEAL", Currency: money.GBP, Expires: calendar.MustDate("2026-12-31"),
		Accounts: []contract.Account{{Account: "acme"}},
		Products: []contract.Product{{Product: "bolt", Price: gbp("0.45")}}}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{trade, deal.List()}})
	if err != nil {
		panic(err) // names everything that is wrong with the data
	}
	acme := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.GBP,
		Features:    []account.Feature{account.CustomerAccountContracts},
		Permissions: []account.Permission{account.MyContracts}}
	prices := book.For(acme, time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	if trace, err := prices.Explain(pricing.Line{Product: "bolt", Quantity: money.Units(10)}); err == nil {
		fmt.Println(trace)
	}
	// Output:
	// 10 of bolt for acme: 0.45 GBP each, from contract:DEAL
	//   contract:DEAL wins with 0.45 GBP
	//   level:TRADE has 0.50 GBP (from 1 on), but another price is lower
}
