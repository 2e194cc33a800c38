package memory

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/tradeterms/tradeterms/storage"
)

// Tx is a transaction of a [Store], for one goroutine. [Store.Transact] makes it, and ends it.
type Tx struct {
	store *Store
	view  bool
	ended bool
	// failed is why it cannot be committed any more.
	failed error

	base   uint64 // the commit that it sees
	root   *node  // what it sees, with what it has written
	writes map[string]any
	keys   map[string]bool // those that it has read
	spans  []span
	held   []string // names that it has locked, sorted

	messages []storage.Message // appended; they get their positions when it is committed
}

var (
	errForeign = errors.New("not a transaction of this store: use the one that the function is given")
	errEnded   = errors.New("the transaction has ended")
	errView    = errors.New("the transaction is for reading only")
	errNested  = errors.New("a transaction of this store is open already: use it")
	// errBusy is the one conflict that another attempt may not meet again.
	errBusy = fmt.Errorf("another transaction was in the way: %w", storage.ErrConflict)
)

// get returns the row of a key, and false where there is none.
func get[V any](tx *Tx, key string) (V, bool) {
	tx.keys[key] = true
	v, ok := tx.root.get(key).(V)
	return v, ok
}

// set writes a row; nil removes it.
func (tx *Tx) set(key string, value any) {
	tx.writes[key] = value
	tx.root = tx.root.set(key, value)
}

// scan yields the rows of a span, in the order of their keys or against it, until it is told to stop.
func scan[V any](tx *Tx, in span, down bool, yield func(V) bool) {
	order := (*node).up
	if down {
		order = (*node).down
	}
	seen := in
	order(tx.root, in, func(n *node) bool {
		if more := yield(n.value.(V)); more {
			return true
		}
		if down {
			seen.from = n.key
		} else {
			seen.to = n.key + "\x00"
		}
		return false
	})
	tx.spans = append(tx.spans, seen)
}

// first returns as many rows of a span as there are, at most so many, that match.
func first[V any](tx *Tx, in span, down bool, limit int, match func(V) bool) []V {
	var found []V
	scan(tx, in, down, func(v V) bool {
		if match(v) {
			found = append(found, v)
		}
		return len(found) < limit
	})
	return found
}

// all returns all rows of a span.
func all[V any](tx *Tx, in span) []V { return first(tx, in, false, math.MaxInt, whatever[V]) }

func whatever[V any](V) bool { return true }

// fail notes that the transaction cannot be committed.
func (tx *Tx) fail(err error) error {
	tx.failed = err
	return err
}

// passed reports whether a commit has changed anything that the transaction has read.
func (tx *Tx) passed(c commit) bool {
	return slices.ContainsFunc(c.keys, func(key string) bool {
		return tx.keys[key] || slices.ContainsFunc(tx.spans, func(s span) bool { return s.holds(key) })
	})
}

// onto returns a tree with all that the transaction has written.
func (tx *Tx) onto(root *node) *node {
	for _, key := range slices.Sorted(maps.Keys(tx.writes)) {
		root = root.set(key, tx.writes[key])
	}
	return root
}
