package order_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// What is outside the scope of tax shares no invoice with what is not (EN 16931, BR-O-11 to 14): lines by number, charges by name.
func TestTAX1_OutsideScopeIsNotMixed(t *testing.T) {
	rules := append(usual(),
		tax.Rule{ID: "deposit", Country: "DE", Class: "deposit", Treatment: tax.Treatment{Category: tax.OutsideScope, Reason: "a deposit is no supply"}})
	goods := []product.Product{{ID: "x"}, {ID: "bottle", TaxClass: "deposit"}}
	freight, deposits := fiveAnyway(), fiveAnyway()
	deposits[0].TaxClass = "deposit"
	x, bottle := line("x", "1", "10"), line("bottle", "2", "0.25")
	for _, row := range []struct {
		reason     string
		lines      []order.Line
		deliveries []condition.Delivery
		want       []order.Refusal
	}{
		{"lines of both", []order.Line{x, bottle, bottle}, freight, []order.Refusal{{Line: 2, Code: order.MixedScope}, {Line: 3, Code: order.MixedScope}}},
		{"all outside, and the charge with them", []order.Line{bottle, bottle}, freight, nil},
		{"all outside, the charge its own way outside", []order.Line{bottle}, deposits, nil},
		{"all taxed, the charge outside", []order.Line{x}, deposits, []order.Refusal{{Code: order.MixedScope, About: "parcel"}}},
		{"all taxed", []order.Line{x}, freight, nil},
	} {
		w := world{rules: rules, products: goods, deliveries: row.deliveries}
		o, refused, err := w.terms(t).Total(lines(money.EUR, row.lines...), order.Customer{Country: "DE"})
		if err != nil || !slices.Equal(refused, row.want) || row.want == nil && o.Check() != nil {
			t.Errorf("%s: %v, %v", row.reason, refused, err)
		}
	}
}

// What is no priced order has no total: no instant, amounts below zero or in two currencies, none at all.
func TestDEC2_WhatIsNoPricedOrderIsAnError(t *testing.T) {
	terms := world{rules: usual(), discounts: tenPercent(), deliveries: fiveAnyway()}.terms(t)
	for reason, spoil := range map[string]func(*order.Order){
		"no instant":         func(o *order.Order) { o.PricedAt = time.Time{} },
		"no currency":        func(o *order.Order) { o.Currency = 0 },
		"two currencies":     func(o *order.Order) { o.Lines[1].Price, o.Lines[1].Amount = gbp("1"), gbp("3") },
		"another currency":   func(o *order.Order) { o.Currency = money.GBP },
		"no amount":          func(o *order.Order) { o.Lines[0].Amount = money.Amount{} },
		"a line below zero":  func(o *order.Order) { o.Lines[0].Amount = eur("-10") },
		"goods below zero":   func(o *order.Order) { o.Lines[0].Amount, o.Lines[1].Amount = eur("-10"), eur("-10") },
		"the zero line":      func(o *order.Order) { o.Lines[0] = order.Line{} },
		"beyond 64 bits":     func(o *order.Order) { o.Lines[0].Amount = money.Scaled(1<<63-1, 2, money.EUR) },
		"a total, once more": func(o *order.Order) { o.Totals.Payable = eur("1") },
	} {
		o := lines(money.EUR, line("x", "3", "10"), line("y", "3", "10"))
		spoil(&o)
		if total, refused, err := terms.Total(o, order.Customer{Country: "DE"}); err == nil || len(total.Lines) > 0 {
			t.Errorf("%s: %+v %v %v", reason, total.Totals, refused, err)
		}
	}
	var none order.Terms
	var room order.Order
	if refused, err := none.Complete(&room, order.Customer{}); err != nil || refused != nil {
		t.Error(refused, err)
	}
	if unpriced, err := room.Reprice(nil, nil, pricing.Buyer{}, noon); err == nil {
		t.Error(unpriced)
	}
}

// Lines that are not rounded may add up beyond the bounds of an amount where their sum by rate does not, and have many decimals.
func TestORD1_CheckHasNoBounds(t *testing.T) {
	o := lines(money.EUR, line("x", "1", "1"), line("y", "1", "1"))
	o.Lines[0].Amount, o.Lines[1].Amount = money.Scaled(9e17, 0, money.EUR), money.Scaled(1, 18, money.EUR)
	for _, row := range []struct {
		goods money.Amount
		holds bool
	}{
		{money.Scaled(9e17, 0, money.EUR), false}, {eur("2"), false}, {gbp("2"), false}, {money.Amount{}, false},
	} {
		if o.Totals.Goods = row.goods; (o.Check() == nil) != row.holds {
			t.Errorf("%s: %v", row.goods, o.Check())
		}
	}
	o.Lines[1].Amount = money.Scaled(-9e17, 0, money.EUR)
	if o.Totals.Goods = eur("0"); o.Check() != nil {
		t.Error(o.Check())
	}
	w := world{rules: usual(), products: []product.Product{{ID: "x"}, {ID: "y", TaxClass: "reduced"}}, options: order.Options{Lines: order.AtTotal}}
	wide := lines(money.EUR, line("x", "1", "1"), line("y", "1", "1"))
	wide.Lines[0].Amount, wide.Lines[1].Amount = money.Scaled(9e13, 0, money.EUR), money.Scaled(123456, 6, money.EUR)
	total, refused, err := w.terms(t).Total(wide, order.Customer{Country: "DE"})
	if err != nil || len(refused) > 0 || total.Check() != nil {
		t.Error(refused, err, total.Check())
	}
}

// A rate has each of its reasons once, whatever is in their text, and in an order that does not depend on the lines'.
func TestTAX1_ReasonsOfARate(t *testing.T) {
	w := world{}
	for i, text := range []string{"section 4; no. 14", "Article 132", "section 4; no. 14", "section 4", "", "food", "", "", "", "", "", "", "", "", "", ""} {
		class, category := string(rune('a'+i)), tax.Exempt
		if i > 3 { // which needs no reason
			category = tax.ZeroRated
		}
		w.products = append(w.products, product.Product{ID: class, TaxClass: class})
		w.rules = append(w.rules, tax.Rule{ID: class, Class: class, Treatment: tax.Treatment{Category: category, Reason: text}})
	}
	for _, row := range []struct{ products, want string }{
		{"e", ""}, {"ef", "food"}, {"fe", "food"}, {"eghijklmnopf", "food"}, {"ponmlkjihgfe", "food"}, {"mnopfeponmhgf", "food"},
		{"a", "section 4; no. 14"}, {"ac", "section 4; no. 14"}, {"ca", "section 4; no. 14"},
		{"abcd", "Article 132; section 4; section 4; no. 14"}, {"dcba", "Article 132; section 4; section 4; no. 14"}, {"bdac", "Article 132; section 4; section 4; no. 14"},
	} {
		var all []order.Line
		for _, id := range row.products {
			all = append(all, line(string(id), "1", "10"))
		}
		o, refused, err := w.terms(t).Total(lines(money.EUR, all...), order.Customer{})
		if err != nil || len(refused) > 0 || len(o.Taxes) != 1 || o.Taxes[0].Reason != row.want || ruled(o) != row.products {
			t.Errorf("%s: %+v %v %v", row.products, o.Taxes, refused, err)
		}
	}
}

// ruled are the rules of the lines, which are called as the products are.
func ruled(o order.Order) (rules string) {
	for _, l := range o.Lines {
		rules += l.Taxed.Rule
	}
	return rules
}

// Taxes rounded one by one, of amounts smaller than the rounding, come to no more than what they are in: no base is below zero.
func TestTAX1_NoBaseBelowZero(t *testing.T) {
	up := money.ToPlaces(0, money.Up)
	for _, row := range []struct {
		reason  string
		options order.Options
		price   string
		want    string
	}{
		{"with tax, each line owes a euro", order.Options{Basis: order.WithTax, Lines: order.AtTotal, Taxes: order.PerLine, Round: up}, "0.4", "0.00 EUR + 2.00 EUR"},
		{"before tax it is what it is", order.Options{Lines: order.AtTotal, Taxes: order.PerLine, Round: up}, "0.4", "2.00 EUR + 3.00 EUR"},
	} {
		w := world{rules: usual(), options: row.options}
		x := line("x", "1", row.price)
		o, _, err := w.terms(t).Total(lines(money.EUR, x, x, x), order.Customer{Country: "DE"})
		if err != nil || o.Totals.WithoutTax.String()+" + "+o.Totals.Tax.String() != row.want || o.Check() != nil {
			t.Errorf("%s: %+v %v %v", row.reason, o.Totals, err, o.Check())
		}
	}
	w := world{rules: usual(), options: order.Options{Lines: order.AtTotal, Taxes: order.PerLine, Round: up},
		discounts: []condition.Discount{{Terms: everyone("all", "All", 1), Steps: []condition.Step{{Rate: money.MustPercent("100")}}}}}
	x := line("x", "1", "0.6") // of 2 EUR off, two of three bear one, and the third nothing
	o, _, err := w.terms(t).Total(lines(money.EUR, x, x, x), order.Customer{Country: "DE"})
	if err != nil || o.Totals.Payable.Sign() != 0 || o.Check() != nil {
		t.Errorf("nothing is owed of nothing: %+v %v %v", o.Totals, err, o.Check())
	}
}
