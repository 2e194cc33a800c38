package order

import "github.com/tradeterms/tradeterms/pricing/money"

// total computes the taxes, and sums everything.
func (w *work) total() error {
	if err := w.tax(); err != nil {
		return err
	}
	t := &w.order.Totals
	zero := money.Zero(w.order.Currency)
	t.WithoutTax, t.Tax = zero, zero
	for i := range w.groups {
		var err error
		if t.WithoutTax, err = t.WithoutTax.Add(w.groups[i].Base); err != nil {
			return err
		}
		if t.Tax, err = t.Tax.Add(w.groups[i].Amount); err != nil {
			return err
		}
	}
	var err error
	if t.WithTax, err = t.WithoutTax.Add(t.Tax); err != nil {
		return err
	}
	t.Payable = t.WithTax
	if round := w.terms.Options.Payable; round.IsSet() {
		if t.Payable, err = t.Payable.Round(round); err != nil {
			return err
		}
	}
	w.reason()
	if w.order.Taxes = w.groups; w.terms.Taxes == nil {
		w.order.Taxes, t.Tax = w.groups[:0], money.Amount{}
	}
	return nil
}

// tax finds base and tax of every category and rate.
func (w *work) tax() error {
	if w.terms.Options.Taxes != PerRate {
		if err := w.taxEach(); err != nil {
			return err
		}
	}
	for i := range w.groups {
		t := &w.groups[i]
		sum, err := t.Goods.Sub(t.Discount)
		if err != nil {
			return err
		}
		if sum, err = sum.Add(t.Charges); err != nil {
			return err
		}
		if w.terms.Options.Taxes == PerRate {
			if t.Amount, err = w.taxOf(sum, t.Rate); err != nil {
				return err
			}
		}
		if err := t.within(sum, w.order.Basis); err != nil {
			return err
		}
		if t.Base = sum; w.order.Basis == WithTax {
			if t.Base, err = sum.Sub(t.Amount); err != nil {
				return err
			}
		}
	}
	return nil
}

// within sees to it that taxes rounded one by one, of amounts smaller than the rounding, come to no more than what they are in, and
// that nothing is owed of nothing.
func (t *Tax) within(sum money.Amount, basis Basis) error {
	more, err := t.Amount.Cmp(sum)
	if sum.Sign() == 0 || basis == WithTax && more > 0 {
		t.Amount = sum
	}
	return err
}

// taxOf is the tax of an amount in the order's basis, rounded once.
func (w *work) taxOf(a money.Amount, rate money.Rate) (money.Amount, error) {
	if w.order.Basis == WithTax {
		return a.Contained(rate, w.round)
	}
	return a.Times(rate, w.round)
}

// taxEach adds up the taxes of lines or units, and of charges.
func (w *work) taxEach() error {
	for i := range w.order.Lines {
		l := &w.order.Lines[i]
		tax, err := w.taxLine(i, l)
		if err != nil {
			return err
		}
		if err := w.owe(&l.Taxed, tax); err != nil {
			return err
		}
	}
	for i := range w.order.Charges {
		c := &w.order.Charges[i]
		tax, err := w.taxOf(c.Amount, c.Taxed.Rate)
		if err != nil {
			return err
		}
		if err := w.owe(&c.Taxed, tax); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) owe(t *Taxed, tax money.Amount) (err error) {
	group := &w.groups[w.of(t)]
	group.Amount, err = group.Amount.Add(tax)
	return err
}

func (w *work) taxLine(i int, l *Line) (money.Amount, error) {
	if w.units != nil && w.units[i].IsSet() && l.Discount.Sign() == 0 {
		unit, err := w.taxOf(w.units[i], l.Taxed.Rate)
		if err != nil {
			return unit, err
		}
		return unit.MulRound(l.Quantity, w.round)
	}
	left, err := l.Amount.Sub(l.Discount)
	if err != nil {
		return left, err
	}
	if left.Sign() < 0 { // the share is rounded, and the line perhaps not
		left = money.Zero(w.order.Currency)
	}
	return w.taxOf(left, l.Taxed.Rate)
}
