package pricing

import "slices"

// rows returns the present rows of a list for an item.
func (e *edit) rows(h *head, item uint32) []row {
	if h.shelved() {
		if at, changed := e.seek(h.number); changed {
			return e.changed[at].rows.single(item)
		}
		return h.rows.single(item)
	}
	stream, leaves := e.assigned.cell(item)
	return runOf(stream, leaves, h.number)
}

// setRows replaces the rows of a list for an item.
func (e *edit) setRows(h *head, item uint32, rows []row) {
	l := e.change(h.number)
	l.touched = append(l.touched, item)
	if h.shelved() {
		l.rows.setSingle(item, rows)
	} else {
		e.setStream(h.number, item, rows)
	}
}

// itemsOf returns the items that an assigned list has rows for now, ascending.
func (e *edit) itemsOf(h *head) []uint32 {
	at, changed := e.seek(h.number)
	if !changed {
		return h.items
	}
	touched, same := union(nil, e.changed[at].touched), true
	for _, item := range touched {
		_, had := slices.BinarySearch(h.items, item)
		same = same && had == (len(e.rows(h, item)) > 0)
	}
	if same {
		return h.items
	}
	return slices.DeleteFunc(union(h.items, touched), func(item uint32) bool {
		_, is := slices.BinarySearch(touched, item)
		return is && len(e.rows(h, item)) == 0
	})
}

// union returns what is in either, ascending.
func union(a, b []uint32) []uint32 {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// setStream replaces a list's rows in the stream of an item.
func (e *edit) setStream(list, item uint32, rows []row) {
	stream, leaves := e.assigned.cell(item)
	if leaves == nil {
		rows, leaves := replaced(stream, list, rows).cell()
		e.assigned.set(item, rows, leaves)
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
	s, placed := &stream{rows: make([]row, 0, len(old)+1+len(rows))}, false
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

// unlink takes a list from the dependents of its sources.
func (e *edit) unlink(h *head) {
	if h.derived == nil {
		return
	}
	for _, number := range h.derived.sources {
		if source := *e.heads.At(number); source != nil {
			own := e.write(source)
			own.dependents = slices.DeleteFunc(slices.Clone(own.dependents), func(n uint32) bool { return n == h.number })
		}
	}
}

// link puts the lists whose derivation is new among the dependents of their
// sources, and refuses derivations that cannot be and circles.
func (e *edit) link() {
	for _, l := range e.changed {
		h := *e.heads.At(l.number)
		if h == nil || !l.whole {
			continue
		}
		if !e.readable(h, e.head) {
			continue
		}
		for _, number := range h.derived.sources {
			if source := e.head(number); !slices.Contains(source.dependents, h.number) {
				own := e.write(source)
				own.dependents = append(slices.Clip(own.dependents), h.number)
				slices.Sort(own.dependents)
			}
		}
		e.follow([]*head{h}, make(map[*head]bool))
	}
	for _, l := range e.changed {
		for _, n := range l.former {
			if h := e.head(n); h != nil && h.derived != nil && slices.Contains(h.derived.sources, l.number) {
				e.readable(h, e.head)
			}
		}
	}
}

// head returns the present terms of a list by number, nil for none.
func (e *edit) head(number uint32) *head { return *e.heads.At(number) }

// follow names the circle that the last list of a path ends in, and reports it.
// What was seen ends in none.
func (e *edit) follow(path []*head, seen map[*head]bool) bool {
	last := path[len(path)-1]
	if last.derived == nil || seen[last] {
		return false
	}
	seen[last] = true
	for _, number := range last.derived.sources {
		next := e.head(number)
		switch {
		case next == nil:
		case slices.Contains(path, next):
			e.circle(path, next)
			return true
		case e.follow(append(slices.Clip(path), next), seen):
			return true
		}
	}
	return false
}

// settleAll derives anew what the changes touch.
func (e *edit) settleAll() {
	affected := slices.Clone(e.changed)
	for i := 0; i < len(affected); i++ {
		if h := *e.heads.At(affected[i].number); h != nil {
			for _, d := range h.dependents {
				if _, changed := e.seek(d); !changed {
					affected = append(affected, e.change(d))
				}
			}
		}
	}
	for _, l := range affected {
		e.settle(l)
	}
}

// settle derives the items of a list that have no own rows, once its sources are
// settled.
func (e *edit) settle(l *listEdit) {
	h := *e.heads.At(l.number)
	if h == nil || h.derived == nil || l.settled {
		return
	}
	l.settled = true
	touched := l.touched
	for _, number := range h.derived.sources {
		if e.head(number) == nil {
			return
		}
		from := e.change(number)
		e.settle(from)
		touched = union(touched, from.touched)
	}
	if l.whole {
		for item := range uint32(e.items.Len()) {
			e.settleItem(h, item)
		}
		return
	}
	for _, item := range touched {
		e.settleItem(h, item)
	}
}

func (e *edit) settleItem(h *head, item uint32) {
	now := e.rows(h, item)
	if len(now) > 0 && !e.scheme.isDerived(now) {
		return
	}
	var rows []row
	if !e.owns(h, item) {
		rows = e.derive(h, item, func(source uint32) []row { return e.rows(e.head(source), item) })
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
