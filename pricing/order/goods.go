package order

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// goods rounds the lines, and sums them by category and rate.
func (w *work) goods() error {
	if w.terms.Options.Taxes == PerUnit {
		w.units = make([]money.Amount, len(w.order.Lines))
	}
	for i := range w.order.Lines {
		l := &w.order.Lines[i]
		if err := w.line(i, l); err != nil {
			return err
		}
		group := &w.groups[w.of(&l.Taxed)]
		var err error
		if group.Goods, err = group.Goods.Add(l.Amount); err != nil {
			return err
		}
	}
	total := money.Zero(w.order.Currency)
	for i := range w.groups {
		group := &w.groups[i]
		var err error
		if group.Goods, err = group.Goods.Round(w.round); err != nil {
			return err
		}
		if total, err = total.Add(group.Goods); err != nil {
			return err
		}
	}
	w.order.Totals = Totals{Goods: total}
	return nil
}

// line brings the amount of a line to the order's basis, and rounds it.
func (w *work) line(i int, l *Line) error {
	product, err := l.Price.Mul(l.Quantity)
	plain := err == nil && product.Equal(l.Amount) // not so of graduated breaks, nor where the price book has rounded the line
	round := w.round
	if w.terms.Options.Lines == AtTotal {
		round = exact
	}
	unit := l.Price
	if plain && w.terms.Options.Lines == AtUnit {
		if unit, err = w.based(l, l.Price, w.round); err != nil {
			return err
		}
		l.Amount, err = unit.MulRound(l.Quantity, w.round)
	} else {
		l.Amount, err = w.based(l, l.Amount, round)
	}
	if err != nil || !plain || w.units == nil {
		return err
	}
	if w.terms.Options.Lines != AtUnit {
		unit, err = w.based(l, l.Price, exact)
	}
	w.units[i] = unit
	return err
}

// based returns an amount at a line's price in the order's basis, rounded once.
func (w *work) based(l *Line, a money.Amount, round money.Rounding) (money.Amount, error) {
	within, gross := w.within(l)
	wanted, rate := w.terms.Options.Basis == WithTax, l.Taxed.Rate
	if l.PriceWithTax = gross; gross == wanted && (!gross || within == rate) {
		return a.Round(round)
	}
	if wanted {
		factor, err := rate.OnePlus()
		if err != nil {
			return a, err
		}
		if !gross {
			return a.Times(factor, round)
		}
		if a, err = a.Times(factor, finest); err != nil {
			return a, err
		}
	}
	factor, err := within.OnePlus()
	if err != nil {
		return a, err
	}
	divisor, err := money.QuantityOf(factor.Decimal())
	if err != nil {
		return a, err
	}
	return a.Per(divisor, round)
}

// finest keeps every digit of an amount times a rate of taxes.
var finest = money.ToPlaces(12, money.HalfUp)

// within returns the rate of the tax that a line's price has in it; false where it has none.
func (w *work) within(l *Line) (money.Rate, bool) {
	i := slices.IndexFunc(w.terms.WithTax, func(g GrossList) bool { return g.List == l.Source })
	if i < 0 {
		return money.Rate{}, false
	}
	home := w.terms.WithTax[i].In
	if home == (tax.Customer{}) {
		return l.Taxed.Rate, true
	}
	return w.terms.Taxes.For(home, w.order.PricedAt).Of(w.terms.Products.TaxClass(l.Product)).Rate, true
}
