package order_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

func ExampleTerms_Total() {
	g, b := shop(nil)
	taxes, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{
		{ID: "GB", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("20")}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	everyone := condition.Audience{Everyone: true}
	conditions, err := condition.New(condition.Data{Zone: time.UTC,
		Discounts: []condition.Discount{{Terms: condition.Terms{ID: "autumn", Name: "Autumn", For: everyone},
			Steps: []condition.Step{{From: gbp("20"), Rate: money.MustPercent("5")}}}},
		Deliveries: []condition.Delivery{{Terms: condition.Terms{ID: "van", Name: "Van", For: everyone}, FreeFrom: gbp("100"),
			Costs: []condition.Cost{{Amount: gbp("4")}}}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	d := draft(pricing.Line{Product: "bolt", Quantity: money.Units(50)})
	o, _, err := order.Price(d, g, b, pricing.BuyerFor(g, "acme"), noon)
	if err != nil {
		fmt.Println(err)
		return
	}
	terms := order.Terms{Conditions: conditions, Taxes: taxes}
	o, refused, err := terms.Total(o, order.CustomerOf(g, "acme", d.Delivery))
	fmt.Print(o.Trace())
	fmt.Println(refused, err, o.Check())
	// Output:
	// line 1: 25.00 GBP, 50 of bolt at 0.50 GBP from level:TRADE, bears 1.25 GBP of the discount, taxed 20 % by rule "GB"
	// goods: 25.00 GBP, the sum of the lines
	// discount "Autumn": -1.25 GBP, condition "autumn", 5 % of 25.00 GBP
	// delivery "Van": 4.00 GBP, condition "van", taxed 20 % as the goods are
	// tax S 20 %: 5.55 GBP, of 27.75 GBP (goods 25.00 GBP, discount -1.25 GBP, delivery 4.00 GBP), taxed, by rule "GB"
	// without tax: 27.75 GBP, goods, discounts (1.25 GBP) and delivery (4.00 GBP)
	// with tax: 33.30 GBP, without tax, and the taxes (5.55 GBP)
	// to pay: 33.30 GBP, all of it
	// [] <nil> <nil>
}

func ExampleTerms_Complete() {
	g, b := shop(nil)
	taxes, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{
		{ID: "GB", Treatment: tax.Treatment{Category: tax.Standard, Rate: money.MustPercent("20")}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	terms, buyer, customer := order.Terms{Taxes: taxes}, pricing.BuyerFor(g, "acme"), order.CustomerOf(g, "acme", order.Place{})
	basket := order.Order{Account: "acme"} // one for all that follows
	for _, line := range []pricing.Line{{Product: "bolt", Quantity: money.Units(50)}, {Product: "nothing", Quantity: money.Units(1)}, {Product: "bolt", Quantity: money.Units(4)}} {
		unpriced, err := basket.Reprice([]pricing.Line{line}, b, buyer, noon)
		if err != nil || len(unpriced) > 0 {
			fmt.Println(unpriced, err)
			continue
		}
		refused, err := terms.Complete(&basket, customer)
		fmt.Println(basket.Account, basket.Totals.Payable, refused, err)
	}
	// Output:
	// acme 30.00 GBP [] <nil>
	// [line 1: no-such-product] <nil>
	// acme 2.40 GBP [] <nil>
}

func ExampleOrder_In() {
	x := order.Exchange{From: money.EUR, To: money.CHF, Factor: money.MustRate("0.93"), Source: "ECB", At: noon}
	o, err := lines(money.EUR, line("desk", "2", "349.00")).In(x, money.Rounding{})
	fmt.Println(o.Lines[0].Price, o.Totals.Goods, o.Exchange.Source, err)
	// Output: 324.57 CHF 649.14 CHF ECB <nil>
}

// The zero Terms, and an order without lines, are what they were.
func TestTotalOfNothing(t *testing.T) {
	o := lines(money.EUR, line("desk", "2", "349.00"))
	same, refused, err := order.Terms{}.Total(o, order.Customer{})
	if err != nil || len(refused) > 0 || same.Totals.Payable.IsSet() || !slices.Equal(same.Parts(), o.Parts()) {
		t.Errorf("%+v, %v, %v", same, refused, err)
	}
	none, refused, err := world{rules: usual()}.terms(t).Total(order.Order{}, order.Customer{})
	if err != nil || len(refused) > 0 || len(none.Lines) > 0 {
		t.Errorf("%+v, %v, %v", none, refused, err)
	}
	if err := none.Check(); !errors.Is(err, order.ErrSums) {
		t.Error(err)
	}
}

// Without tax rules there are conditions alone, and no tax is claimed to be zero.
func TestORD1_ConditionsWithoutTaxes(t *testing.T) {
	terms := world{discounts: tenPercent(), deliveries: fiveAnyway()}.terms(t)
	o, refused, err := terms.Total(lines(money.EUR, line("x", "3", "10")), order.Customer{Country: "DE"})
	if err != nil || len(refused) > 0 || o.Totals.Tax.IsSet() || len(o.Taxes) > 0 || o.Totals.Payable.Number() != "32.00" {
		t.Errorf("%+v, %v, %v", o.Totals, refused, err)
	}
	if err := o.Check(); err != nil {
		t.Error(err)
	}
}

// A total is made once: conditions are not granted twice.
func TestORD1_NoTotalOfATotal(t *testing.T) {
	terms := world{discounts: tenPercent()}.terms(t)
	o := lines(money.EUR, line("x", "3", "10"))
	once, _, err := terms.Total(o, order.Customer{})
	if err != nil || o.Lines[0].Discount.IsSet() {
		t.Fatal(err, o) // the order handed in stays as it is
	}
	if _, _, err := terms.Total(once, order.Customer{}); !errors.Is(err, order.ErrTotal) {
		t.Error(err)
	}
}

func TestORD1_OptionsThatDoNotExist(t *testing.T) {
	for _, options := range []order.Options{
		{Basis: "net"}, {Lines: "line"}, {Taxes: "rate"}, {Round: money.ToPlaces(13, money.HalfUp)}, {Round: money.ToPlaces(7, money.HalfUp)},
		{Payable: money.ToPlaces(2, 0)},
	} {
		terms := world{options: options}.terms(t)
		if _, _, err := terms.Total(lines(money.EUR, line("x", "1", "1")), order.Customer{}); !errors.Is(err, order.ErrOptions) {
			t.Errorf("%+v: %v", options, err)
		}
	}
}

// All that is wrong with an order's lines is told at once, each with what to do, and without amounts.
func TestTAX1_EveryLineIsToldWhatItLacks(t *testing.T) {
	w := world{rules: usual(), products: []product.Product{
		{ID: "screw", Own: product.Unit{Minimum: money.Units(100), Multiple: money.Units(50)}}, {ID: "book", TaxClass: "reduced"},
	}}
	box := line("screw", "100", "0.05")
	box.Unit = "box"
	o := lines(money.EUR, line("screw", "50", "0.05"), line("screw", "120", "0.05"), box, line("gold", "1", "0.05"), line("book", "1", "9"))
	_, refused, err := w.terms(t).Total(o, order.Customer{Country: "US"})
	want := []order.Refusal{
		{Line: 1, Code: order.BelowMinimum, About: "100"}, {Line: 2, Code: order.NotMultiple, About: "50"}, {Line: 3, Code: order.UnknownUnit},
		{Line: 4, Code: order.UnknownProduct}, {Line: 5, Code: order.NoTaxRule, About: "reduced"},
	}
	if err != nil || !slices.Equal(refused, want) {
		t.Errorf("%v, %v", refused, err)
	}
	for _, r := range append(refused, order.Refusal{Code: order.NoDelivery, About: "US"}, order.Refusal{Line: 1, Code: order.NoWeight}) {
		if text := r.String(); !strings.Contains(text, ": ") || strings.Contains(text, "0.05") {
			t.Errorf("%q", text)
		}
	}
	if text := (order.Refusal{}).String(); text != "nothing was asked" {
		t.Error(text)
	}
}

// A charge whose own class has no rule, and a list whose home tax is unknown, refuse.
func TestTAX1_NothingIsTaxedByGuess(t *testing.T) {
	freight := fiveAnyway()
	freight[0].TaxClass = "freight"
	rules := []tax.Rule{{ID: "goods", Class: "goods", Treatment: usual()[0].Treatment}}
	goods := []product.Product{{ID: "x", TaxClass: "goods"}}
	w := world{rules: rules, products: goods, deliveries: freight}
	_, refused, err := w.terms(t).Total(lines(money.EUR, line("x", "1", "1")), order.Customer{})
	if err != nil || !slices.Equal(refused, []order.Refusal{{Code: order.NoTaxRule, About: "parcel"}}) {
		t.Error(refused, err)
	}
	w = world{rules: usual(), withTax: []order.GrossList{{List: pricing.LevelID("TRADE"), In: tax.Customer{Country: "US"}}}}
	_, refused, err = w.terms(t).Total(lines(money.EUR, line("x", "1", "1")), order.Customer{Country: "DE"})
	if err != nil || !slices.Equal(refused, []order.Refusal{{Line: 1, Code: order.NoTaxRule}}) {
		t.Error(refused, err)
	}
}

// The delivery address decides country, region and further groups; the account decides the rest (ACC-10).
func TestACC10_TheDeliveryAddressDecides(t *testing.T) {
	g, err := account.NewGraph(account.Data{
		Groups: []account.Group{{ID: "gold"}, {ID: "islands"}}, Categories: []account.Category{{ID: "school"}},
		Accounts: []account.Account{{ID: "acme", TaxProfile: "business", Groups: []string{"gold"}, Categories: []string{"school"},
			Addresses: []account.Address{
				{ID: "main", Kind: account.DeliveryAddress, Country: "DE", Default: true},
				{ID: "isle", Kind: account.DeliveryAddress, Country: "DE", Region: "Heligoland", Groups: []string{"islands"}},
				{ID: "bills", Kind: account.InvoiceAddress, Country: "AT", Default: true},
			}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]string{
		"main": "DE//gold", "isle": "DE/Heligoland/gold,islands", "bills": "//gold", "": "//gold", "other": "//gold",
	} {
		c := order.CustomerOf(g, "acme", order.Place{Address: address})
		if got := c.Country + "/" + c.Region + "/" + strings.Join(c.Groups, ","); got != want || c.TaxProfile != "business" || c.Categories[0] != "school" {
			t.Errorf("%s: %s %+v", address, got, c)
		}
	}
	if c := order.CustomerOf(g, "nobody", order.Place{Address: "main"}); c.Country != "" || c.Account != "nobody" {
		t.Errorf("%+v", c)
	}
}

// Nothing is converted but by a rate that says all that it must; what was converted or totalled is not converted again.
func TestBUD8_NoConversionWithoutARate(t *testing.T) {
	good := order.Exchange{From: money.EUR, To: money.CHF, Factor: money.MustRate("0.93"), Source: "ECB", At: noon}
	o := lines(money.EUR, line("x", "3", "10.01"))
	for reason, change := range map[string]func(*order.Exchange){
		"no source": func(x *order.Exchange) { x.Source = "" }, "no time": func(x *order.Exchange) { x.At = time.Time{} },
		"no factor": func(x *order.Exchange) { x.Factor = money.Rate{} }, "below zero": func(x *order.Exchange) { x.Factor = money.MustRate("-1") },
		"from another": func(x *order.Exchange) { x.From = money.GBP }, "to the same": func(x *order.Exchange) { x.To = money.EUR },
		"to none": func(x *order.Exchange) { x.To = 0 },
	} {
		x := good
		change(&x)
		if _, err := o.In(x, money.Rounding{}); !errors.Is(err, order.ErrExchange) {
			t.Errorf("%s: %v", reason, err)
		}
		if _, err := (order.Order{}).In(x, money.Rounding{}); reason != "from another" && !errors.Is(err, order.ErrExchange) {
			t.Errorf("%s, of nothing: %v", reason, err)
		}
	}
	once, err := o.In(good, money.Rounding{})
	if err != nil || once.Exchange != good || once.Check() != nil {
		t.Fatal(err, once.Check())
	}
	if _, err := once.In(order.Exchange{From: money.CHF, To: money.EUR, Factor: money.MustRate("1.07"), Source: "ECB", At: noon}, money.Rounding{}); !errors.Is(err, order.ErrExchange) {
		t.Error(err)
	}
	total, _, err := world{discounts: tenPercent()}.terms(t).Total(o, order.Customer{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := total.In(good, money.Rounding{}); !errors.Is(err, order.ErrExchange) {
		t.Error(err)
	}
	graduated := o.Clone()
	graduated.Lines[0].Amount = eur("25")
	if x, err := graduated.In(good, money.Rounding{}); err != nil || x.Lines[0].Amount.String() != "23.25 CHF" {
		t.Error(x.Lines, err)
	}
}

// An amount beyond bounds is an error that names none.
func TestTAX1_BeyondBounds(t *testing.T) {
	most := order.Line{Product: "x", Quantity: money.Units(1), Price: money.Scaled(9e17+1, 2, money.EUR), Amount: money.Scaled(9e17+1, 2, money.EUR)}
	o := order.Order{Currency: money.EUR, PricedAt: noon, Lines: slices.Repeat([]order.Line{most}, 20)}
	_, _, err := world{rules: usual()}.terms(t).Total(o, order.Customer{Country: "DE"})
	if !errors.Is(err, money.ErrOverflow) || strings.Contains(err.Error(), "9000") {
		t.Error(err)
	}
}

// Delivery is shared out by what discounts leave of the goods, not by the goods.
func TestORD1_DeliveryGoesByWhatDiscountsLeave(t *testing.T) {
	w := world{
		rules: usual(), products: []product.Product{{ID: "x"}, {ID: "y", TaxClass: "reduced"}}, deliveries: fiveAnyway(),
		discounts: []condition.Discount{{Terms: everyone("cent", "A cent off", 1), Steps: []condition.Step{{Amount: eur("0.01")}}}},
	}
	o, refused, err := w.terms(t).Total(lines(money.EUR, line("x", "1", "0.01"), line("y", "1", "0.01")), order.Customer{Country: "DE"})
	if err != nil || len(refused) > 0 || o.Taxes[0].Discount.Number() != "0.01" || o.Taxes[0].Charges.Sign() != 0 || o.Taxes[1].Charges.Number() != "5.00" {
		t.Errorf("%v %v\n%s", refused, err, o.Trace())
	}
}

// What a host leaves in an order that has no total yet is made anew.
func TestTAX1_NothingIsTakenFromTheOrderHandedIn(t *testing.T) {
	o := lines(money.EUR, line("x", "3", "10"))
	o.Lines[0].Taxed, o.Lines[0].Discount = order.Taxed{Rule: "mine", Category: tax.Exempt}, eur("30")
	o.Taxes, o.Charges, o.Discounts = []order.Tax{{}}, []order.Charge{{Amount: eur("1")}}, []order.Discount{{Amount: eur("1")}}
	total, refused, err := world{deliveries: fiveAnyway()}.terms(t).Total(o, order.Customer{})
	if err != nil || len(refused) > 0 || total.Check() != nil || total.Lines[0].Taxed != (order.Taxed{}) || total.Totals.Payable.Number() != "35.00" {
		t.Errorf("%+v %v %v %v", total, refused, err, total.Check())
	}
}
