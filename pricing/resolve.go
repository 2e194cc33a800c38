package pricing

import (
	"cmp"
	"slices"
)

// outcome is the answer to one question before it is put into words.
type outcome struct {
	best     offer
	level    offer // the level price, for what may not be dearer
	priced   bool
	levelled bool // there is a level price
	tied     bool
	reason   Reason
	least    int64 // the minimum that TooFew means
}

// notes collects what each list said, for a trace. Nil notes nothing.
type notes struct {
	entries []note
}

// note is what one list said; offer has a table where it had a price.
type note struct {
	head       *head
	code       Code
	offer      offer
	assignment *assignment
}

func (n *notes) add(h *head, code Code, o *offer, a *assignment) {
	if n == nil {
		return
	}
	entry := note{head: h, code: code, assignment: a}
	if o.table != nil {
		entry.offer = *o
	}
	// A list heard twice, by the account and by a group, is told once.
	for i := range n.entries {
		if old := &n.entries[i]; old.head == h {
			if old.code.reach() < code.reach() {
				*old = entry
			}
			return
		}
	}
	n.entries = append(n.entries, entry)
}

// resolve is the one algorithm that all prices come from (PRC-3): the level
// price, then every list that the buyer hears, the best by the precedence.
func (p *Prices) resolve(a *ask, n *notes) (out outcome) {
	p.resolveLevels(a, n, &out)
	rows, leaves := p.book.assigned.cell(a.item)
	for i := range p.heardCount {
		heard := p.heardBy(i)
		if leaves == nil {
			p.meet(rows, heard, a, n, &out)
			continue
		}
		for j := range heard {
			if l := leafOf(leaves, heard[j].list); l >= 0 {
				p.meet(leaves[l].rows, heard[j:j+1], a, n, &out)
			}
		}
	}
	if out.tied {
		out.priced, out.reason = false, Tie
	} else if out.priced {
		out.reason = Priced
	}
	return out
}

// resolveLevels finds the level price: that of the first level that yields one,
// or the best of all levels.
func (p *Prices) resolveLevels(a *ask, n *notes, out *outcome) {
	out.reason = NoSuchProduct // until a level says more
	for i := range p.levelCount {
		ref := p.level(i)
		if ref.head == nil {
			continue
		}
		rows := ref.head.rows.single(a.item)
		if len(rows) == 0 {
			continue
		}
		o := offer{position: i}
		code := ref.code
		if code == NoPermission && p.off(rows) {
			code = ProductInactive
		}
		if code == 0 {
			code = p.find(ref.head, rows, a, &o)
		}
		if code != 0 {
			out.refuse(code, p, &o)
			n.add(ref.head, code, &o, nil)
			continue
		}
		if out.levelled && !p.book.precedence.EveryLevel {
			n.add(ref.head, LaterLevel, &o, nil)
			if n == nil {
				return
			}
			continue
		}
		n.add(ref.head, 0, &o, nil)
		p.compete(&o, out)
		out.level, out.levelled = out.best, true
		if n == nil && !p.book.precedence.EveryLevel {
			return
		}
	}
}

// refuse keeps the reason of the first level that has the product.
func (out *outcome) refuse(code Code, p *Prices, o *offer) {
	if out.reason != NoSuchProduct {
		return
	}
	out.reason = code.reason()
	if code == BelowMinimum {
		out.least = p.book.quantity(o.table[o.hit].min)
	}
}

// meet walks the lists that have the item beside those that the buyer hears,
// both ascending.
func (p *Prices) meet(stream []row, heard []assignment, a *ask, n *notes, out *outcome) {
	at := 0
	for i := 0; i < len(stream); {
		list, rows := uint32(stream[i].min), stream[i+1:i+1+stream[i].following()]
		i += 1 + len(rows)
		at = seek(heard, at, list)
		if at == len(heard) {
			return
		}
		if heard[at].list == list {
			p.weigh(&heard[at], rows, a, n, out)
		}
	}
}

// seek returns the first place from at on whose list is not below list.
func seek(heard []assignment, at int, list uint32) int {
	if len(heard)-at > 16 {
		n, _ := slices.BinarySearchFunc(heard[at:], list, func(x assignment, list uint32) int {
			return cmp.Compare(x.list, list)
		})
		return at + n
	}
	for at < len(heard) && heard[at].list < list {
		at++
	}
	return at
}

// weigh judges one list that the buyer hears and that has the item. The
// conditions are in the order of CON-2.
func (p *Prices) weigh(as *assignment, rows []row, a *ask, n *notes, out *outcome) {
	h := *p.book.heads.At(as.list)
	if a.without != "" && h.id.Kind == a.without {
		return
	}
	o := offer{position: -1}
	code := p.judge(h, as, rows, a, &o)
	if code == 0 && out.levelled && h.competes.judged() {
		code = h.competes.beside(p.compare(&o, &out.level))
	}
	n.add(h, code, &o, as)
	if code == 0 {
		p.compete(&o, out)
	}
}

// judge returns the first condition that fails, or what the rows say.
func (p *Prices) judge(h *head, as *assignment, rows []row, a *ask, o *offer) Code {
	if code := p.conditions(h, as, false, rows); code != 0 {
		return code
	}
	return p.find(h, rows, a, o)
}

// compete keeps the better of the best so far and another offer.
func (p *Prices) compete(o *offer, out *outcome) {
	if !out.priced {
		out.best, out.priced = *o, true
		return
	}
	if o.head == out.best.head {
		return
	}
	switch by, _ := p.rank(o, &out.best); {
	case by < 0:
		out.best, out.tied = *o, false
	case by == 0:
		out.tied = true
	}
}

// rank orders two offers by the precedence and returns the criterion that told
// them apart; 0 and RefuseTie where none does.
func (p *Prices) rank(a, b *offer) (int, Criterion) {
	for _, c := range p.book.precedence.Criteria {
		if by := p.by(c, a, b); by != 0 {
			return by, c
		}
	}
	return 0, RefuseTie
}

func (p *Prices) by(c Criterion, a, b *offer) int {
	switch c {
	case LowestPrice:
		return p.compare(a, b)
	case LevelPosition:
		return cmp.Compare(uint(a.position), uint(b.position)) // -1 comes last
	}
	return c.order(&a.head.claim, &b.head.claim)
}
