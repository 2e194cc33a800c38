package account

// layers judge an action for the session's own account, in this order. Those that do not mind return the zero refusal.
var layers = [...]func(*Rights, *rule, uint8) refusal{
	(*Rights).kindLayer, (*Rights).actingLayer, (*Rights).chosenLayer, (*Rights).applicationLayer, (*Rights).groupsLayer,
	(*Rights).accountLayer, (*Rights).userLayer,
}

// kindLayer: is it for such users at all?
func (r *Rights) kindLayer(a *rule, _ uint8) refusal { return r.user.kindRefusal(a) }

func (r *Rights) actingLayer(a *rule, _ uint8) refusal {
	switch {
	case !r.session.Impersonating() || !a.ownHand:
		return refusal{}
	case a.about == aboutLinked || a.about == aboutOthers:
		return refusal{code: RefusedActingAlready, subject: r.session.User}
	}
	return refusal{code: RefusedOwnHand, subject: r.session.Principal}
}

// chosenLayer: customers and contacts need an account to do anything but to choose one.
func (r *Rights) chosenLayer(a *rule, _ uint8) refusal {
	if r.account == nil && !r.user.kind.staff() && a.about != aboutLinked {
		return refusal{code: RefusedNoAccount}
	}
	return refusal{}
}

func (r *Rights) applicationLayer(a *rule, _ uint8) refusal {
	code, subject := a.offForAll(&r.graph.application, r.user.kind.staff())
	return refusal{code: code, subject: subject}
}

func (r *Rights) groupsLayer(a *rule, n uint8) refusal {
	if r.user.kind.staff() {
		return refusal{}
	}
	p := r.graph.policy
	for _, f := range a.groups {
		for _, need := range f.needs() {
			if r.features>>p.features[need]&1 == 0 {
				return refusal{code: RefusedFeatureNotGranted, subject: need.subject()}
			}
		}
	}
	return refusal{}
}

func (r *Rights) accountLayer(a *rule, _ uint8) refusal {
	if r.account == nil {
		return refusal{}
	}
	switch {
	case (a.trading || a.prices) && r.account.fact.Status == Blocked:
		return refusal{code: RefusedBlocked, subject: r.account.fact.ID}
	case (a.terms || a.prices) && r.terms != "":
		return refusal{code: RefusedTermsBlocked, subject: r.terms}
	case !a.onAccount || r.user.kind != KindSubAccount:
	case !r.graph.application.PayOnAccount:
		return refusal{code: RefusedNotOnAccount, subject: "application"}
	case !r.account.fact.PaymentTerms.OnAccount:
		return refusal{code: RefusedNotOnAccount, subject: "account"}
	}
	return refusal{}
}

// userLayer: what the user holds himself.
func (r *Rights) userLayer(a *rule, n uint8) refusal { return r.user.refusal(r.graph.policy, a, n) }
