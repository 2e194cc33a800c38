package pricing

import (
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
)

// Builder makes a [Book] from rows that come one at a time, so that the host
// need not hold them all as facts. Rows are kept in 24 bytes until Book.
type Builder struct {
	compiler
	data   Data
	drafts []*draft
	byID   map[ListID]*draft
	number map[string]uint32 // provisional numbers of items
	keys   []string

	// What the last row was of: rows of one list and product mostly follow each other.
	lastList    *draft
	lastProduct string
	lastItem    uint32 // of lastProduct in its own unit
}

// draft is a list on its way into a Book.
type draft struct {
	list List // without rows
	head *head
	rows []staged
	seen int
}

// NewBuilder begins a Book. The lists of data are added with their rows.
func NewBuilder(data Data) *Builder {
	b := &Builder{
		compiler: compiler{
			windows: windows{zone: data.Zone},
			round:   data.Round,
			scheme:  new(scheme),
		},
		data:   data,
		byID:   make(map[ListID]*draft),
		number: make(map[string]uint32),
	}
	b.data.Lists = nil
	b.data.Precedence.Criteria = data.Precedence.complete()
	b.scheme.rules.add(Breaks{}) // rule 0, the ordinary one
	if err := calendar.CheckZone(data.Zone); err != nil {
		b.bad.add(BadZone, ListID{}, err.Error())
		b.windows.zone = nil
	}
	if what := data.Precedence.check(); what != "" {
		b.bad.add(BadPrecedence, ListID{}, what)
	}
	if r := data.Round; r.Unit.IsSet() && !usable(r.Unit) {
		b.bad.add(NoRounding, ListID{}, "of the unit")
	}
	if r := data.Round.Line; r.IsSet() && r.Check() != nil {
		b.bad.add(NoRounding, ListID{}, "of the line")
	}
	if r := data.Round.Order; r.IsSet() && r.Check() != nil {
		b.bad.add(NoRounding, ListID{}, "of the order")
	}
	for i := range data.Lists {
		b.List(data.Lists[i])
	}
	return b
}

// List adds a list and its rows. What is wrong with them is told by Book.
func (b *Builder) List(list List) {
	if b.byID == nil { // a zero Builder, which Book refuses
		return
	}
	if err := account.CheckID(list.ID.Code); err != nil || !list.ID.sound() {
		b.bad.add(BadID, list.ID, "list: kind of a-z 0-9 - _, code an id")
		return
	}
	if b.byID[list.ID] != nil {
		b.bad.add(DuplicateList, list.ID, "")
		return
	}
	d := &draft{list: list.terms()}
	b.byID[list.ID] = d
	b.drafts = append(b.drafts, d)
	d.rows = make([]staged, 0, len(list.Rows))
	for i := range list.Rows {
		b.stage(d, &list.Rows[i])
	}
}

// Row adds a row to a list that was added before.
func (b *Builder) Row(list ListID, row Row) {
	d := b.lastList
	if d == nil || d.list.ID != list {
		d = b.byID[list]
		b.lastList = d
	}
	if d != nil {
		b.stage(d, &row)
		return
	}
	b.bad.found = append(b.bad.found, Defect{
		Code: UnknownList, List: list, Product: row.Product, Unit: row.Unit, Row: -1, Other: -1,
	})
}

func (b *Builder) stage(d *draft, r *Row) {
	seq := d.seen
	d.seen++
	if b.windows.zone == nil {
		return
	}
	out, ok := b.row(&d.list, r, seq)
	if !ok {
		return
	}
	item := b.lastItem
	if r.Product != b.lastProduct || r.Unit != "" || r.Product == "" {
		if item, ok = b.item(&d.list, r, seq); !ok {
			return
		}
	}
	d.rows = append(d.rows, staged{row: out, item: item, seq: uint32(seq)})
}

// item returns the provisional number of a row's product and unit.
func (b *Builder) item(list *List, r *Row, seq int) (item uint32, ok bool) {
	item, ok = b.number[r.Product]
	if !ok || r.Unit != "" || strings.IndexByte(r.Product, 0) >= 0 {
		return b.newItem(list, r, seq)
	}
	b.lastProduct, b.lastItem = r.Product, item
	return item, true
}

// newItem numbers a product, and its unit, provisionally.
func (b *Builder) newItem(list *List, r *Row, seq int) (uint32, bool) {
	if !b.checkItem(list.ID, r, seq) {
		return 0, false
	}
	var item uint32
	for _, key := range []string{r.Product, itemKey(r.Product, r.Unit)} {
		var ok bool
		if item, ok = b.number[key]; !ok {
			item = uint32(len(b.keys))
			b.number[key] = item
			b.keys = append(b.keys, key)
			b.unit(r.Unit)
		}
	}
	return item, true
}

// Book makes the Book, or a *[DataError] that names all that is wrong. The
// Builder must not be used after it.
func (b *Builder) Book() (*Book, error) {
	if b.byID == nil {
		b.bad.add(BadZone, ListID{}, "begin anew with NewBuilder")
	}
	if b.byID == nil || b.windows.zone == nil {
		return nil, b.bad.err()
	}
	b.numberAll()
	heads := make([]*head, 0, len(b.drafts))
	for _, d := range b.drafts {
		d.head = b.terms(&d.list)
		heads = append(heads, d.head)
	}
	b.link(heads)
	ordered := b.derivationOrder(heads)
	book := &Book{
		zone: b.windows.zone, round: b.round, revision: b.data.Revision,
		precedence: b.data.Precedence,
		items:      b.items, lists: b.lists, hearers: b.hearers,
	}
	b.shelve(ordered)
	book.assigned = b.assign()
	book.heard = b.hear()
	heldBy := book.heads.Edit()
	for _, h := range heads {
		heldBy.Set(h.number, h)
		if h.audience == Named {
			book.named = append(book.named, h.number)
		}
	}
	book.heads = heldBy.Done()
	book.rights, book.groups, book.units = b.rights, b.groups, b.units
	book.scheme = b.scheme.shared()
	b.byID, b.lastList = nil, nil // a second Book would be empty
	if err := b.bad.err(); err != nil {
		return nil, err
	}
	return book, nil
}

// NewBook makes a Book from lists. A *[DataError] names all that is wrong with
// them at once.
func NewBook(data Data) (*Book, error) { return NewBuilder(data).Book() }
