package order_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// The trace tells every amount of an order, each line's list, each discount's and charge's condition, and each rule of a tax.
func TestDEC1_TheTraceTellsEveryAmount(t *testing.T) {
	worlds(t, proof(1_000, 10_000, 100_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		o, refused, err := terms.Total(o, c)
		if err != nil || len(refused) > 0 {
			return
		}
		text := o.Trace().String()
		told := func(what string) {
			if !strings.Contains(text, what) {
				t.Errorf("not told: %s\n%s", what, text)
			}
		}
		for _, v := range everyAmount(reflect.ValueOf(o), nil) {
			if v.Sign() != 0 {
				told(v.String())
			}
		}
		for _, l := range o.Lines {
			told(l.Source.String())
			told("\"" + l.Taxed.Rule + "\"")
		}
		for _, d := range o.Discounts {
			told("\"" + d.ID + "\"")
		}
		for _, c := range o.Charges {
			told("\"" + c.ID + "\"")
		}
		for _, tax := range o.Taxes {
			told(tax.Reason)
		}
	})
}

// everyAmount are the amounts anywhere in a value.
func everyAmount(v reflect.Value, found []money.Amount) []money.Amount {
	switch {
	case v.Type() == reflect.TypeFor[money.Amount]():
		return append(found, v.Interface().(money.Amount))
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			found = everyAmount(v.Index(i), found)
		}
	case v.Kind() == reflect.Struct && strings.HasSuffix(v.Type().PkgPath(), "pricing/order"):
		for i := range v.NumField() {
			found = everyAmount(v.Field(i), found)
		}
	}
	return found
}

// Goods only is without tax, without delivery, and less discounts, in either basis (BUD-8).
func TestBUD8_GoodsOnly(t *testing.T) {
	gross := []order.GrossList{{List: pricing.LevelID("TRADE")}}
	for _, row := range []struct {
		reason string
		world  world
		price  string
		want   string
	}{
		{"before tax: 100 less 10, delivery and tax left out", world{rules: usual(), discounts: tenPercent(), deliveries: fiveAnyway()}, "100", "90.00"},
		{"with tax: 119 less 11.90 is 107.10, of which 90.00 without", world{rules: usual(), discounts: tenPercent(), deliveries: fiveAnyway(),
			withTax: gross, options: order.Options{Basis: order.WithTax}}, "119", "90.00"},
		{"no tax at all", world{discounts: tenPercent(), deliveries: fiveAnyway()}, "100", "90.00"},
		{"neither discount nor delivery", world{rules: usual()}, "100", "100.00"},
	} {
		priced := lines(money.EUR, line("x", "1", row.price))
		o, refused, err := row.world.terms(t).Total(priced, order.Customer{Country: "DE"})
		if err != nil || len(refused) > 0 || o.GoodsOnly().Number() != row.want || !priced.GoodsOnly().Equal(priced.Totals.Goods) {
			t.Errorf("%s: %s %v %v", row.reason, o.GoodsOnly(), refused, err)
		}
	}
	if a := (order.Order{}).GoodsOnly(); a.IsSet() {
		t.Error(a)
	}
	worlds(t, proof(1_000, 10_000, 100_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		o, refused, err := terms.Total(o, c)
		if err != nil || len(refused) > 0 {
			return
		}
		most, err := o.GoodsOnly().Cmp(o.Totals.WithoutTax)
		net, err2 := o.Totals.Goods.Sub(o.Totals.Discount)
		if err != nil || err2 != nil || most > 0 || o.Basis == order.BeforeTax && !o.GoodsOnly().Equal(net) {
			t.Errorf("%s\n%s", o.GoodsOnly(), o.Trace())
		}
	})
}
