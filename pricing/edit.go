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
	old      *Book
	heads    *dense.Edit[*head]
	heard    *dense.Edit[[]assignment]
	assigned *shelfEdit
	shelves  map[uint32]*shelfEdit // of the lists whose rows change
	mine     map[uint32]*head      // copies of heads, free to write to
	former   map[uint32][]uint32   // dependents of the lists dropped or put
	named    []uint32
	touched  map[uint32]map[uint32]bool
	listed   map[uint32]map[uint32]bool // items that assigned lists have, or no longer
	whole    map[uint32]bool            // derived lists of which every item is new
	settled  map[uint32]bool
}

func (b *Book) edit(ch *Changes) *edit {
	scheme := b.scheme // adding copies
	e := &edit{
		compiler: compiler{
			windows: windows{zone: b.zone}, round: b.round, rights: b.rights, scheme: &scheme,
			groups: b.groups, units: b.units,
		},
		old: b, heads: b.heads.Edit(), heard: b.heard.Edit(), assigned: b.assigned.edit(),
		shelves: make(map[uint32]*shelfEdit), mine: make(map[uint32]*head), former: make(map[uint32][]uint32),
		touched: make(map[uint32]map[uint32]bool), listed: make(map[uint32]map[uint32]bool), named: b.named,
		whole: make(map[uint32]bool), settled: make(map[uint32]bool),
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
			if e.checkItem(list, &r, i) {
				items = append(items, r.Product, itemKey(r.Product, r.Unit))
				e.unit(r.Unit)
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
}

// once refuses two changes of one kind to the same thing, of which the later
// would win in silence.
func (e *edit) once(ch *Changes) {
	type place struct {
		change  string
		list    ListID
		product string
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
	next := *e.old
	if revision == 0 {
		revision = next.revision
	}
	next.revision, next.rights, next.groups, next.units = revision, e.rights, e.groups, e.units
	next.items, next.lists, next.hearers = e.items, e.lists, e.hearers
	for list, rows := range e.shelves {
		if h := *e.heads.At(list); h != nil {
			e.write(h).rows = rows.done()
		}
	}
	for list := range e.listed {
		if h := *e.heads.At(list); h != nil {
			if items := e.itemsOf(h); !slices.Equal(items, h.items) {
				e.write(h).items = items
			}
		}
	}
	next.named = e.named
	next.scheme = e.scheme.shared()
	next.heads, next.heard, next.assigned = e.heads.Done(), e.heard.Done(), e.assigned.done()
	return &next
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
	if own := e.mine[h.number]; own != nil {
		return own
	}
	own := *h
	e.mine[h.number] = &own
	e.heads.Set(h.number, &own)
	return &own
}

func (e *edit) touch(list, item uint32) {
	if e.touched[list] == nil {
		e.touched[list] = make(map[uint32]bool)
	}
	e.touched[list][item] = true
}
