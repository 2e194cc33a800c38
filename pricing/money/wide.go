package money

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
)

// maxScale is the most decimals that a computed amount can have.
const maxScale = 18

// pow10 holds the powers of ten that fit 64 bits.
var pow10 = [20]uint64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
}

// wide is an unsigned number of 128 bits.
type wide struct{ hi, lo uint64 }

func mul64(a, b uint64) wide {
	hi, lo := bits.Mul64(a, b)
	return wide{hi, lo}
}

// times returns w × m; false where it does not fit.
func (w wide) times(m uint64) (wide, bool) {
	over, hi := bits.Mul64(w.hi, m)
	low := mul64(w.lo, m)
	hi, carry := bits.Add64(hi, low.hi, 0)
	return wide{hi, low.lo}, over == 0 && carry == 0
}

// add returns w + v; the callers' numbers stay below 127 bits.
func (w wide) add(v wide) wide {
	lo, carry := bits.Add64(w.lo, v.lo, 0)
	hi, _ := bits.Add64(w.hi, v.hi, carry)
	return wide{hi, lo}
}

// sub returns w − v where w ≥ v.
func (w wide) sub(v wide) wide {
	lo, borrow := bits.Sub64(w.lo, v.lo, 0)
	hi, _ := bits.Sub64(w.hi, v.hi, borrow)
	return wide{hi, lo}
}

func (w wide) cmp(v wide) int {
	if c := cmp.Compare(w.hi, v.hi); c != 0 {
		return c
	}
	return cmp.Compare(w.lo, v.lo)
}

// quoRem returns w / d and the remainder; d is not zero.
func (w wide) quoRem(d uint64) (wide, uint64) {
	if w.hi == 0 {
		return wide{0, w.lo / d}, w.lo % d
	}
	lo, rem := bits.Div64(w.hi%d, w.lo, d)
	return wide{w.hi / d, lo}, rem
}

func (w wide) big() *big.Int {
	b := new(big.Int).SetUint64(w.hi)
	return b.Or(b.Lsh(b, 64), new(big.Int).SetUint64(w.lo))
}

// fromBig returns b where it is not negative and fits.
func fromBig(b *big.Int) (wide, bool) {
	if b.Sign() < 0 || b.BitLen() > 128 {
		return wide{}, false
	}
	lo := new(big.Int).And(b, new(big.Int).SetUint64(math.MaxUint64))
	return wide{new(big.Int).Rsh(b, 64).Uint64(), lo.Uint64()}, true
}

// magnitude returns |n|, also for the least int64.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// signed returns mag with its sign; mag is at most [math.MaxInt64].
func signed(negative bool, mag uint64) int64 {
	if negative {
		return -int64(mag)
	}
	return int64(mag)
}

// narrow strips zeros at the end of w × 10^-scale until the coefficient fits
// an int64 and the scale maxScale; false where it cannot.
func narrow(w wide, scale int) (uint64, int, bool) {
	for w.hi != 0 || w.lo > math.MaxInt64 || scale > maxScale {
		q, rem := w.quoRem(10)
		if scale == 0 || rem != 0 {
			return 0, 0, false
		}
		w, scale = q, scale-1
	}
	return w.lo, scale, true
}

// cmpScaled compares a × 10^-as with b × 10^-bs; both scales are ≤ maxScale.
func cmpScaled(a int64, as uint8, b int64, bs uint8) int {
	if as == bs || a == 0 || b == 0 || a < 0 != (b < 0) {
		return cmp.Compare(a, b)
	}
	x, y := wide{0, magnitude(a)}, wide{0, magnitude(b)}
	if as < bs {
		x = mul64(x.lo, pow10[bs-as])
	} else {
		y = mul64(y.lo, pow10[as-bs])
	}
	if a < 0 {
		return y.cmp(x)
	}
	return x.cmp(y)
}

// toInt64 returns w × m where it fits an int64.
func (w wide) toInt64(m uint64) (int64, bool) {
	p, ok := w.times(m)
	return int64(p.lo), ok && p.hi == 0 && p.lo <= math.MaxInt64
}
