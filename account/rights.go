package account

import "time"

// Rights is what a session may do, by the graph that was asked: the session looked up and judged once, for any number of
// questions. It is a value that never changes, so that what it says holds at the revision of its graph and no longer; ask
// the present graph for new Rights at each request. The zero Rights refuse everything.
type Rights struct {
	graph   *Graph
	session Session
	user    *userNode // the user whose rights count; nil where the session does not hold
	account *node     // nil where there is none
	number  uint32    // of account

	// open has a bit for each action that all layers leave open but groups and target, which judge it by features.
	open     uint64
	features uint64

	refusal refusal // why the session does not hold
	terms   string  // the blocked account that the account is priced from or billed to
}

// refusal is a code with its subject; the zero refusal is none.
type refusal struct {
	code    DecisionCode
	subject string
	cause   DecisionCode
}

// For looks a session up and judges it, at an instant. A session that does not hold is refused everything, with the reason.
func (g *Graph) For(s Session, at time.Time) Rights {
	r := Rights{graph: g, session: s}
	r.refusal = r.bind(at)
	if r.refusal.code != "" {
		r.user, r.account, r.open = nil, nil, 0
	}
	return r
}

// May decides whether a session may do an action, at an instant, for its own account. It is For and [Rights.May] in one.
func (g *Graph) May(s Session, a Action, at time.Time) Decision {
	r := g.For(s, at)
	return r.MayOn(a, Target{})
}

// MayOn decides whether a session may do an action to a target, at an instant. It is For and [Rights.MayOn] in one.
func (g *Graph) MayOn(s Session, a Action, t Target, at time.Time) Decision {
	r := g.For(s, at)
	return r.MayOn(a, t)
}

// Permissions returns what the user's permission roles allow and none of them denies, sorted; none where the session does
// not hold. Actions that need no permission to be allowed are no matter of it: ask May.
func (r *Rights) Permissions() []Permission {
	if r.user == nil {
		return nil
	}
	return r.graph.policy.permissionsIn(r.user.held())
}

// Groups returns the customer groups of the session's account and of its user, sorted; none where it does not hold.
func (r *Rights) Groups() []string {
	if r.user == nil {
		return nil
	}
	groups := clone(r.user.fact.Groups)
	if r.account != nil {
		groups = append(groups, r.account.fact.Groups...)
	}
	return set(groups)
}

// Session returns the session whose rights they are.
func (r *Rights) Session() Session { return r.session }

// Decision is whether the session holds at all; it names no action.
func (r *Rights) Decision() Decision {
	d := Decision{Code: Allowed, Session: r.session}
	if r.graph == nil {
		return d.refused(RefusedNoSession, "")
	}
	d.Revision = r.graph.revision
	if r.refusal.code != "" {
		return d.because(r.refusal)
	}
	return d
}

// May decides about an action, for the session's own account.
func (r *Rights) May(a Action) Decision { return r.MayOn(a, Target{}) }

// MayOn decides about an action and what it is done to.
func (r *Rights) MayOn(a Action, t Target) Decision {
	d := r.Decision()
	d.Action, d.Target = a, t
	if !d.Allowed() {
		return d
	}
	n, known := r.graph.policy.actions[a]
	switch {
	case a == "":
		return d.refused(RefusedNoAction, "")
	case !known:
		return d.refused(RefusedUnknownAction, string(a))
	}
	if no := r.judge(n, &t); no.code != "" {
		return d.because(no)
	}
	return d
}

// judge returns the first refusal.
func (r *Rights) judge(n uint8, t *Target) refusal {
	p := r.graph.policy
	if r.open>>n&1 == 0 || p.groups[n]&^r.features != 0 && !r.user.kind.staff() {
		for _, layer := range layers {
			if no := layer(r, &p.rules[n], n); no.code != "" {
				return no
			}
		}
	}
	return r.targeted(&p.rules[n], t)
}

func (d Decision) because(no refusal) Decision {
	d = d.refused(no.code, no.subject)
	d.Cause = no.cause
	return d
}

// bind finds what a session names and closes what its account and its acting close.
func (r *Rights) bind(at time.Time) refusal {
	s, g := &r.session, r.graph
	switch {
	case g == nil || g.policy == nil || s.Principal == "" || s.User == "" || s.From != "" && !s.Impersonating():
		return refusal{code: RefusedNoSession}
	case at.IsZero():
		return refusal{code: RefusedNoInstant}
	case s.Since.After(at):
		return refusal{code: RefusedNotBegun}
	}
	if s.Impersonating() {
		if no := r.actingEnded(at); no.code != "" {
			return no
		}
	}
	if no := r.bindUser(s.User); no.code != "" {
		return no
	}
	if no := r.bindAccount(s.Account); no.code != "" {
		return no
	}
	r.close()
	return refusal{}
}

// actingEnded judges a session of one who impersonates as if it began now (REP-4).
func (r *Rights) actingEnded(at time.Time) refusal {
	s := &r.session
	if s.Account == "" {
		return refusal{code: RefusedNoAccount}
	}
	d := r.graph.MayOn(s.own(), ActionImpersonate, Target{User: s.User, Account: s.Account}, at)
	if d.Allowed() {
		return refusal{}
	}
	if d.Layer == LayerSession {
		return refusal{code: d.Code, subject: d.Subject}
	}
	return refusal{code: RefusedActingEnded, subject: d.Subject, cause: d.Code}
}

func (r *Rights) bindUser(id string) refusal {
	u := r.graph.user(id)
	switch {
	case u == nil:
		return refusal{code: RefusedUnknownUser, subject: id}
	case !u.fact.Activated:
		return refusal{code: RefusedInactiveUser, subject: id}
	}
	r.user = u
	return refusal{}
}

func (r *Rights) bindAccount(id string) refusal {
	if id == "" {
		return refusal{}
	}
	n, ok := r.graph.find(id)
	if !ok || !r.user.linked(n) {
		return refusal{code: RefusedNotLinked, subject: id}
	}
	r.number, r.account = n, r.graph.nodes.At(n)
	return refusal{}
}

// close turns what the layers say of every action at once into bits.
func (r *Rights) close() {
	p := r.graph.policy
	r.features = r.user.features
	r.open = r.user.may & p.shop
	if r.user.kind.staff() {
		r.open = r.user.may & p.back
	}
	if r.session.Impersonating() {
		r.open &^= p.ownHand
	}
	if r.account == nil {
		if !r.user.kind.staff() {
			r.open &= p.choosing
		}
		return
	}
	r.features |= r.account.features
	if r.account.fact.Status == Blocked {
		r.open &^= p.trading
	}
	if r.terms = r.graph.blockedTerms(r.account); r.terms != "" {
		r.open &^= p.terms
	}
	if r.user.kind == KindSubAccount && !(r.graph.application.PayOnAccount && r.account.fact.PaymentTerms.OnAccount) {
		r.open &^= p.onAccount
	}
}

// blockedTerms returns the first blocked account that an account is priced from or billed to, "" where there is none.
func (g *Graph) blockedTerms(n *node) string {
	for _, k := range [...]link{pricing, billing} {
		if !n.up[k].some() {
			continue
		}
		code, _, _ := g.inForce(n, k)
		for at := n; code == OverrideInForce && at.up[k].some(); {
			at = g.nodes.At(at.up[k].number())
			if at.fact.Status == Blocked {
				return at.fact.ID
			}
		}
	}
	return ""
}
