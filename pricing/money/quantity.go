package money

import (
	"cmp"
	"math"

	"github.com/shopspring/decimal"
)

// Quantity is a number of units, kilograms, metres …, in exact millionths. It
// is comparable with ==. The zero Quantity is 0. Its bounds are ±9.2e12.
type Quantity struct{ micro int64 }

const microDecimals = 6

// Units returns a whole number of units.
func Units(n int32) Quantity { return Quantity{int64(n) * 1e6} }

// Micros returns a number of millionths of a unit: Micros(2_500_000) is 2.5.
func Micros(n int64) Quantity { return Quantity{n} }

// ParseQuantity reads -?[0-9]{1,18}(\.[0-9]{1,6})? with at most 18 significant
// digits: "3", "2.5". Errors: [ErrFormat], [ErrRange].
func ParseQuantity(text string) (Quantity, error) { return parseQuantity(text) }

func parseQuantity[T string | []byte](text T) (Quantity, error) {
	coef, scale, err := parseNumber(text, microDecimals, &quantityFaults)
	return quantityOf(coef, scale, err)
}

// MustQuantity is [ParseQuantity] for constants. It panics on an error.
func MustQuantity(text string) Quantity { return must(ParseQuantity(text)) }

// QuantityOf returns d as a quantity, under the bounds of [ParseQuantity].
// Errors: [ErrRange].
func QuantityOf(d decimal.Decimal) (Quantity, error) {
	return quantityOf(fromDecimal(d, microDecimals, &quantityFaults))
}

func quantityOf(coef int64, scale int, err error) (Quantity, error) {
	if err != nil {
		return Quantity{}, err
	}
	w := mul64(magnitude(coef), pow10[microDecimals-scale])
	if w.hi != 0 || w.lo > math.MaxInt64 {
		return Quantity{}, quantityFaults.size
	}
	return Quantity{signed(coef < 0, w.lo)}, nil
}

// Micros returns the quantity in millionths of a unit.
func (q Quantity) Micros() int64 { return q.micro }

// Sign returns -1, 0 or 1.
func (q Quantity) Sign() int { return cmp.Compare(q.micro, 0) }

// Cmp returns -1, 0 or 1: q below, equal to or above other.
func (q Quantity) Cmp(other Quantity) int { return cmp.Compare(q.micro, other.micro) }

// Less reports whether q is below other.
func (q Quantity) Less(other Quantity) bool { return q.micro < other.micro }

// Add returns q + other, or an [*OverflowError].
func (q Quantity) Add(other Quantity) (Quantity, error) {
	sum := q.micro + other.micro
	if (q.micro^sum)&(other.micro^sum) < 0 {
		return Quantity{}, &OverflowError{Op: "add"}
	}
	return Quantity{sum}, nil
}

// Sub returns q − other, or an [*OverflowError].
func (q Quantity) Sub(other Quantity) (Quantity, error) {
	diff := q.micro - other.micro
	if (q.micro^other.micro)&(q.micro^diff) < 0 {
		return Quantity{}, &OverflowError{Op: "subtract"}
	}
	return Quantity{diff}, nil
}

// factor returns |q| as mag × 10^-scale with a scale of 0, 3 or 6, so that
// whole quantities keep the products short.
func (q Quantity) factor() (mag uint64, scale int) {
	mag = magnitude(q.micro)
	switch {
	case mag%1e6 == 0:
		return mag / 1e6, 0
	case mag%1e3 == 0:
		return mag / 1e3, 3
	}
	return mag, microDecimals
}

// Decimal returns q as a decimal.
func (q Quantity) Decimal() decimal.Decimal { return decimal.New(q.micro, -microDecimals) }

// String returns the canonical text: no exponent, no zeros at the end of the
// fraction: "2.5", "3", "0".
func (q Quantity) String() string { return string(q.Append(make([]byte, 0, 24))) }

// Append appends the text of [Quantity.String].
func (q Quantity) Append(dst []byte) []byte {
	return appendNumber(dst, q.micro < 0, magnitude(q.micro), microDecimals, 0)
}
