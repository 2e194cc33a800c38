package order_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

var update = flag.Bool("update", false, "write what comes out into the golden files")

// golden is an order that an accountant can read: who buys what, by which conditions, and what it comes to.
type golden struct {
	ID         string            `json:"id"`
	Why        string            `json:"why"`
	At         time.Time         `json:"at,omitzero"`
	Customer   goldenCustomer    `json:"customer"`
	Currency   string            `json:"currency,omitempty"`
	Lines      []goldenLine      `json:"lines"`
	Discounts  []goldenCondition `json:"discounts,omitempty"`
	OfSubtotal bool              `json:"of_subtotal,omitempty"`
	Deliveries []goldenCondition `json:"deliveries,omitempty"`
	WithTax    *goldenList       `json:"with_tax,omitempty"`
	Options    *goldenOptions    `json:"options,omitempty"`
	Exchange   *goldenExchange   `json:"exchange,omitempty"`
	Expect     goldenTotal       `json:"expect"`
}

type goldenTotal struct {
	Refused    []string      `json:"refused,omitempty"`
	Lines      []goldenShare `json:"lines,omitempty"`
	Discounts  []goldenPart  `json:"discounts,omitempty"`
	Charges    []goldenPart  `json:"charges,omitempty"`
	Taxes      []goldenTax   `json:"taxes,omitempty"`
	Goods      string        `json:"goods,omitempty"`
	Discount   string        `json:"discount,omitempty"`
	Delivery   string        `json:"delivery,omitempty"`
	WithoutTax string        `json:"without_tax,omitempty"`
	Tax        string        `json:"tax,omitempty"`
	WithTax    string        `json:"with_tax,omitempty"`
	ToPay      string        `json:"to_pay,omitempty"`
}

type goldenShare struct {
	Amount   string `json:"amount"`
	Discount string `json:"discount,omitempty"`
	Rule     string `json:"rule"`
}

type goldenPart struct {
	ID      string `json:"id"`
	Amount  string `json:"amount"`
	Percent string `json:"at_percent,omitempty"`
}

type goldenTax struct {
	Category string `json:"category"`
	Percent  string `json:"percent"`
	Base     string `json:"base"`
	Tax      string `json:"tax"`
	Reason   string `json:"reason,omitempty"`
}

func readGolden(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile("testdata/golden/" + name)
	if err != nil {
		t.Fatal(err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		t.Fatal(err)
	}
}

// Every golden order comes to what its file says, which adds up again.
func TestORD1_GoldenOrders(t *testing.T) {
	var seller goldenSeller
	var all []golden
	readGolden(t, "seller.json", &seller)
	readGolden(t, "orders.json", &all)
	if len(all) < 30 {
		t.Fatalf("%d orders", len(all))
	}
	for i := range all {
		g := &all[i]
		t.Run(g.ID, func(t *testing.T) {
			got := g.total(t, seller)
			if g.Why == "" {
				t.Error("no why")
			}
			if *update {
				g.Expect = got
			} else if !reflect.DeepEqual(got, g.Expect) {
				t.Errorf("%s\ngot  %+v\nwant %+v", g.Why, got, g.Expect)
			}
		})
	}
	if *update {
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(all); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("testdata/golden/orders.json", text.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// total is what the library makes of a golden order, as its file says it.
func (g golden) total(t *testing.T, seller goldenSeller) goldenTotal {
	t.Helper()
	o := g.order()
	if g.Exchange != nil {
		var err error
		if o, err = o.In(g.Exchange.exchange(o.Currency), money.Rounding{}); err != nil {
			t.Fatal(err)
		}
	}
	o, refused, err := g.world(seller).terms(t).Total(o, g.Customer.customer())
	if err != nil {
		t.Fatal(err)
	}
	var total goldenTotal
	for _, r := range refused {
		total.Refused = append(total.Refused, r.String())
	}
	if len(refused) > 0 {
		return total
	}
	if err := o.Check(); err != nil {
		t.Error(err)
	}
	for _, l := range o.Lines {
		total.Lines = append(total.Lines, goldenShare{l.Amount.Number(), unlessZero(l.Discount), l.Taxed.Rule})
	}
	for _, d := range o.Discounts {
		total.Discounts = append(total.Discounts, goldenPart{ID: d.ID, Amount: d.Amount.Number()})
	}
	for _, c := range o.Charges {
		total.Charges = append(total.Charges, goldenPart{c.ID, c.Amount.Number(), c.Taxed.Rate.Percent()})
	}
	for _, r := range o.Taxes {
		total.Taxes = append(total.Taxes, goldenTax{string(r.Category), r.Rate.Percent(), r.Base.Number(), r.Amount.Number(), r.Reason})
	}
	s := o.Totals
	total.Goods, total.Discount, total.Delivery = s.Goods.Number(), unlessZero(s.Discount), unlessZero(s.Charges)
	total.WithoutTax, total.Tax, total.WithTax, total.ToPay = s.WithoutTax.Number(), s.Tax.Number(), s.WithTax.Number(), s.Payable.String()
	return total
}

func unlessZero(a money.Amount) string {
	if a.Sign() == 0 {
		return ""
	}
	return a.Number()
}

// order is a golden order at its prices.
func (g golden) order() order.Order {
	c := money.EUR
	if g.Currency != "" {
		c = money.MustCurrency(g.Currency)
	}
	var all []order.Line
	for _, l := range g.Lines {
		all = append(all, l.line(c))
	}
	o := lines(c, all...)
	if !g.At.IsZero() {
		o.PricedAt = g.At
	}
	return o
}
