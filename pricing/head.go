package pricing

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// head is the compiled terms of a list.
type head struct {
	id       ListID
	number   uint32
	competes Competes
	audience AudienceKind
	inactive bool
	priority int
	from     int64
	until    int64
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
	from      uint32
	general   []step
	byProduct map[string][]step
	round     money.Rounding
}

// step is a surcharge: from min on, times factor.
type step struct {
	min    money.Quantity
	factor money.Rate
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

// rights numbers features and permissions as bits of one mask.
type rights struct{ names []string }

const maxRights = 64

func (r *rights) bit(name string) (mask uint64, known bool) {
	if i := slices.Index(r.names, name); i >= 0 {
		return 1 << i, true
	}
	return 0, false
}

// featureName and permissionName keep the two apart in one numbering.
func featureName[S ~string](f S) string    { return "f:" + string(f) }
func permissionName[S ~string](p S) string { return "p:" + string(p) }

// add returns the bit of a name, taking a free one if need be.
func (r *rights) add(name string) (mask uint64, ok bool) {
	if mask, ok = r.bit(name); ok {
		return mask, true
	}
	r.names = slices.Clone(r.names)
	i := slices.Index(r.names, "")
	switch {
	case i >= 0:
		r.names[i] = name
	case len(r.names) < maxRights:
		i = len(r.names)
		r.names = append(r.names, name)
	default:
		return 0, false
	}
	return 1 << i, true
}

// keep frees the bits that are not used.
func (r *rights) keep(used uint64) {
	r.names = slices.Clone(r.names)
	for i := range r.names {
		if used&(1<<i) == 0 {
			r.names[i] = ""
		}
	}
}

func (r *rights) name(mask uint64) string {
	if mask == 0 {
		return ""
	}
	return r.names[bits.TrailingZeros64(mask)][2:]
}

// window compiles days to instants.
func (w *windows) of(days calendar.Days) (from, until int64, ok bool) {
	if days == (calendar.Days{}) {
		return beginning, forever, true
	}
	if p, had := w.known[days]; had {
		return p[0], p[1], true
	}
	if days.Check() != nil {
		return 0, 0, false
	}
	span := days.Window(w.zone)
	from, until = beginning, forever
	if !span.From.IsZero() {
		from = span.From.UnixMicro()
	}
	if !span.Until.IsZero() {
		until = span.Until.UnixMicro()
	}
	if w.known == nil {
		w.known = make(map[calendar.Days][2]int64)
	}
	w.known[days] = [2]int64{from, until}
	return from, until, true
}

// terms compiles all of a list but its rows. Lists and hearers are numbered
// already. What is wrong is added to bad.
func (c *compiler) terms(list *List) *head {
	h := &head{
		id: list.ID, competes: list.Competes, audience: list.Audience.Kind,
		inactive: list.Inactive, priority: list.Priority, breaks: list.Breaks,
	}
	h.number, _ = c.lists.Find(list.ID.String())
	var ok bool
	if h.from, h.until, ok = c.windows.of(list.Days); !ok {
		c.bad.add(ReversedDays, list.ID, "list")
	}
	if what := termsClash(list); what != "" {
		c.bad.add(BadTerms, list.ID, what)
	}
	h.feature = c.right(list.ID, string(list.Feature), featureName(list.Feature))
	h.permission = c.right(list.ID, string(list.Permission), permissionName(list.Permission))
	if list.Derived != nil {
		h.derived = c.derivation(list)
	}
	return h
}

func (c *compiler) right(id ListID, name, key string) uint64 {
	if name == "" {
		return 0
	}
	mask, ok := c.rights.add(key)
	if !ok {
		c.bad.add(TooManyRights, id, name)
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
