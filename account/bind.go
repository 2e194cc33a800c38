package account

import (
	"math/bits"
	"time"
)

// bind finds what a session names and closes what its account and its acting close.
func (r *Rights) bind(g *Graph, s *Session, at time.Time) {
	r.graph, r.session = g, *s
	no := r.check(at)
	if no.code == 0 {
		no = r.find(s)
	}
	if no.code != 0 {
		r.refusal, r.user, r.account = no, nil, nil
		return
	}
	r.close()
}

// check judges a session by itself, and one who impersonates as if he began now (REP-4).
func (r *Rights) check(at time.Time) refusal {
	s, g := &r.session, r.graph
	switch {
	case g == nil || g.policy == nil || s.Principal == "" || s.User == "" || s.From != "" && !s.Impersonating():
		return refusal{code: RefusedNoSession}
	case at.IsZero():
		return refusal{code: RefusedNoInstant}
	case s.Since.After(at):
		return refusal{code: RefusedNotBegun}
	case !s.Impersonating():
		return refusal{}
	case s.Account == "":
		return refusal{code: RefusedNoAccount}
	}
	d := g.MayOn(s.own(), ActionImpersonate, Target{User: s.User, Account: s.Account}, at)
	switch {
	case d.Allowed():
		return refusal{}
	case d.Layer == LayerSession || d.Code == RefusedActingEnded:
		return refusal{code: d.Code, cause: d.Cause, subject: d.Subject}
	}
	return refusal{code: d.Code, subject: d.Subject}.ended()
}

// ended turns the refusal to begin acting into that of a session which goes on with it.
func (no refusal) ended() refusal {
	if no.code == 0 {
		return no
	}
	return refusal{code: RefusedActingEnded, cause: no.code, subject: no.subject}
}

// find looks up the user and, among those linked, the account.
func (r *Rights) find(s *Session) refusal {
	r.user = r.graph.user(s.User)
	switch {
	case r.user == nil:
		return refusal{code: RefusedUnknownUser, subject: s.User}
	case !r.user.fact.Activated:
		return refusal{code: RefusedInactiveUser, subject: s.User}
	case s.Account == "":
		return refusal{}
	}
	for _, n := range r.user.accounts {
		if node := r.graph.nodes.At(n); node.fact.ID == s.Account {
			r.number, r.level, r.account = n, uint32(len(*r.graph.paths.At(n))), node
			no := r.user.standing(r.graph.policy, n)
			return no.ended()
		}
	}
	return refusal{code: RefusedNotLinked, subject: s.Account}
}

// close turns what the layers say of every action at once into bits.
func (r *Rights) close() {
	p := r.graph.policy
	if r.user.kind.staff() {
		r.open = r.user.may & p.back
		return
	}
	r.open, r.features = r.user.may&p.shop, r.user.features
	if r.session.Impersonating() {
		r.open &^= p.ownHand
	}
	if r.account == nil {
		r.open &= p.choosing
		return
	}
	r.features |= r.account.features
	for off := p.needed &^ r.features; off != 0; off &= off - 1 {
		r.open &^= p.needing[bits.TrailingZeros64(off)]
	}
	if r.account.fact.Status == Blocked {
		r.open &^= p.trading
	}
	if r.terms = r.graph.blockedTerms(r.account); r.terms != "" {
		r.open &^= p.terms
	}
	if r.user.kind == KindSubAccount && !(r.graph.application.PayOnAccount && r.account.fact.PaymentTerms.OnAccount) {
		r.open &^= p.onAccount
	}
	r.reach(p)
}

// reach says to which accounts what is open may be done.
func (r *Rights) reach(p *policy) {
	r.own, r.under, r.closer = r.open&p.own, r.open&p.under, r.open&p.choosing
	if r.childHistory(r.number).code == 0 {
		r.under |= r.open & p.history
	}
	switch {
	case r.account.fact.Status == Blocked:
	case r.graph.application.DirectChildrenOnly:
		r.closer |= r.open & p.others
	default:
		r.under |= r.open & p.others
	}
}

// blockedTerms returns the first blocked account that an account is priced from or billed to, "" where there is none.
func (g *Graph) blockedTerms(n *node) string {
	for _, k := range [...]link{pricing, billing} {
		if !n.up[k].some() || !g.policy.overrides(k, n.features) {
			continue
		}
		for at := n; at.up[k].some(); {
			at = g.nodes.At(at.up[k].number())
			if at.fact.Status == Blocked {
				return at.fact.ID
			}
		}
	}
	return ""
}
