package account

import (
	"iter"
	"slices"
)

// MaxDepth is how many levels a tree of accounts may have, its root counted, and how many accounts a chain of overrides.
const MaxDepth = 64

// Parent returns the account above, and false where there is none.
func (g *Graph) Parent(id string) (string, bool) {
	n, ok := g.find(id)
	if !ok || !g.nodes.At(n).up[parents].some() {
		return "", false
	}
	return g.above(n).fact.ID, true
}

// Ancestors yields the accounts above, the nearest first.
func (g *Graph) Ancestors(id string) iter.Seq[string] {
	return func(yield func(string) bool) {
		n, ok := g.find(id)
		if !ok {
			return
		}
		for at := g.nodes.At(n); at.up[parents].some(); {
			at = g.nodes.At(at.up[parents].number())
			if !yield(at.fact.ID) {
				return
			}
		}
	}
}

// Root returns the uppermost account of the tree in which an account stands, which may be itself, and false for an
// unknown one.
func (g *Graph) Root(id string) (string, bool) {
	n, ok := g.find(id)
	if !ok {
		return "", false
	}
	at := g.nodes.At(n)
	for at.up[parents].some() {
		at = g.nodes.At(at.up[parents].number())
	}
	return at.fact.ID, true
}

// Children yields the accounts directly below, in the order of their ids.
func (g *Graph) Children(id string) iter.Seq[string] {
	return func(yield func(string) bool) {
		n, ok := g.find(id)
		if !ok {
			return
		}
		for child := range g.nodes.At(n).down[parents].each {
			if !yield(g.names.Code(child)) {
				return
			}
		}
	}
}

// Descendants yields all accounts below, in the order of their ids. It collects them before it yields the first.
func (g *Graph) Descendants(id string) iter.Seq[string] {
	return func(yield func(string) bool) {
		n, ok := g.find(id)
		if !ok {
			return
		}
		below := g.below(nil, n)
		slices.Sort(below)
		for _, id := range below {
			if !yield(id) {
				return
			}
		}
	}
}

// AtOrAbove reports whether a is b or an ancestor of b, at the same cost however deep they stand; where either is unknown
// it is false.
func (g *Graph) AtOrAbove(a, b string) bool {
	above, ok := g.find(a)
	at, known := g.find(b)
	return ok && known && (at == above || g.isBelow(at, above))
}

// isBelow reports whether an account stands below another: whether the path down to it goes through that one.
func (g *Graph) isBelow(at, above uint32) bool {
	down, level := *g.paths.At(at), len(*g.paths.At(above))
	return level < len(down) && down[level] == above
}

// above returns the parent of an account that has one.
func (g *Graph) above(n uint32) *node { return g.nodes.At(g.nodes.At(n).up[parents].number()) }

// below recurses no deeper than MaxDepth.
func (g *Graph) below(ids []string, n uint32) []string {
	for child := range g.nodes.At(n).down[parents].each {
		ids = g.below(append(ids, g.names.Code(child)), child)
	}
	return ids
}
