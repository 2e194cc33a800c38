package exchange_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// sound is a folder without a fault; tests replace files of it.
func sound() map[string]string {
	return map[string]string{
		"accounts.csv": "ref_id,code,national_account,parent_a_id,price_level,currency,bill_to,pricing_from\n" +
			"A1,C-1,1,,TRADE,GBP,,\n" +
			"A2,,,A1,TRADE;RETAIL,GBP,A1,A1\n",
		"price_levels.csv": "price_level,product,currency,unit_price,valid_from,valid_to,min_quantity\n" +
			"TRADE,P1,GBP,2.50,2026-01-01,2026-12-31,\n" +
			"TRADE,P1,GBP,2.25,2026-01-01,2026-12-31,10\n" +
			"RETAIL,P1,GBP,3,,,\n",
		"purchase_prices.csv": "product,currency,purchase_price\nP1,GBP,1.10\n",
		"contracts.csv": "Code,Name,Expiry Date,Force Contract Price,Active\n" +
			"K1,First,2026-12-31,0,1\nK2,Second,,1,yes\n",
		"contract_accounts.csv": "Contract Code,Account Code,Starts,Ends,Is Active\n" +
			"K1,C-1,2026-01-01,,1\nK1,A2,,,1\nK2,A2,,2026-06-30,0\n",
		"contract_products.csv": "Contract Code,Product Code,Price,Is Active\n" +
			"K1,P1,2.20,1\nK2,P1,0,1\n",
		"product_account_pricing.csv": "Contract Code,Product Code,Minimum Quantity,Price\n" +
			"K1,P1,10,2.00\nK2,P1,0,2.10\n",
	}
}

func folder(files map[string]string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func options(t testing.TB) exchange.Options {
	return exchange.Options{
		Zone:        london(t),
		Application: account.Application{Features: account.FeatureSet{account.CustomerAccountContracts}},
	}
}

// fault is one planted fault: the text put in place of another, and the one
// error that must be found.
type fault struct {
	name      string
	file      string
	old, new  string // old "" replaces the whole file
	line      int
	column    string
	code      exchange.Code
	other     int
	follow    int // how many more errors follow from it
	inOptions func(*exchange.Options)
}

var faults = []fault{
	{name: "UTF-16 little end", file: "accounts.csv", new: "\xff\xfer\x00e\x00f\x00", line: 1, code: exchange.BadEncoding},
	{name: "UTF-16 big end", file: "accounts.csv", new: "\xfe\xff\x00r\x00e\x00f", line: 1, code: exchange.BadEncoding},
	{name: "NUL", file: "accounts.csv", old: "A1,C-1", new: "A1,C\x00-1", line: 2, column: "code", code: exchange.BadEncoding},
	{name: "not UTF-8", file: "accounts.csv", old: "A2,,", new: "A2,caf\xe9,", line: 3, column: "code", code: exchange.BadEncoding},
	{name: "not UTF-8 in quotes", file: "accounts.csv", old: "A2,,", new: "A2,\"caf\xe9\",", line: 3, column: "code", code: exchange.BadEncoding},
	{name: "empty file", file: "price_levels.csv", new: "", line: 1, code: exchange.NoHeader},
	{name: "only a BOM", file: "price_levels.csv", new: "\xef\xbb\xbf", line: 1, code: exchange.NoHeader},
	{name: "missing header", file: "price_levels.csv", old: ",currency,unit_price", new: ",currency", line: 1, column: "unit_price", code: exchange.MissingColumn},
	{name: "doubled header", file: "accounts.csv", old: ",bill_to,", new: ",code,", line: 1, column: "column 7", code: exchange.DoubledColumn},
	{name: "unknown header", file: "price_levels.csv", old: "valid_from", new: "validfrom", line: 1, column: "column 5", code: exchange.UnknownColumn},
	{name: "header in another case", file: "price_levels.csv", old: "min_quantity", new: "MIN_QUANTITY", line: 1, column: "column 7", code: exchange.UnknownColumn},
	{name: "quote in the header", file: "price_levels.csv", old: "product", new: "pro\"duct", line: 1, code: exchange.BadQuote},
	{name: "a cell too few", file: "price_levels.csv", old: "RETAIL,P1,GBP,3,,,", new: "RETAIL,P1,GBP,3,,", line: 4, code: exchange.FieldCount},
	{name: "decimal comma", file: "price_levels.csv", old: "GBP,3,,,", new: "GBP,3,50,,,", line: 4, code: exchange.FieldCount},
	{name: "quote within a cell", file: "price_levels.csv", old: "RETAIL,P1,", new: "RETAIL,P\"1,", line: 4, code: exchange.BadQuote},
	{name: "text after a quote", file: "price_levels.csv", old: "RETAIL,P1,", new: "RETAIL,\"P1\"x,", line: 4, code: exchange.BadQuote},
	{name: "quote not closed", file: "price_levels.csv", old: "RETAIL,P1,", new: "RETAIL,\"P1,", line: 4, code: exchange.BadQuote},
	{name: "too many columns", file: "accounts.csv", old: "A2,", new: "A2" + strings.Repeat(",", 70), line: 3, code: exchange.TooManyColumns},
	{name: "too many columns in quotes", file: "accounts.csv", old: "A2,", new: "\"A2\"" + strings.Repeat(",", 70), line: 3, code: exchange.TooManyColumns},
	{name: "too many columns in the header", file: "accounts.csv", old: "ref_id", new: "ref_id" + strings.Repeat(",", 70), line: 1, code: exchange.TooManyColumns},
	{name: "long cell", file: "contracts.csv", old: "Second", new: strings.Repeat("n", 4097), line: 3, column: "Name", code: exchange.FieldTooLong},
	{name: "long line", file: "contracts.csv", old: "Second", new: strings.Repeat("n", 64<<10), line: 3, code: exchange.LineTooLong},
	{name: "long line of quoted breaks", file: "contracts.csv", old: "Second", new: `"` + strings.Repeat("n\n", 50<<10) + `"`, line: 3, code: exchange.LineTooLong},
	{name: "large file", file: "contracts.csv", old: "Second", new: strings.Repeat("n", 4000), line: 3, code: exchange.FileTooLarge, inOptions: func(o *exchange.Options) { o.Limits.File = 2000 }},

	{name: "no id", file: "accounts.csv", old: "A2,", new: ",", line: 3, column: "ref_id", code: exchange.MissingValue},
	{name: "space at an end", file: "accounts.csv", old: "A2,", new: "A2 ,", line: 3, column: "ref_id", code: exchange.BadID},
	{name: "control character", file: "accounts.csv", old: "A2,", new: "A\x012,", line: 3, column: "ref_id", code: exchange.BadID},
	{name: "long id", file: "accounts.csv", old: "A2,", new: strings.Repeat("A", 256) + ",", line: 3, column: "ref_id", code: exchange.BadID},
	{name: "empty level", file: "accounts.csv", old: "TRADE;RETAIL", new: "TRADE;;RETAIL", line: 3, column: "price_level", code: exchange.BadID},
	{name: "bad flag", file: "accounts.csv", old: ",1,,TRADE", new: ",y,,TRADE", line: 2, column: "national_account", code: exchange.BadFlag},
	{name: "bad date", file: "price_levels.csv", old: "2.50,2026-01-01", new: "2.50,2026-02-30", line: 2, column: "valid_from", code: exchange.BadDate},
	{name: "date of another form", file: "contracts.csv", old: "2026-12-31", new: "31/12/2026", line: 2, column: "Expiry Date", code: exchange.BadDate},
	{name: "reversed days", file: "price_levels.csv", old: "2.50,2026-01-01", new: "2.50,2027-01-01", line: 2, column: "valid_to", code: exchange.ReversedDays},
	{name: "reversed assignment", file: "contract_accounts.csv", old: "K1,A2,,", new: "K1,A2,2026-02-01,2026-01-31", line: 3, column: "Ends", code: exchange.ReversedDays},
	{name: "huge exponent", file: "price_levels.csv", old: "GBP,3,", new: "GBP,1e1000000000,", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "NaN", file: "price_levels.csv", old: "GBP,3,", new: "GBP,NaN,", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "19 digits", file: "price_levels.csv", old: "GBP,3,", new: "GBP,1234567890123456789,", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "7 decimals", file: "price_levels.csv", old: "GBP,3,", new: "GBP,1.2345678,", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "negative price", file: "price_levels.csv", old: "GBP,3,", new: "GBP,-3,", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "no price", file: "price_levels.csv", old: "GBP,3,", new: "GBP,,", line: 4, column: "unit_price", code: exchange.MissingValue},
	{name: "a megabyte of digits", file: "price_levels.csv", old: "GBP,3,", new: "GBP," + strings.Repeat("9", 1<<20) + ",", line: 4, code: exchange.LineTooLong},
	{name: "4 KiB of digits", file: "price_levels.csv", old: "GBP,3,", new: "GBP," + strings.Repeat("9", 4<<10) + ",", line: 4, column: "unit_price", code: exchange.BadPrice},
	{name: "negative minimum", file: "price_levels.csv", old: ",10\n", new: ",-10\n", line: 3, column: "min_quantity", code: exchange.BadQuantity},
	{name: "minimum out of range", file: "price_levels.csv", old: ",10\n", new: ",99999999999999\n", line: 3, column: "min_quantity", code: exchange.BadQuantity},
	{name: "unknown currency", file: "price_levels.csv", old: "RETAIL,P1,GBP", new: "RETAIL,P1,GBX", line: 4, column: "currency", code: exchange.BadCurrency},
	{name: "no currency", file: "price_levels.csv", old: "RETAIL,P1,GBP", new: "RETAIL,P1,", line: 4, column: "currency", code: exchange.MissingValue},
	{name: "unknown currency of an account", file: "accounts.csv", old: "RETAIL,GBP", new: "RETAIL,gbp", line: 3, column: "currency", code: exchange.BadCurrency},
	{name: "bad purchase price", file: "purchase_prices.csv", old: "1.10", new: "1,10", line: 2, code: exchange.FieldCount},
	{name: "purchase price NaN", file: "purchase_prices.csv", old: "1.10", new: "nan", line: 2, column: "purchase_price", code: exchange.BadPrice},
	{name: "control character in a name", file: "contracts.csv", old: "Second", new: "Sec\x1bond", line: 3, column: "Name", code: exchange.BadText},

	{name: "two currencies", file: "accounts.csv", old: "RETAIL,GBP", new: "RETAIL,EUR", line: 2, column: "Currency", code: exchange.NoCurrency},
	{name: "cycle of parents", file: "accounts.csv", old: "A1,C-1,1,,", new: "A1,C-1,1,A1,", line: 2, column: "parent_a_id", code: exchange.Cycle},
	{name: "cycle of bills", file: "accounts.csv", old: "TRADE,GBP,,", new: "TRADE,GBP,A2,", line: 2, column: "bill_to", code: exchange.Cycle},
	{name: "cycle of prices", file: "accounts.csv", old: "TRADE,GBP,,", new: "TRADE,GBP,,A2", line: 2, column: "pricing_from", code: exchange.Cycle},
	{name: "parent not national", file: "accounts.csv", old: "A1,C-1,1", new: "A1,C-1,0", line: 3, column: "parent_a_id", code: exchange.NotNational},
	{name: "unknown parent", file: "accounts.csv", old: "A2,,,A1", new: "A2,,,A9", line: 3, column: "parent_a_id", code: exchange.UnknownID},
	{name: "unknown bill to", file: "accounts.csv", old: ",A1,A1", new: ",A9,A1", line: 3, column: "bill_to", code: exchange.UnknownID},
	{name: "unknown pricing from", file: "accounts.csv", old: ",A1,A1", new: ",A1,A9", line: 3, column: "pricing_from", code: exchange.UnknownID},
	{name: "unknown level", file: "accounts.csv", old: "TRADE;RETAIL", new: "TRADE;NONE", line: 3, column: "price_level", code: exchange.UnknownID},
	{name: "account twice with other content", file: "accounts.csv", old: "A2,,,A1", new: "A2,,,,TRADE,GBP,,\nA2,,,A1", line: 4, column: "ref_id", code: exchange.Duplicate, other: 3},
	{name: "code of two accounts", file: "accounts.csv", old: "A2,,", new: "A2,C-1,", line: 2, column: "Account Code", code: exchange.AmbiguousID, follow: 2},
	{name: "two prices for one minimum", file: "price_levels.csv", old: "RETAIL,P1,GBP,3,,,", new: "RETAIL,P1,GBP,3,,,\nTRADE,P1,GBP,2.30,2026-01-01,2026-12-31,10", line: 5, column: "unit_price", code: exchange.Duplicate, other: 3},
	{name: "crossing days", file: "price_levels.csv", old: "RETAIL,P1,GBP,3,,,\n", new: "RETAIL,P1,GBP,3,,,\nRETAIL,P1,GBP,2,2026-01-01,2026-03-31,\nRETAIL,P1,GBP,1,2026-03-31,2026-05-01,\n", line: 6, column: "valid_from", code: exchange.CrossingDays, other: 5},
	{name: "two purchase prices", file: "purchase_prices.csv", old: "P1,GBP,1.10\n", new: "P1,GBP,1.10\nP2,GBP,1\nP1,GBP,1.20\n", line: 4, column: "purchase_price", code: exchange.Duplicate, other: 2},
	{name: "contract twice with other content", file: "contracts.csv", old: "K2,Second", new: "K1,First,2026-12-31,1,1\nK2,Second", line: 3, column: "Code", code: exchange.Duplicate, other: 2},
	{name: "unknown contract of an account", file: "contract_accounts.csv", old: "K2,A2", new: "K9,A2", line: 4, column: "Contract Code", code: exchange.UnknownID},
	{name: "unknown account", file: "contract_accounts.csv", old: "K2,A2", new: "K2,A9", line: 4, column: "Account Code", code: exchange.UnknownID},
	{name: "account by its id though it has a code", file: "contract_accounts.csv", old: "K1,C-1", new: "K1,A1", line: 2, column: "Account Code", code: exchange.UnknownID},
	{name: "assigned twice", file: "contract_accounts.csv", old: "K2,A2", new: "K1,A2", line: 4, column: "Account Code", code: exchange.Duplicate, other: 3},
	{name: "unknown contract of a product", file: "contract_products.csv", old: "K2,P1", new: "K2,P1,0,1\nK9,P1", line: 4, column: "Contract Code", code: exchange.UnknownID},
	{name: "product twice", file: "contract_products.csv", old: "K2,P1", new: "K1,P1,2.21,1\nK2,P1", line: 3, column: "Product Code", code: exchange.Duplicate, other: 2},
	{name: "break of a product that is not listed", file: "product_account_pricing.csv", old: "K2,P1", new: "K2,P2", line: 3, column: "Product Code", code: exchange.UnknownID},
	{name: "break twice", file: "product_account_pricing.csv", old: "K2,P1", new: "K1,P1,10.0,1.99\nK2,P1", line: 3, column: "Price", code: exchange.Duplicate, other: 2},
	{name: "break from 0 beside a plain price", file: "product_account_pricing.csv", old: "K2,P1", new: "K1,P1,,1.99\nK2,P1", line: 3, column: "Price", code: exchange.Duplicate, other: 2},
	{name: "bad origin", file: "contracts.csv", old: ",Active\nK1,First,2026-12-31,0,1\nK2,Second,,1,yes", new: ",Active,Origin\nK1,First,2026-12-31,0,1,\nK2,Second,,1,yes,erp", line: 3, column: "Origin", code: exchange.BadOrigin},
	{name: "plain price of a mirrored contract", file: "contracts.csv", old: ",Active\nK1,First,2026-12-31,0,1\nK2,Second,,1,yes", new: ",Active,Origin\nK1,First,2026-12-31,0,1,mirrored\nK2,Second,,1,yes,", line: 2, column: "Price", code: exchange.MirroredPrice},
	{name: "parts of contracts alone", file: "contracts.csv", new: "-", code: exchange.MissingFile},
	{name: "no accounts", file: "accounts.csv", new: "-", code: exchange.MissingFile},
	{name: "no levels", file: "price_levels.csv", new: "-", code: exchange.MissingFile},
	{name: "a list twice in the options", code: exchange.BadOptions, inOptions: func(o *exchange.Options) {
		o.Lists = []pricing.List{{ID: pricing.LevelID("X")}, {ID: pricing.LevelID("X")}}
	}},
	{name: "a contract that the options have too", file: "contracts.csv", old: "K2,Second", new: "K2,Other", line: 3, column: "Code", code: exchange.BadTerms, inOptions: func(o *exchange.Options) {
		o.Lists = []pricing.List{{ID: contract.ID("K2"), Audience: pricing.Audience{Kind: pricing.Everyone}}}
	}},
	{name: "a price that cannot be rounded", file: "contract_products.csv", old: "2.20", new: "99999999999999999.8", line: 2, column: "Price", code: exchange.BadPrice, inOptions: func(o *exchange.Options) {
		o.Round.Unit, _ = money.ToIncrement("0.000007", money.Up)
	}},
	{name: "no zone", code: exchange.BadOptions, inOptions: func(o *exchange.Options) { o.Zone = nil }},
}

func TestCSV3_EachFaultIsFoundAndNothingApplied(t *testing.T) {
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			files, o := sound(), options(t)
			plant(t, files, f)
			if f.inOptions != nil {
				f.inOptions(&o)
			}
			terms, err := exchange.ReadFolder(folder(files), o)
			if terms != nil {
				t.Fatal("there are terms beside the error")
			}
			checkFault(t, f, files, err)
		})
	}
}

func plant(t *testing.T, files map[string]string, f fault) {
	t.Helper()
	switch {
	case f.file == "":
	case f.new == "-":
		delete(files, f.file)
	case f.old == "":
		files[f.file] = f.new
	case strings.Count(files[f.file], f.old) != 1:
		t.Fatalf("%q stands %d times in the file", f.old, strings.Count(files[f.file], f.old))
	default:
		files[f.file] = strings.Replace(files[f.file], f.old, f.new, 1)
	}
}

func checkFault(t *testing.T, f fault, files map[string]string, err error) {
	t.Helper()
	var all *exchange.FileErrors
	if !errors.As(err, &all) || !errors.Is(err, exchange.ErrFile) {
		t.Fatalf("%v is no *FileErrors", err)
	}
	if len(all.Errors) != 1+f.follow || all.More != 0 {
		t.Fatalf("want %d errors, got %v", 1+f.follow, err)
	}
	e := all.Errors[0]
	if e.Line != f.line || e.Column != f.column || e.Code != f.code || e.Other != f.other {
		t.Errorf("line %d, column %q, code %q, other %d: %v", e.Line, e.Column, e.Code, e.Other, err)
	}
	if len(e.Error()) > 250 {
		t.Errorf("the message has %d bytes", len(e.Error()))
	}
	if len(f.new) > 3 && strings.Contains(e.Error(), f.new) {
		t.Errorf("the message repeats the cell: %v", e.Error())
	}
}
