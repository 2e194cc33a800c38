package memory

import "hash/maphash"

// node is a row in a tree that never changes: a change makes new nodes on the way to it, so that a snapshot is a root. It is
// a treap, sorted by key; the hash of a key says how near the root it is.
type node struct {
	key         string
	value       any
	rank        uint64
	left, right *node
}

var seed = maphash.MakeSeed()

// get returns the value of a key, nil where there is none.
func (n *node) get(key string) any {
	for n != nil {
		switch {
		case key < n.key:
			n = n.left
		case key > n.key:
			n = n.right
		default:
			return n.value
		}
	}
	return nil
}

// set returns the tree with a value; with nil, without the key.
func (n *node) set(key string, value any) *node {
	below, above := n.split(key)
	if value == nil {
		return join(below, above)
	}
	row := &node{key: key, value: value, rank: maphash.String(seed, key)}
	return join(join(below, row), above)
}

// split returns what is below a key and what is above it.
func (n *node) split(key string) (below, above *node) {
	switch {
	case n == nil:
		return nil, nil
	case n.key < key:
		below, above = n.right.split(key)
		return n.with(n.left, below), above
	case n.key > key:
		below, above = n.left.split(key)
		return below, n.with(above, n.right)
	}
	return n.left, n.right
}

// join makes one tree of two, of which the first is below the second.
func join(below, above *node) *node {
	switch {
	case below == nil:
		return above
	case above == nil:
		return below
	case below.rank > above.rank:
		return below.with(below.left, join(below.right, above))
	}
	return above.with(join(below, above.left), above.right)
}

func (n *node) with(left, right *node) *node {
	m := *n
	m.left, m.right = left, right
	return &m
}

// up yields the rows of a span in the order of their keys, until it is told to stop.
func (n *node) up(in span, yield func(*node) bool) bool {
	if n == nil {
		return true
	}
	if n.key >= in.from && !n.left.up(in, yield) {
		return false
	}
	if in.holds(n.key) && !yield(n) {
		return false
	}
	return n.key >= in.to || n.right.up(in, yield)
}

// down is up from the last key to the first.
func (n *node) down(in span, yield func(*node) bool) bool {
	if n == nil {
		return true
	}
	if n.key < in.to && !n.right.down(in, yield) {
		return false
	}
	if in.holds(n.key) && !yield(n) {
		return false
	}
	return n.key < in.from || n.left.down(in, yield)
}
