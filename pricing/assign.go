package pricing

import (
	"cmp"
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/dense"
)

// run is the rows of one list for one item, on their way into a stream.
type run struct {
	draft *draft
	rows  []staged
}

// assign lays out the rows of the lists that name their buyers, by item and in
// it by list.
func (b *Builder) assign() shelf {
	at, all := b.byItem()
	out := newFill()
	var s stream
	for item := range uint32(b.items.Len()) {
		s.reset()
		for _, r := range all[at[item]:at[item+1]] {
			s.add(r.draft.head.number, b.streamed(r))
		}
		if rows, leaves := s.cell(); len(rows)+len(leaves) > 0 {
			out.put(item, rows, leaves)
		}
	}
	for _, d := range b.drafts {
		d.rows = nil
	}
	return out.done()
}

// eachRun calls f for the rows of each list that names its buyers and each of
// its items, by ascending list.
func (b *Builder) eachRun(f func(item uint32, r run)) {
	for _, d := range b.drafts {
		if d.head.shelved() {
			continue
		}
		for rest := d.rows; len(rest) > 0; {
			var item uint32
			var rows []staged
			item, rows, rest = next(rest)
			f(item, run{d, rows})
		}
	}
}

// byItem brings the runs together by item, in linear time: those of an item are
// runs[at[item]:at[item+1]]. It notes the items of each list.
func (b *Builder) byItem() (at []uint32, runs []run) {
	at = make([]uint32, b.items.Len()+1)
	b.eachRun(func(item uint32, r run) {
		r.draft.head.items = append(r.draft.head.items, item)
		at[item+1]++
	})
	for i := 1; i < len(at); i++ {
		at[i] += at[i-1]
	}
	runs = make([]run, at[len(at)-1])
	place := slices.Clone(at)
	b.eachRun(func(item uint32, r run) {
		runs[place[item]] = r
		place[item]++
	})
	for _, d := range b.drafts {
		d.head.items = slices.Clip(d.head.items)
	}
	return at, runs
}

// streamed compiles a run's rows; derived ones are compiled already.
func (b *Builder) streamed(r run) []row {
	if b.scheme.kinds.all[r.rows[0].kind].flags&rowDerived == 0 {
		return b.cell(&r.draft.list, r.rows)
	}
	rows := make([]row, len(r.rows))
	for i := range r.rows {
		rows[i] = r.rows[i].row
	}
	return rows
}

// stream collects the rows of one item by ascending list.
type stream struct {
	rows   []row
	starts []int // where each list's header is
	lists  uint64
}

func (s *stream) reset() { s.rows, s.starts, s.lists = s.rows[:0], s.starts[:0], 0 }

func (s *stream) add(list uint32, rows []row) {
	if len(rows) == 0 {
		return
	}
	s.starts = append(s.starts, len(s.rows))
	s.rows = append(s.rows, header(list, len(rows)))
	s.lists |= 1 << (list % 64)
	s.rows = append(s.rows, rows...)
}

// runs yields the lists of a stream with their rows.
func runs(stream []row) iter.Seq2[uint32, []row] {
	return func(yield func(list uint32, rows []row) bool) {
		for i := 0; i < len(stream); {
			rows := stream[i+1 : i+1+stream[i].following()]
			if !yield(uint32(stream[i].min), rows) {
				return
			}
			i += 1 + len(rows)
		}
	}
}

// cell returns the stream as rows of a page, or as leaves where it is long.
func (s *stream) cell() (rows []row, leaves []leaf) {
	if len(s.rows) <= cellRows {
		if len(s.rows) > 0 {
			s.rows[0].mark(s.lists)
		}
		return s.rows, nil
	}
	from := 0
	for i := range s.starts {
		end := len(s.rows)
		if i+1 < len(s.starts) {
			end = s.starts[i+1]
		}
		if i+1 == len(s.starts) || end-s.starts[from] >= cellRows {
			leaves = append(leaves, leaf{uint32(s.rows[s.starts[from]].min), slices.Clone(s.rows[s.starts[from]:end])})
			from = i + 1
		}
	}
	return nil, leaves
}

// hear makes the index from hearers to their lists.
func (b *Builder) hear() dense.Vector[[]assignment] {
	heard := make([][]assignment, b.hearers.Len())
	for _, d := range b.drafts {
		d.head.hearers = b.audience(&d.list, d.head.number, func(hearer uint32, a assignment) {
			heard[hearer] = append(heard[hearer], a)
		})
	}
	edit := (&dense.Vector[[]assignment]{}).Edit()
	for hearer, lists := range heard {
		if len(lists) > 0 {
			edit.Set(uint32(hearer), slices.Clip(lists))
		}
	}
	return edit.Done()
}

// audience compiles who hears a list, and names what is wrong with it.
func (c *compiler) audience(list *List, number uint32, add func(hearer uint32, a assignment)) (hearers []uint32) {
	if list.Audience.Kind == Everyone {
		hearer, _ := c.hearers.Find(everyone)
		add(hearer, assignment{beginning, forever, number, false})
		return []uint32{hearer}
	}
	for i := range list.Audience.Assigned {
		a := &list.Audience.Assigned[i]
		member := cmp.Or(a.Account, a.Group)
		if err := account.CheckID(member); err != nil || a.Account != "" && a.Group != "" {
			c.bad.add(BadID, list.ID, "assign to an account or to a group, by its id")
			continue
		}
		from, until, ok := c.windows.of(a.Days)
		if !ok {
			c.bad.add(ReversedDays, list.ID, "assignment of "+member)
			continue
		}
		c.groups = c.groups || a.Group != ""
		hearer, _ := c.hearers.Find(a.hearer())
		hearers = append(hearers, hearer)
		add(hearer, assignment{from, until, number, a.Inactive})
	}
	slices.Sort(hearers)
	for i := 1; i < len(hearers); i++ {
		if hearers[i] == hearers[i-1] {
			c.bad.add(DuplicateMember, list.ID, memberOf(c.hearers.Code(hearers[i])))
		}
	}
	return slices.Compact(hearers)
}
