package account

import "slices"

// targeted judges what an action is done to.
func (r *Rights) targeted(a *rule, t *Target) refusal {
	if a.about == aboutOwn && *t == (Target{}) {
		return refusal{}
	}
	if field := t.strange(a.about); field != "" {
		return refusal{code: RefusedStrangeTarget, subject: field}
	}
	at, known := r.number, true
	if t.Account != "" && t.Account != r.session.Account {
		at, known = r.graph.find(t.Account)
	}
	switch {
	case !known:
		return refusal{code: RefusedUnknownTarget, subject: t.Account}
	case a.about == aboutLinked:
		return r.linked(t, at)
	case a.about == aboutOthers:
		return r.others(t, at)
	case r.user.kind.staff() || a.about == aboutAny:
		return r.representative(a, t, at)
	case a.about == aboutBelow:
		return r.below(t, at)
	case t.Account == "" || at == r.number:
		return r.inside(a, t)
	case a.about == aboutWithin:
		return r.below(t, at)
	case a.about == aboutHistory:
		return r.history(t, at)
	}
	return refusal{code: RefusedOtherAccount, subject: t.Account}
}

// linked: one of several accounts of the user's own.
func (r *Rights) linked(t *Target, at uint32) refusal {
	switch {
	case r.user.fact.Relation != OneToMulti:
		return refusal{code: RefusedOneToOne, subject: r.user.fact.ID}
	case t.Account != "" && !r.user.linked(at):
		return refusal{code: RefusedNotLinked, subject: t.Account}
	}
	return refusal{}
}

// below: an account under the session's own.
func (r *Rights) below(t *Target, at uint32) refusal {
	if t.Account != "" && !r.graph.isBelow(at, r.number) {
		return refusal{code: RefusedNotBelow, subject: t.Account}
	}
	return refusal{}
}

// history: accounts below, where the feature and the contact setting open them (HIS-1).
func (r *Rights) history(t *Target, at uint32) refusal {
	p := r.graph.policy
	if no := r.below(t, at); no.code != "" {
		return no
	}
	switch {
	case !r.graph.application.On(PowerCustomers):
		return refusal{code: RefusedFeatureOff, subject: string(PowerCustomers)}
	case r.features>>p.features[PowerCustomers]&1 == 0:
		return refusal{code: RefusedFeatureNotGranted, subject: string(PowerCustomers)}
	case !r.user.fact.ChildHistory:
		return refusal{code: RefusedOwnHistoryOnly, subject: t.Account}
	}
	return refusal{}
}

// inside: something of the session's own account.
func (r *Rights) inside(a *rule, t *Target) refusal {
	switch {
	case t.User != "":
		return r.managed(t.User)
	case t.Address != "":
		return r.addressed(t)
	}
	return refusal{}
}

// managed: a sub-account of the session's account (ACC-7).
func (r *Rights) managed(id string) refusal {
	u := r.graph.user(id)
	if u == nil {
		return refusal{code: RefusedUnknownTarget, subject: id}
	}
	if u.kind != KindSubAccount || !u.linked(r.number) {
		return refusal{code: RefusedOtherUser, subject: id}
	}
	return refusal{}
}

// addressed: an address of the session's account, and a delivery point under it (ACC-10).
func (r *Rights) addressed(t *Target) refusal {
	for _, address := range r.account.fact.Addresses {
		if address.ID != t.Address {
			continue
		}
		if t.Point == "" {
			return refusal{}
		}
		for _, point := range address.Points {
			if point.ID == t.Point {
				return refusal{}
			}
		}
		return refusal{code: RefusedUnknownTarget, subject: t.Point}
	}
	return refusal{code: RefusedUnknownTarget, subject: t.Address}
}

// representative: a contract of the own id, and an account that is assigned, where it is the sales representative's right
// and not an administrator's.
func (r *Rights) representative(a *rule, t *Target, at uint32) refusal {
	id := r.user.fact.represents()
	switch {
	case !a.representative:
	case t.Representative != "" && t.Representative != id:
		return refusal{code: RefusedOtherRepresentative, subject: t.Representative}
	case t.Account != "" && !slices.Contains(r.graph.nodes.At(at).fact.Representatives, id):
		return refusal{code: RefusedNotAssigned, subject: t.Account}
	}
	return refusal{}
}
