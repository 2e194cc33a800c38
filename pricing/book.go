package pricing

import (
	"iter"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/dense"
)

// Book is the compiled prices of a seller: immutable, safe for any number of
// goroutines. Make one with [NewBook] or a [Builder], the next with
// [Book.With]; ask it with [Book.For].
type Book struct {
	zone       *time.Location
	precedence Precedence
	round      Places
	revision   uint64
	rights     rights

	items   *dense.Names
	lists   *dense.Names
	hearers *dense.Names

	scheme
	heads    dense.Vector[*head]
	assigned shelf
	heard    dense.Vector[[]assignment]

	named  []uint32 // the lists that buyers name, by number
	units  []string // all units that some product has, sorted
	groups bool     // some list was ever assigned to a group
}

// made reports whether the Book was made, by NewBook or With; the zero Book has
// no prices.
func (b *Book) made() bool { return b != nil && b.items != nil }

// Revision is the host's number of the data that the Book was made from.
func (b *Book) Revision() uint64 { return b.revision }

// Zone is the seller's time zone.
func (b *Book) Zone() *time.Location { return b.zone }

// Lists yields the ids of all lists, sorted by kind and code.
func (b *Book) Lists() iter.Seq[ListID] {
	return func(yield func(ListID) bool) {
		if !b.made() {
			return
		}
		for n := range b.lists.Sorted() {
			if h := *b.heads.At(n); h != nil && !yield(h.id) {
				return
			}
		}
	}
}

// list returns the compiled terms of a list, nil for an unknown one.
func (b *Book) list(id ListID) *head {
	n, ok := b.lists.Find(id.String())
	if !ok {
		return nil
	}
	return *b.heads.At(n)
}

// Item is a handle for a product and unit: it finds prices without looking a
// code up. It is valid for every Book; for those that come from the one it was
// taken from by With it is fast. Compare items by Product and Unit: handles of
// one product from two Books may differ, so == is no question to ask them.
type Item struct {
	_      [0]func()
	names  *dense.Names
	number uint32
}

// Item returns the handle of a product and unit, "" being the product's own;
// ok is false if no list ever had the product.
func (b *Book) Item(product, unit string) (item Item, ok bool) {
	if !b.made() {
		return Item{}, false
	}
	n, ok := b.find(product, unit)
	if !ok {
		return Item{}, false
	}
	return Item{names: b.items, number: n}, true
}

// Product and unit of the handle; "" for the zero Item.
func (i Item) Product() string { product, _ := i.split(); return product }

// Unit is the unit of measure of the handle; "" is the product's own.
func (i Item) Unit() string { _, unit := i.split(); return unit }

func (i Item) split() (product, unit string) {
	if i.names == nil {
		return "", ""
	}
	return splitItem(i.names.Code(i.number))
}

// find returns the number of a product and unit.
func (b *Book) find(product, unit string) (uint32, bool) {
	if unit == "" {
		n, ok := b.items.Find(product)
		return n, ok && (len(b.units) == 0 || strings.IndexByte(product, 0) < 0) // the name of an item with unit is no product
	}
	var buf [128]byte
	key := append(append(append(buf[:0], product...), 0), unit...)
	return b.items.FindBytes(key)
}

// number returns the number of a handle in this Book.
func (b *Book) number(i Item) (uint32, bool) {
	if i.names == b.items {
		return i.number, true
	}
	if i.names == nil {
		return 0, false
	}
	code := i.names.Code(i.number)
	if b.items.Code(i.number) == code { // the names only grew since
		return i.number, true
	}
	return b.items.Find(code)
}

// unitsOf yields the items of a product: one for each unit that the Book knows
// it in.
func (b *Book) unitsOf(product string) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		if item, ok := b.find(product, ""); !ok || !yield(item) {
			return
		}
		for _, unit := range b.units {
			if item, ok := b.find(product, unit); ok && !yield(item) {
				return
			}
		}
	}
}

// rowsOf returns the rows of an item in any list.
func (b *Book) rowsOf(h *head, item uint32) []row {
	if h.shelved() {
		return h.rows.single(item)
	}
	stream, leaves := b.assigned.cell(item)
	return runOf(stream, leaves, h.number)
}

// runOf returns the rows of one list in the cell of an item.
func runOf(stream []row, leaves []leaf, list uint32) []row {
	if leaves != nil {
		l := leafOf(leaves, list)
		if l < 0 {
			return nil
		}
		stream = leaves[l].rows
	}
	for n, rows := range runs(stream) {
		if n == list {
			return rows
		}
	}
	return nil
}
