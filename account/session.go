package account

import (
	"slices"
	"time"
)

// Session is who is there, as whom, and for which account. It is a plain value that a host keeps with the login; it
// proves nothing by itself: every question judges it anew, against the data as it is then (REP-4). The zero Session may do
// nothing.
type Session struct {
	// Principal is the user who is really there.
	Principal string
	// User is the one whose rights count: Principal, or the user that he impersonates.
	User string
	// From is the account out of which Principal impersonates User; "" for staff, and where nobody is impersonated.
	From string
	// Account is the one that everything is for; "" for staff, and until a user of several accounts has chosen.
	Account string
	// Since is when it became what it is, and Revision that of the graph which then allowed it.
	Since    time.Time
	Revision uint64
}

// Impersonating reports whether the principal is there as another.
func (s Session) Impersonating() bool { return s.Principal != s.User }

// own returns the principal's own session, out of which he impersonates.
func (s Session) own() Session {
	return Session{Principal: s.Principal, User: s.Principal, Account: s.From, Since: s.Since, Revision: s.Revision}
}

// Login begins the session of a user whom the host has recognized. It is for his main account; but for a user of several
// accounts whose basket already has lines it is for none until he has chosen one with [Graph.Represent] (REP-1). Refused,
// it returns the zero Session.
func (g *Graph) Login(user string, basketHasLines bool, at time.Time) (Session, Decision) {
	s := Session{Principal: user, User: user, Since: at, Revision: g.Revision()}
	if u := g.user(user); u != nil && !(basketHasLines && u.fact.Relation == OneToMulti) {
		s.Account = u.fact.main()
	}
	return g.begin(s, g.For(s, at).Decision())
}

// Represent turns a session of a user of several accounts to another of them (REP-1). It can be done at any time, but not
// while impersonating. Refused, it returns the zero Session; the former one stays as good as it was.
func (g *Graph) Represent(s Session, account string, at time.Time) (Session, Decision) {
	d := g.MayOn(s, ActionRepresent, Target{Account: account}, at)
	if d.Allowed() && account == "" {
		d = d.refused(RefusedNoTarget, "account")
	}
	s.Account, s.Since, s.Revision = account, at, g.Revision()
	return g.begin(s, d)
}

// Impersonate begins the session of a principal who acts as another user, for one of that user's accounts, where the
// account is below the one that the principal's session is for, or the principal is staff who may (REP-2, REP-5). Refused,
// it returns the zero Session; the former one stays as good as it was.
func (g *Graph) Impersonate(s Session, user, account string, at time.Time) (Session, Decision) {
	d := g.MayOn(s, ActionImpersonate, Target{User: user, Account: account}, at)
	switch {
	case d.Allowed() && user == "":
		d = d.refused(RefusedNoTarget, "user")
	case d.Allowed() && account == "":
		d = d.refused(RefusedNoTarget, "account")
	}
	return g.begin(Session{
		Principal: s.Principal, User: user, From: s.Account, Account: account, Since: at, Revision: g.Revision(),
	}, d)
}

func (g *Graph) begin(s Session, d Decision) (Session, Decision) {
	if !d.Allowed() {
		return Session{}, d
	}
	return s, d
}

// Persons returns the humans behind a session: those of its principal and its user, sorted, each once. Unknown users have
// none.
func (g *Graph) Persons(s Session) []string {
	var persons []string
	for _, id := range [...]string{s.Principal, s.User} {
		if u := g.user(id); u != nil {
			persons = append(persons, u.fact.person())
		}
	}
	slices.Sort(persons)
	return slices.Compact(persons)
}
