package lint_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/lint"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func Example() {
	eur := func(text string) money.Amount { return money.MustParse(text, money.EUR) }
	trade := pricing.List{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{
		{Product: "chair", Price: eur("40.00")}, {Product: "chair", Min: money.Units(10), Price: eur("42.00")},
	}}
	spring := contract.Contract{
		Code: "SPRING", Currency: money.EUR, Expires: calendar.MustDate("2026-05-31"),
		Accounts: []contract.Account{{Account: "C-1", Starts: calendar.MustDate("2026-06-01")}},
		Products: []contract.Product{{Product: "chair", Price: eur("38.00")}},
	}
	lists, err := contract.Lists([]contract.Contract{spring}, nil, contract.DefaultReading())
	if err != nil {
		fmt.Println(err)
		return
	}
	findings, err := lint.Check(lint.Question{
		Data: pricing.Data{Zone: time.UTC, Lists: append(lists, trade)},
		Buyers: []pricing.Buyer{{Account: "C-1", Levels: []string{"TRADE"}, Currency: money.EUR,
			Features: []account.Feature{account.CustomerAccountContracts}, Permissions: []account.Permission{account.MyContracts}}},
		From: time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for f := range findings {
		fmt.Println(f)
	}
	// Output:
	// error: contract:SPRING, for "C-1": lies outside the days of its list and never counts: correct the days
	// warning: level:TRADE, product "chair", from 10, for "C-1": a unit costs more from this quantity on than before, where level:TRADE has it: correct the breaks
}
