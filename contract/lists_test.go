package contract_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func graph(t testing.TB, ids ...string) *account.Graph {
	t.Helper()
	var data account.Data
	for _, id := range ids {
		data.Accounts = append(data.Accounts, account.Account{ID: id})
	}
	g, err := account.NewGraph(data)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestLists_Defects(t *testing.T) {
	gbp := money.MustParse("8.00", money.GBP)
	inP := func(code contract.DefectCode, detail string) contract.Defect {
		return contract.Defect{Code: code, Contract: "K", Product: "P", Detail: detail}
	}
	for _, c := range []struct {
		name   string
		change func(*contract.Contract)
		want   []contract.Defect
	}{
		{"sound", func(*contract.Contract) {}, nil},
		{"no code", func(d *contract.Contract) { d.Code = "" },
			[]contract.Defect{{Code: contract.BadID, Detail: "code is empty: give it an id"}}},
		{"code with a control character", func(d *contract.Contract) { d.Code = "K\n" },
			[]contract.Defect{{Code: contract.BadID, Contract: "K\n", Detail: "code holds a control character: remove it"}}},
		{"representative is no id", func(d *contract.Contract) { d.SalesRep = " " },
			[]contract.Defect{{Code: contract.BadID, Contract: "K", Detail: "sales representative has a space at an end: remove it"}}},
		{"no currency", func(d *contract.Contract) { d.Currency = 0 },
			[]contract.Defect{{Code: contract.NoCurrency, Contract: "K"}}},
		{"currency that does not exist", func(d *contract.Contract) { d.Currency = math.MaxUint32 },
			[]contract.Defect{{Code: contract.NoCurrency, Contract: "K"}}},
		{"origin that does not exist", func(d *contract.Contract) { d.Origin = 2 },
			[]contract.Defect{{Code: contract.BadOrigin, Contract: "K"}}},
		{"account is no id", func(d *contract.Contract) { d.Accounts[0].Account = "" },
			[]contract.Defect{{Code: contract.BadID, Contract: "K", Detail: "account is empty: give it an id"}}},
		{"unknown account", func(d *contract.Contract) { d.Accounts[0].Account = "c-1" },
			[]contract.Defect{{Code: contract.UnknownAccount, Contract: "K", Account: "c-1"}}},
		{"assigned twice", func(d *contract.Contract) { d.Accounts = append(d.Accounts, d.Accounts[0], d.Accounts[0]) },
			[]contract.Defect{{Code: contract.AssignedTwice, Contract: "K", Account: "C-1"}}},
		{"assigned twice for different days", func(d *contract.Contract) {
			d.Accounts = append(d.Accounts, contract.Account{Account: "C-1", Starts: date("2027-01-01")})
		}, []contract.Defect{{Code: contract.AssignedTwice, Contract: "K", Account: "C-1"}}},
		{"reversed dates", func(d *contract.Contract) { d.Accounts[0].Ends = date("2025-12-31") },
			[]contract.Defect{{Code: contract.ReversedDates, Contract: "K", Account: "C-1"}}},
		{"one day is not reversed", func(d *contract.Contract) { d.Accounts[0].Ends = d.Accounts[0].Starts }, nil},
		{"expiry before the start is no defect", func(d *contract.Contract) { d.Expires = date("2025-12-31") }, nil},
		{"product is no id", func(d *contract.Contract) { d.Products[0].Product = "" },
			[]contract.Defect{{Code: contract.BadID, Contract: "K", Detail: "product is empty: give it an id"}}},
		{"unit is no id", func(d *contract.Contract) { d.Products[0].Unit = " box" },
			[]contract.Defect{{Code: contract.BadID, Contract: "K", Product: "P", Unit: " box",
				Detail: "unit has a space at an end: remove it"}}},
		{"listed twice", func(d *contract.Contract) { d.Products = append(d.Products, d.Products[0], d.Products[0]) },
			[]contract.Defect{inP(contract.ListedTwice, "")}},
		{"listed in two units", func(d *contract.Contract) {
			d.Products = append(d.Products, contract.Product{Product: "P", Unit: "box", Price: eur("70.00")})
		}, nil},
		{"no price", func(d *contract.Contract) { d.Products[0].Price = money.Amount{} },
			[]contract.Defect{inP(contract.NoPrice, "plain price")}},
		{"no price in a break", func(d *contract.Contract) { d.Products[0].Breaks = []contract.Break{{Min: qty("10")}} },
			[]contract.Defect{inP(contract.NoPrice, "break from 10")}},
		{"negative price", func(d *contract.Contract) { d.Products[0].Price = eur("-0.01") },
			[]contract.Defect{inP(contract.NegativePrice, "plain price")}},
		{"negative price in a break", func(d *contract.Contract) {
			d.Products[0].Breaks = []contract.Break{broken("2.5", "-1")}
		}, []contract.Defect{inP(contract.NegativePrice, "break from 2.5")}},
		{"other currency", func(d *contract.Contract) { d.Products[0].Price = gbp },
			[]contract.Defect{inP(contract.OtherCurrency, "plain price")}},
		{"other currency in a break", func(d *contract.Contract) {
			d.Products[0].Breaks = []contract.Break{{Min: qty("10"), Price: gbp}}
		}, []contract.Defect{inP(contract.OtherCurrency, "break from 10")}},
		{"negative minimum", func(d *contract.Contract) { d.Products[0].Breaks = []contract.Break{broken("-1", "7")} },
			[]contract.Defect{inP(contract.NegativeMinimum, "break from -1")}},
		{"two prices for one minimum", func(d *contract.Contract) {
			d.Products[0].Breaks = []contract.Break{broken("10", "7"), broken("20", "5"), broken("10.0", "6")}
		}, []contract.Defect{inP(contract.TwoPrices, "break from 10")}},
		{"one price twice for one minimum", func(d *contract.Contract) {
			d.Products[0].Breaks = []contract.Break{broken("10", "7"), broken("10", "7.00")}
		}, nil},
		{"plain price and a break from 0", func(d *contract.Contract) {
			d.Products[0].Breaks = []contract.Break{broken("0", "7")}
		}, []contract.Defect{inP(contract.PlainAndBreak, "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := deal()
			c.change(&d)
			lists, err := contract.Lists([]contract.Contract{d}, graph(t, "C-1"), contract.Reading{})
			if c.want == nil {
				if err != nil || len(lists) != 1 {
					t.Fatalf("%d lists, %v", len(lists), err)
				}
				newBook(t, lists...) // pricing takes what passed here
				return
			}
			wantDefects(t, err, c.want...)
			if lists != nil {
				t.Error("there must be no lists")
			}
		})
	}
}

// Codes are unique, be the two contracts the same.
func TestLists_SameCodeTwice(t *testing.T) {
	for name, second := range map[string]contract.Contract{"identical": deal(), "other": {Code: "K", Currency: money.EUR}} {
		t.Run(name, func(t *testing.T) {
			_, err := contract.Lists([]contract.Contract{deal(), second}, nil, contract.Reading{})
			wantDefects(t, err, contract.Defect{Code: contract.DuplicateContract, Contract: "K"})
		})
	}
}

// Everything is told at once, in an order that the input's does not change.
func TestLists_AllAtOnceAndSorted(t *testing.T) {
	b, a := deal(), deal()
	b.Code, b.Currency, b.Accounts[0].Ends = "B", 0, date("2025-01-01")
	a.Code, a.Products[0].Price = "A", eur("-1")
	a.Accounts = append(a.Accounts, contract.Account{Account: "C-9"})
	want := []contract.Defect{
		{Code: contract.NegativePrice, Contract: "A", Product: "P", Detail: "plain price"},
		{Code: contract.UnknownAccount, Contract: "A", Account: "C-9"},
		{Code: contract.NoCurrency, Contract: "B"},
		{Code: contract.ReversedDates, Contract: "B", Account: "C-1"},
	}
	all := []contract.Contract{b, a}
	for range 2 {
		_, err := contract.Lists(all, graph(t, "C-1"), contract.Reading{})
		wantDefects(t, err, want...)
		slices.Reverse(all)
	}
}

func TestLists_WithoutGraphAccountsAreNotLookedUp(t *testing.T) {
	if _, err := contract.Lists([]contract.Contract{deal()}, nil, contract.Reading{}); err != nil {
		t.Error(err)
	}
	_, err := contract.Lists([]contract.Contract{deal()}, new(account.Graph), contract.Reading{})
	wantDefects(t, err, contract.Defect{Code: contract.UnknownAccount, Contract: "K", Account: "C-1"})
}

func TestLists_InTheOrderGiven(t *testing.T) {
	first, second := deal(), deal()
	first.Code, second.Code = "Z", "A"
	r := contract.TotecsConditions()
	lists, err := contract.Lists([]contract.Contract{first, second}, nil, r)
	if diff := cmp.Diff([]pricing.List{first.ListAs(r), second.ListAs(r)}, lists, comparable); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if lists, err := contract.Lists(nil, nil, r); err != nil || len(lists) != 0 {
		t.Error("no contracts are no lists:", lists, err)
	}
}

func TestLists_SpellsOutAHundred(t *testing.T) {
	d := deal()
	for i := range 250 {
		d.Products = append(d.Products, contract.Product{Product: fmt.Sprint("Q", i)})
	}
	err := contract.Check([]contract.Contract{d}, nil)
	data, ok := err.(*contract.DataError)
	if !ok || len(data.Defects) != contract.MaxDefects || data.More != 150 {
		t.Fatal(err)
	}
	if text := err.Error(); strings.Count(text, "\n") != 101 || !strings.HasSuffix(text, "and 150 more") {
		t.Error(text)
	}
}

// What is the same at the same place is told once.
func TestLists_ToldOnce(t *testing.T) {
	d := deal()
	d.Products = []contract.Product{{Price: eur("1")}, {Unit: "box", Price: eur("1")}, {Price: eur("1")}, {Price: eur("1")}}
	const empty = "product is empty: give it an id"
	wantDefects(t, contract.Check([]contract.Contract{d}, nil),
		contract.Defect{Code: contract.BadID, Contract: "K", Detail: empty},
		contract.Defect{Code: contract.ListedTwice, Contract: "K"},
		contract.Defect{Code: contract.BadID, Contract: "K", Unit: "box", Detail: empty})
}

// No message repeats a price, nor foreign input without bound.
func TestLists_MessagesAreBoundedAndWithoutAmounts(t *testing.T) {
	d := deal()
	d.Products = []contract.Product{
		{Product: "P", Price: eur("-4711"), Breaks: []contract.Break{broken("10", "-4711"), broken("10", "4711")}},
		{Product: strings.Repeat("x", 100_000), Price: eur("4711"), Breaks: []contract.Break{broken("0", "47110")}},
	}
	d.Accounts[0].Account = "\x00" + strings.Repeat("y", 100_000)
	err := contract.Check([]contract.Contract{d}, nil)
	for _, defect := range err.(*contract.DataError).Defects {
		if len(defect.Account) > 256 || len(defect.Product) > 256 {
			t.Errorf("%s keeps %d and %d bytes", defect.Code, len(defect.Account), len(defect.Product))
		}
	}
	text := err.Error()
	if strings.Contains(text, "4711") || len(text) > 2000 || strings.Contains(text, "\x00") {
		t.Errorf("%d bytes: %.2000s", len(text), text)
	}
}

func TestLists_EveryDefectHasARemedy(t *testing.T) {
	d := contract.Defect{Code: contract.UnknownAccount, Contract: "K", Account: "C-9"}
	if got, want := d.String(), `contract "K", account "C-9": account does not exist: add it or take it off the contract`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, code := range []contract.DefectCode{
		contract.BadID, contract.BadOrigin, contract.NoCurrency, contract.NoDate, contract.DuplicateContract,
		contract.UnknownAccount, contract.AssignedTwice, contract.ReversedDates, contract.ListedTwice, contract.NoPrice,
		contract.NegativePrice, contract.OtherCurrency, contract.NegativeMinimum, contract.TwoPrices, contract.PlainAndBreak,
	} {
		if text := (contract.Defect{Code: code}).String(); len(text) < len("a contract: ")+5 {
			t.Errorf("%s: %s", code, text)
		}
	}
}

// Check judges a contract for what it says, not against today.
func TestLists_NeverJudgesTheDay(t *testing.T) {
	d := deal()
	d.Expires = date("0001-01-01")
	d.Accounts[0].Starts, d.Accounts[0].Ends = calendar.Date{}, date("0001-01-01")
	if err := contract.Check([]contract.Contract{d}, nil); err != nil {
		t.Error(err)
	}
}
