package account

import (
	"reflect"
	"time"
)

// PutAccount changes an account, if the session may change what differs: parent and national flag, bill-to and pricing-from
// are for workers whose groups let edit them (ACC-12); the addresses of an account are for users of an account above it
// (REP-2). Everything else of an account no session changes: the host does, with [Graph.With]. Refusal is in the outcome's
// decision; an error, always a *[DataError], means that what was given is defective.
func (g *Graph) PutAccount(s Session, a Account, at time.Time) (Outcome, error) {
	r := g.For(s, at)
	a = a.normal()
	before, known := g.Account(a.ID)
	if d := r.Decision(); d.Allowed() && a.ID == "" {
		return Outcome{Decision: d.refused(RefusedNoTarget, "account")}, nil
	}
	if !known {
		before.ID = a.ID
	}
	d := r.mayChange(before, a)
	if !d.Allowed() {
		return Outcome{Decision: d}, nil
	}
	if reflect.DeepEqual(before, a) {
		return Outcome{Decision: d, Graph: g}, nil
	}
	changes := Changes{Revision: g.revision + 1, Put: []Account{a}}
	next, err := g.With(changes)
	if err != nil {
		return Outcome{}, err
	}
	e := s.event(AccountChanged, at)
	e.AccountBefore, e.AccountAfter = before, a
	return Outcome{Decision: d, Graph: next, Changes: changes, Events: []Event{e}}, nil
}

// mayChange asks for the right to everything that differs. Who has none of the rights hears of that only, whatever differs.
func (r *Rights) mayChange(before, after Account) Decision {
	var some Decision
	parts := changesOf(&before, &after)
	for _, part := range parts {
		d := r.MayOn(part.action, Target{Account: after.ID})
		if !some.Allowed() && (d.Allowed() || some.Code == 0 || some.Code == RefusedKind) {
			some = d
		}
	}
	if !some.Allowed() {
		return some
	}
	for _, part := range parts {
		if !part.differs {
			continue
		}
		if some = r.MayOn(part.action, Target{Account: after.ID}); !some.Allowed() {
			return some
		}
	}
	rest := after
	rest.Parent, rest.National, rest.BillTo, rest.PricingFrom = before.Parent, before.National, before.BillTo, before.PricingFrom
	rest.Addresses = before.Addresses
	if d := r.Decision(); !reflect.DeepEqual(before, rest) {
		return d.refused(RefusedHostsOwn, after.ID)
	}
	return some
}

// part is something of an account that an action changes.
type part struct {
	action  Action
	differs bool
}

func changesOf(before, after *Account) [4]part {
	return [...]part{
		{ActionEditNationalAccounts, before.Parent != after.Parent || before.National != after.National},
		{ActionEditBillingOverride, before.BillTo != after.BillTo},
		{ActionEditPricingOverride, before.PricingFrom != after.PricingFrom},
		{ActionManageChild, !reflect.DeepEqual(before.Addresses, after.Addresses)},
	}
}
