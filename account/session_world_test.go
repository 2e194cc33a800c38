package account_test

import (
	"errors"
	"maps"
	"slices"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

var (
	// sessionAccounts and sessionUsers are all that there can be, and one each that there never is.
	sessionAccounts = []string{"top", "mid", "low", "side", "far", "nowhere", ""}
	sessionUsers    = []string{
		"boss", "chief", "multi", "kid", "contact", "lead", "sub", "new sub", "agent", "worker", "seller", "nobody",
	}
	// denied are permissions that a role of the shop may deny.
	denied = []account.Permission{"impersonate", "represent", "order", "see prices", "manage sub-accounts", "authorize"}
)

// newSessionMachine begins with sessions of every kind: own ones, represented ones, and impersonated ones of a parent's user,
// a worker and sales representatives.
func newSessionMachine(t *rapid.T, seen map[string]int) *sessionMachine {
	f := &facts{
		application: allOn, groups: map[string]account.Group{}, roles: map[string]account.PermissionRole{},
		accounts: map[string]account.Account{}, users: map[string]account.User{},
	}
	f.application.ShowPrices, f.application.ShowStock, f.application.Ordering = true, true, true
	f.application.PayOnAccount = true
	f = f.with(account.Changes{
		PutGroups: []account.Group{{ID: "acts", Features: needed}, {ID: "half", Features: needed[:1]}, {ID: "rest", Features: needed[1:]}},
		PutPermissionRoles: []account.PermissionRole{
			{ID: "shop"}, {ID: "back", Kind: account.Administration, Allow: []account.Permission{account.ImpersonateCustomers}},
			{ID: "bar", Kind: account.Administration, Deny: []account.Permission{account.ImpersonateCustomers}},
		},
		Put: firstAccounts(), PutUsers: firstUsers(),
	})
	m := &sessionMachine{facts: f, graph: graphOf(t, f.data()), now: noon, seen: seen}
	for _, user := range []string{"boss", "multi", "sub", "lead", "agent", "worker", "seller"} {
		m.login(t, user, false)
	}
	boss, multi := m.open[0], m.open[1]
	m.represent(t, multi, "far")
	m.impersonate(t, boss, "kid", "low")
	m.impersonate(t, multi, "kid", "low")
	m.impersonate(t, m.open[4], "kid", "low")
	m.impersonate(t, m.open[5], "multi", "far")
	return m
}

// firstAccounts are a tree, top over mid and side, mid over low, and far by itself.
func firstAccounts() []account.Account {
	accounts := family("top", "mid", "low")
	accounts = append(accounts, account.Account{ID: "side", Parent: "top", National: true}, account.Account{ID: "far", National: true})
	for i := range accounts {
		accounts[i].PaymentTerms.OnAccount = true
	}
	accounts[0].Groups, accounts[1].Groups = []string{"acts"}, []string{"half"}
	accounts[2].Representatives, accounts[3].Representatives = []string{"R1"}, []string{"R2"}
	return accounts
}

func firstUsers() []account.User {
	contact, sub := buyer("contact", account.NoRole, "mid"), buyer("sub", account.RoleSubAccount, "mid")
	contact.Type = account.TypeContact
	sub.LimitedBudget = true
	sub.Limits = []account.SpendingLimit{{Amount: money.MustParse("500", money.EUR), Authorizers: []string{"lead"}}}
	users := []account.User{
		buyer("boss", account.RoleRegular, "top", "mid"), buyer("chief", account.RoleAccountManager, "top"),
		buyer("multi", account.RoleRegular, "mid", "far"), buyer("kid", account.RoleRegular, "low"),
		contact, sub, buyer("lead", account.RoleAccountManager, "mid"),
		{ID: "agent", Type: account.TypeSalesAgent, Activated: true, RepresentativeID: "R1"},
		{ID: "worker", Type: account.TypeWorker, Activated: true},
		{ID: "seller", Type: account.TypeWorker, Activated: true, SalesRepresentative: true, RepresentativeID: "R2"},
	}
	for i := range users {
		users[i].PermissionRoles = nil
	}
	users[1].MaySeeStock, users[6].MaySeeStock = false, false // which they cannot give away
	users[2].Groups, users[8].PermissionRoles = []string{"rest"}, []string{"back"}
	return users
}

// change makes a change to facts and graph: refused exactly where the facts would be defective, and then nothing is changed.
func (m *sessionMachine) change(t *rapid.T, c account.Changes) {
	c.Revision = m.graph.Revision() + 1
	next := m.with(c)
	g, err := m.graph.With(c)
	if (err == nil) != next.sound() || err != nil && !errors.Is(err, account.ErrData) {
		t.Fatalf("the facts are sound: %v, the graph says %v", next.sound(), err)
	}
	m.now = m.now.Add(time.Second)
	if err != nil {
		m.seen["change refused"]++
		return
	}
	m.facts, m.graph = next, g
}

func pick[E any](t *rapid.T, label string, list []E) E {
	if len(list) == 0 {
		t.Skip("no " + label)
	}
	return rapid.SampledFrom(list).Draw(t, label)
}

// someone draws a user that there is.
func (m *sessionMachine) someone(t *rapid.T) account.User {
	u, known := m.users[pick(t, "user", sessionUsers)]
	if !known {
		t.Skip("no such user")
	}
	return u
}

// some draws an account that there is.
func (m *sessionMachine) some(t *rapid.T) account.Account {
	a, known := m.accounts[pick(t, "account", sessionAccounts)]
	if !known {
		t.Skip("no such account")
	}
	return a
}

// toggled returns a list with an element taken out, or put in at the end.
func toggled[E comparable](list []E, e E) []E {
	without := slices.DeleteFunc(slices.Clone(list), func(other E) bool { return other == e })
	if len(without) < len(list) {
		return without
	}
	return append(without, e)
}

// sound reports whether a graph can be made of the facts (ACC-2, ACC-5, APR-2, APR-8).
func (f *facts) sound() bool {
	for id, a := range f.accounts {
		if _, known := f.accounts[a.Parent]; a.Parent != "" && !known || slices.Contains(f.above(id), id) {
			return false
		}
	}
	for _, u := range f.users {
		for _, id := range u.Accounts {
			if _, known := f.accounts[id]; !known {
				return false
			}
		}
		if !isStaff(u) && (u.Relation == account.OneToMulti) != (len(u.Accounts) > 1) {
			return false
		}
		for _, limit := range u.Limits {
			if slices.ContainsFunc(limit.Authorizers, func(id string) bool { return !f.authorizes(id, u.Accounts[0]) }) {
				return false
			}
		}
	}
	return true
}

// authorizes reports whether a user can be listed as an authorizer at an account.
func (f *facts) authorizes(id, at string) bool {
	u := f.users[id]
	right := u.Role == account.RoleAccountManager || u.Role == account.RoleSubAccount && u.MayAuthorize
	return right && u.Activated && u.MaySeePrices && slices.Contains(u.Accounts, at)
}

// with returns the facts after a change.
func (f *facts) with(c account.Changes) *facts {
	next := &facts{
		application: f.application, groups: maps.Clone(f.groups), roles: maps.Clone(f.roles),
		accounts: maps.Clone(f.accounts), users: maps.Clone(f.users),
	}
	if c.Application != nil {
		next.application = *c.Application
	}
	for _, g := range c.PutGroups {
		next.groups[g.ID] = g
	}
	for _, r := range c.PutPermissionRoles {
		next.roles[r.ID] = r
	}
	for _, a := range c.Put {
		next.accounts[a.ID] = a
	}
	for _, u := range c.PutUsers {
		next.users[u.ID] = u
	}
	for _, id := range c.Remove {
		delete(next.accounts, id)
	}
	for _, id := range c.RemoveUsers {
		delete(next.users, id)
	}
	return next
}

// data returns the facts as a graph takes them.
func (f *facts) data() account.Data {
	return account.Data{
		Application: f.application, Groups: slices.Collect(maps.Values(f.groups)),
		PermissionRoles: slices.Collect(maps.Values(f.roles)), Accounts: slices.Collect(maps.Values(f.accounts)),
		Users: slices.Collect(maps.Values(f.users)),
	}
}
