package pricing

import (
	"cmp"
	"slices"
)

// sum adds the rows of two sources, for one item: at every instant and from every
// quantity at which both have a price. It returns them as those of one list, sorted.
func (c *compiler) sum(h *head, a, b []row) ([]row, DefectCode) {
	var out []row
	for _, span := range c.spans(a, b) {
		x, y := c.valid(a, span), c.valid(b, span)
		if len(x) == 0 || len(y) == 0 {
			continue
		}
		table, code := c.sumTable(h, x, y, span)
		if code != 0 {
			return nil, code
		}
		out = append(out, table...)
	}
	return out, 0
}

// spans are the kinds, of each currency, of the windows in which no table of either begins or ends.
func (c *compiler) spans(a, b []row) (spans []kind) {
	var edges []kind
	for _, rows := range [][]row{a, b} {
		for i := range rows {
			if k := c.scheme.kinds.all[rows[i].kind]; k.flags&rowInactive == 0 {
				edges = append(edges, kind{currency: k.currency, from: k.from}, kind{currency: k.currency, from: k.until})
			}
		}
	}
	slices.SortFunc(edges, func(x, y kind) int {
		return cmp.Or(cmp.Compare(x.currency, y.currency), cmp.Compare(x.from, y.from))
	})
	edges = slices.Compact(edges)
	for i := 1; i < len(edges); i++ {
		if edges[i].currency == edges[i-1].currency {
			spans = append(spans, kind{currency: edges[i].currency, from: edges[i-1].from, until: edges[i].from})
		}
	}
	return spans
}

// valid returns the table that holds in a span: that of the narrowest window around it.
func (c *compiler) valid(rows []row, span kind) []row {
	for i := range rows {
		k := &c.scheme.kinds.all[rows[i].kind]
		if k.currency != span.currency || k.from > span.from || k.until < span.until {
			continue
		}
		n := i + 1
		for n < len(rows) && k.sameTable(&c.scheme.kinds.all[rows[n].kind]) {
			n++
		}
		return rows[i:n]
	}
	return nil
}

// sumTable adds two tables, highest minimum first, as one for a span.
func (c *compiler) sumTable(h *head, a, b []row, span kind) ([]row, DefectCode) {
	rule, agree := c.agreed(a, b)
	if !agree && h.breaks == (Breaks{}) {
		return nil, MixedBreaks
	}
	var out []row
	for len(a) > 0 && len(b) > 0 {
		x, y := c.scheme.quantity(a[0].min), c.scheme.quantity(b[0].min)
		price, err := c.scheme.unit(a[0]).Add(c.scheme.unit(b[0]))
		price, storable := c.storable(price)
		if err != nil || !storable {
			return nil, OutOfRange
		}
		k := span
		k.rule, k.scale = rule, price.Scale()
		r := row{coef: price.Coefficient(), min: a[0].min}
		if y > x {
			r.min = b[0].min
		}
		r.kind = c.scheme.kinds.add(k)
		out = append(out, r)
		if x >= y {
			a = a[1:]
		}
		if y >= x {
			b = b[1:]
		}
	}
	return out, 0
}

// agreed returns how the breaks of a sum work: as those of the tables that have any.
func (c *compiler) agreed(a, b []row) (rule uint32, agree bool) {
	rule = c.scheme.kinds.all[a[0].kind].rule
	other := c.scheme.kinds.all[b[0].kind].rule
	plain := func(table []row) bool { return len(table) == 1 && c.scheme.quantity(table[0].min) == 0 }
	switch {
	case rule == other || plain(b):
		return rule, true
	case plain(a):
		return other, true
	}
	return rule, false
}
