package exchange

import "github.com/tradeterms/tradeterms/pricing/money"

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

// parseNumber reads by the grammar and the bounds of [money.Parse].
func parseNumber(cell []byte) (Number, error) {
	a, err := money.ParseBytes(cell, money.XTS)
	if err != nil {
		return Number{}, err
	}
	return Number{a.Coefficient(), a.Scale(), true}, nil
}

// longQuantity is one byte more than a quantity can have, so that no long cell
// is ever copied.
const longQuantity = 28

func parseQuantity(cell []byte) (money.Quantity, bool) {
	q, err := money.ParseQuantity(string(cell[:min(len(cell), longQuantity)]))
	return q, err == nil
}
