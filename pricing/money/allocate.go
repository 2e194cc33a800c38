package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// Allocate returns one share of a per weight, in proportion to the weights, at
// the given number of decimals (0 to 12). What is left over goes to the largest
// remainders, of equal ones to the earlier. The shares add up to a exactly;
// those of −a are the negated ones of a; a weight of zero gets zero. Errors:
// those of [Amount.Split], and [ErrRange] for a weight below zero or weights
// that are all zero; an [*OverflowError] where their sum leaves 64 bits.
func (a Amount) Allocate(weights []int64, places int) ([]Amount, error) {
	if len(weights) > maxShares {
		return nil, errShares
	}
	shares := make([]Amount, len(weights))
	for i, w := range weights {
		shares[i] = Amount{coef: w, currency: a.currency}
	}
	if err := a.AllocateInto(shares, shares, places); err != nil {
		return nil, err
	}
	return shares, nil
}

// AllocateBy is [Amount.Allocate] with amounts as weights: a discount in
// proportion to the totals of lines. The weights share one currency, not
// necessarily a's, else a [*MismatchError]; an [*OverflowError] where they have
// no common scale in 64 bits.
func (a Amount) AllocateBy(weights []Amount, places int) ([]Amount, error) {
	shares := make([]Amount, len(weights))
	if err := a.AllocateInto(shares, weights, places); err != nil {
		return nil, err
	}
	return shares, nil
}

// AllocateInto is [Amount.AllocateBy] into shares, of which there are as many as
// weights, else an [ErrRange]. The two may be the same slice; after an error what
// is in shares means nothing. Up to 64 shares allocate nothing.
func (a Amount) AllocateInto(shares, weights []Amount, places int) error {
	if len(weights) < 1 || len(weights) > maxShares || len(shares) != len(weights) {
		return errShares
	}
	total, err := a.inUnits(places, "allocate")
	if err != nil {
		return err
	}
	sum, scale, err := a.weigh(weights)
	if err != nil {
		return err
	}
	var room [64]rest
	rests, left := room[:0], total
	if len(weights) > len(room) {
		rests = make([]rest, 0, len(weights))
	}
	for i, w := range weights {
		product := mul64(total, uint64(w.coef)*pow10[scale-w.scale]) // at most total × sum, so the quotient fits
		share, rem := bits.Div64(product.hi, product.lo, sum)
		shares[i] = Amount{coef: signed(a.coef < 0, share), scale: uint8(places), currency: a.currency}
		rests, left = append(rests, rest{i, rem}), left-share
	}
	if left > 0 {
		slices.SortFunc(rests, func(x, y rest) int { return cmp.Or(cmp.Compare(y.rem, x.rem), cmp.Compare(x.index, y.index)) })
	}
	for _, r := range rests[:left] {
		shares[r.index].coef += signed(a.coef < 0, 1)
	}
	return nil
}

// rest is what rounding down took from a share.
type rest struct {
	index int
	rem   uint64
}

// weigh checks the weights, and returns their sum at the scale that all of them have.
func (a Amount) weigh(weights []Amount) (sum uint64, scale uint8, err error) {
	for _, w := range weights {
		if err := w.meets(weights[0]); err != nil {
			return 0, 0, err
		}
		if w.coef < 0 {
			return 0, 0, errWeights
		}
		scale = max(scale, w.scale)
	}
	for _, w := range weights {
		scaled, ok := wide{0, uint64(w.coef)}.toInt64(pow10[scale-w.scale])
		var carry uint64
		if sum, carry = bits.Add64(sum, uint64(scaled), 0); carry != 0 || !ok {
			return 0, 0, &OverflowError{"allocate", a.currency}
		}
	}
	if sum == 0 {
		return 0, 0, errWeights
	}
	return sum, scale, nil
}
