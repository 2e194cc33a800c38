package order

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// Entry is an amount of an order, and where it comes from.
type Entry struct {
	What   string
	Amount money.Amount
	// From names the list, the condition or the rule, and the amounts that it was computed of.
	From string
}

// Trace is where the amounts of an order come from, in the order in which they add up.
type Trace []Entry

// Trace says of every amount of the order where it comes from. Where a price comes from says the list; why it is that one,
// package pricing explains.
func (o Order) Trace() Trace {
	var t Trace
	for i, l := range o.Lines {
		t = append(t, Entry{"line " + strconv.Itoa(i+1), l.Amount, l.from(o)})
	}
	t = append(t, Entry{"goods", o.Totals.Goods, "the sum of the lines"})
	for _, d := range o.Discounts {
		from := "condition " + strconv.Quote(d.ID) + ", of " + d.Of.String()
		if d.Rate.Sign() > 0 {
			from = "condition " + strconv.Quote(d.ID) + ", " + d.Rate.Percent() + " % of " + d.Of.String()
		}
		t = append(t, Entry{"discount " + strconv.Quote(d.Name), d.Amount.Neg(), from})
	}
	for _, c := range o.Charges {
		from := "condition " + strconv.Quote(c.ID)
		if c.Free {
			from += ", free from this amount on"
		}
		t = append(t, Entry{"delivery " + strconv.Quote(c.Name), c.Amount, from + c.Taxed.from()})
	}
	for _, r := range o.Taxes {
		from := "of " + r.Base.String() + r.parts() + ", " + cmp.Or(r.Reason, r.Category.Words())
		t = append(t, Entry{"tax " + string(r.Category) + " " + r.Rate.Percent() + " %", r.Amount, from + rules(o, r)})
	}
	return append(t, o.sums()...)
}

func (o Order) sums() Trace {
	if !o.Totals.Payable.IsSet() {
		return nil
	}
	t := Trace{{"without tax", o.Totals.WithoutTax, "goods, discounts (" + o.Totals.Discount.String() + ") and delivery (" + o.Totals.Charges.String() + ")"}}
	if o.Totals.Tax.IsSet() {
		t = append(t, Entry{"with tax", o.Totals.WithTax, "without tax, and the taxes (" + o.Totals.Tax.String() + ")"})
	}
	from := "all of it"
	if !o.Totals.Payable.Equal(o.Totals.WithTax) {
		from = "rounded to what can be paid"
	}
	return append(t, Entry{"to pay", o.Totals.Payable, from})
}

// from says how the amount of a line comes about.
func (l Line) from(o Order) string {
	unit := ""
	if l.Unit != "" {
		unit = " " + l.Unit
	}
	text := l.Quantity.String() + unit + " of " + l.Product + " at " + l.Price.String() + " from " + l.Source.String()
	switch {
	case l.PriceWithTax && o.Basis == BeforeTax:
		text += ", less the tax in it"
	case !l.PriceWithTax && o.Basis == WithTax:
		text += ", and the tax on it"
	}
	if x := o.Exchange; x.From != 0 {
		text += ", converted at " + x.Factor.String() + " (" + x.Source + ")"
	}
	if l.Discount.Sign() != 0 {
		text += ", bears " + l.Discount.String() + " of the discount"
	}
	return text + l.Taxed.from()
}

// from says how something is taxed, and by which rule.
func (t Taxed) from() string {
	how := "taxed " + t.Rate.Percent() + " %"
	if t.Category != tax.Standard {
		how = t.Category.Words()
	}
	switch {
	case t.Category == "":
		return ""
	case t.Rule == "":
		return ", " + how + " as the goods are"
	}
	return ", " + how + " by rule " + strconv.Quote(t.Rule)
}

// rules names those by which a rate is owed.
func rules(o Order, r Tax) string {
	var names []string
	note := func(t Taxed) {
		name := strconv.Quote(t.Rule)
		if r.compare(t) != 0 || t.Rule == "" || strings.Contains(strings.Join(names, ", "), name) {
			return
		}
		names = append(names, name)
	}
	for _, l := range o.Lines {
		note(l.Taxed)
	}
	for _, c := range o.Charges {
		note(c.Taxed)
	}
	return ", by rule " + strings.Join(names, ", ")
}

// parts says what falls to a rate, where it is more than goods.
func (t Tax) parts() string {
	if t.Discount.Sign() == 0 && t.Charges.Sign() == 0 && t.Goods.Equal(t.Base) {
		return ""
	}
	text := " (goods " + t.Goods.String()
	if t.Discount.Sign() != 0 {
		text += ", discount " + t.Discount.Neg().String()
	}
	if t.Charges.Sign() != 0 {
		text += ", delivery " + t.Charges.String()
	}
	return text + ")"
}

// String tells the whole trace, a line for each amount.
func (t Trace) String() string {
	var text strings.Builder
	for _, e := range t {
		text.WriteString(e.What + ": " + e.Amount.String() + ", " + e.From + "\n")
	}
	return text.String()
}
