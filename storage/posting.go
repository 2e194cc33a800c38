package storage

import (
	"maps"
	"slices"

	"github.com/tradeterms/tradeterms/budget"
)

// Posting is what one transaction adds to the ledger.
type Posting struct {
	// Read are usages as they were read. A pot that is not among them is one never used.
	Read []budget.Usage
	// Entries are new, in their order; Usages are those that they change, as they are then.
	Entries []budget.Entry
	Usages  []budget.Usage
}

// NewPosting returns what is to be posted of the outcome of a command that was given a state. Of several commands in one
// transaction it is given the first state and all outcomes together ([budget.Outcome.Then]).
func NewPosting(s budget.State, o budget.Outcome) Posting {
	return Posting{Read: s.Usages, Entries: o.Entries, Usages: o.Usages}
}

// Before returns the usage of a pot as it was read.
func (p Posting) Before(pot budget.Pot) budget.Usage {
	i := slices.IndexFunc(p.Read, func(u budget.Usage) bool { return u.Pot() == pot })
	if i < 0 {
		return budget.Usage{Budget: pot.Budget, Period: pot.Period}
	}
	return p.Read[i]
}

// Check refuses a posting of which the usages are not what was read with the entries applied (B2). Its error is a
// *[budget.StateError], or that of a sum.
func (p Posting) Check() error {
	now := make(map[budget.Pot]budget.Usage)
	for _, e := range p.Entries {
		for _, pot := range touched(e) {
			u, ok := now[pot]
			if !ok {
				u = p.Before(pot)
			}
			u, err := u.Apply(e)
			if err != nil {
				return err
			}
			now[pot] = u
		}
	}
	for _, u := range p.Usages {
		if sum, ok := now[u.Pot()]; !ok || !sum.Equal(u) {
			return &budget.StateError{Pot: u.Pot(), Fault: "usage is not the sum of its entries"}
		}
		delete(now, u.Pot())
	}
	if missing := slices.SortedFunc(maps.Keys(now), budget.Pot.Compare); len(missing) > 0 {
		return &budget.StateError{Pot: missing[0], Fault: "usage is missing"}
	}
	return nil
}

// touched returns the pots whose usages an entry changes.
func touched(e budget.Entry) []budget.Pot {
	if e.Kind != budget.EntryCarry {
		return []budget.Pot{e.Pot()}
	}
	return []budget.Pot{e.Pot(), {Budget: e.Budget, Period: e.From}}
}

// joinPots returns all pots sorted, each once.
func joinPots(pots ...[]budget.Pot) []budget.Pot {
	all := slices.Concat(pots...)
	slices.SortFunc(all, budget.Pot.Compare)
	return slices.Compact(all)
}
