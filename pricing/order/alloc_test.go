package order_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
)

// job is the basket of P2, 50 lines, with three tax classes, a discount and delivery by weight.
func job(t testing.TB) (*pricing.Book, []pricing.Line, pricing.Buyer, order.Terms, order.Customer) {
	list := pricing.List{ID: pricing.LevelID("TRADE")}
	w := world{rules: usual(), discounts: tenPercent()}
	var basket []pricing.Line
	for i := range 50 {
		id := fmt.Sprint("p", i)
		list.Rows = append(list.Rows, pricing.Row{Product: id, Price: money.Scaled(int64(100+37*i), 2, money.EUR)})
		w.products = append(w.products, product.Product{ID: id, TaxClass: classes[i%3], Weight: money.Micros(int64(i) * 100_000)})
		basket = append(basket, pricing.Line{Product: id, Quantity: money.Units(int32(1 + i%7))})
	}
	w.deliveries = []condition.Delivery{{Terms: everyone("freight", "Freight", 1), ByWeight: true, Costs: []condition.Cost{{Amount: eur("5")}}}}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{list}, Round: pricing.Places{Line: money.ToPlaces(2, money.HalfUp)}})
	if err != nil {
		t.Fatal(err)
	}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"TRADE"}, Currency: money.EUR}
	return book, basket, buyer, w.terms(t), order.Customer{Account: "acme", Country: "DE"}
}

// P2 with totals and tax: a basket of 50 lines is priced and totalled in the room of the one before with the two allocations that
// pricing makes, whatever the options but PerUnit, which makes one more. A new order each time costs no more for many lines than for few.
func TestP2_TwoAllocationsWithTotalAndTax(t *testing.T) {
	book, basket, buyer, terms, customer := job(t)
	var o order.Order
	for _, options := range []order.Options{{}, {Basis: order.WithTax}, {Taxes: order.PerLine}, {Lines: order.AtTotal}, {Lines: order.AtUnit}} {
		terms.Options = options
		if n := testing.AllocsPerRun(50, func() { totalled(t, &o, basket, book, buyer, terms, customer) }); n > 2 {
			t.Errorf("%+v: %v allocations for 50 lines, want 2", options, n)
		}
	}
	terms.Options = order.Options{}
	exempt := order.Customer{Account: "acme", Country: "FR"}
	if n := testing.AllocsPerRun(50, func() { totalled(t, &o, basket, book, buyer, terms, exempt) }); n > 2 {
		t.Errorf("%v allocations for 50 lines without tax, for a reason; want 2", n)
	}
	made := func(lines []pricing.Line) float64 {
		return testing.AllocsPerRun(50, func() {
			var fresh order.Order
			totalled(t, &fresh, lines, book, buyer, terms, customer)
		})
	}
	if few, many := made(basket[:10]), made(basket); many > few || many > 12 { // more under the race detector
		t.Errorf("a new order of 10 lines makes %v allocations, of 50 lines %v", few, many)
	}
}

// totalled prices a basket and totals it.
func totalled(t testing.TB, o *order.Order, basket []pricing.Line, book *pricing.Book, buyer pricing.Buyer, terms order.Terms, c order.Customer) {
	if unpriced, err := o.Reprice(basket, book, buyer, noon); err != nil || len(unpriced) > 0 {
		t.Fatal(unpriced, err)
	}
	if refused, err := terms.Complete(o, c); err != nil || len(refused) > 0 {
		t.Fatal(refused, err)
	}
}

func BenchmarkP2WithTotals(b *testing.B) {
	book, basket, buyer, terms, customer := job(b)
	b.Run("prices", func(b *testing.B) {
		var o order.Order
		b.ReportAllocs()
		for b.Loop() {
			if _, err := o.Reprice(basket, book, buyer, noon); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("totals", func(b *testing.B) {
		var o order.Order
		b.ReportAllocs()
		for b.Loop() {
			totalled(b, &o, basket, book, buyer, terms, customer)
		}
	})
	b.Run("new orders", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var o order.Order
			totalled(b, &o, basket, book, buyer, terms, customer)
		}
	})
}
