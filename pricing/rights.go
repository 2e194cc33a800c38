package pricing

import (
	"math/bits"
	"slices"
)

// right is a feature or a permission that a list needs. The zero right is none.
type right struct {
	permission bool
	name       string
}

// rights numbers features and permissions as bits of one mask.
type rights struct{ all []right }

const maxRights = 64

// mask returns the bit of a right, 0 where no list needs it.
func (r *rights) mask(what right) uint64 {
	if i := slices.Index(r.all, what); i >= 0 {
		return 1 << i
	}
	return 0
}

// add returns the bit of a right, taking a free one if need be.
func (r *rights) add(what right) (mask uint64, ok bool) {
	if mask = r.mask(what); mask != 0 {
		return mask, true
	}
	r.all = slices.Clone(r.all)
	i := slices.Index(r.all, right{})
	switch {
	case i >= 0:
		r.all[i] = what
	case len(r.all) < maxRights:
		i = len(r.all)
		r.all = append(r.all, what)
	default:
		return 0, false
	}
	return 1 << i, true
}

// keep frees the bits that are not used.
func (r *rights) keep(used uint64) {
	r.all = slices.Clone(r.all)
	for i := range r.all {
		if used&(1<<i) == 0 {
			r.all[i] = right{}
		}
	}
}

// name returns the name of a right by its bit.
func (r *rights) name(mask uint64) string {
	if mask == 0 {
		return ""
	}
	return r.all[bits.TrailingZeros64(mask)].name
}
