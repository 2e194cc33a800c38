package pricing

import (
	"cmp"
	"maps"
	"slices"

	"github.com/tradeterms/tradeterms/account/dense"
)

// numberAll gives items, lists and hearers numbers in the order of their codes,
// and the staged rows those numbers; drafts are by number then.
func (b *Builder) numberAll() {
	b.items = dense.NewNames(slices.Values(b.keys))
	final := make([]uint32, len(b.keys))
	for i, key := range b.keys {
		final[i], _ = b.items.Find(key)
	}
	ids := make([]string, 0, len(b.drafts))
	hearers := map[string]struct{}{everyone: {}}
	for _, d := range b.drafts {
		ids = append(ids, d.list.ID.String())
		for _, a := range d.list.Audience.Assigned {
			hearers[a.hearer()] = struct{}{}
		}
		for i := range d.rows {
			d.rows[i].item = final[d.rows[i].item]
		}
		b.sortByItem(d)
	}
	b.lists = dense.NewNames(slices.Values(ids))
	byNumber := make([]*draft, len(b.drafts))
	for i, d := range b.drafts {
		n, _ := b.lists.Find(ids[i])
		byNumber[n] = d
	}
	b.drafts = byNumber
	b.hearers = dense.NewNames(maps.Keys(hearers))
	b.number, b.keys = nil, nil
}

// sortByItem brings a list's rows together by item, in linear time.
func (b *Builder) sortByItem(d *draft) {
	if slices.IsSortedFunc(d.rows, func(x, y staged) int { return cmp.Compare(x.item, y.item) }) {
		return
	}
	if len(d.rows) < b.items.Len() {
		slices.SortStableFunc(d.rows, func(x, y staged) int { return cmp.Compare(x.item, y.item) })
		return
	}
	at := make([]uint32, b.items.Len()+1)
	for i := range d.rows {
		at[d.rows[i].item+1]++
	}
	for i := 1; i < len(at); i++ {
		at[i] += at[i-1]
	}
	sorted := make([]staged, len(d.rows))
	for i := range d.rows {
		item := d.rows[i].item
		sorted[at[item]] = d.rows[i]
		at[item]++
	}
	d.rows = sorted
}

// next cuts the rows of the first item off.
func next(rows []staged) (item uint32, first, rest []staged) {
	item = rows[0].item
	n := 1
	for n < len(rows) && rows[n].item == item {
		n++
	}
	return item, rows[:n], rows[n:]
}
