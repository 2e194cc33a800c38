package account

import "slices"

// userNode is a user by his number. A removed user leaves a node without fact.
type userNode struct {
	fact     *User
	kind     UserKind
	accounts []uint32 // by number, in the order of the fact
	lists    list     // those who list him as an authorizer
	former   *User    // while he is being replaced
	// Masks, by the numbers of the policy:
	may      uint64 // actions that the user's own facts leave open
	allowed  uint64 // permissions
	denied   uint64
	features uint64 // of his groups
	edits    edits
}

// linked reports whether the user is linked to an account.
func (u *userNode) linked(account uint32) bool { return slices.Contains(u.accounts, account) }

// held returns the permissions that a role allows and none denies.
func (u *userNode) held() uint64 { return u.allowed &^ u.denied }

// judge fills may from the other masks.
func (u *userNode) judge(p *policy) {
	u.may = 0
	for n := range p.rules {
		r := &p.rules[n]
		if u.kindRefusal(r).code == 0 && u.refusal(p, r).code == 0 {
			u.may |= 1 << n
		}
	}
}

// standing says why the user cannot be there for an account that he is linked to, though he could for his main one (REP-1).
func (u *userNode) standing(p *policy, account uint32) refusal {
	n := p.actions[ActionRepresent]
	if account == u.accounts[0] || u.may>>n&1 != 0 {
		return refusal{}
	}
	return u.refusal(p, &p.rules[n])
}

// kindRefusal says whether an action is for such users at all.
func (u *userNode) kindRefusal(r *rule) refusal {
	if !r.by.has(u.kind) {
		return refusal{code: RefusedKind, subject: u.kind.String()}
	}
	return refusal{}
}

// refusal says what the user lacks for an action first: option, permission, worker group.
func (u *userNode) refusal(p *policy, r *rule) refusal {
	if no := u.optionRefusal(r); no.code != 0 {
		return no
	}
	if no := u.permissionRefusal(p, r); no.code != 0 {
		return no
	}
	return u.editRefusal(r)
}

func (u *userNode) optionRefusal(r *rule) refusal {
	switch {
	case !r.option.held(u.fact):
		return refusal{code: RefusedOption, subject: r.option.String()}
	case r.also == ActionSeePrices && !optionPrices.held(u.fact):
		return refusal{code: RefusedOption, subject: optionPrices.String()}
	case u.fact.represents() == "" && (u.kind == KindSalesAgent && r.about == aboutOthers || u.kind.staff() && r.about == aboutOwnContract):
		return refusal{code: RefusedNotRepresentative}
	}
	return refusal{}
}

func (u *userNode) editRefusal(r *rule) refusal {
	if r.edits != 0 && u.edits>>r.edits&1 == 0 {
		return refusal{code: RefusedWorkerGroup, subject: r.edits.String()}
	}
	return refusal{}
}

func (u *userNode) permissionRefusal(p *policy, r *rule) refusal {
	for _, own := range [...]Action{r.action, r.also} {
		if own != "" && u.denies(p, Permission(own)) {
			return refusal{code: RefusedDenied, subject: string(own)}
		}
	}
	for _, permission := range r.permissions {
		if u.denies(p, permission) {
			return refusal{code: RefusedDenied, subject: string(permission)}
		}
	}
	for _, permission := range r.permissions {
		if u.allowed>>p.permissions[permission]&1 == 0 {
			return refusal{code: RefusedNotAllowed, subject: string(permission)}
		}
	}
	if r.about == aboutOthers && u.kind == KindWorker && u.fact.represents() == "" && !u.impersonatesAll(p) {
		if u.denies(p, ImpersonateCustomers) {
			return refusal{code: RefusedDenied, subject: string(ImpersonateCustomers)}
		}
		return refusal{code: RefusedNotAllowed, subject: string(ImpersonateCustomers)}
	}
	return refusal{}
}

func (u *userNode) denies(p *policy, permission Permission) bool {
	return u.denied>>p.permissions[permission]&1 != 0
}

// impersonatesAll reports whether a worker may impersonate the users of any account (REP-5).
func (u *userNode) impersonatesAll(p *policy) bool {
	return u.kind == KindWorker && u.held()>>p.permissions[ImpersonateCustomers]&1 != 0
}
