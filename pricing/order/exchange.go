package order

import (
	"errors"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Exchange turns amounts of one currency into another. The host gives it: nothing is converted without.
type Exchange struct {
	From, To money.Currency
	// Factor is what one unit of From is in To.
	Factor money.Rate
	// Source says where the rate comes from, At from when it is. Both are required, and kept in the order.
	Source string
	At     time.Time
}

// ErrExchange is the class of conversions that cannot be made.
var ErrExchange = errors.New("order: no usable exchange rate: give currencies, a factor above zero, source and time, before terms")

// usable reports whether it says all that it must.
func (x Exchange) usable() bool {
	return x.From.Known() && x.To.Known() && x.From != x.To && x.Factor.Sign() > 0 && x.Source != "" && !x.At.IsZero()
}

// Convert returns an amount in the other currency, rounded once; without a rounding to its minor unit, half up. Another currency
// than From, and an Exchange that does not say all it must, are an ErrExchange.
func (x Exchange) Convert(a money.Amount, round money.Rounding) (money.Amount, error) {
	if !x.usable() || a.Currency() != x.From {
		return money.Amount{}, ErrExchange
	}
	if !round.IsSet() {
		round = money.ToPlaces(x.To.Digits(), money.HalfUp)
	}
	product, err := a.Times(x.Factor, round)
	if err != nil {
		return money.Amount{}, err
	}
	return money.Scaled(product.Coefficient(), product.Scale(), x.To), nil
}

// In returns an order that [Price] made in another currency: unit prices are converted and rounded, and multiplied again; amounts of
// graduated breaks, which no unit price gives, are converted themselves. Conditions and taxes come after it, by [Terms.Total]; an
// order that has them is refused with ErrExchange, and so is one that was converted before.
func (o Order) In(x Exchange, round money.Rounding) (Order, error) {
	if o.Totals.Payable.IsSet() || o.Exchange.From != 0 || !x.usable() {
		return Order{}, ErrExchange
	}
	o = o.Clone()
	o.Currency, o.Exchange = x.To, x
	total := money.Zero(x.To)
	for i := range o.Lines {
		l := &o.Lines[i]
		product, err := l.Price.Mul(l.Quantity)
		plain := err == nil && product.Equal(l.Amount)
		if l.Price, err = x.Convert(l.Price, round); err != nil {
			return Order{}, err
		}
		if plain {
			l.Amount, err = l.Price.Mul(l.Quantity)
		} else {
			l.Amount, err = x.Convert(l.Amount, round)
		}
		if err != nil {
			return Order{}, err
		}
		if total, err = total.Add(l.Amount); err != nil {
			return Order{}, err
		}
	}
	o.Totals = Totals{Goods: total, WithoutTax: total, WithTax: total}
	return o, nil
}
