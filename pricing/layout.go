package pricing

import (
	"maps"
	"math"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// How a compiled Book lies in memory.
//
//	items     code (and unit) → item number       ┐
//	lists     kind:code       → list number       ├ dense.Names, only appended
//	hearers   account, group  → hearer number     ┘
//
//	a list that buyers name, found by list, then item:
//
//	  head ── shelf ── chunk of 32 pages ── page of 32 items
//	                                        ├ at    16-bit offsets into rows
//	                                        └ rows  [9.50 ≥50][10.00 ≥1] …
//
//	lists that name their buyers, found from the item:
//
//	  book.assigned ── chunk ── page
//	                            ├ at
//	                            └ rows  ‹list 3, 2 rows›[8.00 ≥10][8.50 ≥0]‹list 7, 1 row›[7.90 ≥0] …
//
//	  book.heard ── hearer number ── (list, window, flags), sorted by list
//
// A row is 16 bytes without a pointer: the price's coefficient, the minimum
// quantity and the number of a kind, which holds what few rows differ in:
// currency, scale, window, break rule. The rows of one list and item lie side by
// side, the table with the narrowest window first and in it the highest minimum
// first, so that the first row that fits is the price. An item with very many
// rows has them outside of its page, in leaves by list, so that no page is dear
// to copy.

// row is a price, or in front of the rows of an assigned list its header: coef
// the number of rows, min the list's number.
type row struct {
	coef int64
	min  minimum
	kind uint32
}

const headerKind = math.MaxUint32

// minimum is a quantity in whole units below 2^31, or with the highest bit set
// an index into scheme.minima.
type minimum uint32

const outOfLine minimum = 1 << 31

// kind is what rows share. Instants are Unix microseconds, [from, until).
type kind struct {
	from, until int64
	currency    money.Currency
	rule        uint16 // index into scheme.rules
	scale       uint8
	flags       kindFlag
}

type kindFlag uint8

const (
	rowInactive kindFlag = 1 << iota // never valid: from is after until
	rowDerived
)

const (
	beginning = math.MinInt64
	forever   = math.MaxInt64
)

// sameTable reports whether rows of two kinds are breaks of one table.
func (k *kind) sameTable(o *kind) bool {
	return k.from == o.from && k.until == o.until && k.currency == o.currency
}

// scheme holds what rows refer to by number. It is shared by successive Books
// and copied when something new comes.
type scheme struct {
	kinds  []kind
	kindOf map[kind]uint32
	rules  []Breaks
	minima []int64
}

// quantity returns a minimum in millionths.
func (s *scheme) quantity(m minimum) int64 {
	if m&outOfLine == 0 {
		return int64(m) * 1_000_000
	}
	return s.minima[m&^outOfLine]
}

func (s *scheme) unit(r row) money.Amount {
	k := &s.kinds[r.kind]
	return money.Scaled(r.coef, k.scale, k.currency)
}

// schemeEdit adds to a copy of a scheme; what it does not add to stays shared.
type schemeEdit struct {
	scheme
	ownKinds, ownMinima, ownRules bool
	minimumOf                     map[int64]minimum
}

func (s *scheme) edit() *schemeEdit { return &schemeEdit{scheme: *s} }

func (e *schemeEdit) kind(k kind) uint32 {
	if i, ok := e.kindOf[k]; ok {
		return i
	}
	if !e.ownKinds {
		e.kinds, e.ownKinds = slices.Clone(e.kinds), true
		e.kindOf = maps.Clone(e.kindOf)
		if e.kindOf == nil {
			e.kindOf = make(map[kind]uint32)
		}
	}
	i := uint32(len(e.kinds))
	e.kinds = append(e.kinds, k)
	e.kindOf[k] = i
	return i
}

func (e *schemeEdit) rule(b Breaks) uint16 {
	if i := slices.Index(e.rules, b); i >= 0 {
		return uint16(i)
	}
	if !e.ownRules {
		e.rules, e.ownRules = slices.Clone(e.rules), true
	}
	e.rules = append(e.rules, b)
	return uint16(len(e.rules) - 1)
}

func (e *schemeEdit) minimum(q money.Quantity) minimum {
	micro := q.Micros()
	if whole := micro / 1_000_000; whole*1_000_000 == micro && whole < int64(outOfLine) {
		return minimum(whole)
	}
	if e.minimumOf == nil {
		e.minimumOf = make(map[int64]minimum, len(e.minima))
		for i, m := range e.minima {
			e.minimumOf[m] = outOfLine | minimum(i)
		}
	}
	if m, ok := e.minimumOf[micro]; ok {
		return m
	}
	if !e.ownMinima {
		e.minima, e.ownMinima = slices.Clone(e.minima), true
	}
	m := outOfLine | minimum(len(e.minima))
	e.minima = append(e.minima, micro)
	e.minimumOf[micro] = m
	return m
}
