package account

import "slices"

// targeted judges what an action is done to.
func (r *Rights) targeted(a about, t *Target) refusal {
	if a == aboutOwn && *t == (Target{}) {
		return refusal{}
	}
	if field := t.strange(a); field != "" {
		return refusal{code: RefusedStrangeTarget, subject: field}
	}
	at, named := r.number, t.Account != ""
	if named && t.Account != r.session.Account {
		var known bool
		if at, known = r.graph.find(t.Account); !known {
			return r.unknown(a, t.Account)
		}
	}
	if no := r.aimed(a, at, named); no.code != 0 {
		return no
	}
	return r.thing(a, t, at)
}

// unknown refuses an account that there is not. Customers and contacts hear what they would hear of a stranger's, so that
// nobody learns who else is a customer.
func (r *Rights) unknown(a about, account string) refusal {
	code := RefusedOtherAccount
	switch {
	case r.user.kind.staff():
		code = RefusedUnknownTarget
	case a == aboutLinked && r.user.fact.Relation != OneToMulti:
		return r.linked(0, true)
	case a == aboutLinked:
		code = RefusedNotLinked
	case a == aboutOthers && r.account.fact.Status == Blocked:
		return r.others(0, true)
	case a == aboutOthers || a == aboutBelow || a == aboutWithin || a == aboutHistory:
		code = RefusedNotBelow
	}
	return refusal{code: code, subject: account}
}

// aimed judges the account that an action is done to, if one is named.
func (r *Rights) aimed(a about, at uint32, named bool) refusal {
	switch {
	case a == aboutLinked:
		return r.linked(at, named)
	case a == aboutOthers:
		return r.others(at, named)
	case a == aboutOwnContract && r.user.kind.staff():
		return r.represented(at, named)
	case a == aboutAny || r.user.kind.staff() || !named:
		return refusal{}
	case a == aboutBelow:
		return r.below(at)
	case at == r.number:
		return refusal{}
	case a == aboutWithin:
		return r.below(at)
	case a == aboutHistory:
		return r.history(at)
	}
	return refusal{code: RefusedOtherAccount, subject: r.graph.names.Code(at)}
}

// thing judges what else is named.
func (r *Rights) thing(a about, t *Target, at uint32) refusal {
	switch {
	case t.User != "" && a == aboutSub:
		return r.managed(t.User)
	case t.User != "":
		return r.impersonated(t, at)
	case t.Address != "":
		return r.addressed(t)
	case a == aboutOwnContract && r.user.kind.staff() && (t.Contract != "" || t.Representative != ""):
		return r.ownContract(t)
	}
	return refusal{}
}

// ownContract: a contract of the sales representative's own id (CON-6).
func (r *Rights) ownContract(t *Target) refusal {
	switch {
	case t.Representative == "":
		return refusal{code: RefusedOtherRepresentative, subject: t.Contract}
	case t.Representative != r.user.fact.represents():
		return refusal{code: RefusedOtherRepresentative, subject: t.Representative}
	}
	return refusal{}
}

// linked: one of several accounts of the user's own.
func (r *Rights) linked(at uint32, named bool) refusal {
	switch {
	case r.user.fact.Relation != OneToMulti:
		return refusal{code: RefusedOneToOne, subject: r.user.fact.ID}
	case named && !r.user.linked(at):
		return refusal{code: RefusedNotLinked, subject: r.graph.names.Code(at)}
	}
	return refusal{}
}

// represented: an account that is assigned to the sales representative.
func (r *Rights) represented(at uint32, named bool) refusal {
	fact := r.graph.nodes.At(at).fact
	if named && !slices.Contains(fact.Representatives, r.user.fact.represents()) {
		return refusal{code: RefusedNotAssigned, subject: fact.ID}
	}
	return refusal{}
}

// above reports whether the session's account is above another.
func (r *Rights) above(at uint32) bool {
	down := *r.graph.paths.At(at)
	return int(r.level) < len(down) && down[r.level] == r.number && r.account != nil
}

// below: an account under the session's own.
func (r *Rights) below(at uint32) refusal {
	if !r.above(at) {
		return refusal{code: RefusedNotBelow, subject: r.graph.names.Code(at)}
	}
	return refusal{}
}

// history: accounts below, where the feature and the contact setting open them (HIS-1).
func (r *Rights) history(at uint32) refusal {
	if no := r.below(at); no.code != 0 {
		return no
	}
	return r.childHistory(at)
}

func (r *Rights) childHistory(at uint32) refusal {
	switch p := r.graph.policy; {
	case !p.powerOn:
		return refusal{code: RefusedFeatureOff, subject: string(PowerCustomers)}
	case r.features&p.power == 0:
		return refusal{code: RefusedFeatureNotGranted, subject: string(PowerCustomers)}
	case !r.user.fact.ChildHistory:
		return refusal{code: RefusedOwnHistoryOnly, subject: r.graph.names.Code(at)}
	}
	return refusal{}
}

// managed: a sub-account of the session's account (ACC-7).
func (r *Rights) managed(id string) refusal {
	if u := r.graph.user(id); u == nil || u.kind != KindSubAccount || !u.linked(r.number) {
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
		switch {
		case t.AddressKind != 0 && t.AddressKind != address.Kind:
			return refusal{code: RefusedAddressKind, subject: t.Address}
		case t.Point == "":
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
