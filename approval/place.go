package approval

import (
	"slices"
	"time"
)

func (w *work) place(c Place) Decision {
	if from := w.request.State; from != Draft && from != Declined {
		return Decision{Code: RefusedState}
	}
	if d := w.orderer(); !d.Allowed() {
		return d
	}
	return w.put(Placed, c.Content, c.Basis, w.at)
}

func (w *work) withdraw() Decision {
	if w.request.State != Pending {
		return Decision{Code: RefusedState}
	}
	if d := w.orderer(); !d.Allowed() {
		return d
	}
	w.record(Event{Kind: Withdrawn, By: w.head.by, State: Draft, To: w.waiting()})
	return Decision{Code: Allowed}
}

func (w *work) amend(c Amend) Decision {
	from := w.request.State
	if from != Draft && from != Declined && !(from == Pending && w.policy.options.AmendPending) {
		return Decision{Code: RefusedState}
	}
	if d := w.orderer(); !d.Allowed() {
		return d
	}
	if from == Pending {
		return w.put(Amended, c.Content, c.Basis, w.request.Placed)
	}
	if !c.Content.sound() {
		return Decision{Code: RefusedNoContent}
	}
	w.record(Event{Kind: Amended, By: w.head.by, State: Draft, Placing: Placing{Persons: w.persons(), Content: c.Content.sorted()}})
	return Decision{Code: Allowed}
}

// put places an order, or places it anew, if somebody could authorize it.
func (w *work) put(kind EventKind, content Content, basis Basis, placed time.Time) Decision {
	if !content.sound() {
		return Decision{Code: RefusedNoContent}
	}
	levels, d := w.policy.Plan(basis)
	if !d.Allowed() {
		return d
	}
	sideBySide := w.policy.options.Asking == SideBySide
	e := Event{Kind: kind, By: w.head.by, State: Approved, To: w.waiting(), Placing: Placing{
		Placed: placed, Persons: w.persons(), Amount: basis.Amount, Content: content.sorted(), SideBySide: sideBySide, Levels: levels,
	}}
	for i := range levels {
		e.State = Pending
		if i == 0 || sideBySide {
			levels[i].Since = w.at
		}
	}
	w.record(e)
	if empty := w.empty(); len(empty) > 0 {
		return Decision{Code: RefusedNoPath, Level: empty[0], Missing: w.needs(empty)}
	}
	w.notify()
	return Decision{Code: Allowed}
}

// orderer refuses everybody but the one who placed the order before, by person; who places it first is the one.
func (w *work) orderer() Decision {
	if person := w.person(w.head.by.User); w.request.Placement > 0 && !w.behind(person) {
		return Decision{Code: RefusedNotOrderer}
	}
	return Decision{Code: Allowed}
}

// persons returns all who are behind the order with this session.
func (w *work) persons() []string {
	own := []string{w.person(w.head.by.Principal), w.person(w.head.by.User)}
	return sorted(slices.Concat(w.request.Persons, own))
}

// waiting returns those for whom the order waits.
func (w *work) waiting() []string {
	var users []string
	for _, level := range w.request.Open() {
		users = append(users, w.tellable(level)...)
	}
	return sorted(users)
}

// tellable returns the users who may answer a level.
func (w *work) tellable(level int) []string { return tellable(w.need(level).Eligible) }
