package order_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

func sumOf(t *testing.T, amounts ...money.Amount) money.Amount {
	t.Helper()
	sum := money.Zero(money.EUR)
	for _, a := range amounts {
		var err error
		if sum, err = sum.Add(a); err != nil {
			t.Fatal(err)
		}
	}
	return sum
}

// The sums of EN 16931 hold in every option: BR-CO-10, 13, 15 (total), BR-CO-14 (taxes), BR-S-8 and its like (base of a rate). No share,
// base or total is below zero, and tax per rate before tax is base times rate.
func TestORD1_SumsHold(t *testing.T) {
	groups := 0
	worlds(t, proof(20_000, 1_000_000, 10_000_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		o, refused, err := terms.Total(o, c)
		if err != nil || len(refused) > 0 {
			return
		}
		if err := o.Check(); err != nil {
			t.Errorf("%v\n%s", err, o.Trace())
		}
		round := w.options.Round
		if !round.IsSet() {
			round = money.ToPlaces(2, money.HalfUp)
		}
		for _, l := range o.Lines {
			if more, _ := l.Discount.Cmp(l.Amount); l.Discount.Sign() < 0 || more > 0 && w.options.Lines != order.AtTotal {
				t.Errorf("a line of %s bears %s", l.Amount, l.Discount)
			}
		}
		for _, g := range o.Taxes {
			groups++
			if g.Base.Sign() < 0 || g.Amount.Sign() < 0 || g.Category == tax.Standard == (g.Rate.Sign() == 0) {
				t.Errorf("%+v", g)
			}
			if exempt := g.Category != tax.Standard; exempt && (g.Amount.Sign() != 0 || g.Category != tax.ZeroRated && g.Reason == "") {
				t.Errorf("exempt with tax, or without a reason: %+v", g)
			}
			if owed, err := g.Base.Times(g.Rate, round); w.options.Taxes == order.PerRate && w.options.Basis == order.BeforeTax && (err != nil || !owed.Equal(g.Amount)) {
				t.Errorf("%s at %s owes %s", g.Base, g.Rate, g.Amount)
			}
		}
	})
	if groups < proof(20_000, 1_000_000, 10_000_000)/2 {
		t.Errorf("only %d rates were seen", groups)
	}
}

// Check finds an order of which any amount was changed by a cent.
func TestORD1_CheckFindsAnyCent(t *testing.T) {
	worlds(t, proof(500, 5_000, 20_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		o, refused, err := terms.Total(o, c)
		if err != nil || len(refused) > 0 {
			return
		}
		changed := o.Clone()
		amounts := amountsOf(reflect.ValueOf(&changed).Elem(), nil)
		which := amounts[r.IntN(len(amounts))]
		before := which.Interface().(money.Amount)
		which.Set(reflect.ValueOf(sumOf(t, before, money.MustParse("0.01", money.EUR))))
		if err := changed.Check(); !errors.Is(err, order.ErrSums) && !rounds(o, changed) {
			t.Errorf("%v after %s was changed\n%s", err, before, changed.Trace())
		}
	})
}

// rounds reports whether the change is one of a line where lines are not rounded.
func rounds(o, changed order.Order) bool {
	for i := range o.Lines {
		if !o.Lines[i].Amount.Equal(changed.Lines[i].Amount) {
			return o.Rounded == order.AtTotal
		}
	}
	return false
}

// amountsOf are the amounts of an order that others are summed of, or are sums.
func amountsOf(v reflect.Value, found []reflect.Value) []reflect.Value {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case name == "Price" || name == "Of" || name == "Payable":
		case f.Type() == reflect.TypeFor[money.Amount]():
			found = append(found, f)
		case f.Kind() == reflect.Slice:
			for k := range f.Len() {
				found = amountsOf(f.Index(k), found)
			}
		case name == "Totals":
			found = amountsOf(f, found)
		}
	}
	return found
}

// P2: the order of lines is irrelevant: to the cent, every line has what it had, and so has every rate.
func TestP2_OrderOfLinesIsIrrelevant(t *testing.T) {
	worlds(t, proof(2_000, 50_000, 500_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		shuffled := o.Clone()
		r.Shuffle(len(o.Lines), func(i, j int) { shuffled.Lines[i], shuffled.Lines[j] = shuffled.Lines[j], shuffled.Lines[i] })
		one, refused, err := terms.Total(o, c)
		other, also, err2 := terms.Total(shuffled, c)
		if err != nil || err2 != nil || len(refused) != len(also) {
			t.Fatal(err, err2, refused, also)
		}
		if len(refused) > 0 {
			return
		}
		if !reflect.DeepEqual(one.Taxes, other.Taxes) || !reflect.DeepEqual(one.Totals, other.Totals) ||
			!slices.Equal(sortedLines(one), sortedLines(other)) {
			t.Errorf("%s\n%s", one.Trace(), other.Trace())
		}
	})
}

// In the room of the order before, a total is what it is in room of its own; what is refused leaves nothing.
func TestP1_RoomIsNotAnswer(t *testing.T) {
	var room order.Order
	refusals := 0
	worlds(t, proof(2_000, 20_000, 200_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		if r.IntN(20) == 0 {
			c.Country = "US" // no rule holds
		}
		want, refused, err := terms.Total(o, c)
		if err != nil {
			t.Fatal(err)
		}
		all := append(room.Lines[:0], o.Lines...)
		taxes, charges, discounts := room.Taxes, room.Charges, room.Discounts // what is left in them must not matter
		room = o
		room.Lines, room.Taxes, room.Charges, room.Discounts = all, taxes, charges, discounts
		also, err := terms.Complete(&room, c)
		if err != nil || !slices.Equal(refused, also) {
			t.Fatal(err, refused, also)
		}
		if len(refused) > 0 {
			if refusals++; len(room.Lines)+len(room.Taxes)+len(room.Charges)+len(room.Discounts) > 0 || room.Currency != 0 || room.Totals.Goods.IsSet() {
				t.Errorf("refused, and left: %+v", room)
			}
		} else if !slices.Equal(want.Parts(), room.Parts()) || !reflect.DeepEqual(want.Totals, room.Totals) {
			t.Errorf("%s\n%s", want.Trace(), room.Trace())
		}
	})
	if refusals == 0 {
		t.Error("nothing was refused")
	}
}

func sortedLines(o order.Order) []string {
	var all []string
	for i, entry := range o.Trace()[:len(o.Lines)] {
		all = append(all, entry.From+entry.Amount.String()+o.Lines[i].Discount.String())
	}
	slices.Sort(all)
	return all
}

// P10: splitting a line of which nothing is rounded changes no rate and no total, where taxes are not rounded per line or unit.
func TestP10_SplittingALine(t *testing.T) {
	split := 0
	worlds(t, proof(4_000, 100_000, 1_000_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		i := r.IntN(len(o.Lines))
		l := o.Lines[i]
		product, err := l.Price.Mul(l.Quantity)
		step := money.Units(1)
		plain := err == nil && product.Equal(l.Amount) && l.Price.Scale() == 2 && l.Quantity.Micros()%step.Micros() == 0 && l.Quantity.Micros() > step.Micros()
		if !plain || w.options.Taxes != order.PerRate || w.options.Basis != order.BeforeTax || w.withTax != nil || w.options.Round.IsSet() {
			return
		}
		rest, err := l.Quantity.Sub(step)
		if err != nil {
			t.Fatal(err)
		}
		one, two := l, l
		one.Quantity, one.Amount, two.Quantity, two.Amount = step, money.Amount{}, rest, money.Amount{}
		divided := lines(money.EUR, append(slices.Delete(slices.Clone(o.Lines), i, i+1), one, two)...)
		whole, refused, err := terms.Total(o, c)
		parts, _, err2 := terms.Total(divided, c)
		if err != nil || err2 != nil || len(refused) > 0 {
			return
		}
		split++
		if !reflect.DeepEqual(whole.Taxes, parts.Taxes) || !reflect.DeepEqual(whole.Totals, parts.Totals) {
			t.Errorf("%s\n%s", whole.Trace(), parts.Trace())
		}
	})
	if split < 50 {
		t.Errorf("only %d lines were split", split)
	}
}

// Where lines are rounded, splitting one moves the total by what that place says: by less than a cent for each part more.
func TestP10_SplittingARoundedLine(t *testing.T) {
	o := func(all ...order.Line) order.Order { return lines(money.EUR, all...) }
	for _, row := range []struct {
		reason string
		at     order.RoundAt
		one    string
		three  string
	}{
		{"each part is rounded by itself", order.AtLine, "1.00", "0.99"},
		{"the unit price is, so splitting changes nothing", order.AtUnit, "0.99", "0.99"},
		{"only the sum is, so splitting changes nothing", order.AtTotal, "1.00", "1.00"},
	} {
		terms := world{rules: usual(), options: order.Options{Lines: row.at}}.terms(t)
		one, _, err := terms.Total(o(line("x", "3", "0.3333")), order.Customer{Country: "CH"})
		three, _, err2 := terms.Total(o(line("x", "1", "0.3333"), line("x", "1", "0.3333"), line("x", "1", "0.3333")), order.Customer{Country: "CH"})
		if err != nil || err2 != nil || one.Totals.Goods.Number() != row.one || three.Totals.Goods.Number() != row.three {
			t.Errorf("%s: %s and %s", row.reason, one.Totals.Goods, three.Totals.Goods)
		}
	}
}

// Exempt, by whatever rule, is no tax with a reason to print; where no rule holds there is no order.
func TestTAX1_ExemptHasAReason(t *testing.T) {
	terms := world{rules: usual()}.terms(t)
	for _, row := range []struct {
		c      order.Customer
		reason string
		rule   string
	}{
		{order.Customer{Country: "DE", TaxProfile: "embassy"}, "Article 151", "exempt"},
		{order.Customer{Country: "FR"}, "Article 138", "eu-business"},
		{order.Customer{Country: "CH"}, "Article 146", "export"},
	} {
		o, refused, err := terms.Total(lines(money.EUR, line("x", "3", "10")), row.c)
		if err != nil || len(refused) > 0 {
			t.Fatal(refused, err)
		}
		if o.Totals.Tax.Sign() != 0 || !o.Totals.Tax.IsSet() || !strings.Contains(o.Taxes[0].Reason, row.reason) || o.Lines[0].Taxed.Rule != row.rule {
			t.Errorf("%+v: %+v", row.c, o.Taxes)
		}
	}
	o, refused, err := terms.Total(lines(money.EUR, line("x", "3", "10")), order.Customer{Country: "US"})
	if err != nil || len(o.Lines) > 0 || !slices.Equal(refused, []order.Refusal{{Line: 1, Code: order.NoTaxRule}}) {
		t.Error(o, refused, err)
	}
}
