package pricing

import (
	"cmp"
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// All yields the price of every product, in each of its units, for one
// quantity, in the order of product codes: a price file (PRC-7). Products that
// have no price for this buyer are left out, so that nothing shows of what only
// others may buy, and so is a price that no amount holds. It can be stopped; it
// yields nothing for a defective question: see [Prices.Err].
func (p *Prices) All(quantity money.Quantity) iter.Seq2[Item, Price] {
	return func(yield func(Item, Price) bool) {
		if p.check(quantity) != nil || p.refused() != 0 {
			return
		}
		var level *page // neighbours share it
		over, number, opposed := p.overlay(), uint32(noItem), uint32(0)
		for w := p.book.items.Walk(); w.Next(); {
			if n := w.Number / pageItems; n != number {
				number, level, opposed = n, p.plain.rows.page(w.Number), over.turn(n)
			}
			slot, source := w.Number%pageItems, p.plain.source
			unit, least, ok := p.plainly(level, slot, quantity.Micros())
			if !ok || opposed>>slot&1 != 0 {
				price, priced := p.contested(w.Number, quantity.Micros())
				if !priced {
					continue
				}
				unit, least, source = price.Unit, price.Break, price.source
			}
			item := Item{names: p.book.items, number: w.Number}
			if !yield(item, Price{Unit: unit, Break: least, source: source, Reason: Priced}) {
				return
			}
		}
	}
}

// contested returns the price of an item among the lists that have it; ok is false where
// there is none, whatever the reason.
func (p *Prices) contested(item uint32, quantity int64) (price Price, ok bool) {
	a := ask{item: item, line: quantity, product: quantity}
	out := p.resolve(&a, nil)
	if !out.priced {
		return Price{}, false
	}
	price, err := p.put(&a, &out)
	return price, err == nil
}

// Lists yields the lists that apply to the buyer now, whether or not their
// prices win (CON-5): first his levels in their order, then the others by id.
func (p *Prices) Lists() iter.Seq[ListID] {
	return func(yield func(ListID) bool) {
		if !p.sound || p.buyer.Blocked {
			return
		}
		var levels, others []ListID
		p.own(func(h *head, as *assignment, aside bool) {
			switch {
			case p.conditions(h, as, aside, nil) != 0:
			case as == nil:
				levels = append(levels, h.id)
			default:
				others = append(others, h.id)
			}
		})
		slices.SortFunc(others, ListID.Compare)
		for _, id := range append(levels, slices.Compact(others)...) {
			if !yield(id) {
				return
			}
		}
	}
}

// Products yields the products of a list that applies to the buyer now, those
// switched off left out, in the order of their codes; nothing for a list that
// does not apply.
func (p *Prices) Products(id ListID) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		h := p.applies(id)
		if h == nil {
			return
		}
		for item := range p.book.itemsOf(h) {
			if rows := p.book.rowsOf(h, item); len(rows) > 0 && !p.off(rows) && !yield(Item{names: p.book.items, number: item}) {
				return
			}
		}
	}
}

// applies returns the compiled terms of a list that applies to the buyer now.
func (p *Prices) applies(id ListID) *head {
	if !p.sound || p.buyer.Blocked {
		return nil
	}
	h := p.book.list(id)
	if h == nil {
		return nil
	}
	if h.audience == Named {
		if p.names(h) && p.conditions(h, nil, false, nil) == 0 {
			return h
		}
		return nil
	}
	for i := range p.heardCount {
		heard := p.heardBy(i)
		at, has := slices.BinarySearchFunc(heard, h.number, func(x assignment, list uint32) int { return cmp.Compare(x.list, list) })
		if has && p.conditions(h, &heard[at], false, nil) == 0 {
			return h
		}
	}
	return nil
}

// itemsOf yields the items that a list may have rows for, in the order of codes.
func (b *Book) itemsOf(h *head) iter.Seq[uint32] {
	if h.shelved() {
		return b.items.Sorted()
	}
	sorted := slices.Clone(h.items)
	slices.SortFunc(sorted, func(x, y uint32) int {
		return cmp.Compare(b.items.Code(x), b.items.Code(y))
	})
	return slices.Values(sorted)
}
