package dense

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// Names is an immutable set of codes, numbered from 0 in the order in which
// they were added. The zero value is empty.
type Names struct {
	base  *block // large, shared by many Names
	fresh *block // small, what came since base was made; numbered after it
}

// block is a run of codes with consecutive numbers.
type block struct {
	first  uint32
	codes  []string
	number map[string]uint32
	order  []uint32 // numbers by code
}

// Len returns how many codes there are; numbers are below it.
func (n *Names) Len() int { return n.base.len() + n.fresh.len() }

func (b *block) len() int {
	if b == nil {
		return 0
	}
	return len(b.codes)
}

// Find returns the number of a code.
func (n *Names) Find(code string) (number uint32, ok bool) {
	if n.base != nil {
		if number, ok = n.base.number[code]; ok {
			return number, true
		}
	}
	if n.fresh != nil {
		number, ok = n.fresh.number[code]
	}
	return number, ok
}

// FindBytes is Find for a code in a buffer; it does not allocate.
func (n *Names) FindBytes(code []byte) (number uint32, ok bool) {
	if n.base != nil {
		if number, ok = n.base.number[string(code)]; ok {
			return number, true
		}
	}
	if n.fresh != nil {
		number, ok = n.fresh.number[string(code)]
	}
	return number, ok
}

// Code returns the code of a number, "" for a number that was never given.
func (n *Names) Code(number uint32) string {
	i := int(number)
	if i < n.base.len() {
		return n.base.codes[i]
	}
	if i -= n.base.len(); i < n.fresh.len() {
		return n.fresh.codes[i]
	}
	return ""
}

// Sorted yields the numbers in the order of their codes, byte by byte.
func (n *Names) Sorted() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for w := n.Walk(); w.Next(); {
			if !yield(w.Number) {
				return
			}
		}
	}
}

// Walk goes through the numbers in the order of their codes, as Sorted does, where
// a function to yield to would cost an allocation.
type Walk struct {
	Number      uint32
	names       *Names
	base, fresh []uint32 // what is left of either
}

// Walk begins before the first number.
func (n *Names) Walk() Walk {
	w := Walk{names: n}
	if n.base != nil {
		w.base = n.base.order
	}
	if n.fresh != nil {
		w.fresh = n.fresh.order
	}
	return w
}

// Next goes to the next number; false if there is none.
func (w *Walk) Next() bool {
	if len(w.fresh) > 0 || len(w.base) == 0 {
		return w.merged()
	}
	w.Number = w.base[0]
	w.base = w.base[1:]
	return true
}

// merged is Next where there are two orders to merge, or neither.
func (w *Walk) merged() bool {
	if len(w.fresh) > 0 && (len(w.base) == 0 || w.names.Code(w.fresh[0]) < w.names.Code(w.base[0])) {
		w.Number, w.fresh = w.fresh[0], w.fresh[1:]
		return true
	}
	if len(w.base) == 0 {
		return false
	}
	w.Number, w.base = w.base[0], w.base[1:]
	return true
}

// With returns Names that also hold the given codes, numbered after the
// present ones; codes already there are passed over. It returns n itself where
// nothing is new. The cost grows with the codes added since the last time the
// whole was laid out anew, which happens when they are an eighth of it.
func (n *Names) With(codes ...string) *Names {
	var added []string
	seen := make(map[string]bool, len(codes))
	for _, code := range codes {
		if _, ok := n.Find(code); !ok && !seen[code] {
			seen[code] = true
			added = append(added, code)
		}
	}
	if len(added) == 0 {
		return n
	}
	fresh := added
	if n.fresh != nil {
		fresh = append(slices.Clone(n.fresh.codes), added...)
	}
	if len(fresh) > 64+n.base.len()/8 {
		all := fresh
		if n.base != nil {
			all = append(slices.Clone(n.base.codes), fresh...)
		}
		return &Names{base: newBlock(0, all)}
	}
	return &Names{base: n.base, fresh: newBlock(uint32(n.base.len()), fresh)}
}

func newBlock(first uint32, codes []string) *block {
	b := &block{first: first, codes: codes, number: make(map[string]uint32, len(codes))}
	b.order = make([]uint32, len(codes))
	for i, code := range codes {
		b.number[code] = first + uint32(i)
		b.order[i] = first + uint32(i)
	}
	slices.SortFunc(b.order, func(x, y uint32) int {
		return cmp.Compare(codes[x-first], codes[y-first])
	})
	return b
}

// NewNames numbers codes in sorted order, so that walking numbers upwards is
// walking codes in order. Doubles count once.
func NewNames(codes iter.Seq[string]) *Names {
	set := make(map[string]struct{})
	for code := range codes {
		set[code] = struct{}{}
	}
	return &Names{base: newBlock(0, slices.Sorted(maps.Keys(set)))}
}
