package money

import (
	"math/big"

	"github.com/shopspring/decimal"
)

const (
	maxDigits       = 18
	amountDecimals  = 6
	rateDecimals    = 12
	percentDecimals = rateDecimals - 2

	// tooLong is the first coefficient with more than maxDigits digits.
	tooLong = 1_000_000_000_000_000_000
)

// parseNumber reads -?[0-9]{1,18}(\.[0-9]{1,decimals})? with at most 18
// significant digits. Zeros at the end of the fraction are kept in the scale as
// long as they fit. The length is checked before anything is read.
func parseNumber[T string | []byte](text T, decimals int, f *faults) (coef int64, scale int, err error) {
	if len(text) > 1+maxDigits+1+decimals {
		return 0, 0, f.size
	}
	i, negative := 0, false
	if len(text) > 0 && text[0] == '-' {
		i, negative = 1, true
	}
	first, mag := i, uint64(0)
	for ; i < len(text) && isDigit(text[i]); i++ {
		if i-first == maxDigits {
			return 0, 0, f.size
		}
		mag = mag*10 + uint64(text[i]-'0')
	}
	if i == first {
		return 0, 0, f.format
	}
	if i < len(text) {
		mag, scale, err = parseFraction(text[i:], mag, decimals, f)
	}
	if negative {
		return -int64(mag), scale, err
	}
	return int64(mag), scale, err
}

// parseFraction reads the point and the decimals that follow mag.
func parseFraction[T string | []byte](text T, mag uint64, decimals int, f *faults) (uint64, int, error) {
	if text[0] != '.' || len(text) == 1 {
		return 0, 0, f.format
	}
	scale, zeros := 0, 0
	for i := 1; i < len(text); i++ {
		if !isDigit(text[i]) {
			return 0, 0, f.format
		}
		if i > decimals {
			return 0, 0, f.size
		}
		if zeros++; text[i] == '0' {
			continue
		}
		for ; zeros > 0; zeros-- {
			if mag *= 10; mag >= tooLong {
				return 0, 0, f.size
			}
			scale++
		}
		mag += uint64(text[i] - '0') // a multiple of ten before, so still below tooLong
	}
	for ; zeros > 0 && mag < tooLong/10; zeros-- {
		mag *= 10
		scale++
	}
	return mag, scale, nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// fromDecimal returns d as coef × 10^-scale under the bounds of parseNumber,
// checking length and exponent before computing with either.
func fromDecimal(d decimal.Decimal, decimals int, f *faults) (coef int64, scale int, err error) {
	c, exp := d.Coefficient(), int(d.Exponent())
	if c.Sign() == 0 {
		return 0, 0, nil
	}
	if c.BitLen() > 128 || exp > maxDigits || exp < -64 {
		return 0, 0, f.size
	}
	limit := new(big.Int).SetUint64(tooLong)
	ten, digit, rest := big.NewInt(10), new(big.Int), new(big.Int)
	for exp < 0 && (exp < -decimals || c.CmpAbs(limit) >= 0) {
		if digit.QuoRem(c, ten, rest); rest.Sign() != 0 {
			return 0, 0, f.size
		}
		c.Set(digit)
		exp++
	}
	for ; exp > 0; exp-- {
		c.Mul(c, ten)
	}
	if c.CmpAbs(limit) >= 0 {
		return 0, 0, f.size
	}
	return c.Int64(), -exp, nil
}

// appendNumber appends mag × 10^-scale without exponent, with the zeros at the
// end of the fraction stripped down to least decimals, or padded up to them.
func appendNumber(dst []byte, negative bool, mag uint64, scale, least int) []byte {
	for scale > least && mag%10 == 0 {
		mag /= 10
		scale--
	}
	var buf [48]byte
	i := len(buf)
	for pad := scale; pad < least; pad++ {
		i--
		buf[i] = '0'
	}
	for n := 0; n <= scale || mag > 0; n++ {
		if n == scale && max(scale, least) > 0 {
			i--
			buf[i] = '.'
		}
		i--
		buf[i] = '0' + byte(mag%10)
		mag /= 10
	}
	if negative {
		i--
		buf[i] = '-'
	}
	return append(dst, buf[i:]...)
}
