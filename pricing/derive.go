package pricing

import (
	"iter"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// derivation compiles how a list is derived; nil if it is refused.
func (c *compiler) derivation(list *List) *derived {
	d := list.Derived
	out := &derived{round: d.Round, byProduct: make(map[string][]step)}
	sources := d.Sources()
	slices.SortFunc(sources[1:], ListID.Compare) // a sum has no order, and its trace has one
	for _, id := range sources {
		number, ok := c.lists.Find(id.String())
		switch {
		case !ok:
			c.bad.add(UnknownList, list.ID, "derived from "+id.String())
		case slices.Contains(out.sources, number):
			c.bad.add(BadTerms, list.ID, "derived twice from "+id.String())
			ok = false
		}
		if !ok {
			return nil
		}
		out.sources = append(out.sources, number)
	}
	if !usable(d.Round) {
		c.bad.add(NoRounding, list.ID, "")
		return nil
	}
	surcharges := d.Surcharges
	if len(surcharges) == 0 {
		surcharges = []Surcharge{{}}
	}
	for i := range surcharges {
		c.surcharge(list.ID, &surcharges[i], out)
	}
	c.sortSteps(list.ID, "", out.general)
	for product, steps := range out.byProduct {
		c.sortSteps(list.ID, product, steps)
	}
	return out
}

func (c *compiler) surcharge(list ListID, s *Surcharge, out *derived) {
	if what := s.check(); what != "" {
		c.bad.add(BadTerms, list, what)
		return
	}
	at := step{min: s.Min, rate: s.Rate, then: slices.Clone(s.Then)}
	at.factor, _ = s.Rate.OnePlus()
	if s.Product == "" {
		out.general = append(out.general, at)
	} else {
		out.byProduct[s.Product] = append(out.byProduct[s.Product], at)
	}
}

// usable reports whether unit prices can be rounded so: to what can be stored.
func usable(r money.Rounding) bool { return r.Check() == nil && r.Places() <= 6 }

func (c *compiler) sortSteps(list ListID, product string, steps []step) {
	slices.SortFunc(steps, func(a, b step) int { return a.min.Cmp(b.min) })
	for i := 1; i < len(steps); i++ {
		if steps[i].min == steps[i-1].min {
			c.bad.found = append(c.bad.found, Defect{
				Code: DuplicateBreak, List: list, Product: product, Row: -1, Other: -1, Detail: "two surcharges",
			})
		}
	}
}

// derive makes the rows of a derived list for one item from those of its sources.
func (c *compiler) derive(h *head, item uint32, rowsOf func(source uint32) []row) []row {
	source := rowsOf(h.derived.sources[0])
	if len(source) == 0 {
		return nil
	}
	product, unit := splitItem(c.items.Code(item))
	steps := h.derived.steps(product)
	if len(steps) == 0 {
		return nil
	}
	refused := func(code DefectCode) []row {
		c.bad.found = append(c.bad.found, Defect{
			Code: code, List: h.id, Product: product, Unit: unit, Row: -1, Other: -1, Detail: "derived",
		})
		return nil
	}
	for _, other := range h.derived.sources[1:] {
		var code DefectCode
		if source, code = c.sum(h, source, rowsOf(other)); code != 0 {
			return refused(code)
		}
	}
	var out []row
	for i := 0; i < len(source); {
		k := &c.scheme.kinds.all[source[i].kind]
		n := 1
		for i+n < len(source) && k.sameTable(&c.scheme.kinds.all[source[i+n].kind]) {
			n++
		}
		table := source[i : i+n]
		i += n
		if k.flags&rowInactive != 0 {
			continue
		}
		rows, code := c.deriveTable(h, table, steps)
		if code != 0 {
			return refused(code)
		}
		out = append(out, rows...)
	}
	return out
}

// deriveTable derives one table of breaks, highest minimum first.
func (c *compiler) deriveTable(h *head, table []row, steps []step) ([]row, DefectCode) {
	if own := len(steps) > 1 || steps[0].min.Sign() > 0; own && len(table) > 1 {
		return nil, BreaksTwice
	}
	var out []row
	for _, r := range table {
		for i := len(steps) - 1; i >= 0; i-- {
			derived := r
			if least := steps[i].min; least.Micros() > c.scheme.quantity(r.min) {
				derived.min = c.scheme.minimumOf(least)
			}
			price, code := steps[i].apply(c.scheme.unit(r), h.derived.round)
			price, storable := c.storable(price)
			switch {
			case code != 0:
				return nil, code
			case !storable:
				return nil, OutOfRange
			}
			if len(out) > 0 && out[len(out)-1].min == derived.min {
				continue // a lower step that the source's minimum swallows
			}
			out = append(out, c.priced(c.ruled(derived, h.breaks), price, rowDerived))
		}
	}
	return out, 0
}

// ruled gives a derived row the breaks of its own list, if that states any.
func (c *compiler) ruled(r row, breaks Breaks) row {
	if breaks == (Breaks{}) {
		return r
	}
	k := c.scheme.kinds.all[r.kind]
	k.rule = c.scheme.rules.add(breaks)
	r.kind = c.scheme.kinds.add(k)
	return r
}

// siblings yields the items of a product: one for each unit that it has.
func (c *compiler) siblings(item uint32) iter.Seq[uint32] {
	product, _ := splitItem(c.items.Code(item))
	return (&Book{items: c.items, units: c.units}).unitsOf(product)
}

// isDerived reports whether rows were derived rather than given.
func (s *scheme) isDerived(rows []row) bool {
	return len(rows) > 0 && s.kinds.all[rows[0].kind].flags&rowDerived != 0
}

// derivationOrder returns the lists so that each comes after the one it is
// derived from, and names the circles. The heads are those of all lists, by
// number.
func (c *compiler) derivationOrder(heads []*head) []*head {
	const (
		unseen = iota
		open
		done
	)
	state := make([]int, len(heads))
	out := make([]*head, 0, len(heads))
	var path []*head
	var visit func(h *head)
	visit = func(h *head) {
		switch state[h.number] {
		case done:
			return
		case open:
			c.circle(path, h)
			path[len(path)-1].derived = nil // so that the rows can be checked all the same
			return
		}
		state[h.number] = open
		path = append(path, h)
		if h.derived != nil {
			for _, source := range h.derived.sources {
				visit(heads[source])
				if h.derived == nil { // a circle was named
					break
				}
			}
		}
		path = path[:len(path)-1]
		state[h.number] = done
		out = append(out, h)
	}
	for _, h := range heads {
		visit(h)
	}
	return out
}

// circle names lists derived from each other, from the one with the lowest id.
func (c *compiler) circle(path []*head, again *head) {
	var ring []*head
	for i, h := range path {
		if h == again {
			ring = path[i:]
		}
	}
	first := slices.MinFunc(ring, func(a, b *head) int { return a.id.Compare(b.id) })
	at := slices.Index(ring, first)
	var names []string
	for i := range ring {
		names = append(names, ring[(at+i)%len(ring)].id.String())
	}
	names = append(names, first.id.String())
	c.bad.add(DerivationCycle, first.id, strings.Join(names, " from "))
}

// readable refuses a source that a derivation cannot read: none, or one whose
// rows lie among those of other lists.
func (c *compiler) readable(h *head, at func(number uint32) *head) bool {
	for _, number := range h.derived.sources {
		switch source := at(number); {
		case source == nil:
			c.bad.add(UnknownList, h.id, "derived from "+c.lists.Code(number))
			return false
		case !source.shelved():
			c.bad.add(BadTerms, h.id, "derive from a price level or a list that is nobody's")
			return false
		}
	}
	return true
}

// link tells each list which others are derived from it. The heads are those of
// all lists, by number.
func (c *compiler) link(heads []*head) {
	for _, h := range heads {
		if h.derived == nil {
			continue
		}
		if !c.readable(h, func(number uint32) *head { return heads[number] }) {
			h.derived = nil // so that the rows can be checked all the same
			continue
		}
		for _, number := range h.derived.sources {
			heads[number].dependents = append(heads[number].dependents, h.number)
		}
	}
}
