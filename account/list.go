package account

import "slices"

// list is account numbers in the order of their ids. It is immutable and comes in pieces, so that a change to a long one
// shares most of it.
type list [][]uint32

const (
	fullPiece = 64
	newPiece  = 48 // leaves room, so that one addition does not split the piece again
)

// order compares two numbers by the ids they stand for.
type order func(a, b uint32) int

// change returns the list with some numbers added and some dropped; both come sorted.
func (l list) change(add, drop []uint32, by order) list {
	if len(l) == 0 {
		return pieces(nil, add)
	}
	changed := make(list, 0, len(l)+1)
	for i, piece := range l {
		here, gone := add, drop
		if i+1 < len(l) {
			next := l[i+1][0]
			here, gone = before(add, next, by), before(drop, next, by)
		}
		add, drop = add[len(here):], drop[len(gone):]
		if len(here)+len(gone) == 0 {
			changed = append(changed, piece)
			continue
		}
		changed = pieces(changed, merge(piece, here, gone, by))
	}
	return changed
}

func (l list) each(yield func(uint32) bool) {
	for _, piece := range l {
		for _, n := range piece {
			if !yield(n) {
				return
			}
		}
	}
}

func before(sorted []uint32, end uint32, by order) []uint32 {
	n, _ := slices.BinarySearchFunc(sorted, end, by)
	return sorted[:n]
}

func merge(piece, add, drop []uint32, by order) []uint32 {
	merged := slices.DeleteFunc(slices.Concat(piece, add), func(n uint32) bool { return slices.Contains(drop, n) })
	slices.SortFunc(merged, by)
	return merged
}

func pieces(l list, numbers []uint32) list {
	if len(numbers) > 0 && len(numbers) <= fullPiece {
		return append(l, numbers)
	}
	for len(numbers) > 0 {
		n := min(newPiece, len(numbers))
		l = append(l, slices.Clip(numbers[:n]))
		numbers = numbers[n:]
	}
	return l
}
