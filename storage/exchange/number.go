package exchange

import (
	"math"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Number is an amount whose currency the file does not say: that of a contract
// or of an account. The zero Number is none.
type Number struct {
	coef  int64
	scale uint8
	set   bool
}

// IsSet reports whether there is a number; 0 is one.
func (n Number) IsSet() bool { return n.set }

// In returns the number as an amount in a currency, no amount if there is none.
func (n Number) In(c money.Currency) money.Amount {
	if !n.set {
		return money.Amount{}
	}
	return money.Scaled(n.coef, n.scale, c)
}

// String returns the number as files have it: without exponent, no zeros at the end
// of the fraction; "" for none.
func (n Number) String() string { return n.In(money.XTS).Number() }

// parseNumber reads by the grammar and the bounds of [money.Parse].
func parseNumber(cell []byte) (Number, error) {
	a, err := money.ParseBytes(cell, money.XTS)
	if err != nil {
		return Number{}, err
	}
	return Number{a.Coefficient(), a.Scale(), true}, nil
}

// parseQuantity reads what [money.ParseQuantity] reads, without making a string
// of it.
func parseQuantity(cell []byte) (money.Quantity, bool) {
	n, err := parseNumber(cell)
	if err != nil {
		return money.Quantity{}, false
	}
	for ; n.scale < 6; n.scale++ {
		if n.coef > math.MaxInt64/10 || n.coef < -math.MaxInt64/10 {
			return money.Quantity{}, false
		}
		n.coef *= 10
	}
	return money.Micros(n.coef), true
}
