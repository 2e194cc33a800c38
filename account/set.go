package account

import (
	"cmp"
	"slices"
)

// clone copies a list at the border; an empty one becomes nil, so that equal facts are equal values.
func clone[E any](list []E) []E { return append([]E(nil), list...) }

// set is clone for a list whose order means nothing: sorted, each element once.
func set[E cmp.Ordered](list []E) []E {
	sorted := clone(list)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
