package account

// layers is how many there are before the target.
const layers = 9

// layer judges an action for the session's own account, in the order of the layers. One that does not mind returns the zero
// refusal. It is a switch, as calls through a table would move every Rights to the heap.
func (r *Rights) layer(i int, a *rule) refusal {
	switch i {
	case 0:
		return r.user.kindRefusal(a)
	case 1:
		return r.actingLayer(a)
	case 2:
		return r.chosenLayer(a)
	case 3:
		return r.applicationLayer(a)
	case 4:
		return r.groupsLayer(a)
	case 5:
		return r.accountLayer(a)
	case 6:
		return r.user.optionRefusal(a)
	case 7:
		return r.user.permissionRefusal(r.graph.policy, a)
	}
	return r.user.editRefusal(a)
}

func (r *Rights) actingLayer(a *rule) refusal {
	switch {
	case !r.session.Impersonating() || !a.ownHand:
		return refusal{}
	case a.about == aboutLinked || a.about == aboutOthers:
		return refusal{code: RefusedActingAlready, subject: r.session.User}
	}
	return refusal{code: RefusedOwnHand, subject: r.session.Principal}
}

// chosenLayer: customers and contacts need an account to do anything but to choose one.
func (r *Rights) chosenLayer(a *rule) refusal {
	if r.account == nil && !r.user.kind.staff() && a.about != aboutLinked {
		return refusal{code: RefusedNoAccount}
	}
	return refusal{}
}

func (r *Rights) applicationLayer(a *rule) refusal {
	code, subject := a.offForAll(&r.graph.application, r.user.kind.staff())
	return refusal{code: code, subject: subject}
}

func (r *Rights) groupsLayer(a *rule) refusal {
	if r.user.kind.staff() {
		return refusal{}
	}
	p := r.graph.policy
	for _, f := range a.groups {
		for _, need := range f.needs() {
			if need != "" && r.features>>p.features[need]&1 == 0 {
				return refusal{code: RefusedFeatureNotGranted, subject: need.subject()}
			}
		}
	}
	return refusal{}
}

func (r *Rights) accountLayer(a *rule) refusal {
	if r.account == nil {
		return refusal{}
	}
	switch {
	case a.trading && r.account.fact.Status == Blocked:
		return refusal{code: RefusedBlocked, subject: r.account.fact.ID}
	case a.terms && r.terms != "":
		return refusal{code: RefusedTermsBlocked, subject: r.terms}
	case a.onAccount && r.user.kind == KindSubAccount:
		return r.onAccount()
	}
	return refusal{}
}

// onAccount: can a sub-account of the account pay on account, as it must (ACC-8)?
func (r *Rights) onAccount() refusal {
	switch {
	case !r.graph.application.PayOnAccount:
		return refusal{code: RefusedNotOnAccount, subject: "application"}
	case !r.account.fact.PaymentTerms.OnAccount:
		return refusal{code: RefusedNotOnAccount, subject: "account"}
	}
	return refusal{}
}
