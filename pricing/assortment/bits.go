package assortment

import (
	"iter"
	mathbits "math/bits"
	"slices"
)

// pageBits is how many numbers a page holds: few enough that changing one product
// copies little, and that a short list among many products takes little space.
const pageBits = 4096

type page [pageBits / 64]uint64

// bits is an immutable set of numbers, in pages that successive sets share. A page
// that holds nothing may be nil.
type bits []*page

func (b bits) has(n uint32) bool {
	at := int(n / pageBits)
	return at < len(b) && b[at] != nil && b[at][n%pageBits/64]&(1<<(n%64)) != 0
}

// at returns a page to read.
func (b bits) at(i int) page {
	if i < len(b) && b[i] != nil {
		return *b[i]
	}
	return page{}
}

// put returns the set with the numbers in it, or without them. It copies the pages
// that it writes to.
func (b bits) put(numbers []uint32, in bool) bits {
	if len(numbers) == 0 {
		return b
	}
	next := slices.Clone(b)
	if missing := int(slices.Max(numbers)/pageBits) + 1 - len(next); missing > 0 {
		next = append(next, make(bits, missing)...)
	}
	mine := make([]bool, len(next))
	for _, n := range numbers {
		at := n / pageBits
		if !mine[at] {
			own := next.at(int(at))
			next[at], mine[at] = &own, true
		}
		word, bit := &next[at][n%pageBits/64], uint64(1)<<(n%64)
		if *word &^= bit; in {
			*word |= bit
		}
	}
	return next
}

// each yields the numbers, upwards.
func (b bits) each() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, p := range b {
			for w := 0; p != nil && w < len(p); w++ {
				for word := p[w]; word != 0; word &= word - 1 {
					if !yield(uint32(i*pageBits + w*64 + mathbits.TrailingZeros64(word))) {
						return
					}
				}
			}
		}
	}
}
