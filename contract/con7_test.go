package contract_test

import (
	"errors"
	"testing"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

func TestCON7_AddedAccountHoldsForOneDay(t *testing.T) {
	added, err := contract.NewAccount("C-1", date(today))
	if err != nil {
		t.Fatal(err)
	}
	d := deal()
	d.Accounts = []contract.Account{added}
	book := compile(t, base(), d)
	for day, source := range map[int]string{-1: "level:A", 0: "contract:K", 1: "level:A"} {
		p := price(t, book.For(buyer(), noon().AddDate(0, 0, day)), line("1"))
		if p.Source().String() != source {
			t.Errorf("day %+d from %s, want %s", day, p.Source(), source)
		}
	}
}

// Without a date the assignment would hold for ever.
func TestCON7_AddedAccountNeedsTheDate(t *testing.T) {
	_, err := contract.NewAccount("C-1", calendar.Date{})
	wantDefects(t, err, contract.Defect{Code: contract.NoDate, Account: "C-1"})
	_, err = contract.NewAccount(" C-1", date(today))
	wantDefects(t, err, contract.Defect{
		Code: contract.BadID, Account: " C-1", Detail: "account has a space at an end: remove it",
	})
}

func TestCON7_AddedProductDoesNotCountUntilPriced(t *testing.T) {
	d := deal()
	d.Products = []contract.Product{d.NewProduct("P", "")}
	if added := d.Products[0]; !added.Price.Equal(eur("0")) || added.Price.Currency() != d.Currency || added.Inactive {
		t.Errorf("added as %+v", added)
	}
	prices := compile(t, base(), d).For(buyer(), noon())
	wantPrice(t, prices, line("1"), "10.00", "level:A")
	wantCodes(t, prices, line("1"), map[string]pricing.Code{"contract:K": pricing.PriceZero, "level:A": pricing.Won})

	d.Products[0].Price = eur("8.00")
	wantPrice(t, compile(t, base(), d).For(buyer(), noon()), line("1"), "8.00", "contract:K")
}

// wantDefects checks that an error is a DataError with exactly these defects.
func wantDefects(t testing.TB, err error, want ...contract.Defect) {
	t.Helper()
	var data *contract.DataError
	if !errors.As(err, &data) || !errors.Is(err, contract.ErrData) {
		t.Fatalf("error is %v, want a *DataError", err)
	}
	if len(data.Defects) != len(want) || data.More != 0 {
		t.Fatalf("%v\nwant %d defects", err, len(want))
	}
	for i, d := range data.Defects {
		if d != want[i] {
			t.Errorf("defect %d is %+v\nwant %+v", i, d, want[i])
		}
	}
}
