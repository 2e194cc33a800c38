package dense

import "slices"

// chunk is small enough that copying one is cheap and large enough that the
// list of chunks stays short.
const chunk = 32

// Vector is an immutable array of values by number, in chunks that successive
// Vectors share. The zero value is empty. A chunk that was never set takes no
// space.
type Vector[T any] struct {
	chunks []*[chunk]T
	none   T
}

// At returns the value at a number; the zero value where none was set.
func (v *Vector[T]) At(i uint32) *T {
	c := i / chunk
	if int(c) < len(v.chunks) {
		if p := v.chunks[c]; p != nil {
			return &p[i%chunk]
		}
	}
	return &v.none
}

// Cap returns a number above every number that was set.
func (v *Vector[T]) Cap() uint32 { return uint32(len(v.chunks)) * chunk }

// Edit changes a copy of a Vector. It copies each chunk once, when it is first
// written to, so the cost of a batch grows with what it touches.
type Edit[T any] struct {
	v   Vector[T]
	old []*[chunk]T // the chunks before: what is still one of them is not to be written to
	own bool        // the list of chunks is a copy
}

// Edit begins a change; v itself stays as it is.
func (v *Vector[T]) Edit() *Edit[T] { return &Edit[T]{v: *v, old: v.chunks} }

// At returns the present value at a number, to read.
func (e *Edit[T]) At(i uint32) *T { return e.v.At(i) }

// Cap returns a number above every number that was set.
func (e *Edit[T]) Cap() uint32 { return e.v.Cap() }

// Set puts a value at a number.
func (e *Edit[T]) Set(i uint32, value T) {
	if !e.own {
		e.v.chunks, e.own = slices.Clone(e.v.chunks), true
	}
	c := int(i / chunk)
	for c >= len(e.v.chunks) {
		e.v.chunks = append(e.v.chunks, nil)
	}
	if now := e.v.chunks[c]; now == nil || c < len(e.old) && now == e.old[c] {
		fresh := new([chunk]T)
		if now != nil {
			*fresh = *now
		}
		e.v.chunks[c] = fresh
	}
	e.v.chunks[c][i%chunk] = value
}

// Done returns the changed Vector; the Edit must not be used after it.
func (e *Edit[T]) Done() Vector[T] { return e.v }
