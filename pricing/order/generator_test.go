package order_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

var (
	countries = []string{"DE", "FR", "CH", "AT"}
	classes   = []string{"", "reduced", "freight"}
	roundings = []money.Rounding{{}, money.ToPlaces(2, money.HalfEven), money.ToPlaces(2, money.Down), money.MustIncrement("0.05", money.HalfUp), money.ToPlaces(3, money.Up)}
)

// drawWorld makes the facts of a seller.
func drawWorld(r *rand.Rand) world {
	w := world{rules: usual(), ofSubtotal: r.IntN(2) == 0}
	w.rules = append(w.rules, tax.Rule{ID: "freight", Country: "DE", Class: "freight", Treatment: tax.Treatment{Category: tax.ZeroRated}},
		tax.Rule{ID: "at", Country: "AT", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("20")}},
		tax.Rule{ID: "at-outside", Country: "AT", Class: "reduced", Treatment: tax.Treatment{Category: tax.OutsideScope, Reason: "no supply"}},
		tax.Rule{ID: "fr-new", Country: "FR", Profile: "private", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("5.5")}})
	for i := range 6 {
		w.products = append(w.products, product.Product{ID: fmt.Sprint("p", i), TaxClass: classes[i%3], Weight: money.Micros(r.Int64N(4_000_000)),
			Units: []product.Unit{{Name: "box", Holds: money.Units(12)}}})
	}
	for i := range r.IntN(4) {
		w.discounts = append(w.discounts, drawDiscount(r, i))
	}
	for i := range r.IntN(3) {
		w.deliveries = append(w.deliveries, drawDelivery(r, i))
	}
	if r.IntN(3) == 0 {
		w.withTax = []order.GrossList{{List: pricing.LevelID("SHOP")}}
		if r.IntN(2) == 0 {
			w.withTax[0].In = tax.Customer{Country: "DE"}
		}
	}
	w.options = order.Options{
		Basis: []order.Basis{order.BeforeTax, order.WithTax}[r.IntN(2)], Lines: []order.RoundAt{order.AtLine, order.AtUnit, order.AtTotal}[r.IntN(3)],
		Taxes: []order.Per{order.PerRate, order.PerLine, order.PerUnit}[r.IntN(3)], Round: roundings[max(0, r.IntN(9)-4)],
	}
	if r.IntN(4) == 0 {
		w.options.Payable = money.MustIncrement("0.05", money.HalfUp)
	}
	return w
}

func drawTerms(r *rand.Rand, id string) condition.Terms {
	t := condition.Terms{ID: id, Name: id, Rank: r.IntN(3), Last: r.IntN(5) == 0}
	switch r.IntN(4) {
	case 0:
		t.For.Groups = []string{"gold"}
	case 1:
		t.For.Accounts, t.For.Categories = []string{"acme"}, []string{"school"}
	default:
		t.For.Everyone = true
	}
	if r.IntN(4) == 0 {
		t.Countries = []string{"DE", "CH"}
	}
	return t
}

func cents(r *rand.Rand, most int64) money.Amount { return money.Scaled(r.Int64N(most), 2, money.EUR) }

func drawDiscount(r *rand.Rand, i int) condition.Discount {
	d := condition.Discount{Terms: drawTerms(r, fmt.Sprint("d", i))}
	for k := range 1 + r.IntN(3) {
		s := condition.Step{From: money.Scaled(int64(k)*10_000+r.Int64N(9_000), 2, money.EUR)}
		if k == 0 && r.IntN(2) == 0 {
			s.From = money.Amount{}
		}
		if r.IntN(3) == 0 {
			s.Amount = cents(r, 5_000)
		} else {
			s.Rate = money.MustPercent(fmt.Sprint(r.IntN(26)))
		}
		d.Steps = append(d.Steps, s)
	}
	return d
}

func drawDelivery(r *rand.Rand, i int) condition.Delivery {
	d := condition.Delivery{Terms: drawTerms(r, fmt.Sprint("v", i)), ByWeight: r.IntN(3) == 0, AfterDiscounts: r.IntN(2) == 0,
		TaxClass: []string{"", "freight", "reduced"}[r.IntN(3)]}
	for k := range 1 + r.IntN(3) {
		c := condition.Cost{Amount: cents(r, 2_000)}
		if d.ByWeight {
			c.FromWeight = money.Units(int32(k) * 20)
		} else {
			c.From = money.Scaled(int64(k)*20_000, 2, money.EUR)
		}
		d.Costs = append(d.Costs, c)
	}
	if r.IntN(2) == 0 {
		d.FreeFrom = cents(r, 100_000)
	}
	return d
}

// drawOrder makes an order at its prices, and who it is for.
func drawOrder(r *rand.Rand) (order.Order, order.Customer) {
	var all []order.Line
	n := 1 + r.IntN(8)
	if r.IntN(400) == 0 {
		n += 80 // more than fit into room on the stack
	}
	for range n {
		l := order.Line{Product: fmt.Sprint("p", r.IntN(6)), Unit: []string{"", "", "box"}[r.IntN(3)], Quantity: money.Units(1 + r.Int32N(30)),
			Price: money.Scaled(1+r.Int64N(20_000), 2, money.EUR), Source: pricing.LevelID([]string{"TRADE", "SHOP"}[r.IntN(2)])}
		switch r.IntN(6) {
		case 0:
			l.Quantity = money.Micros(1 + r.Int64N(20_000)*1_000)
		case 1:
			l.Price = money.Scaled(1+r.Int64N(2_000_000), 4, money.EUR)
		case 2: // as of graduated breaks
			l.Amount = money.Scaled(1+r.Int64N(3_000_000), 4, money.EUR)
		case 3:
			l.Price = money.Scaled(1+r.Int64N(99), 2, money.EUR)
		}
		all = append(all, l)
	}
	c := order.Customer{Account: []string{"acme", "other"}[r.IntN(2)], Country: countries[r.IntN(14)/4]}
	if r.IntN(3) == 0 {
		c.Groups = []string{"gold"}
	}
	if r.IntN(3) == 0 {
		c.Categories = []string{"school"}
	}
	c.TaxProfile = []string{"", "", "private", "embassy"}[r.IntN(4)]
	return lines(money.EUR, all...), c
}

// worlds draws orders in many worlds, n in all.
func worlds(t *testing.T, n int, visit func(r *rand.Rand, w world, terms order.Terms)) {
	t.Helper()
	const each = 50
	for i := range n / each {
		r := rand.New(rand.NewPCG(uint64(i), 7))
		w := drawWorld(r)
		terms := w.terms(t)
		for range each {
			visit(r, w, terms)
		}
		if t.Failed() {
			t.Fatalf("world %d at %s", i, time.Now().Format(time.TimeOnly))
		}
	}
}
