package money

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

const (
	maxPlaces     = 12
	badPlaces     = 255 // what ToPlaces makes of places out of bounds
	maxBigDigits  = 38
	stepsOf       = "steps of "
	roundingLimit = 64 // bytes of the text of a rounding
)

// Rounding says to what and how numbers are rounded. It is comparable with ==.
// The zero Rounding is none stated: what needs one refuses it with
// [ErrRounding], and [Amount.MulRound] computes exactly.
type Rounding struct {
	step   int64 // in 10^-places; 1 for ToPlaces
	places uint8
	mode   Mode
}

// ToPlaces rounds to a number of decimals, 0 to 12. It needs no error check in
// a literal: other places, or no valid mode, make a Rounding that every use,
// and [Rounding.Check], refuses with [ErrRounding].
func ToPlaces(places int, mode Mode) Rounding {
	if places < 0 || places > maxPlaces {
		return Rounding{0, badPlaces, mode}
	}
	return Rounding{1, uint8(places), mode}
}

// ToIncrement rounds to a multiple of a positive increment, such as "0.05", of
// at most 18 digits and 12 decimals. ToIncrement("0.01", m) is ToPlaces(2, m).
// Errors: [ErrFormat], [ErrRange], [ErrRounding] for an invalid mode.
func ToIncrement(increment string, mode Mode) (Rounding, error) {
	coef, scale, err := parseNumber(increment, rateDecimals, &incrementFaults)
	switch {
	case err != nil:
		return Rounding{}, err
	case coef <= 0:
		return Rounding{}, incrementFaults.size
	case !mode.Valid():
		return Rounding{}, errBadRounding
	}
	r, _ := rateOf(coef, scale, nil)
	return Rounding{r.coef, r.scale, mode}, nil
}

// MustIncrement is [ToIncrement] for constants. It panics on an error.
func MustIncrement(increment string, mode Mode) Rounding { return must(ToIncrement(increment, mode)) }

// IsSet reports whether a rounding was stated, valid or not.
func (r Rounding) IsSet() bool { return r != Rounding{} }

// Check returns nil for a rounding that can be used, else an [ErrRounding].
func (r Rounding) Check() error {
	switch {
	case !r.IsSet():
		return errNoRounding
	case r.step <= 0 || !r.mode.Valid():
		return errBadRounding
	}
	return nil
}

// Places is how many decimals a rounded number can have, 0 to 12; 0 for a
// Rounding that is not set or that [Rounding.Check] refuses.
func (r Rounding) Places() int {
	if r.Check() != nil {
		return 0
	}
	return int(r.places)
}

// String returns the canonical text, "2 places, half up" or "steps of 0.05,
// half even"; "none" for the zero Rounding and "invalid" for one that
// [Rounding.Check] refuses.
func (r Rounding) String() string {
	switch {
	case !r.IsSet():
		return "none"
	case r.Check() != nil:
		return "invalid"
	case r.step != 1:
		return stepsOf + Rate{r.step, r.places}.String() + ", " + r.mode.String()
	case r.places == 1:
		return "1 place, " + r.mode.String()
	}
	return strconv.Itoa(int(r.places)) + " places, " + r.mode.String()
}

// ParseRounding reads the text of [Rounding.String] of a valid rounding.
// Errors: [ErrFormat], [ErrRange].
func ParseRounding(text string) (Rounding, error) {
	if len(text) > roundingLimit {
		return Rounding{}, errRoundingText
	}
	what, name, _ := strings.Cut(text, ", ")
	mode, err := ParseMode(name)
	if err != nil {
		return Rounding{}, errRoundingText
	}
	if increment, ok := strings.CutPrefix(what, stepsOf); ok {
		return ToIncrement(increment, mode)
	}
	for places := range maxPlaces + 1 {
		if r := ToPlaces(places, mode); r.String() == text {
			return r, nil
		}
	}
	return Rounding{}, errRoundingText
}

// Decimal rounds d, which has at most 38 digits and 38 decimals, and returns a
// decimal without zeros at the end of the fraction. Length and exponent are
// checked before computing. Errors: [ErrRounding], [ErrRange], and
// [*OverflowError] where the result has more than 38 digits.
func (r Rounding) Decimal(d decimal.Decimal) (decimal.Decimal, error) {
	if err := r.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	c, exp := d.Coefficient(), int(d.Exponent())
	if c.Sign() == 0 {
		return decimal.Decimal{}, nil
	}
	limit := tenTo(maxBigDigits)
	if exp > maxBigDigits || exp < -maxBigDigits || c.CmpAbs(limit) >= 0 {
		return decimal.Decimal{}, decimalFaults.size
	}
	if exp > 0 && c.Mul(c, tenTo(exp)).CmpAbs(limit) >= 0 {
		return decimal.Decimal{}, decimalFaults.size
	}
	negative := c.Sign() < 0
	coef := r.roundBig(negative, c.Abs(c), big.NewInt(1), min(exp, 0))
	scale := stripZeros(coef, int(r.places))
	if coef.Cmp(limit) >= 0 {
		return decimal.Decimal{}, &OverflowError{Op: "round"}
	}
	if negative {
		coef.Neg(coef)
	}
	return decimal.NewFromBigInt(coef, -int32(scale)), nil
}

// stripZeros strips the zeros at the end of the fraction of coef × 10^-scale
// from coef, and returns the scale that is left.
func stripZeros(coef *big.Int, scale int) int {
	ten, q, rem := big.NewInt(10), new(big.Int), new(big.Int)
	for ; scale > 0; scale-- {
		if q.QuoRem(coef, ten, rem); rem.Sign() != 0 {
			break
		}
		coef.Set(q)
	}
	return scale
}

func tenTo(exp int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(exp)), nil)
}

// round rounds ±num/den × 10^exp and returns the magnitude × 10^-places; false
// where it does not fit 128 bits. The rounding is valid, den is not zero. It
// allocates only where an operand leaves 128 bits.
func (r Rounding) round(negative bool, num wide, den uint64, exp int) (wide, bool) {
	n, d := num, mul64(den, uint64(r.step))
	var ok bool
	switch e := exp + int(r.places); {
	case e >= len(pow10) || e <= -len(pow10):
		ok = false
	case e >= 0:
		n, ok = num.times(pow10[e])
	default:
		d, ok = d.times(pow10[-e])
	}
	if !ok || d.hi != 0 {
		return fromBig(r.roundBig(negative, num.big(), new(big.Int).SetUint64(den), exp))
	}
	q, rem := n.quoRem(d.lo)
	if r.mode.away(negative, q.lo&1 == 1, cmp.Compare(rem, d.lo-rem), rem == 0) {
		q = q.add(wide{0, 1})
	}
	return q.times(uint64(r.step))
}

// roundBig is round without bounds.
func (r Rounding) roundBig(negative bool, num, den *big.Int, exp int) *big.Int {
	step := big.NewInt(r.step)
	den = new(big.Int).Mul(den, step)
	if e := exp + int(r.places); e >= 0 {
		num = new(big.Int).Mul(num, tenTo(e))
	} else {
		den.Mul(den, tenTo(-e))
	}
	q, rem := new(big.Int).QuoRem(num, den, new(big.Int))
	exact := rem.Sign() == 0
	if r.mode.away(negative, q.Bit(0) == 1, rem.Lsh(rem, 1).Cmp(den), exact) {
		q.Add(q, big.NewInt(1))
	}
	return q.Mul(q, step)
}
