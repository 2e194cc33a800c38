package storage_test

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// part is a list of some of a level's rows: those of one reach, minimum and condition. The parts of a level are levels of
// their own, in the order in which its rows are picked.
type part struct {
	code     string
	priority int
	reach    int
	min      money.Quantity
	rows     []rule
}

// inParts reports whether rows of a level are picked by more than a table of breaks can say.
func (b *builder) inParts(l *level) bool {
	return b.options.selection == "priority_then_specific" || slices.ContainsFunc(l.Rows, func(r rule) bool { return r.For != nil })
}

// parts splits a level.
func (b *builder) split(l *level) (parts []part) {
	for _, row := range l.Rows {
		reach := 2
		switch {
		case row.SKU != "":
			reach = 0
		case row.Category != "":
			reach = 1
		}
		p := part{priority: b.priority(l), reach: reach, min: b.quantity(row.MinQty.or("0")), rows: []rule{row}}
		at := slices.IndexFunc(parts, func(o part) bool {
			return o.reach == p.reach && o.min == p.min && o.rows[0].For.permission() == row.For.permission()
		})
		if at >= 0 {
			parts[at].rows = append(parts[at].rows, row)
			continue
		}
		parts = append(parts, p)
	}
	slices.SortStableFunc(parts, func(x, y part) int {
		return cmp.Or(cmp.Compare(x.reach, y.reach), y.min.Cmp(x.min))
	})
	for i := range parts {
		parts[i].code = fmt.Sprintf("%s, part %d", l.ID, i+1)
	}
	return parts
}

// levelInParts makes a list of each part of a level.
func (b *builder) levelInParts(l *level, whole pricing.List) {
	_, sources := b.namedLevels()
	for _, said := range []struct {
		name string
		here bool
	}{
		{"graduated breaks of rows for some", b.options.graduated},
		{"row_pick=" + b.options.pick + " of rows for some", b.options.pick != "best_break"},
		{"price_selection=" + b.options.selection + " of rows for some", b.options.everyLevel() || b.options.selection != "first_level" && b.options.selection != "priority_then_specific"},
		{"rows for some of a level for some", l.For != nil},
		{"below_first_break of rows for some", b.options.firstBreak},
		{"a price derived from a level with rows for some", sources[l.ID]},
		{"price null beside rows for some", slices.ContainsFunc(l.Rows, func(r rule) bool { return r.Price.stated && !r.Price.given() })},
	} {
		if said.here {
			b.lack("%s", said.name)
		}
	}
	parts := b.split(l)
	for i := range parts {
		list := whole
		list.ID = pricing.LevelID(parts[i].code)
		if row := parts[i].rows[0]; row.For != nil {
			list.Permission = row.For.permission()
		}
		b.fill(&list, parts[i].rows, l.Currency)
		b.lists = append(b.lists, &list)
		b.origin[list.ID] = pricing.LevelID(l.ID)
	}
	b.names.parts[l.ID] = parts
}

// clashing names rows of one level that hold for the buyer alike, and are picked by nothing.
func (b *builder) clashing(q *question) {
	for _, parts := range b.names.parts {
		for i, x := range parts {
			for _, y := range parts[:i] {
				if x.reach == y.reach && x.min == y.min && b.meets(x.rows[0].For, q) && b.meets(y.rows[0].For, q) {
					b.lack("two prices for one minimum, of rows for some")
				}
			}
		}
	}
}

// inTurn puts parts in the place of levels; where the more specific row comes first, those of one priority by that.
func (n *levelNames) inTurn(names []string) (codes []string) {
	if len(n.parts) == 0 {
		return names
	}
	var all []part
	for _, name := range names {
		if parts, split := n.parts[name]; split {
			all = append(all, parts...)
		} else {
			all = append(all, part{code: name})
		}
	}
	if n.options.selection == "priority_then_specific" {
		slices.SortStableFunc(all, func(x, y part) int {
			return cmp.Or(cmp.Compare(y.priority, x.priority), cmp.Compare(x.reach, y.reach))
		})
	}
	for _, p := range all {
		codes = append(codes, p.code)
	}
	return codes
}
