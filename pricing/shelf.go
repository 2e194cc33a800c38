package pricing

import (
	"slices"
	"sort"

	"github.com/tradeterms/tradeterms/account/dense"
)

// pageItems is how many items share a page. Copying a page is what one changed
// price costs.
const pageItems = 32

// cellRows is how many rows an item may have in a page; more lie in leaves. It
// keeps offsets within 16 bits and pages small.
const cellRows = 256

// page holds the rows of consecutive items.
type page struct {
	rows []row
	big  []bigCell
	at   [pageItems + 1]uint16
	_    [14]byte // 128 in all: two cache lines, which are fetched together
}

// bigCell is an item with more rows than fit a page, as leaves ascending by
// list. In the shelf of a single list there is one leaf.
type bigCell struct {
	slot   uint8
	leaves []leaf
}

type leaf struct {
	first uint32 // the number of the first list in rows
	rows  []row
}

// shelf holds rows by item.
type shelf struct{ pages dense.Vector[page] }

// cell returns the rows of an item: those in the page, or the leaves.
func (s *shelf) cell(item uint32) (rows []row, leaves []leaf) {
	return s.page(item).cell(item % pageItems)
}

func (s *shelf) page(item uint32) *page { return s.pages.At(item / pageItems) }

// single returns the rows of an item in the shelf of one list.
func (s *shelf) single(item uint32) []row { return whole(s.cell(item)) }

func (pg *page) cell(slot uint32) (rows []row, leaves []leaf) {
	for i := range pg.big {
		if uint32(pg.big[i].slot) == slot {
			return nil, pg.big[i].leaves
		}
	}
	return pg.rows[pg.at[slot]:pg.at[slot+1]], nil
}

// whole returns the rows of a cell of one list, wherever they lie.
func whole(rows []row, leaves []leaf) []row {
	if leaves != nil {
		return leaves[0].rows
	}
	return rows
}

// leafOf returns the leaf in which a list's rows would be.
func leafOf(leaves []leaf, list uint32) int {
	return sort.Search(len(leaves), func(i int) bool { return leaves[i].first > list }) - 1
}

// shelfEdit changes a copy of a shelf.
type shelfEdit struct{ pages dense.Edit[page] }

func (s *shelf) edit() shelfEdit { return shelfEdit{*s.pages.Edit()} }

func (e *shelfEdit) done() shelf { return shelf{e.pages.Done()} }

// cell and single read the present rows, as those of a shelf.
func (e *shelfEdit) cell(item uint32) (rows []row, leaves []leaf) {
	return e.pages.At(item / pageItems).cell(item % pageItems)
}

func (e *shelfEdit) single(item uint32) []row { return whole(e.cell(item)) }

// setSingle replaces the rows of an item in the shelf of one list.
func (e *shelfEdit) setSingle(item uint32, rows []row) {
	if len(rows) > cellRows {
		e.set(item, nil, []leaf{{rows: slices.Clone(rows)}})
		return
	}
	e.set(item, rows, nil)
}

// set replaces an item's rows, or leaves, by copying its page.
func (e *shelfEdit) set(item uint32, rows []row, leaves []leaf) {
	old := e.pages.At(item / pageItems)
	slot := item % pageItems
	next := page{}
	from, to := int(old.at[slot]), int(old.at[slot+1])
	grown := len(rows) - (to - from)
	if total := len(old.rows) + grown; total > 0 {
		next.rows = make([]row, 0, total)
		next.rows = append(next.rows, old.rows[:from]...)
		next.rows = append(next.rows, rows...)
		next.rows = append(next.rows, old.rows[to:]...)
	}
	next.at = old.at
	for i := slot + 1; i <= pageItems; i++ {
		next.at[i] = uint16(int(old.at[i]) + grown)
	}
	for _, b := range old.big {
		if uint32(b.slot) != slot {
			next.big = append(next.big, b)
		}
	}
	if leaves != nil {
		next.big = append(next.big, bigCell{uint8(slot), leaves})
	}
	e.pages.Set(item/pageItems, next)
}

// fill lays out a new shelf from cells that come in ascending order of items,
// a page at a time.
type fill struct {
	edit shelfEdit
	page page
	num  uint32 // of the page under way
	any  bool
}

func newFill() *fill { return &fill{edit: (&shelf{}).edit()} }

// put adds an item's rows.
func (f *fill) put(item uint32, rows []row, leaves []leaf) {
	if n := item / pageItems; n != f.num {
		f.flush()
		f.num = n
	}
	f.any = true
	f.page.rows = append(f.page.rows, rows...)
	for i := item%pageItems + 1; i <= pageItems; i++ {
		f.page.at[i] = uint16(len(f.page.rows))
	}
	if leaves != nil {
		f.page.big = append(f.page.big, bigCell{uint8(item % pageItems), leaves})
	}
}

func (f *fill) flush() {
	if f.any {
		pg := f.page
		pg.rows = slices.Clone(pg.rows)
		f.edit.pages.Set(f.num, pg)
	}
	f.page = page{rows: f.page.rows[:0]}
	f.any = false
}

func (f *fill) done() shelf {
	f.flush()
	return f.edit.done()
}
