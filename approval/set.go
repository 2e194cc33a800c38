package approval

import (
	"cmp"
	"slices"
)

// clone copies a list at the border; an empty one becomes nil, so that equal facts are equal values.
func clone[E any](list []E) []E { return append([]E(nil), list...) }

// sorted is clone for a list whose order means nothing: sorted, each element once.
func sorted[E cmp.Ordered](list []E) []E {
	all := clone(list)
	slices.Sort(all)
	return slices.Compact(all)
}
