package budget

import (
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Rate turns amounts of an order's currency into a budget's. The host gives it when the order is placed; every entry of the
// order records it and later movements use it again (BUD-8). The zero Rate is none: one currency.
type Rate struct {
	From, To money.Currency
	// Factor is what one unit of From is in To.
	Factor money.Rate
	// Round is how the product is rounded; the zero Rounding is to the minor unit of To, half up.
	Round money.Rounding
	// Source says where the rate comes from, At from when it is.
	Source string
	At     time.Time
}

// isSet reports whether it is a rate at all.
func (r Rate) isSet() bool { return r.From != 0 || r.To != 0 }

// usable reports whether it is a rate that says all it must.
func (r Rate) usable() bool {
	return r.From.Known() && r.To.Known() && r.From != r.To && r.Factor.Sign() > 0 &&
		(!r.Round.IsSet() || r.Round.Check() == nil) && defect.OfID(r.Source) == "" && !r.At.IsZero()
}

// normal returns the rate as it is recorded.
func (r Rate) normal() Rate {
	if r.isSet() {
		r.At = instant(r.At)
	}
	return r
}

func (r Rate) equal(s Rate) bool {
	at := r.At.Equal(s.At)
	r.At, s.At = time.Time{}, time.Time{}
	return at && r == s
}

// convert returns what an amount is by the rate. A greater amount never becomes a smaller one.
func (r Rate) convert(a money.Amount) (money.Amount, error) {
	if !r.isSet() {
		return a, nil
	}
	round := r.Round
	if !round.IsSet() {
		round = money.ToPlaces(r.To.Digits(), money.HalfUp)
	}
	product, err := a.Times(r.Factor, round)
	if err != nil {
		return money.Amount{}, err
	}
	return money.Scaled(product.Coefficient(), product.Scale(), r.To), nil
}

// instant is how instants are kept: in UTC, to the microsecond that every store can keep.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
