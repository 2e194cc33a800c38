package pricing

import (
	"iter"
	"slices"
)

// Items yields the products that lists of the Book have, or had before they were changed, each in each of its units, in the
// order of their codes.
func (b *Book) Items() iter.Seq[Item] {
	return func(yield func(Item) bool) {
		if !b.made() {
			return
		}
		for n := range b.items.Sorted() {
			if !yield(Item{names: b.items, number: n}) {
				return
			}
		}
	}
}

// Likeness tells, of one buyer's prices in two Books, for which products they must be the same, by comparing rows instead of
// asking: much faster where few rows differ.
type Likeness struct {
	old, now *Prices
	terms    bool // the buyer meets the same lists under the same terms
}

// Like compares prices of a buyer with those of a later Book.
func (p *Prices) Like(later *Prices) Likeness {
	return Likeness{old: p, now: later, terms: p.sameTerms(later)}
}

// Same reports that a product has the same price for every quantity in both; false says nothing.
func (l Likeness) Same(item Item) bool {
	if !l.terms {
		return false
	}
	n, known := l.old.book.number(item)
	m, still := l.now.book.number(item)
	if !known || !still || n != m {
		return false
	}
	for i := range l.old.levelCount {
		a, b := l.old.level(i).head, l.now.level(i).head
		if a != nil && a != b && !slices.Equal(a.rows.single(n), b.rows.single(n)) {
			return false
		}
	}
	rows, leaves := l.old.book.assigned.cell(n)
	others, more := l.now.book.assigned.cell(n)
	return slices.Equal(rows, others) && slices.EqualFunc(leaves, more, func(a, b leaf) bool { return slices.Equal(a.rows, b.rows) })
}

// sameTerms reports whether all but the rows is the same, and rows that are equal say the same.
func (p *Prices) sameTerms(o *Prices) bool {
	if !p.sound || !o.sound || !p.sameQuestion(o) || !p.book.sameScheme(o.book) {
		return false
	}
	for i := range p.levelCount {
		if a, b := p.level(i), o.level(i); a.code != b.code || (a.head == nil) != (b.head == nil) || !sameHead(a.head, b.head) {
			return false
		}
	}
	for i := range p.heardCount {
		heard := p.heardBy(i)
		if !slices.Equal(heard, o.heardBy(i)) {
			return false
		}
		for _, a := range heard {
			if !sameHead(*p.book.heads.At(a.list), *o.book.heads.At(a.list)) {
				return false
			}
		}
	}
	return true
}

func (p *Prices) sameQuestion(o *Prices) bool {
	return p.at == o.at && p.have == o.have && p.currency == o.currency && p.levelCount == o.levelCount && p.heardCount == o.heardCount &&
		p.refused() == o.refused()
}

func sameHead(a, b *head) bool {
	return a == b || a != nil && b != nil && a.claim == b.claim && a.number == b.number && a.inactive == b.inactive && a.from == b.from &&
		a.until == b.until && a.feature == b.feature && a.permission == b.permission && a.audience == b.audience
}

// sameScheme reports whether equal rows of two Books say the same, because one was made from the other.
func (b *Book) sameScheme(o *Book) bool {
	return slices.Equal(b.precedence.Criteria, o.precedence.Criteria) && b.precedence.EveryLevel == o.precedence.EveryLevel &&
		b.round == o.round && slices.Equal(b.rights.all, o.rights.all) &&
		alike(b.kinds.all, o.kinds.all) && alike(b.rules.all, o.rules.all) && alike(b.minima.all, o.minima.all)
}

// alike reports whether one begins with all of the other.
func alike[K comparable](a, b []K) bool {
	n := min(len(a), len(b))
	return slices.Equal(a[:n], b[:n])
}
