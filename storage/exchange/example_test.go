package exchange_test

import (
	"fmt"
	"log"
	"strings"
	"testing/fstest"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// A folder of CSV files becomes terms that answer for prices.
func ExampleReadFolder() {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		log.Fatal(err)
	}
	folder := fstest.MapFS{ // os.DirFS, a zip.Reader, embed.FS …
		"accounts.csv": {Data: []byte("ref_id,price_level,currency\nhotel,TRADE,GBP\n")},
		"price_levels.csv": {Data: []byte("price_level,product,currency,unit_price,min_quantity\n" +
			"TRADE,mug,GBP,2.50,\nTRADE,mug,GBP,2.20,48\n")},
		"contracts.csv": {Data: []byte("Code;Name;Expiry Date;Force Contract Price;Active\r\nK7;Hotel;2026-12-31;0;1\r\n")},
		"contract_accounts.csv": {Data: []byte("Contract Code,Account Code,Starts,Ends,Is Active\n" +
			"K7,hotel,2026-01-01,,1\n")},
		"contract_products.csv": {Data: []byte("Contract Code,Product Code,Price,Is Active\nK7,mug,2.35,1\n")},
	}
	terms, err := exchange.ReadFolder(folder, exchange.Options{
		Zone:        zone,
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
	})
	if err != nil {
		log.Fatal(err)
	}
	buyer := pricing.Buyer{
		Account: "hotel", Levels: []string{"TRADE"}, Currency: money.GBP,
		Features:    []account.Feature{account.CustomerAccountContracts},
		Permissions: []account.Permission{account.MyContracts},
	}
	prices := terms.Book.For(buyer, time.Date(2026, 3, 2, 10, 0, 0, 0, zone))
	for _, quantity := range []int32{6, 48} {
		price, err := prices.Price(pricing.Line{Product: "mug", Quantity: money.Units(quantity)})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(quantity, price.Unit, price.Source())
	}
	fmt.Println(terms.Summary.Rows(), "rows")
	// Output:
	// 6 2.35 GBP contract:K7
	// 48 2.20 GBP level:TRADE
	// 6 rows
}

// What is wrong is told all at once, with its place, and nothing is read.
func ExampleReadFolder_errors() {
	folder := fstest.MapFS{
		"accounts.csv": {Data: []byte("ref_id,price_level,currency\nhotel,TRADE,GBP\ninn,TRAID,GBP\n")},
		"price_levels.csv": {Data: []byte("price_level,product,currency,unit_price,valid_from,valid_to\n" +
			"TRADE,mug,GBP,2.50,2026-01-01,2026-06-30\nTRADE,mug,GBP,2.60,2026-06-30,2026-12-31\n")},
		"contracts.csv": {Data: []byte("Code,Name,Expiry,Force Contract Price,Active\n")},
	}
	terms, err := exchange.ReadFolder(folder, exchange.Options{Zone: time.UTC})
	fmt.Println(terms == nil)
	fmt.Println(err)
	// Output:
	// true
	// files refused, 4 errors
	// 	accounts.csv:3: price_level: there is no such price level: add its prices to price_levels, or name another
	// 	price_levels.csv:3: valid_from: the days cross those of another row: let one end where the other begins, or lie inside it (see line 2)
	// 	contracts.csv:1: column 3: a column of this name is not known: correct it, remove it, or permit extra columns
	// 	contracts.csv:1: Expiry Date: the column is missing: add it
}

// Order lines stream: one is held at a time.
func ExampleOrderLines() {
	file := strings.NewReader("order,placed_at,account,product,quantity,paid_unit_price\n" +
		"O1,2026-03-02T10:15:00,hotel,mug,6,2.35\n" +
		"O1,2026-03-02T10:15:00,hotel,mug,-2,2.35\n" +
		"O2,2026-03-03,hotel,mug,48,2.20\n")
	for line, err := range exchange.OrderLines(file, exchange.Options{Zone: time.UTC}) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(line.Order, line.PlacedAt.Format(time.DateTime), line.Quantity, line.PaidUnitPrice.In(money.GBP))
	}
	// Output:
	// O1 2026-03-02 10:15:00 6 2.35 GBP
	// order_lines.csv:3: quantity: the quantity is not above 0: correct it, or leave returns out
	// O2 2026-03-03 00:00:00 48 2.20 GBP
}

// A host that has one file reads that one.
func ExampleCollect() {
	file := strings.NewReader("ref_id;national_account;price_level\nchain;1;\"GOLD;TRADE\"\n")
	accounts, err := exchange.Collect(exchange.Accounts(file, exchange.Options{}))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(accounts[0].ID, accounts[0].PriceLevels, accounts[0].Groups)
	// Output: chain [GOLD TRADE] [POWER-CUSTOMER]
}

// Reading changes nothing, so it is a dry run of itself.
func ExampleTerms_Since() {
	read := func(accounts string) *exchange.Terms {
		terms, err := exchange.ReadFolder(fstest.MapFS{
			"accounts.csv":     {Data: []byte("ref_id,name\n" + accounts)},
			"price_levels.csv": {Data: []byte("price_level,product,currency,unit_price\n")},
		}, exchange.Options{Zone: time.UTC})
		if err != nil {
			log.Fatal(err)
		}
		return terms
	}
	former, next := read("A1,One\nA2,Two\n"), read("A1,One\nA2,Zwei\nA3,Three\n")
	fmt.Printf("%+v\n", next.Since(former).Accounts)
	// Output: {Added:1 Changed:1 Same:1 Removed:0}
}
