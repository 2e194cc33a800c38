package exchange_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// A whole folder is written, and read again as the same terms.
func ExampleExport_Terms() {
	options := exchange.Options{Zone: time.UTC}
	terms, err := exchange.ReadFolder(fstest.MapFS{
		"accounts.csv":     {Data: []byte("ref_id,name,price_level,currency\nhotel,=Hotel,TRADE,GBP\n")},
		"price_levels.csv": {Data: []byte("price_level,product,currency,unit_price,min_quantity\nTRADE,mug,GBP,2.2,48\nTRADE,mug,GBP,2.50,\n")},
	}, options)
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "terms")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)

	err = exchange.Export{}.Terms(terms, options, func(file string, part int) (io.WriteCloser, error) {
		return os.Create(filepath.Join(folder, exchange.PartName(file, part)))
	})
	if err != nil {
		log.Fatal(err)
	}
	again, err := exchange.ReadFolder(os.DirFS(folder), options)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%+v\n", again.Since(terms).Accounts)
	for _, name := range []string{"accounts.csv", "price_levels.csv"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(string(text))
	}
	// Output:
	// {Added:0 Changed:0 Same:1 Removed:0}
	// ref_id,code,name,status,national_account,parent_a_id,user_groups_vir,price_level,currency,bill_to,pricing_from
	// hotel,,'=Hotel,active,0,,,TRADE,GBP,,
	// price_level,product,currency,unit_price,unit,valid_from,valid_to,min_quantity,active
	// TRADE,mug,GBP,2.50,,,,0,1
	// TRADE,mug,GBP,2.20,,,,48,1
}

// stdout prints each part of an export.
func stdout(file string, part int) (io.WriteCloser, error) {
	fmt.Println(exchange.PartName(file, part))
	return printed{}, nil
}

// What no column says is refused by name, unless the export may be lossy.
func ExampleExport_Accounts() {
	accounts := []account.Account{
		{ID: "chain", National: true, Groups: []string{account.PowerCustomerGroup}, Currency: money.GBP},
		{ID: "inn", Parent: "chain", TaxProfile: "reduced"},
	}
	err := exchange.Export{}.Accounts(slices.Values(accounts), func(string, int) (io.WriteCloser, error) { return quiet{io.Discard}, nil })
	fmt.Println(err)
	err = exchange.Export{Lossy: true, Rows: 1}.Accounts(slices.Values(accounts), stdout)
	fmt.Println(err)
	// Output:
	// account "inn": accounts.csv:3: the account's tax profile cannot be said: take the JSON form, or an export that is lossy
	// accounts.csv
	// ref_id,code,name,status,national_account,parent_a_id,user_groups_vir,price_level,currency,bill_to,pricing_from
	// chain,,,active,1,,POWER-CUSTOMER,,GBP,,
	// accounts-2.csv
	// ref_id,code,name,status,national_account,parent_a_id,user_groups_vir,price_level,currency,bill_to,pricing_from
	// inn,,,active,0,chain,,,,,
	// <nil>
}

type quiet struct{ io.Writer }

func (quiet) Close() error { return nil }

func ExampleExport_PriceLevels() {
	mug := pricing.Row{Product: "mug", Min: money.Units(48), Price: money.MustParse("2.20", money.GBP)}
	err := exchange.Export{}.PriceLevels(slices.Values([]exchange.Price{{List: pricing.LevelID("TRADE"), Row: mug}}), stdout)
	fmt.Println(err)
	// Output:
	// price_levels.csv
	// price_level,product,currency,unit_price,unit,valid_from,valid_to,min_quantity,active
	// TRADE,mug,GBP,2.20,,,,48,1
	// <nil>
}

func ExampleExport_PurchasePrices() {
	mug := pricing.Row{Product: "mug", Price: money.MustParse("1.10", money.GBP)}
	err := exchange.Export{}.PurchasePrices(slices.Values([]exchange.Price{{List: exchange.PurchaseID(), Row: mug}}), stdout)
	fmt.Println(err)
	// Output:
	// purchase_prices.csv
	// product,currency,purchase_price,valid_from,valid_to
	// mug,GBP,1.10,,
	// <nil>
}

// Lines are written as they are read.
func ExampleExport_OrderLines() {
	file := strings.NewReader("order,account,product,quantity,placed_at\nO1,hotel,mug,6,2026-03-02\n")
	lines := exchange.OrderLines(file, exchange.Options{Zone: time.UTC})
	fmt.Println(exchange.Export{}.OrderLines(lines, time.UTC, stdout))
	// Output:
	// order_lines.csv
	// order,placed_at,account,product,quantity,unit,expected_unit_price,expected_source,paid_unit_price
	// O1,2026-03-02T00:00:00,hotel,mug,6,,,,
	// <nil>
}

// Price rows stream out of a folder, for who puts them into a store.
func ExampleFolderPrices() {
	folder := fstest.MapFS{
		"price_levels.csv":    {Data: []byte("price_level,product,currency,unit_price\nTRADE,mug,GBP,2.50\n")},
		"price_levels-2.csv":  {Data: []byte("price_level,product,currency,unit_price\nTRADE,cup,GBP,1.80\n")},
		"purchase_prices.csv": {Data: []byte("product,currency,purchase_price\nmug,GBP,1.10\n")},
	}
	for price, err := range exchange.FolderPrices(folder, exchange.Options{}) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(price.List, price.Row.Product, price.Row.Price)
	}
	// Output:
	// level:TRADE mug 2.50 GBP
	// level:TRADE cup 1.80 GBP
	// cost:purchase mug 1.10 GBP
}

// chainOf is a graph of a chain and two shops.
func chainOf() *account.Graph {
	g, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers}},
		Accounts:    []account.Account{{ID: "chain"}, {ID: "north"}, {ID: "south"}},
		Users: []account.User{
			{ID: "nina", Type: account.TypeContact, Activated: true, Accounts: []string{"north"}},
			{ID: "wanda", Type: account.TypeWorker, Activated: true, WorkerGroups: []string{account.PowerCustomerAdministrator}},
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	return g
}

// The three files of a power customer upload become changes of accounts, which the host applies.
func ExampleUpload_Changes() {
	g := chainOf()
	upload := exchange.Upload{
		Parents:  strings.NewReader("ref_id,national_account\nchain,1\n"),
		Children: strings.NewReader("ref_id,parent_a_id\nnorth,chain\nsouth,chain\n"),
		Users:    strings.NewReader("ref_id,user_groups_vir\nnina,CHILD-CUSTOMER\n"),
	}
	changes, err := upload.Changes(g, exchange.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range changes.Put {
		fmt.Printf("%s: parent %q, national %t, groups %q\n", a.ID, a.Parent, a.National, a.Groups)
	}
	g, err = g.With(changes) // or ChangeAccounts of a store
	fmt.Println(g.AtOrAbove("chain", "south"), err)

	upload = exchange.Upload{Children: strings.NewReader("ref_id,parent_a_id\nchain,south\nwest,chain\n")}
	_, err = upload.Changes(g, exchange.Options{})
	fmt.Println(err)
	// Output:
	// chain: parent "", national true, groups ["POWER-CUSTOMER"]
	// north: parent "chain", national false, groups []
	// south: parent "chain", national false, groups []
	// true <nil>
	// files refused, 1 error
	// 	children.csv:3: ref_id: there is none of this id: correct it
}

// A worker uploads in his own name: he must be allowed to edit national accounts, and the events say that it was he.
func ExampleUpload_By() {
	g, now := chainOf(), time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for _, user := range []string{"nina", "wanda"} {
		session, _ := g.Login(user, false, now)
		upload := exchange.Upload{Parents: strings.NewReader("ref_id,national_account\nchain,1\n")}
		outcome, err := upload.By(session, g, now, exchange.Options{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(outcome.Decision.Code)
		for _, e := range outcome.Events {
			fmt.Println(e.Kind, "by", e.Principal+":", e.AccountBefore.National, "became", e.AccountAfter.National)
		}
	}
	// Output:
	// not for such users
	// allowed
	// account changed by wanda: false became true
}
