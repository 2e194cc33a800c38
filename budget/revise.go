package budget

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Editor is who changes a budget. That he keeps budgets at all, package account has decided.
type Editor struct {
	Principal string
	User      string
	// Own are the buyers as whom he orders himself: one for each user of his person and account of that user. Whoever is no
	// staff has some.
	Own []Buyer
	// Staff is set for one of the seller's.
	Staff bool
}

func (e Editor) refusal() Decision {
	switch {
	case defect.OfID(e.Principal) != "":
		return refused(RefusedNoActor, "principal")
	case defect.OfID(e.User) != "":
		return refused(RefusedNoActor, "user")
	case !e.Staff && len(e.Own) == 0 || slices.ContainsFunc(e.Own, func(b Buyer) bool { return !b.complete() }):
		return refused(RefusedNoBuyer, "own buyer")
	}
	return Decision{Code: Done}
}

// Revision asks to change a budget that there is.
type Revision struct {
	// Budget is how it shall be. Its Later is not looked at: other maximums or another action take the place of those now and
	// of all later ones; the same as now leave the later ones.
	Budget Budget
	At     time.Time
	By     Editor
	// Unused says that the ledger has no entry of the budget. Else Usages has its usages of the period of At, also an empty
	// one, and of all later periods.
	Unused bool
	Usages []Usage
}

// Revised is what became of a Revision. Refused, nothing else is set.
type Revised struct {
	Decision
	// From is the first period in which the maximums and the action hold, the present one or a later one; none for a budget
	// without periods.
	From Period
	// Changes leads from the Book that was asked to Book. The host sets its revision.
	Changes Changes
	Book    *Book
}

// Revise changes a budget (BUD-7). Nobody makes more room for himself. Maximums and action that would put a blocking budget
// below what is used hold from the next period on; for a one-off budget they are refused. All else holds at once, but what
// entries rest on, which stays: currency, kind and calendar of the periods, measure. The error is a *DataError about the
// Budget, a *StateError about Usages, or [money.ErrOverflow].
func (b *Book) Revise(r Revision) (Revised, error) {
	present, d := b.revisable(r)
	if !d.Allowed() {
		return Revised{Decision: d}, nil
	}
	wanted := r.Budget.normal()
	wanted.Later = nil
	var bad defects
	if wanted.check(&bad); len(bad) > 0 {
		return Revised{}, bad.err()
	}
	if field := present.fixed().differs(wanted.fixed()); field != "" && !r.Unused {
		return Revised{Decision: refused(RefusedFixed, field)}, nil
	}
	from, d, err := wanted.from(r, present)
	if err != nil || !d.Allowed() {
		return Revised{Decision: d}, err
	}
	next := wanted.after(present, from, r.Unused)
	if widens(present, &next, r.By.Own) {
		return Revised{Decision: refused(RefusedOwn, present.ID)}, nil
	}
	c := Changes{Put: []Budget{next}}
	book, err := b.With(c)
	if err != nil {
		return Revised{}, err
	}
	return Revised{Decision: d, From: from, Changes: c, Book: book}, nil
}

// Retire removes a budget that was never used; a used one is deactivated instead. Of the Budget, only the id counts.
func (b *Book) Retire(r Revision) (Revised, error) {
	present, d := b.revisable(r)
	switch {
	case !d.Allowed():
		return Revised{Decision: d}, nil
	case !r.Unused:
		return Revised{Decision: refused(RefusedUsed, present.ID)}, nil
	case !present.Inactive && slices.ContainsFunc(r.By.Own, present.Holders.Hold):
		return Revised{Decision: refused(RefusedOwn, present.ID)}, nil
	}
	c := Changes{Remove: []string{present.ID}}
	book, err := b.With(c)
	return Revised{Decision: d, Changes: c, Book: book}, err
}

func (b *Book) revisable(r Revision) (*Budget, Decision) {
	if d := r.By.refusal(); !d.Allowed() {
		return nil, d
	}
	if r.At.IsZero() {
		return nil, refused(RefusedNoInstant, "")
	}
	present := b.find(r.Budget.ID)
	if present == nil {
		return nil, refused(RefusedUnknownBudget, r.Budget.ID)
	}
	if present.Period != NoPeriod && present.PeriodAt(r.At).IsZero() {
		return nil, refused(RefusedNoPeriod, present.ID)
	}
	return present, Decision{Code: Done}
}

// from returns the first period in which the wanted terms can hold.
func (b *Budget) from(r Revision, present *Budget) (Period, Decision, error) {
	from := b.PeriodAt(r.At)
	d := Decision{Code: Done}
	if r.Unused || from.IsZero() {
		return from, d, nil
	}
	read := false
	for _, u := range slices.SortedFunc(slices.Values(r.Usages), func(u, v Usage) int { return u.Pot().Compare(v.Pot()) }) {
		if u.Budget != b.ID || u.Period.Kind != b.Period {
			return from, d, u.fault("usage of another budget, or of other periods")
		}
		read = read || u.Period == b.PeriodAt(r.At)
		if u.Period.Compare(from) < 0 || b.Action != Block {
			continue
		}
		_, left, err := b.left(u)
		if err != nil {
			return from, d, err
		}
		if left.Sign() < 0 && !present.TermsOf(u.Period).same(b.base()) {
			from = u.Period.Next()
		}
		if from.IsZero() {
			return from, refused(RefusedBelowUsed, b.ID), nil
		}
	}
	if !read {
		return from, d, Usage{Budget: b.ID, Period: b.PeriodAt(r.At)}.fault(notRead)
	}
	return from, d, nil
}

// after returns the wanted budget with the terms of the present one until a period.
func (b *Budget) after(present *Budget, from Period, unused bool) Budget {
	next := b.normal()
	if unused || from.First.IsZero() {
		return next
	}
	wanted := b.base()
	base := present.base()
	next.MaxOrder, next.MaxPeriod, next.Action = base.MaxOrder, base.MaxPeriod, base.Action
	next.Later = slices.Clone(present.Later)
	if present.TermsOf(from).same(wanted) {
		return next
	}
	wanted.From = from.First
	next.Later = slices.DeleteFunc(next.Later, func(t Terms) bool { return !t.From.Before(from.First) })
	next.Later = append(next.Later, wanted)
	return next
}

// differs names the first field in which two differ, "" for none.
func (f fixed) differs(g fixed) string {
	switch {
	case f.currency != g.currency:
		return "currency"
	case f.kind != g.kind:
		return "period"
	case f.zone != g.zone:
		return "zone"
	case f.sunday != g.sunday:
		return "start of weeks"
	case f.fiscal != g.fiscal:
		return "fiscal start"
	case f.measure != g.measure:
		return "measure"
	}
	return ""
}

// widens reports whether a change could let one of the buyers spend more, in whatever period.
func widens(old, next *Budget, own []Buyer) bool {
	for _, buyer := range own {
		if old.Inactive || !old.Holders.Hold(buyer) {
			continue
		}
		if next.Inactive || !next.Holders.Hold(buyer) || next.Days != old.Days && next.Days != (calendar.Days{}) ||
			next.CarryOver && !old.CarryOver || old.fixed() != next.fixed() || !slices.Equal(old.Supervisors, next.Supervisors) ||
			laxer(old, next) {
			return true
		}
	}
	return false
}

// laxer reports whether a budget allows more than another, from the beginning or from any day on which terms change.
func laxer(old, next *Budget) bool {
	days := []calendar.Date{{}}
	for _, t := range slices.Concat(old.Later, next.Later) {
		days = append(days, t.From)
	}
	return slices.ContainsFunc(days, func(day calendar.Date) bool {
		p := Period{Kind: old.Period, First: day}
		return old.TermsOf(p).laxerIn(next.TermsOf(p))
	})
}

// laxerIn reports whether other terms allow more in any respect.
func (t Terms) laxerIn(u Terms) bool {
	more := func(a, than money.Amount) bool { return than.IsSet() && !a.IsSet() || above(a, than) }
	return more(u.MaxOrder, t.MaxOrder) || more(u.MaxPeriod, t.MaxPeriod) || u.Action > t.Action
}
