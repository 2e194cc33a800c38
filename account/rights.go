package account

import "time"

// Rights is what a session may do, by the graph that was asked: the session looked up and judged once, for any number of
// questions. It never changes, so that what it says holds at the revision of its graph and no longer; ask
// the present graph for new Rights at each request. The zero Rights refuse everything.
type Rights struct {
	graph *Graph
	// Masks of actions, by the numbers of the policy: open are those that all layers leave open but the target. Of these, own
	// may be done to the own account, under to any below, and with closer ones one must look closer. The three are for
	// customers and contacts with an account, for others they are 0.
	open   uint64
	own    uint64
	under  uint64
	closer uint64

	user     *userNode // the user whose rights count; nil where the session does not hold
	account  *node     // nil where there is none
	number   uint32    // of account
	level    uint32    // of account: how many are above it
	features uint64

	refusal refusal // why the session does not hold
	terms   string  // the blocked account that the account is priced from or billed to
	session Session
}

// refusal is a code with its subject; the zero refusal is none.
type refusal struct {
	code    DecisionCode
	cause   DecisionCode
	subject string
}

// For looks a session up and judges it, at an instant. A session that does not hold is refused everything, with the reason.
func (g *Graph) For(s Session, at time.Time) *Rights {
	r := new(Rights) // stays on the caller's stack: For is inlined
	r.bind(g, &s, at)
	return r
}

// May decides whether a session may do an action, at an instant, for its own account. It is For and [Rights.May] in one.
func (g *Graph) May(s Session, a Action, at time.Time) Decision {
	return g.MayOn(s, a, Target{}, at)
}

// MayOn decides whether a session may do an action to a target, at an instant. It is For and [Rights.MayOn] in one.
func (g *Graph) MayOn(s Session, a Action, t Target, at time.Time) Decision {
	var r Rights
	r.bind(g, &s, at)
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
	if r.user != nil {
		return Decision{Code: Allowed, Session: r.session, Revision: r.graph.revision}
	}
	return r.MayOn("", Target{}) // which refuses, as the session does not hold
}

// May decides about an action, for the session's own account.
func (r *Rights) May(a Action) Decision { return r.MayOn(a, Target{}) }

// MayOn decides about an action and what it is done to.
func (r *Rights) MayOn(a Action, t Target) (d Decision) {
	no := r.decide(a, &t)
	d.Code = Allowed
	if no.code != 0 {
		d.Code, d.Layer, d.Subject, d.Cause = no.code, no.code.layer(), no.subject, no.cause
	}
	if r.graph != nil {
		d.Revision = r.graph.revision
	}
	d.Action, d.Session, d.Target = a, r.session, t
	return d
}

func (r *Rights) decide(a Action, t *Target) refusal {
	switch {
	case r.refusal.code != 0:
		return r.refusal
	case r.user == nil:
		return refusal{code: RefusedNoSession}
	case a == "":
		return refusal{code: RefusedNoAction}
	}
	n, known := r.graph.policy.actions[a]
	if !known {
		return refusal{code: RefusedUnknownAction, subject: string(a)}
	}
	return r.judge(n, t)
}

// judge returns the first refusal.
func (r *Rights) judge(n uint8, t *Target) refusal {
	p := r.graph.policy
	if r.open>>n&1 == 0 {
		for i := range layers {
			if no := r.layer(i, &p.rules[n]); no.code != 0 {
				return no
			}
		}
	}
	return r.targeted(p.abouts[n], t)
}
