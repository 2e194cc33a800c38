package pricing

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// With returns the Book after changes, as [NewBook] would make it from the
// changed lists; b stays as it is, and both may be read at once. The cost grows
// with the changes, not with the Book. A *[DataError] names all that is wrong,
// and then nothing has changed.
//
// Dropping comes first, then putting, then terms, then products.
func (b *Book) With(changes Changes) (*Book, error) {
	if !b.made() {
		var bad defects
		bad.add(BadZone, ListID{}, "begin with NewBook")
		return nil, bad.err()
	}
	e := b.edit(&changes)
	e.once(&changes)
	for _, id := range changes.Drop {
		e.drop(id)
	}
	for _, list := range byID(changes.Put) {
		e.put(list)
	}
	for _, list := range byID(changes.Terms) {
		e.retermed(list)
	}
	for i := range changes.Products {
		e.product(&changes.Products[i])
	}
	e.link()
	e.settleAll()
	if err := e.bad.err(); err != nil {
		return nil, err
	}
	return e.done(changes.Revision), nil
}

// byID returns lists in an order that does not depend on how they were given.
func byID(lists []List) []*List {
	sorted := make([]*List, len(lists))
	for i := range lists {
		sorted[i] = &lists[i]
	}
	slices.SortFunc(sorted, func(a, b *List) int { return cmp.Compare(a.ID.String(), b.ID.String()) })
	return sorted
}

// drop removes a list, its rows and its audience.
func (e *edit) drop(id ListID) {
	h := e.find(id)
	if h == nil {
		e.bad.add(UnknownList, id, "to drop")
		return
	}
	e.remove(h)
	e.heads.Set(h.number, nil)
}

// remove takes a list out, and remembers which lists are derived from it.
func (e *edit) remove(h *head) {
	e.clear(h)
	e.unhear(h)
	e.unlink(h)
	e.change(h.number).former = (*e.heads.At(h.number)).dependents
	e.unname(h)
}

// named adds a list to those that buyers name, if they do.
func (e *edit) named(h *head) {
	if h.audience == Named {
		e.next.named = append(slices.Clip(e.next.named), h.number)
		slices.Sort(e.next.named)
	}
}

// unname takes a list from those that buyers name.
func (e *edit) unname(h *head) {
	e.next.named = slices.DeleteFunc(slices.Clone(e.next.named), func(n uint32) bool { return n == h.number })
}

// clear takes all rows off a list.
func (e *edit) clear(h *head) {
	l := e.change(h.number)
	if h.shelved() {
		l.touched = append(l.touched, e.shelfItems(h)...)
		l.rows = shelfEdit{}
		return
	}
	items := e.itemsOf(h)
	for _, item := range items {
		e.setStream(h.number, item, nil)
	}
	l.touched = append(l.touched, items...)
}

// shelfItems returns the items that a shelf has rows for.
func (e *edit) shelfItems(h *head) (items []uint32) {
	for item := range h.rows.pages.Cap() * pageItems {
		if len(e.rows(h, item)) > 0 {
			items = append(items, item)
		}
	}
	return items
}

// unhear takes a list from all who hear it.
func (e *edit) unhear(h *head) {
	for _, hearer := range h.hearers {
		lists := slices.Clone(*e.heard.At(hearer))
		lists = slices.DeleteFunc(lists, func(a assignment) bool { return a.list == h.number })
		e.heard.Set(hearer, lists)
	}
}

// hear gives a list to its audience.
func (e *edit) hear(list *List, h *head) {
	h.hearers = e.audience(list, h.number, func(hearer uint32, a assignment) {
		lists := *e.heard.At(hearer)
		at, _ := slices.BinarySearchFunc(lists, a.list, func(x assignment, l uint32) int { return cmp.Compare(x.list, l) })
		e.heard.Set(hearer, slices.Insert(slices.Clone(lists), at, a))
	})
}

// put adds a list or replaces one whole.
func (e *edit) put(list *List) {
	number, ok := e.lists.Find(list.ID.String())
	if !ok {
		return // refused when it was named
	}
	if h := *e.heads.At(number); h != nil {
		e.remove(h)
	}
	h := e.compiler.terms(list)
	l := e.change(number)
	h.dependents, l.whole = l.former, h.derived != nil
	e.named(h)
	e.heads.Set(number, h)
	e.hear(list, h)
	e.putRows(h, list, e.staged(list, list.Rows, ""))
}

// retermed replaces all of a list but its rows.
func (e *edit) retermed(list *List) {
	h := e.find(list.ID)
	if h == nil {
		e.bad.add(UnknownList, list.ID, "for new terms")
		return
	}
	next := e.compiler.terms(list)
	if next.shelved() != h.shelved() || next.breaks != h.breaks || (next.derived == nil) != (h.derived == nil) {
		e.bad.add(BadTerms, list.ID, "terms keep the rows: put the list whole to change its breaks, derive it or no longer, or turn its audience")
		return
	}
	e.unhear(h)
	e.unlink(h)
	next.rows, next.items, next.dependents = h.rows, h.items, h.dependents
	if next.audience != h.audience {
		e.unname(h)
		e.named(next)
	}
	e.heads.Set(h.number, next)
	e.hear(list, next)
	e.change(h.number).whole = next.derived != nil
}

// product replaces the rows of one product of a list.
func (e *edit) product(p *ProductRows) {
	h := e.find(p.List)
	if h == nil {
		e.bad.add(UnknownList, p.List, fmt.Sprintf("for product %q", p.Product))
		return
	}
	if account.CheckID(p.Product) != nil {
		if len(p.Rows) == 0 { // else each row is refused
			e.bad.add(BadID, p.List, "the product of a change")
		}
		return
	}
	for i := range p.Rows {
		if p.Rows[i].Product != "" && p.Rows[i].Product != p.Product {
			e.defect(BadID, p.List, &p.Rows[i], i, "a row of another product")
			return
		}
	}
	list := &List{ID: h.id, Breaks: h.breaks}
	rows := e.staged(list, p.Rows, p.Product)
	for s := range e.next.unitsOf(p.Product) {
		anew := slices.ContainsFunc(rows, func(r staged) bool { return r.item == s })
		if !anew && len(e.rows(h, s)) > 0 {
			e.setRows(h, s, nil)
		}
		if h.derived != nil { // without own rows it takes all units from the source
			e.touch(h.number, s)
		}
	}
	e.putRows(h, list, rows)
}

// staged compiles rows and brings them together by item.
func (e *edit) staged(list *List, rows []Row, product string) []staged {
	all := make([]staged, 0, len(rows))
	for i := range rows {
		r := rows[i]
		r.Product = cmp.Or(r.Product, product)
		item, known := e.items.Find(itemKey(r.Product, r.Unit))
		if out, ok := e.row(list, &r, i); ok && known {
			all = append(all, staged{row: out, item: item, seq: uint32(i)})
		}
	}
	slices.SortStableFunc(all, func(a, b staged) int { return cmp.Compare(a.item, b.item) })
	return all
}

// putRows sets own rows of a list, item by item.
func (e *edit) putRows(h *head, list *List, rows []staged) {
	for len(rows) > 0 {
		var item uint32
		var same []staged
		item, same, rows = next(rows)
		e.setRows(h, item, e.cell(list, same))
		if h.derived != nil { // the product's other units take none from the source now
			for s := range e.siblings(item) {
				e.touch(h.number, s)
			}
		}
	}
}
