package account

import "slices"

// others judges of which account users may be impersonated: of those below (REP-2), or for staff of any, or of those assigned
// to a sales representative (REP-5).
func (r *Rights) others(at uint32, named bool) refusal {
	switch {
	case !r.user.kind.staff() && r.account.fact.Status == Blocked:
		return refusal{code: RefusedFromBlocked, subject: r.session.Account}
	case named:
		return r.reached(at)
	}
	return refusal{}
}

// impersonated judges the user to be acted for; where the target names no account it is for his main one. Of users out of
// reach it tells customers and contacts no more than that.
func (r *Rights) impersonated(t *Target, at uint32) refusal {
	u := r.graph.user(t.User)
	if u == nil || u.kind.staff() || t.User == r.session.Principal {
		return refusal{code: RefusedOtherUser, subject: t.User}
	}
	if t.Account == "" {
		at = u.accounts[0]
	}
	no := r.reached(at)
	switch {
	case no.code != 0 && r.user.kind.staff():
		return no
	case no.code != 0 || !u.linked(at):
		return refusal{code: RefusedOtherUser, subject: t.User}
	case !u.fact.Activated:
		return refusal{code: RefusedInactiveUser, subject: t.User}
	}
	return u.standing(r.graph.policy, at)
}

// reached: an account that the session reaches down or out to.
func (r *Rights) reached(at uint32) refusal {
	if r.user.kind.staff() {
		return r.assigned(at)
	}
	return r.downTo(at)
}

func (r *Rights) assigned(at uint32) refusal {
	fact := r.graph.nodes.At(at).fact
	if r.user.impersonatesAll(r.graph.policy) || slices.Contains(fact.Representatives, r.user.fact.represents()) {
		return refusal{}
	}
	return refusal{code: RefusedNotAssigned, subject: fact.ID}
}

func (r *Rights) downTo(at uint32) refusal {
	node := r.graph.nodes.At(at)
	switch {
	case !r.above(at):
		return refusal{code: RefusedNotBelow, subject: node.fact.ID}
	case r.graph.application.DirectChildrenOnly && node.up[parents].number() != r.number:
		return refusal{code: RefusedNotChild, subject: node.fact.ID}
	}
	return refusal{}
}
