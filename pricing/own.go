package pricing

import (
	"cmp"
	"slices"
)

// own calls f for every list of the buyer: those he names, without an
// assignment, those he hears, and those of his own account that are set aside.
// A list may come twice, by the account and by a group.
func (p *Prices) own(f func(h *head, as *assignment, aside bool)) {
	for i := range p.levelCount {
		if h := p.level(i).head; h != nil {
			f(h, nil, false)
		}
	}
	for i := range p.heardCount {
		heard := p.heardBy(i)
		for j := range heard {
			f(*p.book.heads.At(heard[j].list), &heard[j], false)
		}
	}
	for i := range p.setAside {
		f(*p.book.heads.At(p.setAside[i].list), &p.setAside[i], true)
	}
}

// conditions returns the first condition of CON-2 that fails for a list of the
// buyer that has the rows given. That the list has switched the product off comes
// before the permission.
func (p *Prices) conditions(h *head, as *assignment, aside bool, rows []row) Code {
	code := p.standing(h)
	switch {
	case code != 0:
		return code
	case aside:
		return SetAside
	case as != nil:
		if code = p.assigned(as); code != 0 {
			return code
		}
	}
	switch {
	case h.permission&^p.have == 0:
		return 0
	case p.off(rows):
		return ProductInactive
	}
	return NoPermission
}

// noteRest notes the buyer's lists that have the product but did not come up:
// those set aside, and those that have it in other units only.
func (p *Prices) noteRest(product string, n *notes) {
	var rest notes
	p.own(func(h *head, as *assignment, aside bool) {
		if n.has(h) {
			return
		}
		var rows []row // in whatever unit
		for item := range p.book.unitsOf(product) {
			rows = append(rows, p.book.rowsOf(h, item)...)
		}
		if len(rows) == 0 {
			return
		}
		code := p.conditions(h, as, aside, rows)
		if code == 0 && p.off(rows) {
			code = ProductInactive
		}
		rest.add(h, cmp.Or(code, OtherUnit), &offer{}, as)
	})
	n.entries = append(n.entries, rest.entries...)
}

func (n *notes) has(h *head) bool {
	return slices.ContainsFunc(n.entries, func(e note) bool { return e.head == h })
}

// noteAlso notes the lists that a seller asks about by name.
func (p *Prices) noteAlso(also []ListID, n *notes) error {
	for _, id := range also {
		h := p.book.list(id)
		if h == nil {
			return &QuestionError{Field: "list " + id.String(), What: "no such list"}
		}
		if n.has(h) {
			continue
		}
		var mine notes
		p.own(func(own *head, as *assignment, aside bool) {
			if own == h {
				code := p.conditions(h, as, aside, nil)
				if code == NoPermission { // the product is asked for first
					code = 0
				}
				mine.add(h, cmp.Or(code, NotListed), &offer{}, as)
			}
		})
		if len(mine.entries) == 0 {
			mine.add(h, cmp.Or(p.standing(h), NotAssigned), &offer{}, nil)
		}
		n.entries = append(n.entries, mine.entries...)
	}
	return nil
}
