package order_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// full is an order with something in every field.
func full(t *testing.T) order.Order {
	t.Helper()
	g, b := shop(t)
	o, _, err := order.Price(draft(pricing.Line{Product: "bolt", Quantity: money.Units(10)}), g, b, pricing.BuyerFor(g, "acme"), noon)
	if err != nil {
		t.Fatal(err)
	}
	x := order.Exchange{From: money.GBP, To: money.EUR, Factor: money.MustRate("1.15"), Source: "ecb", At: noon}
	if o, err = o.In(x, money.Rounding{}); err != nil {
		t.Fatal(err)
	}
	w := world{rules: usual(), discounts: tenPercent(), deliveries: fiveAnyway()}
	o, refused, err := w.terms(t).Total(o, order.Customer{Account: "acme", Country: "DE"})
	if err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
	return o
}

// W5: whatever field is changed, a digest changes, but for when and at which revision it was priced, and the id.
func TestW5_DigestCoversEveryField(t *testing.T) {
	o := full(t)
	unseen := []string{"ID", "PricedAt", "Revision"}
	changed := 0
	walk(reflect.TypeOf(o), nil, func(path []int, name string) {
		if slices.Contains(unseen, name) {
			return
		}
		other := o.Clone()
		change(t, reflect.ValueOf(&other).Elem(), path)
		if slices.Equal(other.Parts(), o.Parts()) {
			t.Errorf("no digest covers %s", name)
		}
		changed++
	})
	if changed < 51 {
		t.Errorf("only %d fields were changed", changed)
	}
}

// An order without conditions and taxes has the digests that it had before there were any: stored ones stay good.
func TestW5_DigestOfPricesAlone(t *testing.T) {
	g, b := shop(t)
	o, _, err := order.Price(draft(pricing.Line{Product: "bolt", Quantity: money.Units(10)}), g, b, pricing.BuyerFor(g, "acme"), noon)
	if err != nil {
		t.Fatal(err)
	}
	want := []order.Part{
		{Name: "delivery", Digest: "09f8320b334f1c51d31575ffb9846d8a00d2c6953ad4b5cf81bce0e8dcb2cb19"},
		{Name: "lines", Digest: "3c72899eeba567878ee0ea3f22561537056ecec05d539d5991db7a0aad73a342"}, {Name: "parties", Digest: "863b97503f27df91228bd28f19c86b45e495600ef74f47fb881988720016fe3b"},
		{Name: "prices", Digest: "55d1ab8fc294b70dd751c30fb55b24b98115a223c3c6ce1d9c79d7c6c199ec19"},
		{Name: "totals", Digest: "db8dd401c3d2b12e3b35e3f660d8f05457314f7ca09952527e44c2a4cc1f354d"},
	}
	if got := o.Parts(); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// Parts are sorted by name, whatever there is.
func TestW5_PartsAreSorted(t *testing.T) {
	names := make([]string, 0, 8)
	for _, p := range full(t).Parts() {
		names = append(names, p.Name)
	}
	if !slices.IsSorted(names) || len(names) != 8 {
		t.Error(names)
	}
}

// walk visits the leaves of a struct, those of the first element of its slices too.
func walk(of reflect.Type, path []int, visit func([]int, string)) {
	for i := range of.NumField() {
		f, at := of.Field(i), append(slices.Clone(path), i)
		switch {
		case f.Type.Kind() == reflect.Slice:
			walk(f.Type.Elem(), append(at, -1), visit)
		case f.Type.PkgPath() == reflect.TypeFor[order.Order]().PkgPath() && f.Type.Kind() == reflect.Struct, f.Type == reflect.TypeFor[pricing.ListID]():
			walk(f.Type, at, visit)
		default:
			visit(at, f.Name)
		}
	}
}

// change gives a leaf another value.
func change(t *testing.T, v reflect.Value, path []int) {
	for _, i := range path {
		if i < 0 {
			v = v.Index(0)
		} else {
			v = v.Field(i)
		}
	}
	switch v.Interface().(type) {
	case money.Amount:
		v.Set(reflect.ValueOf(gbp("123.45")))
	case money.Quantity:
		v.Set(reflect.ValueOf(money.Units(77)))
	case money.Currency:
		v.Set(reflect.ValueOf(money.CHF))
	case money.Rate:
		v.Set(reflect.ValueOf(money.MustRate("0.123")))
	case time.Time:
		v.Set(reflect.ValueOf(noon.Add(time.Second)))
	case bool:
		v.SetBool(!v.Bool())
	case string:
		v.SetString(v.String() + "x")
	default:
		if v.Kind() != reflect.String {
			t.Fatalf("a field of %s", v.Type())
		}
		v.SetString(v.String() + "x")
	}
}
