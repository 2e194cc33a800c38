package assortment

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// hearers knows which facts of one kind are for whom: the numbers of catalogues,
// or of roles, by the key of an audience's member.
type hearers struct {
	names dense.Names
	heard dense.Vector[[]uint32]
}

// hear adds the numbers of what those with the keys hear.
func (h *hearers) hear(keys []string) []uint32 {
	var numbers []uint32
	for _, key := range keys {
		if n, ok := h.names.Find(key); ok {
			numbers = append(numbers, *h.heard.At(n)...)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// hearersEdit collects what changes for each hearer, so that each is written once.
type hearersEdit struct {
	old       *hearers
	add, drop map[string][]uint32
}

func (h *hearers) edit() hearersEdit {
	return hearersEdit{old: h, add: map[string][]uint32{}, drop: map[string][]uint32{}}
}

// move takes a fact from those who heard it and gives it to others.
func (e *hearersEdit) move(number uint32, from, to []string) {
	for _, key := range from {
		e.drop[key] = append(e.drop[key], number)
	}
	for _, key := range to {
		e.add[key] = append(e.add[key], number)
	}
}

func (e *hearersEdit) done() hearers {
	var keys []string
	for _, some := range []map[string][]uint32{e.add, e.drop} {
		for key := range some {
			keys = append(keys, key)
		}
	}
	keys = sorted(keys)
	next := hearers{names: *e.old.names.With(keys...)}
	heard := e.old.heard.Edit()
	for _, key := range keys {
		n, _ := next.names.Find(key)
		heard.Set(n, rejoin(*heard.At(n), e.add[key], e.drop[key]))
	}
	next.heard = heard.Done()
	return next
}

// rejoin returns sorted numbers without those dropped, with those added.
func rejoin(numbers, add, drop []uint32) []uint32 {
	slices.Sort(drop)
	next := make([]uint32, 0, len(numbers)+len(add))
	for _, n := range numbers {
		if _, gone := slices.BinarySearch(drop, n); !gone {
			next = append(next, n)
		}
	}
	next = append(next, add...)
	slices.Sort(next)
	return next
}
