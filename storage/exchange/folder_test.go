package exchange_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

func TestCSV3_AllFilesAreLookedAt(t *testing.T) {
	files := sound()
	files["accounts.csv"] = strings.Replace(files["accounts.csv"], "A2,,,A1", "A2,,,A9", 1)
	files["price_levels.csv"] = strings.Replace(files["price_levels.csv"], "GBP,3", "GBP,x", 1)
	files["contract_accounts.csv"] = strings.Replace(files["contract_accounts.csv"], ",0\n", ",maybe\n", 1)
	_, err := exchange.ReadFolder(folder(files), options(t))
	const want = `files refused, 3 errors
	accounts.csv:3: parent_a_id: there is no such account: add it or name another
	price_levels.csv:4: unit_price: no price: write at most 18 digits and 6 decimals with a point, without exponent or currency
	contract_accounts.csv:4: Is Active: write 1 or 0, true or false, yes or no`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestCSV2_ContractsAreJoined(t *testing.T) {
	files := sound()
	files["contracts.csv"] = "Code,Name,Expiry Date,Force Contract Price,Active,Sales Representative ID,Currency,Origin\n" +
		"K2,Second,,1,0,R7,EUR,mirrored\nK1,First,2026-12-31,0,1,,,\n"
	files["product_account_pricing.csv"] = "Contract Code,Product Code,Minimum Quantity,Price\nK1,P1,25,1.90\nK1,P1,10,2.00\nK2,P1,0,2.10\n"
	files["contract_products.csv"] = "Contract Code,Product Code,Price,Is Active,Unit\nK2,P1,,1,\nK1,P1,2.2,1,\nK1,P1,20,0,box\n"
	terms, err := exchange.ReadFolder(folder(files), options(t))
	if err != nil {
		t.Fatal(err)
	}
	gbp := func(n string) money.Amount { return money.MustParse(n, money.GBP) }
	eur := func(n string) money.Amount { return money.MustParse(n, money.EUR) }
	want := []contract.Contract{
		{
			Code: "K1", Name: "First", Currency: money.GBP, Expires: calendar.MustDate("2026-12-31"),
			Accounts: []contract.Account{{Account: "A1", Starts: calendar.MustDate("2026-01-01")}, {Account: "A2"}},
			Products: []contract.Product{
				{Product: "P1", Price: gbp("2.20"), Breaks: []contract.Break{
					{Min: money.Units(10), Price: gbp("2")}, {Min: money.Units(25), Price: gbp("1.90")},
				}},
				{Product: "P1", Unit: "box", Price: gbp("20"), Inactive: true},
			},
		},
		{
			Code: "K2", Name: "Second", Currency: money.EUR, Force: true, Inactive: true, SalesRep: "R7", Origin: contract.Mirrored,
			Accounts: []contract.Account{{Account: "A2", Ends: calendar.MustDate("2026-06-30"), Inactive: true}},
			Products: []contract.Product{
				{Product: "P1", Price: money.Zero(money.EUR), Breaks: []contract.Break{{Price: eur("2.10")}}},
			},
		},
	}
	same := cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) })
	quantities := cmp.Comparer(func(a, b money.Quantity) bool { return a == b })
	dates := cmp.Comparer(func(a, b calendar.Date) bool { return a == b })
	if diff := cmp.Diff(want, terms.Contracts, same, quantities, dates); diff != "" {
		t.Error(diff)
	}
}

func TestCSV2_TheSameRowTwiceChangesNothing(t *testing.T) {
	once, err := exchange.ReadFolder(folder(sound()), options(t))
	if err != nil {
		t.Fatal(err)
	}
	files := sound()
	for name, text := range files {
		head, rows, _ := strings.Cut(text, "\n")
		lines := slices.Collect(strings.Lines(rows))
		slices.Reverse(lines)
		files[name] = head + "\n" + rows + strings.Join(lines, "")
	}
	twice, err := exchange.ReadFolder(folder(files), options(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := twice.Since(once), (exchange.Difference{
		Accounts: exchange.Count{Same: 2}, Contracts: exchange.Count{Same: 2},
	}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if twice.Summary.Rows() != 2*once.Summary.Rows() || len(once.Summary.Files) != 7 {
		t.Errorf("%+v and %+v", once.Summary, twice.Summary)
	}
}

func TestCSV2_LevelsOfTheOptions(t *testing.T) {
	files := sound()
	files["accounts.csv"] = "ref_id,price_level,currency,user_groups_vir\nA1,PLUS;TRADE,GBP,VIP\n"
	for _, name := range []string{"contracts.csv", "contract_accounts.csv", "contract_products.csv", "product_account_pricing.csv"} {
		delete(files, name)
	}
	o := options(t)
	o.Groups = []account.Group{{ID: "VIP"}}
	o.Lists = []pricing.List{
		{ID: pricing.LevelID("PLUS"), Derived: &pricing.Derivation{
			From: exchange.PurchaseID(), Round: money.ToPlaces(2, money.HalfUp),
			Surcharges: []pricing.Surcharge{{Rate: money.MustRate("0.5")}},
		}},
		{ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "P9", Price: money.MustParse("9", money.GBP)}}},
	}
	terms, err := exchange.ReadFolder(folder(files), o)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	prices := terms.Book.For(pricing.Buyer{Account: "A1", Levels: []string{"PLUS", "TRADE"}, Currency: money.GBP}, at)
	for product, want := range map[string]string{"P1": "1.65", "P9": "9"} {
		p, err := prices.Price(pricing.Line{Product: product, Quantity: money.Units(1)})
		if err != nil || !p.Unit.Equal(money.MustParse(want, money.GBP)) {
			t.Errorf("%s: %v, %v", product, p.Unit, err)
		}
	}
	files["price_levels.csv"] += "TRADE,P9,GBP,8,,,\n"
	_, err = exchange.ReadFolder(folder(files), o)
	var all *exchange.FileErrors
	if !errors.As(err, &all) || len(all.Errors) != 1 || all.Errors[0].Line != 5 || all.Errors[0].Code != exchange.Duplicate {
		t.Errorf("a clash with a row of the options: %v", err)
	}
}

func TestTerms_Since(t *testing.T) {
	former, err := exchange.ReadFolder(folder(sound()), options(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := former.Since(nil); got.Accounts != (exchange.Count{Added: 2}) || got.Contracts != (exchange.Count{Added: 2}) {
		t.Errorf("%+v", got)
	}
	files := sound()
	files["accounts.csv"] = strings.Replace(files["accounts.csv"], "A2,,", "A2,N-2,", 1) + "A3,,,,,,,\n"
	files["contract_accounts.csv"] = strings.ReplaceAll(files["contract_accounts.csv"], "A2", "N-2")
	files["contract_products.csv"] = strings.Replace(files["contract_products.csv"], "2.20", "2.200", 1)
	files["product_account_pricing.csv"] = strings.Replace(files["product_account_pricing.csv"], "2.10", "2.11", 1)
	next, err := exchange.ReadFolder(folder(files), options(t))
	if err != nil {
		t.Fatal(err)
	}
	want := exchange.Difference{
		Accounts: exchange.Count{Added: 1, Changed: 1, Same: 1}, Contracts: exchange.Count{Changed: 1, Same: 1},
	}
	if got := next.Since(former); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	files["contract_products.csv"] = strings.Replace(files["contract_products.csv"], "2.200", "2.201", 1)
	if next, err = exchange.ReadFolder(folder(files), options(t)); err != nil {
		t.Fatal(err)
	}
	if got := next.Since(former); got.Contracts.Changed != 2 {
		t.Errorf("%+v, want both contracts changed", got)
	}
	if got := former.Since(next); got.Accounts != (exchange.Count{Changed: 1, Same: 1, Removed: 1}) {
		t.Errorf("%+v", got)
	}
}

func TestReadFolder_TakesPackedFiles(t *testing.T) {
	plain, err := exchange.ReadFolder(folder(sound()), options(t))
	if err != nil {
		t.Fatal(err)
	}
	in := fstest.MapFS{}
	for name, text := range sound() {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		if _, err := io.WriteString(w, text); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		in[name+".gz"] = &fstest.MapFile{Data: packed.Bytes()}
	}
	packed, err := exchange.ReadFolder(in, options(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := packed.Since(plain); n.Accounts.Same != 2 || n.Contracts.Same != 2 {
		t.Errorf("%+v", n)
	}
	for i, f := range packed.Summary.Files {
		if was := plain.Summary.Files[i]; f.File != was.File+".gz" || f.Rows != was.Rows || f.Bytes != was.Bytes {
			t.Errorf("%+v is not %+v", f, was)
		}
	}
}

func TestCSV3_ErrorsAreInTheOrderOfLines(t *testing.T) {
	files := sound()
	files["purchase_prices.csv"] = "product,currency,purchase_price\nP2,GBP,1\nP1,GBP,1\nP2,GBP,2\nP1,GBP,2\n"
	files["price_levels.csv"] += "TRADE,P1,GBP,9,2026-01-01,2026-12-31,\n"
	_, err := exchange.ReadFolder(folder(files), options(t))
	const want = `files refused, 3 errors
	price_levels.csv:5: unit_price: another price for the same product, minimum and days: keep one (see line 2)
	purchase_prices.csv:4: purchase_price: another price for the same product, minimum and days: keep one (see line 2)
	purchase_prices.csv:5: purchase_price: another price for the same product, minimum and days: keep one (see line 3)`
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}
