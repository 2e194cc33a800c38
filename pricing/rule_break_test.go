package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
)

// PRC-2: the break with the highest minimum not above the quantity.
func TestPRC2_HighestMinimumNotAbove(t *testing.T) {
	ladder := lists(level("A", at("10 8"), at("1 10"), at("2.5 9.50"), at("100 7")))
	for _, c := range []struct{ reason, quantity, want string }{
		{"below the smallest minimum there is no price, and the answer names it", "0.999999", "below-minimum from 1"},
		{"exactly the smallest", "1", "10.00 level:A from 1"},
		{"just below a minimum that is no whole number", "2.499999", "10.00 level:A from 1"},
		{"exactly on it", "2.5", "9.50 level:A from 2.5"},
		{"just below a whole one", "9.999999", "9.50 level:A from 2.5"},
		{"exactly on a whole one", "10", "8.00 level:A from 10"},
		{"just above", "10.000001", "8.00 level:A from 10"},
		{"the last is open-ended", "100", "7.00 level:A from 100"},
		{"without end", "9000000000000", "7.00 level:A from 100"},
	} {
		if got := told(mustAsk(t, sheet(t, ladder).For(tradeBuyer(), march), pieces("P", c.quantity))); got != c.want {
			t.Errorf("%s: %s pieces: got %q, want %q", c.reason, c.quantity, got, c.want)
		}
	}
	runRule(t, []ruleCase{
		{reason: "each source has its own smallest minimum", data: lists(level("A", at("5 1")), promo("X", at("1 3"))), line: pieces("P", "2"), want: "3.00 promotion:X from 1"},
		{reason: "the first level that has the product names the minimum", data: lists(level("B", at("7 1")), level("A", at("5 1"))),
			buyer: func(b *pricing.Buyer) { b.Levels = []string{"B", "A"} }, line: pieces("P", "2"), want: "below-minimum from 7"},
		{reason: "a level below its minimum leaves the price to the next", data: lists(level("B", at("7 1")), level("A", at("5 1"))),
			buyer: func(b *pricing.Buyer) { b.Levels = []string{"B", "A"} }, line: pieces("P", "6"), want: "1.00 level:A from 5"},
	})
}

// PRC-2: graduated breaks: each unit at the price of its band.
func TestPRC2_Graduated(t *testing.T) {
	for _, c := range []struct {
		reason   string
		mode     pricing.Mode
		rows     []pricing.Row
		quantity string
		amount   string
		unit     string
	}{
		{"counted: 9 at the first price, 3 at the second", pricing.Graduated, rows("1 10", "10 8"), "12", "114.00", "9.50 level:A from 10"},
		{"the unit that reaches the minimum has its price", pricing.Graduated, rows("1 10", "10 8"), "10", "98.00", "9.80 level:A from 10"},
		{"the one before has not", pricing.Graduated, rows("1 10", "10 8"), "9", "90.00", "10.00 level:A from 1"},
		{"a part of a unit is in the band of the unit it begins", pricing.Graduated, rows("1 10", "10 8"), "9.5", "95.00", "10.00 level:A from 1"},
		{"and so beyond the minimum", pricing.Graduated, rows("1 10", "10 8"), "12.5", "118.00", "9.44 level:A from 10"},
		{"units below the smallest minimum are in the first band", pricing.Graduated, rows("5 10", "10 8"), "12", "114.00", "9.50 level:A from 10"},
		{"a minimum that is no whole number begins with the unit that reaches it", pricing.Graduated, rows("0 10", "2.5 8"), "3", "28.00", "9.333333 level:A from 2.5"},
		{"three bands", pricing.Graduated, rows("1 3", "3 2", "5 1"), "6", "12.00", "2.00 level:A from 5"},
		{"from 0 is from the first unit", pricing.Graduated, rows("0 10", "10 8"), "12", "114.00", "9.50 level:A from 10"},
		{"measured: 10 at the first price, 2 at the second", pricing.GraduatedMeasure, rows("0 10", "10 8"), "12", "116.00", "9.666667 level:A from 10"},
		{"measured: exactly the minimum is still the first band", pricing.GraduatedMeasure, rows("0 10", "10 8"), "10", "100.00", "10.00 level:A from 10"},
		{"measured: a part counts as what it is", pricing.GraduatedMeasure, rows("0 10", "2.5 8"), "3", "29.00", "9.666667 level:A from 2.5"},
		{"all units: the whole at one price", pricing.AllUnits, rows("1 10", "10 8"), "12", "96.00", "8.00 level:A from 10"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			list := with(level("A", c.rows...), func(l *pricing.List) { l.Breaks.Mode = c.mode })
			basket, err := sheet(t, lists(list)).For(tradeBuyer(), march).Basket([]pricing.Line{pieces("P", c.quantity)})
			if err != nil {
				t.Fatal(err)
			}
			if got := basket.Lines[0].Amount.Number(); got != c.amount {
				t.Errorf("%s: the line is %s, want %s", c.reason, got, c.amount)
			}
			if got := told(basket.Lines[0].Price); got != c.unit {
				t.Errorf("%s: for show %q, want %q", c.reason, got, c.unit)
			}
		})
	}
}

// PRC-2: it is the line's amount that is compared where one is graduated.
func TestPRC2_GraduatedIsComparedByItsAverage(t *testing.T) {
	graduated := func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }
	ladder := with(promo("G", rows("1 10", "10 8")...), graduated) // 12 come to 114.00, 9.50 each
	for _, c := range []struct {
		reason string
		data   pricing.Data
		want   string
	}{
		{"dearer in its last band, cheaper on average", lists(ladder, promo("X", at("9.60"))), "9.50 promotion:G from 10"},
		{"cheaper in its last band, dearer on average", lists(ladder, promo("X", at("9.40"))), "9.40 promotion:X"},
		{"equal on average is equal", lists(ladder, promo("F", at("9.50"))), "9.50 promotion:F"},
		{"not dearer than the level by its average", lists(level("A", at("9.50")), with(ladder, notDearer)), "9.50 level:A"},
		{"a graduated level is a level price by its average", lists(with(level("A", rows("1 10", "10 8")...), graduated), deal("K", at("9.51"))), "9.50 level:A from 10"},
		{"two graduated ones by their averages", lists(ladder, with(promo("H", rows("1 11", "6 8")...), graduated)), "9.25 promotion:H from 6"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			if got := told(mustAsk(t, sheet(t, c.data).For(tradeBuyer(), march), pieces("P", "12"))); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
		})
	}
	// a third cannot be written: 1/3 of it is compared without rounding
	thirds := lists(with(promo("G", rows("1 1", "3 0.999999")...), graduated), promo("X", at("0.999999")))
	if got := told(mustAsk(t, sheet(t, thirds).For(tradeBuyer(), march), pieces("P", "3"))); got != "0.999999 promotion:X" {
		t.Errorf("averages are compared unrounded: got %q", got)
	}
}

func notDearer(l *pricing.List) { l.Competes = pricing.NotDearer }

// PRC-2: the quantity that counts, within baskets.
func TestPRC2_Scope(t *testing.T) {
	family := func(name string) pricing.Breaks { return pricing.Breaks{Scope: pricing.FamilyScope, Family: name} }
	table := func(product string, b pricing.Breaks) []pricing.Row {
		low, high := of(product, "10"), of(product, "10 8")
		low.Breaks, high.Breaks = b, b
		return []pricing.Row{low, high}
	}
	scoped := func(s pricing.Scope) pricing.Data {
		return lists(with(level("A", append(rows("10", "10 8"), of("Q", "5"), of("Q", "10 4"))...), func(l *pricing.List) { l.Breaks.Scope = s }))
	}
	high, low := "8.00 level:A from 10", "10.00 level:A"
	for _, c := range []struct {
		reason string
		data   pricing.Data
		lines  []pricing.Line
		want   []string
	}{
		{"product, the default: over the whole basket", lists(level("A", rows("10", "10 8")...)), []pricing.Line{pieces("P", "4"), pieces("P", "6")}, []string{high, high}},
		{"product: other products do not add", scoped(pricing.ProductScope), []pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{low, "5.00 level:A"}},
		{"line: its own quantity only", scoped(pricing.LineScope), []pricing.Line{pieces("P", "4"), pieces("P", "10")}, []string{low, high}},
		{"basket: all products", scoped(pricing.BasketScope), []pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{high, "4.00 level:A from 10"}},
		{"family: products of one key", lists(level("A", append(table("P", family("f")), table("Q", family("f"))...)...)), []pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{high, high}},
		{"family: not those of another key", lists(level("A", append(table("P", family("f")), table("Q", family("g"))...)...)), []pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{low, low}},
		{"family: not those without a key", lists(level("A", append(table("P", family("f")), of("Q", "10"))...)), []pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{low, low}},
		{"family: the same key in another list is another family", lists(level("A", table("P", family("f"))...), promo("X", append(table("Q", family("f")), of("P", "99"))...)),
			[]pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{low, "10.00 promotion:X"}},
		{"family: only a table that is valid now", lists(level("A", append(table("P", family("f")), dated("2027-01-01", "", table("Q", family("f"))[0]), dated("2020-01-01", "2025-12-31", of("Q", "1")))...)),
			[]pricing.Line{pieces("P", "4"), pieces("Q", "6")}, []string{low, "not-yet-valid"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			sameAs(t, c.reason, c.want, units(t, sheet(t, c.data).For(tradeBuyer(), march), c.lines...))
		})
	}
}

// PRC-2: quantities of different units are never added.
func TestPRC2_UnitsAreNeverAdded(t *testing.T) {
	for name, scope := range map[string]pricing.Breaks{
		"product": {Scope: pricing.ProductScope}, "basket": {Scope: pricing.BasketScope},
		"family": {Scope: pricing.FamilyScope, Family: "f"},
	} {
		list := with(level("A", at("10"), at("10 8"), inBoxes(at("90")), inBoxes(at("10 80"))), func(l *pricing.List) { l.Breaks = scope })
		p := sheet(t, lists(list)).For(tradeBuyer(), march)
		sameAs(t, "6 pieces and 6 boxes are not 12 by "+name, []string{"10.00 level:A", "90.00 level:A"}, units(t, p, pieces("P", "6"), boxes("P", "6")))
		sameAs(t, "10 boxes reach only their own break by "+name, []string{"10.00 level:A", "80.00 level:A from 10"}, units(t, p, pieces("P", "6"), boxes("P", "10")))
	}
}

// PRC-2: a single line is the whole basket, whatever the scope.
func TestPRC2_SingleLineIsTheBasket(t *testing.T) {
	for _, scope := range []pricing.Breaks{
		{}, {Scope: pricing.LineScope}, {Scope: pricing.BasketScope}, {Scope: pricing.FamilyScope, Family: "f"},
	} {
		list := with(level("A", rows("10", "10 8")...), func(l *pricing.List) { l.Breaks = scope })
		p := sheet(t, lists(list)).For(tradeBuyer(), march)
		if got := told(mustAsk(t, p, pieces("P", "10"))); got != "8.00 level:A from 10" {
			t.Errorf("%+v: got %q", scope, got)
		}
		sameAs(t, "and so as a basket of one", []string{"8.00 level:A from 10"}, units(t, p, pieces("P", "10")))
	}
}

// PRC-2: graduated lines of one product share what the product comes to.
func TestPRC2_SharesAddUp(t *testing.T) {
	list := with(level("A", rows("0 2.50", "5 1")...), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated })
	p := sheet(t, lists(list)).For(tradeBuyer(), march)
	for _, lines := range [][]pricing.Line{
		{pieces("P", "12")}, {pieces("P", "11.894977"), pieces("P", "0.105023")}, {pieces("P", "4"), pieces("P", "4"), pieces("P", "4")},
	} {
		basket, err := p.Basket(lines)
		if err != nil || basket.Total.Number() != "18.00" {
			t.Errorf("%d lines: total %s, %v; want 18.00", len(lines), basket.Total, err)
		}
	}
}
