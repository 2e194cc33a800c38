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

// fillShelf merges a list's own rows with those it derives, by item.
func (b *Builder) fillShelf(h *head, d *draft) {
	out := newFill()
	put := func(item uint32, rows []row) {
		if len(rows) > cellRows {
			out.put(item, nil, []leaf{{rows: rows}})
		} else {
			out.put(item, rows, nil)
		}
	}
	rest := d.rows
	if h.derived == nil {
		for len(rest) > 0 {
			var item uint32
			var rows []staged
			item, rows, rest = next(rest)
			put(item, b.cell(&d.list, rows))
		}
	} else {
		own, source := b.own(d), &b.headOf(h.derived.from).rows
		for item := range uint32(b.items.Len()) {
			if len(rest) > 0 && rest[0].item == item {
				var rows []staged
				_, rows, rest = next(rest)
				put(item, b.cell(&d.list, rows))
			} else if own[item] {
				continue
			} else if rows := b.derive(h, item, source.single(item)); len(rows) > 0 {
				put(item, rows)
			}
		}
	}
	d.rows = nil
	h.rows = out.done()
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

func (b *Builder) headOf(list uint32) *head {
	return b.drafts[list].head
}

// stageDerived adds the derived rows of a list that names its buyers to its
// own, item by item.
func (b *Builder) stageDerived(h *head, d *draft) {
	own, source := b.own(d), &b.headOf(h.derived.from).rows
	var all []staged
	rest := d.rows
	for item := range uint32(b.items.Len()) {
		if len(rest) > 0 && rest[0].item == item {
			var rows []staged
			_, rows, rest = next(rest)
			all = append(all, rows...)
			continue
		}
		if own[item] {
			continue
		}
		for _, r := range b.derive(h, item, source.single(item)) {
			all = append(all, staged{row: r, item: item})
		}
	}
	d.rows = all
}
