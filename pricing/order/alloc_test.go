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

// P2 with totals and tax: a basket of 50 lines is priced and totalled within two allocations a line, and what the total adds does
// not grow with the lines.
func TestP2_AllocationsWithTotalAndTax(t *testing.T) {
	book, basket, buyer, terms, customer := job(t)
	prices := book.For(buyer, noon)
	made := func(n int) float64 {
		o := priced(t, prices, basket[:n])
		return testing.AllocsPerRun(100, func() {
			if _, refused, err := terms.Total(o, customer); err != nil || len(refused) > 0 {
				t.Fatal(refused, err)
			}
		})
	}
	if few, many := made(10), made(50); many > few+2 || many > 25 {
		t.Errorf("a total of 10 lines makes %v allocations, of 50 lines %v", few, many)
	}
	all := testing.AllocsPerRun(100, func() {
		if _, refused, err := terms.Total(priced(t, prices, basket), customer); err != nil || len(refused) > 0 {
			t.Fatal(refused, err)
		}
	})
	t.Logf("P2 with total and tax: %v allocations for 50 lines, the total %v of them", all, made(50))
	if all > 2*50 {
		t.Errorf("%v allocations for 50 lines", all)
	}
}

// priced is what order.Price makes of a basket.
func priced(t testing.TB, prices *pricing.Prices, basket []pricing.Line) order.Order {
	b, err := prices.Basket(basket)
	if err != nil {
		t.Fatal(err)
	}
	o := order.Order{Account: "acme", Currency: money.EUR, PricedAt: noon, Lines: make([]order.Line, len(basket))}
	for i, l := range b.Lines {
		o.Lines[i] = order.Line{Product: basket[i].Product, Quantity: basket[i].Quantity, Price: l.Unit, Amount: l.Amount, Source: l.Source()}
	}
	o.Totals = order.Totals{Goods: b.Total, WithoutTax: b.Total, WithTax: b.Total}
	return o
}

func BenchmarkP2Total(b *testing.B) {
	book, basket, buyer, terms, customer := job(b)
	prices := book.For(buyer, noon)
	b.Run("priced", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			priced(b, prices, basket)
		}
	})
	b.Run("totalled", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := terms.Total(priced(b, prices, basket), customer); err != nil {
				b.Fatal(err)
			}
		}
	})
}
