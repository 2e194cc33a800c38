package pricing

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/dense"
)

// edit is a Book being changed. What it writes to is a copy.
type edit struct {
	compiler
	old, next *Book
	heads     dense.Edit[*head]
	heard     dense.Edit[[]assignment]
	assigned  shelfEdit
	changed   []*listEdit // by number
}

// listEdit is a list being changed.
type listEdit struct {
	number  uint32
	rows    shelfEdit // of a list that has a shelf
	touched []uint32  // items whose rows may be others now, in any order, some twice
	former  []uint32  // dependents of the list that was dropped or put anew
	whole   bool      // derived, and every item is new
	settled bool
}

func (b *Book) edit(ch *Changes) *edit {
	next := *b // adding to its scheme copies
	e := &edit{
		compiler: compiler{
			windows: windows{zone: b.zone}, round: b.round, rights: b.rights, scheme: &next.scheme,
			groups: b.groups, units: b.units,
		},
		old: b, next: &next, heads: *b.heads.Edit(), heard: *b.heard.Edit(), assigned: b.assigned.edit(),
	}
	e.name(ch)
	e.freeRights(ch)
	return e
}

// freeRights gives back the bits of features and permissions that no list needs
// once the lists that are dropped or given anew are gone, if bits are short.
func (e *edit) freeRights(ch *Changes) {
	if len(e.rights.all) < maxRights {
		return
	}
	gone := make(map[ListID]bool)
	for _, id := range ch.Drop {
		gone[id] = true
	}
	for _, some := range [][]List{ch.Put, ch.Terms} {
		for i := range some {
			gone[some[i].ID] = true
		}
	}
	var used uint64
	for n := range e.heads.Cap() {
		if h := *e.heads.At(n); h != nil && !gone[h.id] {
			used |= h.feature | h.permission
		}
	}
	e.rights.keep(used)
}

// name numbers what the changes name for the first time.
func (e *edit) name(ch *Changes) {
	var items, lists, hearers []string
	add := func(list ListID, rows []Row, product string) {
		for i := range rows {
			r := rows[i]
			r.Product = cmp.Or(r.Product, product)
			if !e.checkItem(list, &r, i) {
				continue
			}
			e.unit(r.Unit)
			key := itemKey(r.Product, r.Unit)
			if _, known := e.old.items.Find(key); !known {
				items = append(items, r.Product, key)
			}
		}
	}
	for i := range ch.Put {
		l := &ch.Put[i]
		if err := account.CheckID(l.ID.Code); err != nil || !l.ID.sound() {
			e.bad.add(BadID, l.ID, "list: kind of a-z 0-9 - _, code an id")
			continue
		}
		lists = append(lists, l.ID.String())
		add(l.ID, l.Rows, "")
	}
	for i := range ch.Products {
		add(ch.Products[i].List, ch.Products[i].Rows, ch.Products[i].Product)
	}
	for _, some := range [][]List{ch.Put, ch.Terms} {
		for i := range some {
			for _, a := range some[i].Audience.Assigned {
				hearers = append(hearers, a.hearer())
			}
		}
	}
	e.items, e.lists, e.hearers = e.old.items.With(items...), e.old.lists.With(lists...), e.old.hearers.With(hearers...)
	e.next.items, e.next.lists, e.next.hearers, e.next.units = e.items, e.lists, e.hearers, e.units
}

// once refuses two changes of one kind to the same thing, of which the later
// would win in silence.
func (e *edit) once(ch *Changes) {
	type place struct {
		change  string
		list    ListID
		product string
	}
	if len(ch.Drop)+len(ch.Put)+len(ch.Terms)+len(ch.Products) < 2 {
		return
	}
	seen := make(map[place]bool)
	add := func(p place) {
		if seen[p] {
			e.bad.found = append(e.bad.found, Defect{
				Code: ChangedTwice, List: p.list, Product: p.product, Row: -1, Other: -1, Detail: p.change,
			})
		}
		seen[p] = true
	}
	for _, id := range ch.Drop {
		add(place{"drop", id, ""})
	}
	for i := range ch.Put {
		add(place{"put", ch.Put[i].ID, ""})
	}
	for i := range ch.Terms {
		add(place{"terms", ch.Terms[i].ID, ""})
	}
	for i := range ch.Products {
		add(place{"product", ch.Products[i].List, ch.Products[i].Product})
	}
}

func (e *edit) done(revision uint64) *Book {
	for _, l := range e.changed {
		h := *e.heads.At(l.number)
		switch {
		case h == nil || len(l.touched) == 0:
		case h.shelved():
			e.write(h).rows = l.rows.done()
		default:
			if items := e.itemsOf(h); !slices.Equal(items, h.items) {
				e.write(h).items = items
			}
		}
	}
	next := e.next
	next.revision = cmp.Or(revision, next.revision)
	next.rights, next.groups, next.scheme = e.rights, e.groups, e.scheme.shared()
	next.heads, next.heard, next.assigned = e.heads.Done(), e.heard.Done(), e.assigned.done()
	return next
}

// find returns the present terms of a list, nil for none.
func (e *edit) find(id ListID) *head {
	n, ok := e.lists.Find(id.String())
	if !ok {
		return nil
	}
	return *e.heads.At(n)
}

// write returns a copy of a head that may be written to.
func (e *edit) write(h *head) *head {
	if h != *e.old.heads.At(h.number) {
		return h
	}
	own := *h
	e.heads.Set(h.number, &own)
	return &own
}

// seek returns where among the lists being changed one is, or would be.
func (e *edit) seek(list uint32) (at int, changed bool) {
	return slices.BinarySearchFunc(e.changed, list, func(l *listEdit, list uint32) int { return cmp.Compare(l.number, list) })
}

// change returns what is done to a list, which begins with the first call.
func (e *edit) change(list uint32) *listEdit {
	at, changed := e.seek(list)
	if !changed {
		l := &listEdit{number: list}
		if h := *e.heads.At(list); h != nil {
			l.rows = h.rows.edit()
		}
		e.changed = slices.Insert(e.changed, at, l)
	}
	return e.changed[at]
}

func (e *edit) touch(list, item uint32) {
	l := e.change(list)
	l.touched = append(l.touched, item)
}
