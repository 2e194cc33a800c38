package order

import (
	"errors"
	"fmt"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// ErrSums is the class of orders that do not add up.
var ErrSums = errors.New("order: it does not add up: it is not as it was made")

// Check adds a stored order up again, to the cent, and returns an ErrSums that says which sum does not hold, without amounts:
//
//   - goods is the sum of the lines, unless those are not rounded ([AtTotal]);
//   - the discount is the sum of the discounts, of the lines' shares, and of what falls to each rate; charges likewise;
//   - at each rate, goods − discount + charges is the base, or base and tax where amounts have tax in them;
//   - without tax is the sum of the bases, tax the sum of the taxes, with tax both.
//
// Of an order without [Terms] only goods is checked.
func (o Order) Check() error {
	if len(o.Lines) == 0 {
		return fmt.Errorf("%w: no lines", ErrSums)
	}
	a := adder{zero: money.Zero(o.Currency)}
	for _, l := range o.Lines {
		a.add("lines", l.Amount)
	}
	if !o.Totals.Payable.IsSet() {
		a.same("lines", o.Totals.Goods)
		return a.err
	}
	if o.Rounded != AtTotal {
		a.same("lines", o.Totals.Goods)
	}
	for _, l := range o.Lines {
		a.add("shares", l.Discount)
	}
	for _, d := range o.Discounts {
		a.add("discounts", d.Amount)
	}
	for _, c := range o.Charges {
		a.add("charges", c.Amount)
	}
	a.same("shares", o.Totals.Discount)
	a.same("discounts", o.Totals.Discount)
	a.same("charges", o.Totals.Charges)
	o.checkTaxes(&a)
	return a.err
}

func (o Order) checkTaxes(a *adder) {
	t := o.Totals
	a.add("total", t.Goods, t.Discount.Neg(), t.Charges)
	if !t.Tax.IsSet() {
		a.same("total", t.WithoutTax)
		a.same("total", t.WithTax)
		return
	}
	for _, r := range o.Taxes {
		at := "rate " + string(r.Category) + " " + r.Rate.Percent()
		a.add(at, r.Goods, r.Discount.Neg(), r.Charges)
		a.add("rates' goods", r.Goods)
		a.add("rates' discounts", r.Discount)
		a.add("rates' charges", r.Charges)
		a.add("bases", r.Base)
		a.add("taxes", r.Amount)
		sum := r.Base
		if o.Basis == WithTax {
			a.add(at+" with tax", r.Base, r.Amount)
			sum = a.of(at + " with tax")
		}
		a.same(at, sum)
	}
	a.same("rates' goods", t.Goods)
	a.same("rates' discounts", t.Discount)
	a.same("rates' charges", t.Charges)
	a.same("bases", t.WithoutTax)
	a.same("taxes", t.Tax)
	a.add("with tax", t.WithoutTax, t.Tax)
	a.same("with tax", t.WithTax)
	whole := t.WithoutTax
	if o.Basis == WithTax {
		whole = t.WithTax
	}
	a.same("total", whole)
}

// adder keeps sums by name, and the first thing that went wrong.
type adder struct {
	zero money.Amount
	sums map[string]money.Amount
	err  error
}

func (a *adder) of(name string) money.Amount {
	if sum, begun := a.sums[name]; begun {
		return sum
	}
	return a.zero
}

func (a *adder) add(name string, amounts ...money.Amount) {
	if a.sums == nil {
		a.sums = make(map[string]money.Amount)
	}
	for _, amount := range amounts {
		sum, err := a.of(name).Add(amount)
		if err != nil && a.err == nil {
			a.err = fmt.Errorf("%w: %s: %w", ErrSums, name, err)
		}
		a.sums[name] = sum
	}
}

func (a *adder) same(name string, want money.Amount) {
	if a.err == nil && !a.of(name).Equal(want) {
		a.err = fmt.Errorf("%w: %s", ErrSums, name)
	}
}
