package pricing

import "slices"

// overlay is where the lists that a buyer hears lie over a level, a page at a time: a price file goes through the level,
// and looks at other lists only where they have something.
type overlay struct {
	prices *Prices
	page   uint32 // the last one
	lists  [16]overlaid
	count  int // of the lists; noOverlay where there are more
}

// overlaid is the items of a list, of which those before at lie on pages that are done.
type overlaid struct {
	items []uint32
	at    int
}

const noOverlay = -1

func (p *Prices) overlay() overlay {
	o := overlay{prices: p, page: noItem}
	for i := range p.heardCount {
		for _, a := range p.heardBy(i) {
			if o.count == len(o.lists) {
				o.count = noOverlay
				return o
			}
			o.lists[o.count].items = (*p.book.heads.At(a.list)).items
			o.count++
		}
	}
	return o
}

// turn returns a bit for each item of a page that lists have, or may have. It is cheap for the page after the last.
func (o *overlay) turn(page uint32) (slots uint32) {
	first := page * pageItems
	if o.count == noOverlay {
		for slot := range uint32(pageItems) {
			if o.prices.opposed(first + slot) {
				slots |= 1 << slot
			}
		}
		return slots
	}
	for i := range o.lists[:o.count] {
		l := &o.lists[i]
		if page != o.page+1 {
			l.at, _ = slices.BinarySearch(l.items, first)
		}
		for ; l.at < len(l.items) && l.items[l.at]-first < pageItems; l.at++ {
			slots |= 1 << (l.items[l.at] - first)
		}
	}
	o.page = page
	return slots
}
