package pricing

import (
	"math"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// plainly answers the ordinary question: the buyer's first level has the product, by
// ordinary breaks, and he is not opposed by other lists. That takes none of what a
// contest of lists needs. It is the answer that resolve would give; where ok is false,
// resolve must.
func (p *Prices) plainly(level *page, slot uint32, quantity int64) (unit money.Amount, least money.Quantity, ok bool) {
	rows, leaves := level.cell(slot)
	if leaves != nil {
		return unit, least, false
	}
	var holds *kind // of the table that counts, once it is met
	kinds, number := p.book.kinds.all, -1
	for i := range rows {
		r := &rows[i]
		if int(r.kind) != number {
			if holds != nil {
				break // the table goes on with another kind, or all its minima are higher
			}
			number = int(r.kind)
			if k := &kinds[number]; k.currency == p.currency && k.from <= p.at && p.at < k.until {
				holds = k
			}
		}
		if holds == nil {
			continue
		}
		if from := p.book.quantity(r.min); from <= quantity {
			return money.Scaled(r.coef, holds.scale, p.currency), money.Micros(from), r.coef > 0 && holds.rule == 0
		}
	}
	return unit, least, false
}

// noLevel has no rows: where it is the level, no question is ordinary.
var noLevel head

// bindPlain finds the level of ordinary questions, and notes which lists might oppose it.
func (p *Prices) bindPlain() {
	const few = 16 // of more lists, nearly every number is taken
	p.plain, p.hearing = &noLevel, 0
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
	return leaves != nil || len(stream) > 0 && p.hearing&stream[0].marked() != 0 && p.hearsOf(stream)
}

// hearsOf reports whether the buyer hears a list of a stream.
func (p *Prices) hearsOf(stream []row) bool {
	for i := 0; i < len(stream); i += 1 + stream[i].following() {
		if list := uint32(stream[i].min); p.hearing>>(list%64)&1 != 0 && p.hears(list) {
			return true
		}
	}
	return false
}

// hears reports whether the buyer hears a list.
func (p *Prices) hears(list uint32) bool {
	for i := range p.heardCount {
		heard := p.heardBy(i)
		if at := seek(heard, 0, list); at < len(heard) && heard[at].list == list {
			return true
		}
	}
	return false
}
