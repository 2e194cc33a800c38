package money

import (
	"cmp"
	"math/bits"
	"slices"
)

const maxShares = 1_000_000

// Split returns n shares of a, as equal as they can be at the given number of
// decimals (0 to 12), the larger ones first. They add up to a exactly; those of
// −a are the negated ones of a. Errors: [ErrRange] for n outside 1 to 1000000,
// for places, or where a has more decimals than places; a [*CurrencyError] for
// no amount; an [*OverflowError].
func (a Amount) Split(n int, places int) ([]Amount, error) {
	if n < 1 || n > maxShares {
		return nil, errShares
	}
	total, err := a.inUnits(places, "split")
	if err != nil {
		return nil, err
	}
	each, extra := total/uint64(n), total%uint64(n)
	shares := make([]Amount, n)
	for i := range shares {
		share := each
		if uint64(i) < extra {
			share++
		}
		shares[i] = Amount{coef: signed(a.coef < 0, share), scale: uint8(places), currency: a.currency}
	}
	return shares, nil
}

// Allocate returns one share of a per weight, in proportion to the weights, at
// the given number of decimals (0 to 12). What is left over goes to the largest
// remainders, of equal ones to the earlier. The shares add up to a exactly;
// those of −a are the negated ones of a; a weight of zero gets zero. Errors:
// those of [Amount.Split], and [ErrRange] for a weight below zero or weights
// that are all zero; an [*OverflowError] where their sum leaves 64 bits.
func (a Amount) Allocate(weights []int64, places int) ([]Amount, error) {
	if len(weights) < 1 || len(weights) > maxShares {
		return nil, errShares
	}
	total, err := a.inUnits(places, "allocate")
	if err != nil {
		return nil, err
	}
	sum, err := a.weigh(weights)
	if err != nil {
		return nil, err
	}
	shares := make([]Amount, len(weights))
	rests, left := make([]rest, len(weights)), total
	for i, w := range weights {
		product := mul64(total, uint64(w)) // w ≤ sum, so the quotient fits
		share, rem := bits.Div64(product.hi, product.lo, sum)
		shares[i] = Amount{coef: int64(share), scale: uint8(places), currency: a.currency}
		rests[i], left = rest{i, rem}, left-share
	}
	slices.SortStableFunc(rests, func(x, y rest) int { return cmp.Compare(y.rem, x.rem) })
	for _, r := range rests[:left] {
		shares[r.index].coef++
	}
	if a.coef < 0 {
		for i := range shares {
			shares[i] = shares[i].Neg()
		}
	}
	return shares, nil
}

// rest is what rounding down took from a share.
type rest struct {
	index int
	rem   uint64
}

// AllocateBy is [Amount.Allocate] with amounts as weights: a discount in
// proportion to the totals of lines. The weights share one currency, not
// necessarily a's, else a [*MismatchError]; an [*OverflowError] where they have
// no common scale in 64 bits.
func (a Amount) AllocateBy(weights []Amount, places int) ([]Amount, error) {
	var scale uint8
	for _, w := range weights {
		if err := w.meets(weights[0]); err != nil {
			return nil, err
		}
		scale = max(scale, w.scale)
	}
	coefs := make([]int64, len(weights))
	for i, w := range weights {
		if w.coef < 0 {
			return nil, errWeights
		}
		scaled, ok := wide{0, uint64(w.coef)}.toInt64(pow10[scale-w.scale])
		if !ok {
			return nil, &OverflowError{"allocate", a.currency}
		}
		coefs[i] = scaled
	}
	return a.Allocate(coefs, places)
}

// weigh checks the weights and returns their sum.
func (a Amount) weigh(weights []int64) (uint64, error) {
	sum := uint64(0)
	for _, w := range weights {
		if w < 0 {
			return 0, errWeights
		}
		var carry uint64
		if sum, carry = bits.Add64(sum, uint64(w), 0); carry != 0 {
			return 0, &OverflowError{"allocate", a.currency}
		}
	}
	if sum == 0 {
		return 0, errWeights
	}
	return sum, nil
}

// inUnits returns |a| in units of 10^-places.
func (a Amount) inUnits(places int, op string) (uint64, error) {
	if err := a.set(); err != nil {
		return 0, err
	}
	if places < 0 || places > maxPlaces {
		return 0, errPlaces
	}
	mag, scale := magnitude(a.coef), int(a.scale)
	for ; scale > places; scale-- {
		if mag%10 != 0 {
			return 0, errFiner
		}
		mag /= 10
	}
	units, ok := wide{0, mag}.toInt64(pow10[places-scale])
	if !ok {
		return 0, &OverflowError{op, a.currency}
	}
	return uint64(units), nil
}
