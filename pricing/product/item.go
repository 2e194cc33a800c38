package product

import (
	"math"
	"math/bits"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Item is a product of a [Book], found once to be asked often. The zero Item is of no product, and its decisions refuse so.
type Item struct{ product *Product }

// Item finds a product; the zero Item where there is none of that id.
func (b *Book) Item(id string) Item { return Item{b.find(id)} }

// TaxClass returns the product's tax class; "" where it has none.
func (i Item) TaxClass() string {
	if i.product == nil {
		return ""
	}
	return i.product.TaxClass
}

// Check decides whether a quantity may be ordered in a unit, "" being the product's own.
func (i Item) Check(quantity money.Quantity, unit string) Decision {
	if i.product == nil {
		return Decision{Code: UnknownProduct}
	}
	u, _, known := i.product.unit(unit)
	switch {
	case !known:
		return Decision{Code: UnknownUnit}
	case quantity.Less(u.Minimum):
		return Decision{BelowMinimum, u.Minimum}
	case u.Multiple.Sign() > 0 && quantity.Micros()%u.Multiple.Micros() != 0:
		return Decision{NotMultiple, u.Multiple}
	}
	return Decision{Code: Allowed}
}

// Convert is [Book.Convert].
func (i Item) Convert(quantity money.Quantity, from, to string) (money.Quantity, Decision) {
	if i.product == nil {
		return money.Quantity{}, Decision{Code: UnknownProduct}
	}
	_, one, known := i.product.unit(from)
	_, other, also := i.product.unit(to)
	if !known || !also {
		return money.Quantity{}, Decision{Code: UnknownUnit}
	}
	micros, exact := scale(quantity.Micros(), one, other)
	if !exact {
		return money.Quantity{}, Decision{Code: Inexact}
	}
	return money.Micros(micros), Decision{Code: Allowed}
}

// Weight is [Book.Weight].
func (i Item) Weight(quantity money.Quantity, unit string) (money.Quantity, Decision) {
	own, d := i.Convert(quantity, unit, "")
	if !d.Allowed() {
		return own, d
	}
	if i.product.Unweighed {
		return money.Quantity{}, Decision{Code: Unweighed}
	}
	micros, exact := scale(own.Micros(), i.product.Weight.Micros(), money.Units(1).Micros())
	if !exact {
		return money.Quantity{}, Decision{Code: Inexact}
	}
	return money.Micros(micros), Decision{Code: Allowed}
}

// unit returns a unit of the product and how many millionths of the own unit are in one; false where it has none of that name.
func (p *Product) unit(name string) (*Unit, int64, bool) {
	if name == "" || name == p.Own.Name {
		return &p.Own, money.Units(1).Micros(), true
	}
	for i := range p.Units {
		if u := &p.Units[i]; u.Name == name {
			return u, u.Holds.Micros(), true
		}
	}
	return nil, 0, false
}

// scale returns n × by / per where that is a number of 64 bits. Neither by nor per is below zero, and per is not zero.
func scale(n, by, per int64) (int64, bool) {
	if by == per {
		return n, true
	}
	magnitude := uint64(max(n, -n))
	if n == math.MinInt64 {
		return 0, false
	}
	hi, lo := bits.Mul64(magnitude, uint64(by))
	if hi >= uint64(per) {
		return 0, false
	}
	quotient, rest := bits.Div64(hi, lo, uint64(per))
	if rest != 0 || quotient > math.MaxInt64 {
		return 0, false
	}
	if n < 0 {
		return -int64(quotient), true
	}
	return int64(quotient), true
}
