package order_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

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
