package approval

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Part is one part of what an order contains, such as its lines, its address or its total, and a digest of it. The host
// computes digests; here they are only compared. Nothing that changes money, goods or address may be in no part.
type Part struct {
	Name   string
	Digest string
}

// Content says by digest what an order contains (APR-11). The order of its parts means nothing, and each name comes once.
type Content []Part

// Digest returns one digest of all parts, in 64 hexadecimal digits; "" of no content.
func (c Content) Digest() string {
	if len(c) == 0 {
		return ""
	}
	fields := make([]string, 0, 2*len(c))
	for _, p := range c.sorted() {
		fields = append(fields, p.Name, p.Digest)
	}
	return digest(fields...)
}

// Changed returns the names of the parts that are not the same in both, or only in one of them, sorted.
func (c Content) Changed(since Content) []string {
	var changed []string
	for _, p := range slices.Concat(c, since) {
		if !slices.Contains(c, p) || !slices.Contains(since, p) {
			changed = append(changed, p.Name)
		}
	}
	return sorted(changed)
}

func (c Content) sorted() Content {
	return slices.SortedFunc(slices.Values(c), func(p, q Part) int {
		return cmp.Or(cmp.Compare(p.Name, q.Name), cmp.Compare(p.Digest, q.Digest))
	})
}

// sound reports whether each part has a name of its own and a digest.
func (c Content) sound() bool {
	names := make([]string, 0, len(c))
	for _, p := range c {
		if defect.OfID(p.Name) != "" || defect.OfID(p.Digest) != "" {
			return false
		}
		names = append(names, p.Name)
	}
	return len(c) > 0 && len(sorted(names)) == len(c)
}
