package money

import (
	"cmp"
	"math"

	"github.com/shopspring/decimal"
)

// Amount is an exact amount of money: a coefficient × 10^-scale in a currency.
// It is an immutable value of 16 bytes.
//
// The zero Amount is no amount, never zero owed: see [Amount.IsSet]. One amount
// can have several representations (1.5 and 1.50), so it cannot be compared
// with == nor be a map key; its text is canonical.
type Amount struct {
	_        [0]func() // not comparable
	coef     int64     // never math.MinInt64
	currency Currency
	scale    uint8 // at most maxScale
}

// New returns d in currency c: at most 18 significant digits and 6 decimals.
// Errors: [ErrRange], [ErrCurrency].
func New(d decimal.Decimal, c Currency) (Amount, error) {
	coef, scale, err := fromDecimal(d, amountDecimals, &amountFaults)
	return checked(coef, scale, c, err)
}

// Parse reads -?[0-9]{1,18}(\.[0-9]{1,6})? with at most 18 significant digits
// as an amount in currency c: "12.50". It allocates nothing, and refuses by
// length before it reads. Errors: [ErrFormat], [ErrRange], [ErrCurrency].
func Parse(text string, c Currency) (Amount, error) {
	coef, scale, err := parseNumber(text, amountDecimals, &amountFaults)
	return checked(coef, scale, c, err)
}

// ParseBytes is [Parse] of bytes, which it does not keep.
func ParseBytes(text []byte, c Currency) (Amount, error) {
	coef, scale, err := parseNumber(text, amountDecimals, &amountFaults)
	return checked(coef, scale, c, err)
}

// MustParse is [Parse] for constants. It panics on an error.
func MustParse(text string, c Currency) Amount { return must(Parse(text, c)) }

// ParseAmount reads a number, one space and a currency: "12.50 GBP". Errors:
// those of [Parse].
func ParseAmount(text string) (Amount, error) { return parseAmount(text) }

func parseAmount[T string | []byte](text T) (Amount, error) {
	i := len(text) - 4
	if i < 1 || text[i] != ' ' {
		return Amount{}, errAmountText
	}
	coef, scale, err := parseNumber(text[:i], amountDecimals, &amountFaults)
	if err != nil {
		return Amount{}, err
	}
	c := pack(text[i+1:])
	return checked(coef, scale, c, nil)
}

func checked(coef int64, scale int, c Currency, err error) (Amount, error) {
	if err != nil {
		return Amount{}, err
	}
	if !c.Known() {
		return Amount{}, &CurrencyError{c}
	}
	return Amount{coef: coef, scale: uint8(scale), currency: c}, nil
}

// Scaled returns coef × 10^-scale in currency c, for numbers that were checked
// when they entered: Scaled(1250, 2, GBP) is 12.50 GBP. It does not look the
// currency up. A scale above 18, the least int64 or the zero Currency make no
// amount.
func Scaled(coef int64, scale uint8, c Currency) Amount {
	if c == 0 || scale > maxScale || coef == math.MinInt64 {
		return Amount{}
	}
	return Amount{coef: coef, scale: scale, currency: c}
}

// Zero returns nothing owed in currency c: an amount, unlike the zero Amount.
// With the zero Currency it is no amount.
func Zero(c Currency) Amount { return Scaled(0, 0, c) }

// IsSet reports whether a is an amount, zero or not. The zero Amount is none.
// Nothing owed is IsSet with a [Amount.Sign] of 0. There is no IsZero, because
// encoding/json asks it under omitzero and would drop an amount of zero.
func (a Amount) IsSet() bool { return a.currency != 0 }

// Sign returns -1, 0 or 1. It is 0 for no amount too; see [Amount.IsSet].
func (a Amount) Sign() int { return cmp.Compare(a.coef, 0) }

// Currency returns the currency, zero for no amount.
func (a Amount) Currency() Currency { return a.currency }

// Coefficient returns the number that, × 10^-[Amount.Scale], is the amount.
// Equal amounts may differ in both.
func (a Amount) Coefficient() int64 { return a.coef }

// Scale returns the number of decimals that the coefficient holds, 0 to 18.
func (a Amount) Scale() uint8 { return a.scale }

// Decimal returns the number as a decimal. It is 0 for no amount too; see
// [Amount.IsSet].
func (a Amount) Decimal() decimal.Decimal { return decimal.New(a.coef, -int32(a.scale)) }

// Number returns the canonical number without its currency: no exponent, no
// zeros at the end of the fraction beyond the currency's minor unit, and never
// fewer decimals than that: "12.50". It is "" for no amount.
func (a Amount) Number() string {
	if !a.IsSet() {
		return ""
	}
	return string(a.appendNumber(make([]byte, 0, 32)))
}

// String returns the number and the currency, "12.50 GBP", or "none" for no
// amount. It is canonical: equal amounts have equal text.
func (a Amount) String() string { return string(a.Append(make([]byte, 0, 32))) }

// Append appends the text of [Amount.String].
func (a Amount) Append(dst []byte) []byte {
	if !a.IsSet() {
		return append(dst, "none"...)
	}
	return a.currency.append(append(a.appendNumber(dst), ' '))
}

func (a Amount) appendNumber(dst []byte) []byte {
	return appendNumber(dst, a.coef < 0, magnitude(a.coef), int(a.scale), a.currency.Digits())
}

// Equal reports whether both are the same amount in the same currency, or both
// are no amount.
func (a Amount) Equal(other Amount) bool {
	return a.currency == other.currency && cmpScaled(a.coef, a.scale, other.coef, other.scale) == 0
}

// Cmp returns -1, 0 or 1: a below, equal to or above other. Two currencies, or
// no amount on either side, are a [*MismatchError].
func (a Amount) Cmp(other Amount) (int, error) {
	if err := a.meets(other); err != nil {
		return 0, err
	}
	return cmpScaled(a.coef, a.scale, other.coef, other.scale), nil
}

func (a Amount) meets(other Amount) error {
	if a.currency == 0 || a.currency != other.currency {
		return &MismatchError{a.currency, other.currency}
	}
	return nil
}
