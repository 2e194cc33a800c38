package order_test

import (
	"math/rand/v2"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// The total is that of a slow reference of big rationals, in every option.
func TestDifferential(t *testing.T) {
	refused, unequal := 0, 0
	worlds(t, proof(4_000, 100_000, 3_000_000), func(r *rand.Rand, w world, terms order.Terms) {
		o, c := drawOrder(r)
		want := w.reference(o, c)
		got, refusals, err := terms.Total(o, c)
		if err != nil {
			t.Fatalf("%v: %+v", err, o)
		}
		if want.refused || len(refusals) > 0 {
			if refused++; want.refused != (len(refusals) > 0) {
				t.Errorf("%+v, %+v: refused %v, want %v", o.Lines, c, refusals, want.refused)
			}
			return
		}
		if bad := want.differs(got); bad != "" && unequal < 3 {
			unequal++
			t.Errorf("%s\n%+v\n%+v\n%+v\n%s", bad, w.options, c, o.Lines, got.Trace())
		}
	})
	t.Logf("%d refused", refused)
}

// differs says what is not as in the reference, "" for nothing.
func (m refOrder) differs(o order.Order) string {
	same := func(a money.Amount, r rat) bool { return a.IsSet() && ratOf(a).Cmp(r) == 0 }
	for i, l := range o.Lines {
		if !same(l.Amount, m.amounts[i]) || !same(l.Discount, m.shares[i]) {
			return "line " + l.Product + " " + m.amounts[i].FloatString(4) + " " + m.shares[i].FloatString(4)
		}
	}
	if len(o.Discounts) != len(m.discounts) {
		return "number of discounts"
	}
	for i, d := range o.Discounts {
		if !same(d.Amount, m.discounts[i]) {
			return "discount " + d.ID
		}
	}
	if !same(o.Totals.Charges, m.charges) || len(o.Taxes) != len(m.groups) {
		return "charges, or rates"
	}
	without, owed := m.groups[0].base, m.groups[0].owed
	for i, tax := range o.Taxes {
		g := m.groups[i]
		if tax.Category != g.category || rateOf(tax.Rate).Cmp(g.rate) != 0 || !same(tax.Goods, g.goods) || !same(tax.Discount, g.discount) ||
			!same(tax.Charges, g.charges) || !same(tax.Base, g.base) || !same(tax.Amount, g.owed) {
			return "rate " + tax.Rate.Percent() + " " + g.base.FloatString(4) + " " + g.owed.FloatString(4)
		}
		if i > 0 {
			without, owed = plus(without, g.base), plus(owed, g.owed)
		}
	}
	if !same(o.Totals.WithoutTax, without) || !same(o.Totals.Tax, owed) || !same(o.Totals.WithTax, plus(without, owed)) {
		return "totals"
	}
	return ""
}
