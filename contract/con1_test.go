package contract_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var comparable = cmp.Options{
	cmp.Comparer(func(a, b money.Amount) bool { return a.Equal(b) }),
	cmp.Comparer(func(a, b money.Quantity) bool { return a == b }),
	cmp.Comparer(func(a, b calendar.Date) bool { return a == b }),
}

func TestCON1_CompilesToAList(t *testing.T) {
	d := deal()
	d.Accounts = append(d.Accounts, contract.Account{Account: "C-2", Inactive: true})
	d.Products = append(d.Products, contract.Product{
		Product: "Q", Unit: "box", Price: eur("20.00"), Inactive: true,
		Breaks: []contract.Break{broken("10", "18.00")},
	})
	want := pricing.List{
		ID: contract.ID("K"), Name: "Spring deal",
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{
			{Account: "C-1", Days: calendar.Days{From: date("2026-01-01"), To: date("2026-06-30")}},
			{Account: "C-2", Inactive: true},
		}},
		Competes:   pricing.NotDearer,
		Days:       calendar.Days{To: date("2026-12-31")},
		Feature:    account.CustomerAccountContracts,
		Permission: account.MyContracts,
		Rows: []pricing.Row{
			{Product: "P", Price: eur("8.00")},
			{Product: "Q", Unit: "box", Price: eur("20.00"), Inactive: true},
			{Product: "Q", Unit: "box", Min: qty("10"), Price: eur("18.00"), Inactive: true},
		},
	}
	if diff := cmp.Diff(want, d.List(), comparable); diff != "" {
		t.Error(diff)
	}
	d.Force, d.Inactive = true, true
	want.Competes, want.Inactive = pricing.Forced, true
	if diff := cmp.Diff(want, d.List(), comparable); diff != "" {
		t.Error(diff)
	}
}

// Breaks beside a plain price, and without one.
func TestCON1_PlainPriceHoldsFromAnyQuantity(t *testing.T) {
	none := money.Amount{}
	for _, c := range []struct {
		name, quantity, amount string
		plain                  money.Amount
		breaks                 []contract.Break
	}{
		{"plain alone", "0.000001", "8.00", eur("8.00"), nil},
		{"plain below the break", "9.999999", "8.00", eur("8.00"), []contract.Break{broken("10", "7.00")}},
		{"break beside plain", "10", "7.00", eur("8.00"), []contract.Break{broken("10", "7.00")}},
		{"plain 0 with breaks is none", "9", "", eur("0"), []contract.Break{broken("10", "7.00")}},
		{"no plain with breaks", "9", "", none, []contract.Break{broken("10", "7.00")}},
		{"the break without plain", "10", "7.00", none, []contract.Break{broken("10", "7.00")}},
		{"break from 0", "1", "8.00", none, []contract.Break{broken("0", "8.00")}},
		{"plain 0 alone is not priced", "1", "", eur("0"), nil},
		{"a break of 0 is not priced", "10", "", eur("8.00"), []contract.Break{broken("10", "0")}},
		{"the same price twice is one", "1", "8.00", eur("8.00"), []contract.Break{broken("0", "8"), broken("0", "8.0")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := deal()
			d.Products[0].Price, d.Products[0].Breaks = c.plain, c.breaks
			source := "contract:K"
			if c.amount == "" {
				source = ""
			}
			wantPrice(t, compile(t, level(), d).For(buyer(), noon()), line(c.quantity), c.amount, source)
		})
	}
}

// Where there are breaks a plain 0 leaves no row behind: what is below the
// smallest minimum is too few, not unpriced.
func TestCON1_PlainZeroBesideBreaksIsNone(t *testing.T) {
	for _, plain := range []money.Amount{{}, eur("0")} {
		d := deal()
		d.Products[0].Price, d.Products[0].Breaks = plain, []contract.Break{broken("10", "7.00")}
		prices := compile(t, base(), d).For(buyer(), noon())
		wantCodes(t, prices, line("9"), map[string]pricing.Code{"contract:K": pricing.BelowMinimum, "level:A": pricing.Won})

		d.Products[0].Breaks = []contract.Break{broken("0", "7.00")}
		wantPrice(t, compile(t, base(), d).For(buyer(), noon()), line("9"), "7.00", "contract:K")
	}
}

// A list shares nothing with the contract that it was compiled from.
func TestCON1_ListIsACopy(t *testing.T) {
	d := deal()
	list := d.List()
	d.Accounts[0].Account, d.Products[0].Product = "C-2", "Q"
	if diff := cmp.Diff(deal().List(), list, comparable); diff != "" {
		t.Error(diff)
	}
}

// Origin, name and sales representative have no say in prices.
func TestCON1_MirroredPricesAsLocal(t *testing.T) {
	d := deal()
	d.Origin, d.SalesRep = contract.Mirrored, "S-1"
	if diff := cmp.Diff(deal().List(), d.List(), comparable); diff != "" {
		t.Error(diff)
	}
	if contract.Local.String() != "local" || contract.Mirrored.String() != "mirrored" || contract.Origin(9).String() != "unknown" {
		t.Error("origins have stable names")
	}
}

// The order of contracts, and of what is in them, changes no price (PRC-9).
func TestCON1_OrderMeansNothing(t *testing.T) {
	d, e := deal(), deal()
	e.Code, e.Products[0].Price = "J", eur("7.50")
	d.Products = append(d.Products, contract.Product{Product: "Q", Price: eur("3.00")})
	d.Accounts = append(d.Accounts, contract.Account{Account: "C-2"})
	there := compile(t, base(), d, e).For(buyer(), noon())
	slices.Reverse(d.Products)
	slices.Reverse(d.Accounts)
	back := compile(t, base(), e, d).For(buyer(), noon())
	for _, product := range []string{"P", "Q"} {
		l := pricing.Line{Product: product, Quantity: qty("1")}
		p := price(t, there, l)
		wantPrice(t, back, l, p.Unit.Number(), p.Source().String())
	}
}
