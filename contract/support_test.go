package contract_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The tests ask about noon of one day, in a zone where days change while it is
// still the day before in UTC.
const (
	yesterday = "2026-03-14"
	today     = "2026-03-15"
	tomorrow  = "2026-03-16"
)

func seller() *time.Location { return zone("Europe/Amsterdam") }

func zone(name string) *time.Location {
	loc, err := calendar.ParseZone(name)
	if err != nil {
		panic(err)
	}
	return loc
}

func noon() time.Time { return time.Date(2026, time.March, 15, 12, 0, 0, 0, seller()) }

func date(text string) calendar.Date { return calendar.MustDate(text) }

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

func qty(text string) money.Quantity { return money.MustQuantity(text) }

// deal is a contract that applies to account C-1 and product P, at 8.00 where
// its level asks 10.00. Each call makes a new one.
func deal() contract.Contract {
	return contract.Contract{
		Code: "K", Name: "Spring deal", Currency: money.EUR, Expires: date("2026-12-31"),
		Accounts: []contract.Account{{Account: "C-1", Starts: date("2026-01-01"), Ends: date("2026-06-30")}},
		Products: []contract.Product{{Product: "P", Price: eur("8.00")}},
	}
}

// level is price level A with the prices of products.
func level(rows ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.LevelID("A"), Rows: rows}
}

func base() pricing.List { return level(pricing.Row{Product: "P", Price: eur("10.00")}) }

// buyer is a user of account C-1 who has all that contracts need.
func buyer() pricing.Buyer {
	return pricing.Buyer{
		Account: "C-1", Levels: []string{"A"}, Currency: money.EUR,
		Features:    []account.Feature{account.CustomerAccountContracts},
		Permissions: []account.Permission{account.MyContracts},
	}
}

func line(quantity string) pricing.Line {
	return pricing.Line{Product: "P", Quantity: qty(quantity)}
}

func newBook(t testing.TB, lists ...pricing.List) *pricing.Book {
	t.Helper()
	book, err := pricing.NewBook(pricing.Data{Zone: seller(), Lists: lists})
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// compile checks contracts and compiles them, under the default reading, beside
// a level.
func compile(t testing.TB, level pricing.List, contracts ...contract.Contract) *pricing.Book {
	t.Helper()
	return compileAs(t, contract.Reading{}, level, contracts...)
}

func compileAs(t testing.TB, r contract.Reading, level pricing.List, contracts ...contract.Contract) *pricing.Book {
	t.Helper()
	lists, err := contract.Lists(contracts, nil, r)
	if err != nil {
		t.Fatal(err)
	}
	return newBook(t, append(lists, level)...)
}

func price(t testing.TB, prices *pricing.Prices, l pricing.Line) pricing.Price {
	t.Helper()
	p, err := prices.Price(l)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// wantPrice checks amount and source; the amount "" is no price.
func wantPrice(t testing.TB, prices *pricing.Prices, l pricing.Line, amount, source string) {
	t.Helper()
	p := price(t, prices, l)
	got := ""
	if p.OK() {
		got = p.Unit.Number()
	}
	if got != amount || p.Source().String() != source {
		t.Errorf("%v of %s: %q from %q, want %q from %q", l.Quantity, l.Product, got, p.Source(), amount, source)
	}
}
