package purchase_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/memory"
	"github.com/tradeterms/tradeterms/storage/purchase"
)

// taxed are terms of 20 % tax, a tenth off, and delivery at 5.00.
func taxed(t *testing.T, rate string) func() order.Terms {
	t.Helper()
	taxes, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{
		{ID: "vat", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent(rate)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	all := condition.Audience{Everyone: true}
	conditions, err := condition.New(condition.Data{Zone: time.UTC,
		Discounts:  []condition.Discount{{Terms: condition.Terms{ID: "ten", For: all}, Steps: []condition.Step{{Rate: money.MustPercent("10")}}}},
		Deliveries: []condition.Delivery{{Terms: condition.Terms{ID: "van", For: all}, Costs: []condition.Cost{{Amount: gbp("5")}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return func() order.Terms { return order.Terms{Conditions: conditions, Taxes: taxes} }
}

// An order is placed, digested and measured at its total: what a budget measures is its own choice.
func TestTAX1_OrdersArePlacedAtTheirTotal(t *testing.T) {
	net, gross, goods := pot("net", budget.Warn), pot("gross", budget.Warn), pot("goods", budget.Warn)
	gross.Measure, goods.Measure = budget.WithTax, budget.GoodsOnly
	s := newShop(t, purchase.Rules{Terms: taxed(t, "20")}, net, gross, goods)
	r := s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 6))) // 600.00 of goods
	if r.Priced.Totals.WithoutTax.String() != "545.00 GBP" || r.Priced.Totals.Payable.String() != "654.00 GBP" {
		t.Errorf("%+v", r.Priced.Totals)
	}
	if err := r.Priced.Check(); err != nil {
		t.Error(err)
	}
	for id, want := range map[string]string{"net": "0.00/545.00", "gross": "0.00/654.00", "goods": "0.00/540.00"} {
		if got := s.used(id); got != want {
			t.Errorf("%s has %s, want %s", id, got, want)
		}
	}
}

// Prices in another currency than the account's are converted by the host's rate only; the order keeps the rate, its source and time,
// and budgets measure what it comes to then (BUD-8).
func TestBUD8_OrdersAreConvertedByTheHostsRate(t *testing.T) {
	good := order.Exchange{From: money.GBP, To: money.EUR, Factor: money.MustRate("1.15"), Source: "ECB", At: noon}
	rate := good
	pot := pot("net", budget.Warn)
	pot.Currency = money.EUR
	pot.MaxPeriod = money.MustParse("100000", money.EUR)
	s := newShop(t, purchase.Rules{Terms: func() order.Terms { return order.Terms{Taxes: taxed(t, "20")().Taxes} },
		Exchange: func(money.Currency, time.Time) (order.Exchange, money.Rounding) { return rate, money.Rounding{} }}, pot)
	inEuro(t, s.store, "acme")
	r := s.is(purchase.Done, approval.Approved)(s.Place(ctx, place("k", "1", "reg", 6))) // 600.00 GBP of goods
	if o := r.Priced; o.Totals.WithoutTax.String() != "690.00 EUR" || o.Totals.Payable.String() != "828.00 EUR" || o.Exchange != good || o.Check() != nil {
		t.Errorf("%+v %+v", o.Totals, o.Exchange)
	}
	for reason, change := range map[string]func(){
		"to another currency": func() { rate.To = money.CHF }, "no source": func() { rate.Source = "" }, "no time": func() { rate.At = time.Time{} },
		"no factor": func() { rate.Factor = money.Rate{} },
	} {
		rate = good
		change()
		if r, err := s.Place(ctx, place("k2", "2", "reg", 6)); !errors.Is(err, order.ErrExchange) || r.Allowed() {
			t.Errorf("%s: %v %v", reason, r, err)
		}
	}
	rate = good
	rate.From = 0
	if r, err := s.Place(ctx, place("k2", "2", "reg", 6)); err == nil || r.Allowed() {
		t.Errorf("from none: %v %v", r, err)
	}
	rate = order.Exchange{}
	if r, err := s.Place(ctx, place("k3", "3", "reg", 6)); err != nil || r.Code != purchase.RefusedLines {
		t.Errorf("without a rate: %v %v", r, err)
	}
}

// inEuro has an account order in EUR.
func inEuro(t *testing.T, store storage.Store[*memory.Tx], id string) {
	t.Helper()
	err := store.Transact(ctx, func(ctx context.Context, tx *memory.Tx) error {
		if err := store.Lock(ctx, tx, storage.AccountLock(id)); err != nil {
			return err
		}
		g, err := store.Graph(ctx, tx)
		if err != nil {
			return err
		}
		a, _ := g.Account(id)
		a.Currency = money.EUR
		return store.ChangeAccounts(ctx, tx, account.Changes{Revision: g.Revision() + 1, Put: []account.Account{a}})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A quote keeps conditions and taxes as it keeps prices, and the order made of it has them (APR-9).
func TestAPR9_AQuoteKeepsItsTotal(t *testing.T) {
	rate := "20"
	rules := purchase.Rules{QuotesHold: time.Hour, Terms: func() order.Terms { return taxed(t, rate)() }}
	s := newShop(t, rules)
	q := purchase.Quote{Key: "q", Order: "2", By: as("reg", "acme"), At: noon, Lines: bolts(6)}
	if r, err := s.Quote(ctx, q); err != nil || !r.Allowed() {
		t.Fatal(r, err)
	}
	rate = "25"
	late := purchase.Convert{Key: "c", Quote: "2", Order: "3", By: q.By, At: noon.Add(time.Minute)}
	r, err := s.Convert(ctx, late)
	if err != nil || !r.Allowed() || r.Priced.Totals.Payable.String() != "654.00 GBP" {
		t.Errorf("%v, %v, %+v", r, err, r.Priced.Totals)
	}
}

// What the terms refuse is refused by line, and nothing is stored.
func TestTAX1_NoOrderWithoutATax(t *testing.T) {
	products, err := product.New([]product.Product{{ID: "other"}})
	if err != nil {
		t.Fatal(err)
	}
	s := newShop(t, purchase.Rules{Terms: func() order.Terms { return order.Terms{Products: products} }})
	r := s.refuses(purchase.RefusedLines, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "reg", 6)) })
	if len(r.Refusals) != 1 || r.Refusals[0].Code != order.UnknownProduct || r.Refusals[0].Line != 1 {
		t.Errorf("%+v", r.Refusals)
	}
	if text := r.String(); !strings.Contains(text, "line 1: the product is unknown") {
		t.Error(text)
	}
}

// Who may not see prices hears no amount of conditions and taxes either (PRC-6).
func TestPRC6_NoTotalForWhoSeesNoPrices(t *testing.T) {
	s := newShop(t, purchase.Rules{Terms: taxed(t, "20")})
	change(t, s.store, "reg", func(u *account.User) { u.MaySeePrices = false })
	r, err := s.Place(ctx, place("k", "1", "reg", 6))
	if err != nil {
		t.Fatal(err)
	}
	if p := r.Priced; p.Totals.Payable.IsSet() || len(p.Taxes)+len(p.Charges)+len(p.Discounts) > 0 || p.Lines[0].Discount.IsSet() {
		t.Errorf("%+v", p)
	}
}

// Of a product that may not be seen the terms say nothing, not even that it has a minimum (CAT-1).
func TestCAT1_TermsSayNothingOfWhatDoesNotShow(t *testing.T) {
	products, err := product.New([]product.Product{{ID: "bolt", Own: product.Unit{Minimum: money.Units(100)}}})
	if err != nil {
		t.Fatal(err)
	}
	hidden := func() *assortment.Assortment { return nil }
	s := newShop(t, purchase.Rules{Assortment: hidden, Terms: func() order.Terms { return order.Terms{Products: products} }})
	r := s.refuses(purchase.RefusedLines, func() (purchase.Result, error) { return s.Place(ctx, place("k", "1", "reg", 6)) })
	if len(r.Refusals) > 0 || len(r.Unpriced) != 1 {
		t.Errorf("%+v", r)
	}
}
