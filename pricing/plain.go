package pricing

import (
	"math"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// plainly answers the ordinary question: the buyer's first level has the product, by
// ordinary breaks, and no list that the buyer hears has it. That takes a look into two
// pages, and none of what a contest of lists needs. It is the answer that resolve would
// give; where ok is false, resolve must.
func (p *Prices) plainly(item uint32, quantity int64) (price Price, ok bool) {
	if p.plain == nil || p.opposed(item) {
		return Price{}, false
	}
	rows, leaves := p.plain.rows.cell(item)
	if leaves != nil {
		return Price{}, false
	}
	for i := range rows {
		k := &p.book.kinds.all[rows[i].kind]
		if k.currency != p.currency || p.at < k.from || p.at >= k.until {
			continue
		}
		return p.plainRow(rows[i:], k, quantity)
	}
	return Price{}, false
}

// plainRow returns the price of a table of breaks, the rows in front that have the
// kind of the first.
func (p *Prices) plainRow(rows []row, k *kind, quantity int64) (price Price, ok bool) {
	number := rows[0].kind
	for i := range rows {
		r := &rows[i]
		if r.kind != number || k.rule != 0 {
			return Price{}, false
		}
		if least := p.book.quantity(r.min); least <= quantity {
			return Price{
				Unit: money.Scaled(r.coef, k.scale, k.currency), Break: money.Micros(least), source: p.plain.source, Reason: Priced,
			}, r.coef > 0
		}
	}
	return Price{}, false
}

// bindPlain finds the level of ordinary questions, and notes which lists might oppose it.
func (p *Prices) bindPlain() {
	const few = 16 // of more lists, nearly every number is taken
	p.plain, p.hearing = nil, 0
	if p.levelCount == 0 || p.refused() != 0 || p.book.precedence.EveryLevel {
		return
	}
	if first := &p.levels[0]; first.head != nil && first.code == 0 {
		p.plain = first.head
	}
	for i := range p.heardCount {
		heard := p.heardBy(i)
		if len(heard) > few {
			p.hearing = math.MaxUint64
			return
		}
		for j := range heard {
			p.hearing |= 1 << (heard[j].list % 64)
		}
	}
}

// opposed reports whether a list that the buyer hears has an item, or may have.
func (p *Prices) opposed(item uint32) bool {
	stream, leaves := p.book.assigned.cell(item)
	if leaves != nil {
		return true
	}
	for i := 0; i < len(stream); i += 1 + int(stream[i].coef) {
		list := uint32(stream[i].min)
		if p.hearing>>(list%64)&1 != 0 {
			return true
		}
	}
	return false
}
