package storage_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// actingTime is when the operation represent asks; nothing in a setup depends on it.
var actingTime = time.Date(2025, 6, 2, 9, 0, 0, 0, time.UTC)

// acting is who may act, and what he may do then.
type acting struct {
	Represent *bool `json:"may_represent"`
	Prices    *bool `json:"may_see_prices"`
	Order     *bool `json:"may_order"`
}

// represent is the operation represent: may a user act for an account at all,
// and what may he do then?
func (r *run) represent() {
	var request struct {
		Op, User, Account string
	}
	var want acting
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &request) || !r.read("expect", r.Expect, &want) {
		return
	}
	r.supply(&s, request.Account)
	g, err := r.graph(&s, r.options(s.Settings), nil)
	if err != nil {
		r.refused(err)
		return
	}
	sessions := r.sessions(g, request.User, request.Account)
	r.sameAnswer("may represent", len(sessions) > 0, want.Represent)
	r.sameAnswer("may see prices", anyMay(g, sessions, account.ActionSeePrices), want.Prices)
	r.sameAnswer("may order", anyMay(g, sessions, account.ActionOrder), want.Order)
}

func (r *run) sameAnswer(what string, got bool, want *bool) {
	if want != nil && got != *want {
		r.problem("%s: got %v, want %v", what, got, *want)
	}
}

func anyMay(g *account.Graph, sessions []account.Session, a account.Action) bool {
	return slices.ContainsFunc(sessions, func(s account.Session) bool {
		d := g.May(s, a, actingTime)
		return d.Allowed()
	})
}

// sessions are those in which a user is there for an account: his own, or as
// any of the account's users.
func (r *run) sessions(g *account.Graph, user, at string) []account.Session {
	var found []account.Session
	for _, own := range ownSessions(g, user) {
		if own.Account == at {
			return []account.Session{own}
		}
		for other := range g.UsersOf(at) {
			s, d := g.Impersonate(own, other.ID, at, actingTime)
			if d.Allowed() {
				found = append(found, s)
			}
			if d.Allowed() != listed(g, own, other.ID, at) {
				r.problem("acting as %s is listed otherwise than decided: %s", other.ID, d)
			}
		}
	}
	return found
}

// ownSessions are those of a user himself, the main account's first.
func ownSessions(g *account.Graph, user string) []account.Session {
	login, d := g.Login(user, false, actingTime)
	if !d.Allowed() {
		return nil
	}
	sessions := []account.Session{login}
	u, _ := g.User(user)
	for _, id := range u.Accounts {
		if s, d := g.Represent(login, id, actingTime); d.Allowed() && id != login.Account {
			sessions = append(sessions, s)
		}
	}
	return sessions
}

// listed reports whether a user of an account is among those whom a session is
// offered to act as.
func listed(g *account.Graph, s account.Session, user, at string) bool {
	all := account.Search{Limit: 1000}
	choices, _ := g.Impersonable(s, all, actingTime)
	users, _, _ := g.ImpersonableUsers(s, at, all, actingTime)
	return slices.ContainsFunc(choices.Accounts, func(c account.Choice) bool { return c.Account.ID == at }) &&
		slices.ContainsFunc(users, func(u account.User) bool { return u.ID == user })
}

// supply adds whom a setup leaves out: a user of the account that is acted for,
// where it has none, and authorizers.
func (r *run) supply(s *setup, at string) {
	known := slices.ContainsFunc(s.Accounts, func(p party) bool { return p.ID == at })
	has := slices.ContainsFunc(s.Users, func(l login) bool { return slices.Contains(l.accounts(), at) })
	if known && !has {
		s.Users = append(s.Users, login{ID: "user of " + at, Account: at})
	}
	for i := range s.Users {
		l := &s.Users[i]
		if l.OrderLimit.given() && !r.covered(l) {
			l.Authorizers = append(l.Authorizers, authorizing{Limit: l.OrderLimit})
		}
		for j := range l.Authorizers {
			if a := &l.Authorizers[j]; len(a.Users) == 0 {
				a.Users = []string{"authorizer of " + l.ID}
			}
		}
	}
	for _, l := range slices.Clone(s.Users) {
		for _, a := range l.Authorizers {
			for _, id := range a.Users {
				if s.user(id) == nil {
					s.Users = append(s.Users, login{ID: id, Account: cmp.Or(l.Account, at)})
				}
			}
		}
	}
}
