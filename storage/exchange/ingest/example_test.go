package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"
	"testing/fstest"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/exchange/ingest"
	"github.com/tradeterms/tradeterms/storage/exchange/jsonlines"
	"github.com/tradeterms/tradeterms/storage/memory"
)

// A folder of CSV is looked at, and then taken into a store.
func Example() {
	ctx := context.Background()
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	folder := fstest.MapFS{ // os.DirFS, a zip.Reader, embed.FS …
		"accounts.csv":          {Data: []byte("ref_id,price_level,currency\nhotel,TRADE,GBP\n")},
		"price_levels.csv":      {Data: []byte("price_level,product,currency,unit_price\nTRADE,mug,GBP,2.50\nTRADE,cup,GBP,1.80\n")},
		"contracts.csv":         {Data: []byte("Code,Name,Expiry Date,Force Contract Price,Active,Origin\nK7,Hotel,2026-12-31,0,1,mirrored\n")},
		"contract_accounts.csv": {Data: []byte("Contract Code,Account Code,Starts,Ends,Is Active\nK7,hotel,2026-01-01,,1\n")},
		"contract_products.csv": {Data: []byte("Contract Code,Product Code,Price,Is Active\nK7,mug,0,1\n")},
		"product_account_pricing.csv": {Data: []byte(
			"Contract Code,Product Code,Minimum Quantity,Price\nK7,mug,,2.35\nK7,mug,48,2.10\n")},
	}
	store := memory.New()
	options := ingest.Options{By: contract.Actor{Principal: "nightly job", User: "nightly job"}, At: now}
	read := exchange.Options{
		Zone: time.UTC, Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
	}

	batch, err := ingest.Folder(folder, read) // everything that is wrong with the files
	if err != nil {
		log.Fatal(err)
	}
	if _, err = ingest.Run(ctx, store, batch, options); err != nil {
		log.Fatal(err)
	}

	folder["product_account_pricing.csv"].Data = []byte("Contract Code,Product Code,Minimum Quantity,Price\nK7,mug,,2.30\n")
	if batch, err = ingest.Folder(folder, read); err != nil {
		log.Fatal(err)
	}
	plan, err := ingest.DryRun(ctx, store, batch, options) // reads only
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(plan.Counts.Contracts.Changed, "contract changes; of levels", plan.Counts.Prices.Same, "rows stay as they are")
	for change, err := range plan.Impact(now, account.MyContracts) {
		fmt.Println(change, err)
	}
	plan, err = ingest.Run(ctx, store, batch, options)
	fmt.Println("revision", plan.Revision, err)
	// Output:
	// 1 contract changes; of levels 2 rows stay as they are
	// hotel, mug, any quantity below 48: 2.35 GBP from contract:K7 → 2.30 GBP from contract:K7 (other price) <nil>
	// hotel, mug, from 48: 2.10 GBP from contract:K7 → 2.30 GBP from contract:K7 (other price) <nil>
	// revision 2 <nil>
}

// What does not go with the store is told at once, all of it, and nothing is changed.
func ExampleDryRun_conflicts() {
	ctx := context.Background()
	store := memory.New()
	file := `{"tradeterms":1}
{"prices":{"zone":"UTC"}}
{"contract":{"code":"K1","currency":"GBP"}}
{"contract":{"code":"K2","currency":"GBP"}}
{"end":3}
`
	first, err := ingest.Lines(strings.NewReader(file), jsonlines.Options{}, contract.DefaultReading())
	if err != nil {
		log.Fatal(err)
	}
	by := contract.Actor{Principal: "ada", User: "ada"}
	now := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	if _, err = ingest.Run(ctx, store, first, ingest.Options{By: by, At: now, AddLocal: true}); err != nil {
		log.Fatal(err)
	}

	file = strings.Replace(file, `"code":"K1"`, `"code":"K1","origin":"mirrored"`, 1)
	second, err := ingest.Lines(strings.NewReader(file), jsonlines.Options{}, contract.DefaultReading())
	if err != nil {
		log.Fatal(err)
	}
	_, err = ingest.DryRun(ctx, store, second, ingest.Options{By: by, At: now})
	var refusal *ingest.Refusal
	if errors.As(err, &refusal) {
		for _, c := range refusal.Conflicts {
			fmt.Println(c.Code, c.ID)
		}
	}
	// Output:
	// local contract K1
}

// A file is taken over in a transaction in which the host does more, with progress.
func ExampleRunTx() {
	ctx := context.Background()
	store := memory.New()
	batch, err := ingest.Lines(strings.NewReader(`{"tradeterms":1}
{"account":{"id":"hotel","price_levels":["trade"],"currency":"GBP"}}
{"prices":{"zone":"Europe/London"}}
{"list":{"id":"level:trade"}}
{"price":{"list":"level:trade","product":"mug","price":"2.50 GBP"}}
{"end":4}
`), jsonlines.Options{Name: "terms.jsonl"}, contract.DefaultReading())
	if err != nil {
		log.Fatal(err)
	}
	var plan *ingest.Plan
	err = store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) (err error) {
		plan, err = ingest.RunTx(ctx, tx, store, batch, ingest.Options{Progress: func(p ingest.Progress) {
			fmt.Println(p.Rows, "of", p.Of, "rows", p.Done)
		}})
		return err // and the host's own tables
	})
	fmt.Println(plan.Counts.Accounts.Added, "account,", plan.Counts.Prices.Added, "price:", err)
	// Output:
	// 1 of 1 rows true
	// 1 account, 1 price: <nil>
}
