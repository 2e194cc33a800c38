package jsonlines_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/record"
)

// A seller's accounts and prices, written and read again.
func Example() {
	var file bytes.Buffer
	w := jsonlines.NewWriter(&file)
	_ = jsonlines.Write(w, account.Account{ID: "acme", PriceLevels: []string{"trade"}, Currency: money.EUR})
	_ = jsonlines.Write(w, pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID: pricing.LevelID("trade"),
		Rows: []pricing.Row{
			{Product: "P-1", Price: money.MustParse("9.90", money.EUR)},
			{Product: "P-1", Min: money.Units(10), Price: money.MustParse("8.50", money.EUR)},
		},
	}}})
	if err := w.Close(); err != nil { // which returns the error of any of them
		fmt.Println(err)
		return
	}
	fmt.Print(file.String())

	err := jsonlines.Read(&file, jsonlines.Take{
		Account: func(line int, a account.Account) error {
			fmt.Println("line", line, "has the account", a.ID)
			return nil
		},
		Price: func(line int, p record.Price) error {
			fmt.Println("line", line, "has a price of", p.List, "for", p.Product, "from", p.Min, "on:", p.Price)
			return nil
		},
	}, jsonlines.Options{})
	fmt.Println(err)
	// Output:
	// {"tradeterms":1}
	// {"account":{"id":"acme","price_levels":["trade"],"currency":"EUR"}}
	// {"prices":{"zone":"UTC"}}
	// {"list":{"id":"level:trade"}}
	// {"price":{"list":"level:trade","product":"P-1","price":"9.90 EUR"}}
	// {"price":{"list":"level:trade","product":"P-1","min":"10","price":"8.50 EUR"}}
	// {"end":5}
	// line 2 has the account acme
	// line 5 has a price of level:trade for P-1 from 0 on: 9.90 EUR
	// line 6 has a price of level:trade for P-1 from 10 on: 8.50 EUR
	// <nil>
}

// Everything that is wrong is told, with its line and the field in it.
func ExampleRead() {
	file := strings.NewReader(`{"tradeterms":1}
{"account":{"id":"acme","id":"umbrella"}}
{"account":{"id":"hooli","price_levels":["trade",7]}}
{"acount":{"id":"initech"}}
{"price":{"list":"level:trade","product":"P-1","price":"9.90 EUR"}}
`)
	err := jsonlines.Read(file, jsonlines.Take{}, jsonlines.Options{Name: "terms.jsonl"})
	fmt.Println(err)
	// Output:
	// files refused, 5 errors
	// 	terms.jsonl:2: id: said twice: correct it
	// 	terms.jsonl:3: price_levels.1: not a text: correct it
	// 	terms.jsonl:4: there is no such kind of record: see the documentation of the form
	// 	terms.jsonl:5: list: no line before this one has the list: add it, or name another
	// 	terms.jsonl:5: the file does not end with {"end":N}: it was cut off; fetch it again
}

// All facts of a graph are written by one call; so are those of a price book, whose rows are not held meanwhile.
func ExampleWrite() {
	graph, _ := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "acme", Currency: money.EUR}}})
	w := jsonlines.NewWriter(os.Stdout)
	_ = jsonlines.Write(w, graph.Data())
	fmt.Println(w.Close())
	// Output:
	// {"tradeterms":1}
	// {"application":{}}
	// {"group":{"id":"CHILD-CUSTOMER","name":"Child Customer Group","features":["billing override","power customers","pricing override"]}}
	// {"group":{"id":"POWER-CUSTOMER","name":"Power Customer Group","features":["billing override","impersonate","power customers","pricing override"],"links":true}}
	// {"account":{"id":"acme","currency":"EUR"}}
	// {"worker_group":{"id":"POWER-CUSTOMER-ADMINISTRATOR","name":"Power Customer Administrator","national_accounts":true,"billing_overrides":true,"pricing_overrides":true}}
	// {"end":5}
	// <nil>
}

// The prices of a book, as a store hands it out: its rows go to the file one by one.
func ExampleWriteBook() {
	book, _ := pricing.NewBook(pricing.Data{Zone: time.UTC, Revision: 7, Lists: []pricing.List{{
		ID: pricing.LevelID("trade"), Rows: []pricing.Row{{Product: "P-1", Price: money.MustParse("9.90", money.EUR)}},
	}}})
	w := jsonlines.NewWriter(os.Stdout)
	fmt.Println(jsonlines.WriteBook(w, book), w.Lines(), "lines", w.Close())
	// Output:
	// {"tradeterms":1}
	// {"prices":{"zone":"UTC","precedence":{"criteria":["forced-first","lowest-price","contract-first"]}}}
	// {"list":{"id":"level:trade"}}
	// {"price":{"list":"level:trade","product":"P-1","price":"9.90 EUR"}}
	// {"end":3}
	// <nil> 3 lines <nil>
}
