package order

import (
	"errors"
	"fmt"
	"math/bits"

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
	a := adder{currency: o.Currency, sums: make(map[string]sum128)}
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
		a.add(at, r.Base.Neg())
		if o.Basis == WithTax {
			a.add(at, r.Amount.Neg())
		}
		a.same(at, money.Zero(o.Currency))
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
	currency money.Currency
	sums     map[string]sum128
	err      error
}

func (a *adder) add(name string, amounts ...money.Amount) {
	sum := a.sums[name]
	for _, amount := range amounts {
		if amount.Currency() != a.currency && a.err == nil {
			a.err = fmt.Errorf("%w: %s: no amount, or another currency", ErrSums, name)
		}
		sum.add(amount)
	}
	a.sums[name] = sum
}

func (a *adder) same(name string, want money.Amount) {
	var sum sum128
	sum.add(want)
	if a.err == nil && (want.Currency() != a.currency || a.sums[name] != sum) {
		a.err = fmt.Errorf("%w: %s", ErrSums, name)
	}
}

// sum128 is a sum in units of 10^-18, the least that an amount can have, modulo 2^128. So no order fails for a sum beyond the bounds
// of an Amount that its total does not need.
type sum128 struct{ hi, lo uint64 }

func (s *sum128) add(a money.Amount) {
	unit := uint64(1)
	for range 18 - a.Scale() {
		unit *= 10
	}
	coefficient := a.Coefficient()
	hi, lo := bits.Mul64(uint64(max(coefficient, -coefficient)), unit)
	var carry uint64
	if coefficient < 0 {
		s.lo, carry = bits.Sub64(s.lo, lo, 0)
		s.hi, _ = bits.Sub64(s.hi, hi, carry)
		return
	}
	s.lo, carry = bits.Add64(s.lo, lo, 0)
	s.hi, _ = bits.Add64(s.hi, hi, carry)
}
