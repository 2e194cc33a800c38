package pricing

// shelve lays out the rows of the lists that buyers name or that are nobody's,
// sources before what is derived from them.
func (b *Builder) shelve(ordered []*head) {
	for _, h := range ordered {
		if h.shelved() {
			b.fillShelf(h, b.byID[h.id])
		}
	}
	for _, h := range ordered {
		if h.derived != nil && !h.shelved() {
			b.stageDerived(h, b.byID[h.id])
		}
	}
}

// merge yields a list's own rows and those it derives, item by item: of each item
// one or the other.
func (b *Builder) merge(h *head, d *draft, yield func(item uint32, own []staged, derived []row)) {
	rest := d.rows
	if h.derived == nil {
		for len(rest) > 0 {
			var item uint32
			var rows []staged
			item, rows, rest = next(rest)
			yield(item, rows, nil)
		}
		return
	}
	own := b.own(d)
	for item := range uint32(b.items.Len()) {
		if len(rest) > 0 && rest[0].item == item {
			var rows []staged
			_, rows, rest = next(rest)
			yield(item, rows, nil)
		} else if !own[item] {
			yield(item, nil, b.derive(h, item, func(source uint32) []row {
				return b.drafts[source].head.rows.single(item)
			}))
		}
	}
}

// own returns the items of the products that have rows of their own in a list,
// in whatever unit: they take none from its source (PRC-13).
func (b *Builder) own(d *draft) map[uint32]bool {
	items := make(map[uint32]bool)
	for i := range d.rows {
		if item := d.rows[i].item; !items[item] {
			for s := range b.siblings(item) {
				items[s] = true
			}
		}
	}
	return items
}

// fillShelf lays out the rows of a list in a shelf of its own.
func (b *Builder) fillShelf(h *head, d *draft) {
	out := newFill()
	b.merge(h, d, func(item uint32, own []staged, derived []row) {
		rows := derived
		if own != nil {
			rows = b.cell(&d.list, own)
		}
		switch {
		case len(rows) > cellRows:
			out.put(item, nil, []leaf{{rows: rows}})
		case len(rows) > 0:
			out.put(item, rows, nil)
		}
	})
	d.rows = nil
	h.rows = out.done()
}

// stageDerived adds the derived rows of a list that names its buyers to its own.
func (b *Builder) stageDerived(h *head, d *draft) {
	var all []staged
	b.merge(h, d, func(item uint32, own []staged, derived []row) {
		all = append(all, own...)
		for _, r := range derived {
			all = append(all, staged{row: r, item: item})
		}
	})
	d.rows = all
}
