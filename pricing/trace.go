package pricing

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Trace says why a price is what it is: every list whose audience names the
// buyer and that has the product, each with one code (PRC-4). It is a value that
// can be stored with the order line, as JSON for instance, and replayed. This is
// the seller's form; [Trace.For] is the buyer's.
type Trace struct {
	Account  string         `json:"account"`
	PricedAs string         `json:"priced_as,omitempty"`
	Product  string         `json:"product"`
	Unit     string         `json:"unit,omitempty"`
	Quantity money.Quantity `json:"quantity"`
	Currency money.Currency `json:"currency"`
	At       time.Time      `json:"at"`
	Revision uint64         `json:"revision"`

	// Reason is Priced, or why there is no price.
	Reason Reason       `json:"reason"`
	Price  money.Amount `json:"price,omitzero"`
	Source ListID       `json:"source,omitzero"`
	// Break is the minimum of the price; for TooFew the least quantity.
	Break money.Quantity `json:"break"`

	Criteria   []Criterion `json:"criteria"`
	EveryLevel bool        `json:"every_level,omitempty"`
	// Quotient is how the unit price of graduated breaks is rounded for show; not
	// set where there are none.
	Quotient money.Rounding `json:"quotient,omitzero"`
	// Entries are the lists: the winner first, then those that counted by the
	// precedence, then the others by id.
	Entries []Entry `json:"entries"`
}

// Entry is what one list said.
type Entry struct {
	List ListID `json:"list"`
	// Name is the list's, for people.
	Name     string   `json:"name,omitempty"`
	Code     Code     `json:"code"`
	Competes Competes `json:"competes"`
	// Position is the place among the buyer's levels, from 1; 0 for other lists.
	Position int `json:"position,omitempty"`
	Priority int `json:"priority,omitempty"`
	// Price is the list's unit price, no amount where it has none.
	Price money.Amount `json:"price,omitzero"`
	// Bands price the parts of Counted, for graduated breaks only: there it is
	// what they come to that is compared.
	Bands []Band `json:"bands,omitempty"`
	// Counted is the quantity that the list's breaks looked at.
	Counted money.Quantity `json:"counted"`
	// Break is the minimum reached; for BelowMinimum the smallest.
	Break money.Quantity `json:"break"`
	// Edge is when a window begins or ended, for the codes that mean a window.
	Edge time.Time `json:"edge,omitzero"`
	// Needs is the feature or permission that is missing.
	Needs string `json:"needs,omitempty"`
	// Derived is the list that the price was derived from (PRC-13), Derivation how, for
	// people: "plus cost:freight, + 15 %, to 2 places, half up".
	Derived    ListID `json:"derived,omitzero"`
	Derivation string `json:"derivation,omitempty"`
}

// Band is a part of a quantity and its unit price.
type Band struct {
	Price    money.Amount   `json:"price"`
	Quantity money.Quantity `json:"quantity"`
}

// Explain answers for one line, as the whole basket, with the reasons. Lists in
// also are told of even if they are not the buyer's or lack the product: that is
// for a seller who asks about them by name.
func (p *Prices) Explain(line Line, also ...ListID) (Trace, error) {
	a, early, err := p.ask(line)
	if err != nil {
		return Trace{}, err
	}
	t := p.trace(line)
	if a != nil {
		return p.explain(t, a, also)
	}
	t.Reason = early.Reason
	if p.refused() != 0 {
		return t, nil // nothing shows, the entries neither
	}
	return p.explain(t, &ask{item: noItem}, also)
}

// noItem is the number of no item.
const noItem = 1<<32 - 1

// trace begins the trace of a line.
func (p *Prices) trace(line Line) Trace {
	t := Trace{
		Account: p.buyer.Account, Product: line.Product, Unit: line.Unit, Quantity: line.Quantity,
		Currency: p.currency, At: p.instant.In(p.book.zone), Revision: p.book.revision,
		Criteria: slices.Clone(p.book.precedence.Criteria), EveryLevel: p.book.precedence.EveryLevel,
		Entries: []Entry{},
	}
	if terms := p.buyer.terms(); terms != p.buyer.Account {
		t.PricedAs = terms
	}
	return t
}

func (p *Prices) explain(t Trace, a *ask, also []ListID) (Trace, error) {
	var n notes
	if a.item != noItem {
		out := p.resolve(a, &n)
		price, err := p.put(a, &out)
		if err != nil {
			return Trace{}, err
		}
		t.Reason, t.Price, t.Source, t.Break = price.Reason, price.Unit, price.Source(), price.Break
		p.decide(&n, &out)
	}
	p.noteRest(t.Product, &n)
	if err := p.noteAlso(also, &n); err != nil {
		return Trace{}, err
	}
	p.sortNotes(&n)
	t.Entries = make([]Entry, 0, len(n.entries))
	for i := range n.entries {
		e, err := p.entry(&n.entries[i], a.item)
		if err != nil {
			return Trace{}, err
		}
		if len(e.Bands) > 0 {
			t.Quotient = orSix(p.book.round.Unit)
		}
		t.Entries = append(t.Entries, e)
	}
	return t, nil
}

// decide gives those that counted their code: who won, and by what the others
// lost.
func (p *Prices) decide(n *notes, out *outcome) {
	for i := range n.entries {
		e := &n.entries[i]
		if e.code == 0 {
			e.code = p.lostBy(&e.offer, out)
		}
	}
}

func (p *Prices) lostBy(o *offer, out *outcome) Code {
	if o.head == out.best.head {
		if out.tied {
			return Tied
		}
		return Won
	}
	_, by := p.rank(o, &out.best)
	return by.lost()
}

// lost is the code of who loses by a criterion.
func (c Criterion) lost() Code {
	switch c {
	case ForcedFirst:
		return Unforced
	case LowestPrice:
		return Outbid
	case RefuseTie:
		return Tied
	}
	return Outranked
}

// sortNotes puts the winner first, then what counted by the precedence, then
// the rest by id.
func (p *Prices) sortNotes(n *notes) {
	slices.SortStableFunc(n.entries, func(a, b note) int {
		if by := first(a.code.counts(), b.code.counts()); by != 0 || !a.code.counts() {
			return cmp.Or(by, a.head.id.Compare(b.head.id))
		}
		by, _ := p.rank(&a.offer, &b.offer)
		return cmp.Or(by, a.head.id.Compare(b.head.id))
	})
}

// entry puts a note into words that can be stored.
func (p *Prices) entry(n *note, item uint32) (Entry, error) {
	h := n.head
	e := Entry{List: h.id, Name: h.name, Code: n.code, Competes: h.competes, Priority: h.priority, Edge: p.edge(n, item)}
	for i := range p.levelCount {
		if p.level(i).head == h {
			e.Position = i + 1
		}
	}
	switch n.code {
	case FeatureOff:
		e.Needs = p.book.rights.name(h.feature)
	case NoPermission:
		e.Needs = p.book.rights.name(h.permission)
	}
	o := &n.offer
	if o.table == nil {
		return e, nil
	}
	e.Break = money.Micros(p.book.quantity(o.table[o.hit].min))
	e.Counted = money.Micros(o.quantity)
	if p.book.isDerived(o.table) && h.derived != nil {
		e.Derived, _ = ParseListID(p.book.lists.Code(h.derived.sources[0]))
		e.Derivation = p.book.derivation(h.derived, item, o.table[o.hit])
	}
	if n.code == BelowMinimum {
		return e, nil
	}
	if p.graduated(o) {
		for r, q := range p.bands(o) {
			e.Bands = append(e.Bands, Band{p.book.unit(r), q})
		}
	}
	var err error
	e.Price, err = p.unit(o)
	return e, err
}

// edge returns when the window that a code means begins or ended.
func (p *Prices) edge(n *note, item uint32) time.Time {
	h := n.head
	switch n.code {
	case NotBegun:
		return p.time(h.from)
	case Expired:
		return p.time(h.until)
	case AssignmentNotBegun:
		if n.assignment != nil {
			return p.time(n.assignment.from)
		}
	case AssignmentEnded:
		if n.assignment != nil {
			return p.time(n.assignment.until)
		}
	case RowNotBegun, RowEnded:
		return p.rowEdge(h, item)
	}
	return time.Time{}
}

// rowEdge returns when the next window of an item's rows in a list begins, or
// where there is none, when the last one ended.
func (p *Prices) rowEdge(h *head, item uint32) time.Time {
	next, last := int64(forever), int64(beginning)
	for _, r := range p.book.rowsOf(h, item) {
		k := &p.book.kinds.all[r.kind]
		switch {
		case k.currency != p.currency || k.flags&rowInactive != 0:
		case p.at < k.from:
			next = min(next, k.from)
		default:
			last = max(last, k.until)
		}
	}
	if next != forever {
		return p.time(next)
	}
	return p.time(last)
}
