package pricing

import (
	"fmt"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// head is the compiled terms of a list.
type head struct {
	claim
	// source is a copy of the claim for prices to name, so that a price that is
	// kept keeps no list.
	source   *claim
	name     string
	number   uint32
	audience AudienceKind
	inactive bool
	from     int64
	until    int64
	// days and given are as they were stated, to be handed out again.
	days  calendar.Days
	given *Derivation
	// feature and permission are masks over the Book's rights; 0 asks none.
	feature    uint64
	permission uint64

	breaks  Breaks
	derived *derived
	// dependents are the lists derived from this one.
	dependents []uint32

	// rows of a list that buyers name, or nobody's.
	rows shelf
	// items of a list that names its buyers, ascending; its rows are in
	// Book.assigned.
	items []uint32
	// hearers of a list that names its buyers.
	hearers []uint32
}

// shelved reports whether the list's rows lie in a shelf of its own.
func (h *head) shelved() bool { return h.audience == Named || h.audience == Nobody }

// derived is a compiled Derivation.
type derived struct {
	sources   []uint32 // the first one first
	general   []step
	byProduct map[string][]step
	round     money.Rounding
}

// steps returns the surcharges of a product, ascending by minimum; nil if the
// derivation leaves the product out.
func (d *derived) steps(product string) []step {
	if s, ok := d.byProduct[product]; ok {
		return s
	}
	return d.general
}

// assignment is one list of a hearer.
type assignment struct {
	from, until int64
	list        uint32
	inactive    bool
}

// terms compiles all of a list but its rows. Lists and hearers are numbered
// already. What is wrong is added to bad.
func (c *compiler) terms(list *List) *head {
	h := &head{
		claim: claim{list.ID, list.Competes, list.Priority, list.Audience.Kind == Named},
		name:  list.Name, audience: list.Audience.Kind, inactive: list.Inactive, days: list.Days, breaks: list.Breaks,
	}
	h.source = &claim{}
	*h.source = h.claim
	h.number, _ = c.lists.Find(list.ID.String())
	var ok bool
	if h.from, h.until, ok = c.windows.of(list.Days); !ok {
		c.bad.add(ReversedDays, list.ID, "list")
	}
	if what := termsClash(list); what != "" {
		c.bad.add(BadTerms, list.ID, what)
	}
	h.feature = c.right(list.ID, right{false, string(list.Feature)})
	h.permission = c.right(list.ID, right{true, string(list.Permission)})
	if list.Derived != nil {
		h.derived, h.given = c.derivation(list), list.terms().Derived
	}
	return h
}

func (c *compiler) right(id ListID, what right) uint64 {
	if what.name == "" {
		return 0
	}
	mask, ok := c.rights.add(what)
	if !ok {
		c.bad.add(TooManyRights, id, what.name)
	}
	return mask
}

// termsClash returns which terms of a list do not go together.
func termsClash(list *List) string {
	kind := list.Audience.Kind
	switch {
	case kind > Nobody:
		return "unknown kind of audience"
	case list.Competes > Forced:
		return "unknown way to compete"
	case kind == Named && list.Competes != Base:
		return "a list that buyers name is the level price: it competes as base"
	case kind == Named && list.ID.Kind != Level:
		return fmt.Sprintf("buyers name levels: give the list the kind %q, or another audience", Level)
	case kind != Assigned && len(list.Audience.Assigned) > 0:
		return "assignments, but the audience is of another kind"
	}
	return breaksClash(list.Breaks)
}

func breaksClash(b Breaks) string {
	switch {
	case b.Mode > GraduatedMeasure:
		return "unknown mode of breaks"
	case b.Scope > BasketScope:
		return "unknown scope of breaks"
	case b.Scope == FamilyScope && b.Family == "":
		return "family scope without a family"
	case b.Scope != FamilyScope && b.Family != "":
		return "a family without family scope"
	}
	return ""
}
