package money

import (
	"cmp"

	"github.com/shopspring/decimal"
)

// Rate is an exact number without dimension: a tax of 0.2, a surcharge of
// 0.125, a factor of 1.05. It has at most 18 digits and 12 decimals. Rates are
// kept canonical, so == compares their values. The zero Rate is 0.
type Rate struct {
	coef  int64
	scale uint8
}

// ParseRate reads -?[0-9]{1,18}(\.[0-9]{1,12})? with at most 18 significant
// digits; 0.125 is an eighth. Errors: [ErrFormat], [ErrRange].
func ParseRate(text string) (Rate, error) { return parseRate(text) }

func parseRate[T string | []byte](text T) (Rate, error) {
	coef, scale, err := parseNumber(text, rateDecimals, &rateFaults)
	return rateOf(coef, scale, err)
}

// MustRate is [ParseRate] for constants. It panics on an error.
func MustRate(text string) Rate { return must(ParseRate(text)) }

// ParsePercent reads a percentage without its sign: "12.5" is the rate 0.125.
// At most 18 significant digits and 10 decimals. Errors: [ErrFormat],
// [ErrRange].
func ParsePercent(text string) (Rate, error) {
	coef, scale, err := parseNumber(text, percentDecimals, &percentFaults)
	return rateOf(coef, scale+2, err)
}

// MustPercent is [ParsePercent] for constants. It panics on an error.
func MustPercent(text string) Rate { return must(ParsePercent(text)) }

// RateOf returns d as a rate, under the bounds of [ParseRate]. Errors:
// [ErrRange].
func RateOf(d decimal.Decimal) (Rate, error) {
	return rateOf(fromDecimal(d, rateDecimals, &rateFaults))
}

// PercentOf returns d percent as a rate, under the bounds of [ParsePercent].
// Errors: [ErrRange].
func PercentOf(d decimal.Decimal) (Rate, error) {
	coef, scale, err := fromDecimal(d, percentDecimals, &percentFaults)
	return rateOf(coef, scale+2, err)
}

func rateOf(coef int64, scale int, err error) (Rate, error) {
	if err != nil {
		return Rate{}, err
	}
	for scale > 0 && coef%10 == 0 {
		coef, scale = coef/10, scale-1
	}
	return Rate{coef, uint8(scale)}, nil
}

// OnePlus returns 1 + r: the factor 1.125 of a surcharge of 0.125, 0.9 of a
// discount of -0.1. An [*OverflowError] beyond 18 digits.
func (r Rate) OnePlus() (Rate, error) {
	sum := r.coef + int64(pow10[r.scale]) // below 2e18
	if magnitude(sum) >= tooLong {
		return Rate{}, &OverflowError{Op: "add"}
	}
	return rateOf(sum, int(r.scale), nil)
}

// Sign returns -1, 0 or 1.
func (r Rate) Sign() int { return cmp.Compare(r.coef, 0) }

// Cmp returns -1, 0 or 1: r below, equal to or above other.
func (r Rate) Cmp(other Rate) int { return cmpScaled(r.coef, r.scale, other.coef, other.scale) }

// Decimal returns r as a decimal.
func (r Rate) Decimal() decimal.Decimal { return decimal.New(r.coef, -int32(r.scale)) }

// String returns the canonical text, no exponent, no zeros at the end of the
// fraction: "0.125", "1", "0".
func (r Rate) String() string { return string(r.append(make([]byte, 0, 24), int(r.scale))) }

// Percent returns r × 100 as text without the percent sign: "12.5" for 0.125.
func (r Rate) Percent() string {
	dst := make([]byte, 0, 24)
	if r.scale >= 2 {
		return string(r.append(dst, int(r.scale)-2))
	}
	dst = r.append(dst, 0)
	for scale := r.scale; scale < 2 && r.coef != 0; scale++ {
		dst = append(dst, '0')
	}
	return string(dst)
}

func (r Rate) append(dst []byte, scale int) []byte {
	return appendNumber(dst, r.coef < 0, magnitude(r.coef), scale, 0)
}
