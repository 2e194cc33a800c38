package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var (
	sourceS  = pricing.LevelID("S")
	purchase = pricing.ListID{Kind: pricing.Cost, Code: "C"}
	twoHalf  = cents(money.HalfUp)
)

func costs(all ...pricing.Row) pricing.List {
	return with(pricing.List{ID: purchase, Rows: all}, nobodys)
}

// surcharged is derived with surcharges of its own making.
func surcharged(code string, from pricing.ListID, all ...pricing.Surcharge) pricing.List {
	l := derived(code, from, twoHalf)
	l.Derived.Surcharges = all
	return l
}

func surcharge(product, least, rate string) pricing.Surcharge {
	return pricing.Surcharge{Product: product, Min: money.MustQuantity(least), Rate: money.MustRate(rate)}
}

// PRC-13: levels derived from another level or from purchase prices.
func TestPRC13_Derived(t *testing.T) {
	from := func(l pricing.List, all ...pricing.List) pricing.Data { return lists(append(all, l)...) }
	stage := money.ToPlaces(1, money.HalfUp)
	runRule(t, []ruleCase{
		{reason: "a percentage up", data: from(derived("A", sourceS, twoHalf, "0.15"), level("S", at("10"))), want: "11.50 level:A"},
		{reason: "a percentage down", data: from(derived("A", sourceS, twoHalf, "-0.15"), level("S", at("10"))), want: "8.50 level:A"},
		{reason: "without a percentage, as they are, rounded", data: from(derived("A", sourceS, twoHalf), level("S", at("10.005"))), want: "10.01 level:A"},
		{reason: "purchase prices plus a surcharge", data: from(derived("A", purchase, twoHalf, "0.25"), costs(at("8"))), want: "10.00 level:A"},
		{reason: "rounded by the derivation, in its mode", data: from(derived("A", sourceS, cents(money.Down), "0.333333"), level("S", at("1"))), want: "1.33 level:A"},
		{reason: "to an increment", data: from(derived("A", sourceS, money.MustIncrement("0.05", money.Ceiling), "0.1"), level("S", at("1.02"))), want: "1.15 level:A"},
		{reason: "chained, each stage rounds: 1.06 → 1.1 → 1.7 (1.59 would be 1.6)", data: from(derived("A", pricing.LevelID("M"), stage, "0.5"), level("S", at("1.06")), derived("M", sourceS, stage, "0")), want: "1.70 level:A"},
		{reason: "everything taken off never wins", data: from(derived("A", sourceS, twoHalf, "-1"), level("S", at("10"))), want: "not-in-level"},
		{reason: "own rows win", data: from(with(derived("A", sourceS, twoHalf, "0.15"), own(at("3"))), level("S", at("10"))), want: "3.00 level:A"},
		{reason: "own rows win for the whole product, in whatever unit", data: from(with(derived("A", sourceS, twoHalf, "0.15"), own(at("3"))), level("S", at("10"), inBoxes(at("90")))), line: boxes("P", "1"), want: "not-in-unit"},
		{reason: "even if they are not valid now", data: from(with(derived("A", sourceS, twoHalf, "0.15"), own(dated("2027-01-01", "", at("3")))), level("S", at("10"))), want: "not-yet-valid"},
		{reason: "even if they are switched off", data: from(with(derived("A", sourceS, twoHalf, "0.15"), own(off(at("3")))), level("S", at("10"))), want: "not-in-level"},
		{reason: "other products are derived all the same", data: from(with(derived("A", sourceS, twoHalf, "0.15"), own(of("Q", "3"))), level("S", at("10"))), want: "11.50 level:A"},
		{reason: "each unit of the source", data: from(derived("A", sourceS, twoHalf, "0.1"), level("S", at("10"), inBoxes(at("90")))), line: boxes("P", "1"), want: "99.00 level:A"},
		{reason: "the breaks of the source, each", data: from(derived("A", sourceS, twoHalf, "0.1"), level("S", rows("1 10", "10 8")...)), line: pieces("P", "10"), want: "8.80 level:A from 10"},
		{reason: "the windows of the source", data: from(derived("A", sourceS, twoHalf, "0.1"), level("S", dated("2027-01-01", "", at("1")))), want: "not-yet-valid"},
		{reason: "the currency of the source", data: from(derived("A", sourceS, twoHalf, "0.1"), level("S", inEuro(at("1")))), want: "not-in-currency"},
		{reason: "what is switched off in the source derives nothing", data: from(derived("A", sourceS, twoHalf, "0.1"), level("S", off(at("1")))), want: "not-in-level"},
		{reason: "a surcharge for one product takes the place of the general one", data: from(surcharged("A", sourceS, surcharge("", "0", "0.1"), surcharge("P", "0", "0.5")), level("S", at("10"))), want: "15.00 level:A"},
		{reason: "with surcharges of which none is for the product, it is not on the list", data: from(surcharged("A", sourceS, surcharge("Q", "0", "0.5")), level("S", at("10"))), want: "not-in-level"},
		{reason: "own breaks where the source has none", data: from(surcharged("A", sourceS, surcharge("", "0", "0.5"), surcharge("", "10", "0.2")), level("S", at("10"))), line: pieces("P", "10"), want: "12.00 level:A from 10"},
		{reason: "below the own break", data: from(surcharged("A", sourceS, surcharge("", "0", "0.5"), surcharge("", "10", "0.2")), level("S", at("10"))), line: pieces("P", "9"), want: "15.00 level:A"},
		{reason: "the source's smallest minimum stays one", data: from(surcharged("A", sourceS, surcharge("", "0", "0.5"), surcharge("", "10", "0.2")), level("S", at("5 10"))), line: pieces("P", "4"), want: "below-minimum from 5"},
		{reason: "own breaks for the products that the source has no breaks for", data: from(surcharged("A", sourceS, surcharge("", "0", "0.1"), surcharge("Q", "0", "0"), surcharge("Q", "9", "-0.5")), level("S", append(rows("1 10", "10 8"), of("Q", "4"))...)),
			line: pieces("Q", "9"), want: "2.00 level:A from 9"},
		{reason: "an assigned list can be derived", data: from(with(derived("A", sourceS, twoHalf, "-0.5"), func(l *pricing.List) {
			l.ID, l.Audience = contractID("K"), memberOf(pricing.Assignment{Account: "acme"})
		}), level("S", at("10"))), want: "5.00 contract:K"},
		{reason: "the derived list's own breaks say how they work", data: from(with(derived("A", sourceS, twoHalf, "0"), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }), level("S", rows("1 10", "10 8")...)), line: pieces("P", "12"), want: "9.50 level:A from 10"},
	})
}

func own(all ...pricing.Row) func(*pricing.List) { return func(l *pricing.List) { l.Rows = all } }

// PRC-13: what a derivation may not be.
func TestPRC13_Refused(t *testing.T) {
	a := pricing.LevelID("A")
	for _, c := range []struct {
		reason string
		data   pricing.Data
		want   []pricing.Defect
	}{
		{"rounding is mandatory", lists(level("S", at("1")), derived("A", sourceS, money.Rounding{}, "0.1")),
			[]pricing.Defect{{Code: pricing.NoRounding, List: a}}},
		{"own breaks where the source has breaks, by product and unit", lists(level("S", inBoxes(at("1 10")), inBoxes(at("10 8"))), surcharged("A", sourceS, surcharge("", "0", "0.5"), surcharge("", "10", "0.2"))),
			[]pricing.Defect{{Code: pricing.BreaksTwice, List: a, Product: "P", Unit: "BOX", Detail: "derived"}}},
		{"a single surcharge from a quantity on is a break", lists(level("S", rows("1 10", "10 8")...), surcharged("A", sourceS, surcharge("", "5", "0.2"))),
			[]pricing.Defect{{Code: pricing.BreaksTwice, List: a, Product: "P", Detail: "derived"}}},
		{"a circle of one", lists(derived("A", a, twoHalf)),
			[]pricing.Defect{{Code: pricing.DerivationCycle, List: a, Detail: "level:A from level:A"}}},
		{"a circle of two", lists(derived("B", a, twoHalf), derived("A", pricing.LevelID("B"), twoHalf)),
			[]pricing.Defect{{Code: pricing.DerivationCycle, List: a, Detail: "level:A from level:B from level:A"}}},
		{"a circle of three, spelled out from the lowest, and not who hangs on it", lists(derived("B", pricing.LevelID("C"), twoHalf), derived("C", a, twoHalf), derived("A", pricing.LevelID("B"), twoHalf), derived("D", a, twoHalf)),
			[]pricing.Defect{{Code: pricing.DerivationCycle, List: a, Detail: "level:A from level:B from level:C from level:A"}}},
		{"from a list that there is not", lists(derived("A", sourceS, twoHalf)),
			[]pricing.Defect{{Code: pricing.UnknownList, List: a, Detail: "derived from level:S"}}},
		{"from a list that names its buyers", lists(derived("A", contractID("K"), twoHalf), deal("K", at("1"))),
			[]pricing.Defect{{Code: pricing.BadTerms, List: a, Detail: "derive from a price level or a list that is nobody's"}}},
		{"two surcharges for one product and minimum", lists(level("S", at("1")), surcharged("A", sourceS, surcharge("P", "2", "0.5"), surcharge("P", "2", "0.2"))),
			[]pricing.Defect{{Code: pricing.DuplicateBreak, List: a, Product: "P", Detail: "two surcharges"}}},
		{"more than everything taken off", lists(level("S", at("1")), surcharged("A", sourceS, surcharge("", "0", "-1.000001"))),
			[]pricing.Defect{{Code: pricing.BadTerms, List: a, Detail: "a surcharge takes off at most everything, from a quantity of at least 0"}}},
		{"a price that fits no amount", lists(level("S", at("999999999999999999")), surcharged("A", sourceS, surcharge("", "0", "99999"))),
			[]pricing.Defect{{Code: pricing.OutOfRange, List: a, Product: "P", Detail: "derived"}}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			for i := range c.want {
				c.want[i].Row, c.want[i].Other = -1, -1
			}
			sameAs(t, c.reason, c.want, refusals(t, c.data))
		})
	}
}

// PRC-13: a change of the source counts at once, through any number of stages.
func TestPRC13_SourceChanges(t *testing.T) {
	chain := func(price string) pricing.Data {
		return lists(costs(at(price)), derived("M", purchase, twoHalf, "0.5"), derived("A", pricing.LevelID("M"), twoHalf, "-0.1"))
	}
	first := sheet(t, chain("10"))
	p := pricing.ProductRows{List: purchase, Product: "P", Rows: rows("20")}
	for _, c := range []struct {
		reason  string
		changes pricing.Changes
		want    string
	}{
		{"another price of the product", pricing.Changes{Products: []pricing.ProductRows{p}}, "27.00 level:A"},
		{"the product taken off", pricing.Changes{Products: []pricing.ProductRows{{List: purchase, Product: "P"}}}, "no-such-product"},
		{"the source put anew", pricing.Changes{Put: []pricing.List{costs(at("30"))}}, "40.50 level:A"},
		{"the source dropped and put in one change", pricing.Changes{Drop: []pricing.ListID{purchase}, Put: []pricing.List{costs(at("30"))}}, "40.50 level:A"},
		{"the stage between with other terms", pricing.Changes{Terms: []pricing.List{derived("M", purchase, twoHalf, "1")}}, "18.00 level:A"},
		{"the stage between with a row of its own", pricing.Changes{Products: []pricing.ProductRows{{List: pricing.LevelID("M"), Product: "P", Rows: rows("2")}}}, "1.80 level:A"},
		{"the stage between put as a list of its own", pricing.Changes{Put: []pricing.List{level("M", at("3"))}}, "2.70 level:A"},
		{"a row of its own in the last", pricing.Changes{Products: []pricing.ProductRows{{List: pricing.LevelID("A"), Product: "P", Rows: rows("4")}, p}}, "4.00 level:A"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			next, err := first.With(c.changes)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(mustAsk(t, next.For(tradeBuyer(), march), some1)); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
			if got := told(mustAsk(t, first.For(tradeBuyer(), march), some1)); got != "13.50 level:A" {
				t.Errorf("the former Book changed: %q", got)
			}
		})
	}
}

// PRC-13: however the source was changed, its next change counts too.
func TestPRC13_SourceChangesAgain(t *testing.T) {
	book := sheet(t, lists(costs(at("10")), derived("A", purchase, twoHalf, "0.5")))
	for _, c := range []struct {
		reason  string
		changes pricing.Changes
		want    string
	}{
		{"dropped and put", pricing.Changes{Drop: []pricing.ListID{purchase}, Put: []pricing.List{costs(at("20"))}}, "30.00 level:A"},
		{"a product", pricing.Changes{Products: []pricing.ProductRows{{List: purchase, Product: "P", Rows: rows("30")}}}, "45.00 level:A"},
		{"put", pricing.Changes{Put: []pricing.List{costs(at("40"))}}, "60.00 level:A"},
		{"the derived list put", pricing.Changes{Put: []pricing.List{derived("A", purchase, twoHalf, "1")}}, "80.00 level:A"},
		{"a product again", pricing.Changes{Products: []pricing.ProductRows{{List: purchase, Product: "P", Rows: rows("50")}}}, "100.00 level:A"},
		{"new terms of the source", pricing.Changes{Terms: []pricing.List{with(pricing.List{ID: purchase, Name: "bought"}, nobodys)}}, "100.00 level:A"},
		{"and a product", pricing.Changes{Products: []pricing.ProductRows{{List: purchase, Product: "P", Rows: rows("60")}}}, "120.00 level:A"},
	} {
		next, err := book.With(c.changes)
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		if got := told(mustAsk(t, next.For(tradeBuyer(), march), some1)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
		book = next
	}
}
