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
	return groupOf(stream, leaves, h.number)
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
	h = *e.heads.At(h.number) // as the step before left it
	at, had := slices.BinarySearch(h.items, item)
	switch {
	case len(rows) > 0 && !had:
		own := e.write(h)
		own.items = slices.Insert(slices.Clone(own.items), at, item)
	case len(rows) == 0 && had:
		own := e.write(h)
		own.items = slices.Delete(slices.Clone(own.items), at, at+1)
	}
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
	for i := 0; i < len(old); {
		n, group := uint32(old[i].min), old[i+1:i+1+int(old[i].coef)]
		i += 1 + len(group)
		if n >= list && !placed {
			s.add(list, rows)
			placed = true
		}
		if n != list {
			s.add(n, group)
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
// sources, and refuses derivations without a source and circles.
func (e *edit) link() {
	for _, list := range sortedKeys(e.whole) {
		h := *e.heads.At(list)
		if h == nil || h.derived == nil {
			continue
		}
		source := *e.heads.At(h.derived.from)
		if source != nil && !slices.Contains(source.dependents, list) {
			own := e.write(source)
			own.dependents = append(slices.Clip(own.dependents), list)
			slices.Sort(own.dependents)
		}
		e.follow(h)
	}
	for _, list := range sortedKeys(e.touched) {
		e.orphans(list)
	}
	for list := range e.terms {
		e.orphans(list)
	}
}

// orphans names the lists that are derived from one that is gone or that cannot
// be read.
func (e *edit) orphans(list uint32) {
	source := *e.heads.At(list)
	if source != nil && source.shelved() {
		return
	}
	for n := range e.heads.Cap() {
		h := *e.heads.At(n)
		if h == nil || h.derived == nil || h.derived.from != list {
			continue
		}
		if source == nil {
			e.bad.add(UnknownList, h.id, "derived from "+e.lists.Code(list))
		} else {
			e.bad.add(BadTerms, h.id, "derive from a price level or a list that is nobody's")
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
