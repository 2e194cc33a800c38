package pricing

import (
	"maps"
	"slices"
)

// rows returns the present rows of a list for an item.
func (e *edit) rows(h *head, item uint32) []row {
	if h.shelved() {
		if s := e.shelves[h.number]; s != nil {
			return s.single(item)
		}
		return h.rows.single(item)
	}
	stream, leaves := e.assigned.cell(item)
	return runOf(stream, leaves, h.number)
}

// setRows replaces the rows of a list for an item.
func (e *edit) setRows(h *head, item uint32, rows []row) {
	e.touch(h.number, item)
	if h.shelved() {
		s := e.shelves[h.number]
		if s == nil {
			s = h.rows.edit()
			e.shelves[h.number] = s
		}
		s.setSingle(item, rows)
		return
	}
	e.setStream(h.number, item, rows)
	if e.listed[h.number] == nil {
		e.listed[h.number] = make(map[uint32]bool)
	}
	e.listed[h.number][item] = len(rows) > 0
}

// itemsOf returns the items that an assigned list has rows for now, ascending.
func (e *edit) itemsOf(h *head) []uint32 {
	changed := e.listed[h.number]
	same := true
	for item, has := range changed {
		_, had := slices.BinarySearch(h.items, item)
		same = same && had == has
	}
	if same {
		return h.items
	}
	var items []uint32
	for _, item := range h.items {
		if _, known := changed[item]; !known {
			items = append(items, item)
		}
	}
	for item, has := range changed {
		if has {
			items = append(items, item)
		}
	}
	slices.Sort(items)
	return items
}

// setStream replaces a list's rows in the stream of an item.
func (e *edit) setStream(list, item uint32, rows []row) {
	stream, leaves := e.assigned.cell(item)
	if leaves == nil {
		rows, leaves := replaced(stream, list, rows).cell()
		e.assigned.set(item, slices.Clone(rows), leaves)
		return
	}
	at := max(0, leafOf(leaves, list))
	next := replaced(leaves[at].rows, list, rows)
	var between []leaf
	if small, many := next.cell(); len(small) > 0 {
		between = []leaf{{uint32(small[0].min), small}}
	} else {
		between = many
	}
	leaves = slices.Concat(leaves[:at], between, leaves[at+1:])
	if len(leaves) == 0 {
		e.assigned.set(item, nil, nil)
		return
	}
	e.assigned.set(item, nil, leaves)
}

// replaced returns a stream with the rows of one list replaced.
func replaced(old []row, list uint32, rows []row) *stream {
	s, placed := &stream{}, false
	for n, run := range runs(old) {
		if n >= list && !placed {
			s.add(list, rows)
			placed = true
		}
		if n != list {
			s.add(n, run)
		}
	}
	if !placed {
		s.add(list, rows)
	}
	return s
}

// unlink takes a list from the dependents of its source.
func (e *edit) unlink(h *head) {
	if h.derived == nil {
		return
	}
	if source := *e.heads.At(h.derived.from); source != nil {
		own := e.write(source)
		own.dependents = slices.DeleteFunc(slices.Clone(own.dependents), func(n uint32) bool { return n == h.number })
	}
}

// link puts the lists whose derivation is new among the dependents of their
// sources, and refuses derivations that cannot be and circles.
func (e *edit) link() {
	for _, list := range sortedKeys(e.whole) {
		h := *e.heads.At(list)
		if h == nil || h.derived == nil {
			continue
		}
		source := *e.heads.At(h.derived.from)
		if !e.readable(h, source) {
			continue
		}
		if !slices.Contains(source.dependents, list) {
			own := e.write(source)
			own.dependents = append(slices.Clip(own.dependents), list)
			slices.Sort(own.dependents)
		}
		e.follow(h)
	}
	for _, list := range sortedKeys(e.former) {
		for _, n := range e.former[list] {
			if h := *e.heads.At(n); h != nil && h.derived != nil && h.derived.from == list {
				e.readable(h, *e.heads.At(list))
			}
		}
	}
}

// follow names the circle that a list's derivation ends in.
func (e *edit) follow(h *head) {
	path := []*head{h}
	for at := h; at.derived != nil; {
		next := *e.heads.At(at.derived.from)
		if next == nil {
			return
		}
		if slices.Contains(path, next) {
			e.circle(path, next)
			return
		}
		path = append(path, next)
		at = next
	}
}

// settleAll derives anew what the changes touch.
func (e *edit) settleAll() {
	var affected []uint32
	seen := make(map[uint32]bool)
	var reach func(list uint32)
	reach = func(list uint32) {
		h := *e.heads.At(list)
		if h == nil || seen[list] {
			return
		}
		seen[list] = true
		affected = append(affected, list)
		for _, d := range h.dependents {
			reach(d)
		}
	}
	for _, list := range sortedKeys(e.touched) {
		reach(list)
	}
	for _, list := range sortedKeys(e.whole) {
		reach(list)
	}
	for _, list := range affected {
		e.settle(*e.heads.At(list))
	}
}

// settle derives the items of a list that have no own rows, once its source is
// settled.
func (e *edit) settle(h *head) {
	if e.settled[h.number] {
		return
	}
	e.settled[h.number] = true
	if h.derived == nil {
		return
	}
	source := *e.heads.At(h.derived.from)
	if source == nil {
		return
	}
	e.settle(source)
	if e.whole[h.number] {
		for item := range uint32(e.items.Len()) {
			e.settleItem(h, source, item)
		}
		return
	}
	for _, changed := range []map[uint32]bool{e.touched[source.number], e.touched[h.number]} {
		for _, item := range sortedKeys(changed) {
			e.settleItem(h, source, item)
		}
	}
}

func (e *edit) settleItem(h, source *head, item uint32) {
	now := e.rows(h, item)
	if len(now) > 0 && !e.scheme.isDerived(now) {
		return
	}
	var rows []row
	if !e.owns(h, item) {
		rows = e.derive(h, item, e.rows(source, item))
	}
	if len(now) > 0 || len(rows) > 0 {
		e.setRows(h, item, rows)
	}
}

// owns reports whether a list has rows of its own for the product of an item.
func (e *edit) owns(h *head, item uint32) bool {
	for s := range e.siblings(item) {
		if rows := e.rows(h, s); len(rows) > 0 && !e.scheme.isDerived(rows) {
			return true
		}
	}
	return false
}

func sortedKeys[V any](m map[uint32]V) []uint32 { return slices.Sorted(maps.Keys(m)) }
