package contract_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func broken(min, price string) contract.Break {
	return contract.Break{Min: qty(min), Price: eur(price)}
}

func from(min, price string) pricing.Row {
	return pricing.Row{Product: "P", Min: qty(min), Price: eur(price)}
}

// Contract and level are compared at the quantity asked for.
func TestCON2_ComparedAtTheQuantity(t *testing.T) {
	d := deal()
	d.Products[0].Price = eur("0")
	d.Products[0].Breaks = []contract.Break{broken("10", "9.00"), broken("50", "8.00")}
	prices := compile(t, level(from("5", "9.50"), from("20", "8.50")), d).For(buyer(), noon())
	for _, c := range []struct{ quantity, amount, source, why string }{
		{"1", "", "", "below both minima"},
		{"5", "9.50", "level:A", "below the contract's minimum"},
		{"10", "9.00", "contract:K", "cheaper at this quantity"},
		{"20", "8.50", "level:A", "the level's break undercuts"},
		{"50", "8.00", "contract:K", "the contract's break undercuts"},
	} {
		t.Run(c.quantity+" "+c.why, func(t *testing.T) {
			wantPrice(t, prices, line(c.quantity), c.amount, c.source)
		})
	}
}

// Below the level's minimum there is no level price, so any price counts.
func TestCON2_BelowTheLevelsMinimumThereIsNoLevelPrice(t *testing.T) {
	d := deal()
	d.Products[0].Price = eur("12.00")
	prices := compile(t, level(from("5", "10.00")), d).For(buyer(), noon())
	wantPrice(t, prices, line("4.999999"), "12.00", "contract:K")
	wantPrice(t, prices, line("5"), "10.00", "level:A")
}

func TestCON2_UnitAndCurrencyAreCompared(t *testing.T) {
	d := deal()
	d.Products = []contract.Product{{Product: "P", Unit: "box", Price: eur("80.00")}}
	prices := compile(t, base(), d).For(buyer(), noon())
	wantPrice(t, prices, line("1"), "10.00", "level:A")
	wantCodes(t, prices, line("1"), map[string]pricing.Code{"contract:K": pricing.OtherUnit, "level:A": pricing.Won})
	wantPrice(t, prices, pricing.Line{Product: "P", Unit: "box", Quantity: qty("1")}, "80.00", "contract:K")

	d = deal()
	d.Currency, d.Products[0].Price = money.GBP, money.MustParse("8.00", money.GBP)
	prices = compile(t, base(), d).For(buyer(), noon())
	wantPrice(t, prices, line("1"), "10.00", "level:A")
	wantCodes(t, prices, line("1"), map[string]pricing.Code{"contract:K": pricing.OtherCurrency, "level:A": pricing.Won})
}

// What is compared is what is shown: prices after unit rounding.
func TestCON2_ComparedAfterUnitRounding(t *testing.T) {
	d := deal()
	d.Products[0].Price = eur("10.004")
	for _, c := range []struct {
		round  money.Rounding
		source string
	}{
		{money.Rounding{}, "level:A"},
		{money.ToPlaces(2, money.HalfUp), "contract:K"},
	} {
		book, err := pricing.NewBook(pricing.Data{
			Zone: seller(), Round: pricing.Places{Unit: c.round}, Lists: []pricing.List{d.List(), base()},
		})
		if err != nil {
			t.Fatal(err)
		}
		wantPrice(t, book.For(buyer(), noon()), line("1"), "10.00", c.source)
	}
}

// Graduated breaks compare what the line costs in all, not the last unit's price.
func TestCON2_GraduatedBreaksCompareTotals(t *testing.T) {
	d := deal()
	d.Products[0].Price = eur("12.00")
	d.Products[0].Breaks = []contract.Break{broken("10", "6.00")}
	r := contract.Reading{Breaks: pricing.Breaks{Mode: pricing.GraduatedMeasure}}
	prices := compileAs(t, r, base(), d).For(buyer(), noon())
	for _, c := range []struct{ quantity, source, why string }{
		{"14.999999", "level:A", "10 at 12 and 4.999999 at 6 are more than 14.999999 at 10"},
		{"15", "contract:K", "10 at 12 and 5 at 6 are 15 at 10"},
		{"20", "contract:K", "10 at 12 and 10 at 6 are less than 20 at 10"},
	} {
		t.Run(c.quantity+" "+c.why, func(t *testing.T) {
			if p := price(t, prices, line(c.quantity)); p.Source().String() != c.source {
				t.Errorf("from %s, want %s", p.Source(), c.source)
			}
		})
	}
}
