package pricing

import (
	"maps"
	"math"
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
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
//	                            └ rows  ‹list 3, 2 rows; lists 3 and 7›[8.00 ≥10][8.50 ≥0]‹list 7, 1 row›[7.90 ≥0] …
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
//
// What is asked most reads least. A price by the buyer's level takes one row of
// the level's page, once the first header of the item says that no other list of
// his has it (plain.go). A price file reads the level's pages one after the other
// and needs no header: the lists that the buyer hears know their items, and are
// laid over it (overlay.go). All else is a contest of lists (resolve.go).

// row is a price, or in front of the rows of an assigned list its header.
type row struct {
	coef int64
	min  minimum
	kind uint32
}

// header is the row in front of the rows of an assigned list: min is the list's
// number, the low half of coef the number of rows. The high half and kind have, in
// the first header of a page's item, a bit for each list of the item, its number
// modulo 64: one look tells most buyers that none of their lists is among them.
func header(list uint32, rows int) row { return row{coef: int64(rows), min: minimum(list)} }

// following is how many rows a header is in front of.
func (r *row) following() int { return int(uint32(r.coef)) }

func (r *row) mark(lists uint64) {
	r.coef, r.kind = int64(lists&^(1<<32-1))|int64(r.following()), uint32(lists)
}

func (r *row) marked() uint64 { return uint64(r.coef)&^(1<<32-1) | uint64(r.kind) }

// minimum is a quantity in whole units below 2^31, or with the highest bit set
// an index into scheme.minima.
type minimum uint32

const outOfLine minimum = 1 << 31

// kind is what rows share. Instants are Unix microseconds, [from, until).
type kind struct {
	from, until int64
	currency    money.Currency
	rule        uint32 // index into scheme.rules
	scale       uint8
	flags       kindFlag
	days        calendar.Days // as given; of an inactive row the window says nothing
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
	kinds  numbered[kind]
	rules  numbered[Breaks] // number 0 is the ordinary rule
	minima numbered[int64]
}

// quantity returns a minimum in millionths.
func (s *scheme) quantity(m minimum) int64 {
	if m&outOfLine == 0 {
		return int64(m) * 1_000_000
	}
	return s.minima.all[m&^outOfLine]
}

func (s *scheme) unit(r row) money.Amount {
	k := &s.kinds.all[r.kind]
	return money.Scaled(r.coef, k.scale, k.currency)
}

// minimumOf returns the minimum for a quantity, noting one that is out of line.
func (s *scheme) minimumOf(q money.Quantity) minimum {
	micro := q.Micros()
	if whole := micro / 1_000_000; whole*1_000_000 == micro && whole < int64(outOfLine) {
		return minimum(whole)
	}
	return outOfLine | minimum(s.minima.add(micro))
}

// numbered gives values small numbers. Copies of it share what they hold until
// one of them adds.
type numbered[K comparable] struct {
	all    []K
	number map[K]uint32
	own    bool   // all and number are not shared
	last   uint32 // the number asked for last: rows that follow each other are alike
}

// add returns the number of a value, a new one if it has none.
func (n *numbered[K]) add(value K) uint32 {
	if int(n.last) < len(n.all) && n.all[n.last] == value {
		return n.last
	}
	if i, known := n.number[value]; known {
		n.last = i
		return i
	}
	if !n.own {
		n.all, n.number, n.own = slices.Clone(n.all), maps.Clone(n.number), true
		if n.number == nil {
			n.number = make(map[K]uint32)
		}
	}
	i := uint32(len(n.all))
	n.all, n.number[value], n.last = append(n.all, value), i, i
	return i
}

// shared returns a scheme whose copies add without touching it.
func (s scheme) shared() scheme {
	s.kinds.own, s.rules.own, s.minima.own = false, false, false
	return s
}
