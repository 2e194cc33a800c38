package account

// grants refuses to give what the session does not hold itself: an option that it may not use now, be it that the seller
// has it off for all or orders cannot be on account (ACC-8), or an action or a permission. A user who is activated now had
// nothing before. And whoever gets the mail may set the password, so that another e-mail address gives away all that the
// user holds.
func (r *Rights) grants(before, after *userNode) refusal {
	var had userNode
	if before != nil && (before.fact.Activated || !after.fact.Activated) {
		had = *before
	}
	if no := r.grantsOptions(&had, after); no.code != 0 {
		return no
	}
	if before != nil && before.fact.Email != after.fact.Email {
		had = userNode{}
	}
	p := r.graph.policy
	for n := range p.rules {
		if r.grantsAction(&had, after, uint8(n)) {
			return refusal{code: RefusedMoreThanHeld, subject: string(p.rules[n].action)}
		}
	}
	if more := p.permissionsIn(after.held() &^ had.held() &^ r.user.held()); len(more) > 0 {
		return refusal{code: RefusedMoreThanHeld, subject: string(more[0])}
	}
	return refusal{}
}

func (r *Rights) grantsOptions(had, after *userNode) refusal {
	for o, a := range [...]Action{
		optionOrder: ActionOrder, optionPrices: ActionSeePrices, optionStock: ActionSeeStock, optionAuthorize: ActionAuthorize,
	} {
		o := option(o)
		if o == 0 || !o.held(after.fact) || had.fact != nil && o.held(had.fact) {
			continue
		}
		switch d := r.May(a); {
		case d.Code == RefusedSwitchedOff:
			return refusal{code: d.Code, subject: d.Subject}
		case !d.Allowed():
			return refusal{code: RefusedMoreThanHeld, subject: o.String()}
		}
		if no := r.onAccount(); o == optionOrder && no.code != 0 {
			return no
		}
	}
	return refusal{}
}

// grantsAction reports whether a user could do an action after, and neither the user before nor the one who grants can: by
// his own facts, with what groups grant him beside, or to the accounts below.
func (r *Rights) grantsAction(had, after *userNode, n uint8) bool {
	for _, can := range [...]func(*userNode, uint8) bool{
		func(u *userNode, n uint8) bool { return u.may>>n&1 != 0 }, r.featured, r.overBelow,
	} {
		if can(after, n) && !can(had, n) && !can(r.user, n) {
			return true
		}
	}
	return false
}

func (r *Rights) featured(u *userNode, n uint8) bool {
	return u.may>>n&1 != 0 && r.graph.policy.featured(n, u.features|r.account.features)
}

func (r *Rights) overBelow(u *userNode, n uint8) bool {
	p := r.graph.policy
	return r.featured(u, n) && p.abouts[n] == aboutHistory && u.fact.ChildHistory && p.power&(u.features|r.account.features) != 0
}
