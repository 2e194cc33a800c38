package order_test

import (
	"os"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

// world is a seller's facts.
type world struct {
	rules      []tax.Rule
	products   []product.Product
	discounts  []condition.Discount
	deliveries []condition.Delivery
	ofSubtotal bool
	withTax    []order.GrossList
	options    order.Options
}

func (w world) terms(t testing.TB) order.Terms {
	t.Helper()
	terms := order.Terms{WithTax: w.withTax, Options: w.options}
	var err error
	if w.rules != nil {
		if terms.Taxes, err = tax.New(tax.Data{Zone: time.UTC, Rules: w.rules}); err != nil {
			t.Fatal(err)
		}
	}
	if w.products != nil {
		if terms.Products, err = product.New(w.products); err != nil {
			t.Fatal(err)
		}
	}
	data := condition.Data{Zone: time.UTC, OfSubtotal: w.ofSubtotal, Discounts: w.discounts, Deliveries: w.deliveries}
	if terms.Conditions, err = condition.New(data); err != nil {
		t.Fatal(err)
	}
	return terms
}

// usual are German taxes: of goods, of books, across the EU's inner border, out of it.
func usual() []tax.Rule {
	return []tax.Rule{
		{ID: "de", Country: "DE", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("19")}},
		{ID: "de-reduced", Country: "DE", Class: "reduced", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("7")}},
		{ID: "eu-business", Country: "FR", Treatment: tax.Treatment{Category: tax.IntraCommunity, Reason: "Article 138 of Directive 2006/112/EC"}},
		{ID: "export", Country: "CH", Treatment: tax.Treatment{Category: tax.Export, Reason: "Article 146 of Directive 2006/112/EC"}},
		{ID: "exempt", Profile: "embassy", Overrules: true, Treatment: tax.Treatment{Category: tax.Exempt, Reason: "Article 151 of Directive 2006/112/EC"}},
	}
}

func everyone(id, name string, rank int) condition.Terms {
	return condition.Terms{ID: id, Name: name, Rank: rank, For: condition.Audience{Everyone: true}}
}

func tenPercent() []condition.Discount {
	return []condition.Discount{{Terms: everyone("ten", "10 % off", 1), Steps: []condition.Step{{Rate: money.MustPercent("10")}}}}
}

func fiveAnyway() []condition.Delivery {
	return []condition.Delivery{{Terms: everyone("parcel", "Parcel", 1), Costs: []condition.Cost{{Amount: eur("5")}}}}
}

// lines makes an order of lines at given prices, as order.Price would.
func lines(c money.Currency, all ...order.Line) order.Order {
	o := order.Order{ID: "1", Account: "acme", BilledTo: "acme", PricedAs: "acme", Currency: c, PricedAt: noon, Lines: all}
	total := money.Zero(c)
	for i := range all {
		l := &all[i]
		var err error
		if !l.Amount.IsSet() {
			if l.Amount, err = l.Price.Mul(l.Quantity); err != nil {
				panic(err)
			}
		}
		if total, err = total.Add(l.Amount); err != nil {
			panic(err)
		}
		if l.Source == (pricing.ListID{}) {
			l.Source = pricing.LevelID("TRADE")
		}
	}
	o.Totals = order.Totals{Goods: total, WithoutTax: total, WithTax: total}
	return o
}

func line(product, quantity, price string) order.Line {
	return order.Line{Product: product, Quantity: money.MustQuantity(quantity), Price: eur(price)}
}
