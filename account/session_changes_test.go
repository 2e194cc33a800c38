package account_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
)

func (m *sessionMachine) BlocksAccount(t *rapid.T) {
	a := m.some(t)
	a.Status = pick(t, "status", []account.Status{account.Active, account.Blocked})
	m.change(t, account.Changes{Put: []account.Account{a}})
}

// MovesAccount hangs an account elsewhere; under itself is refused.
func (m *sessionMachine) MovesAccount(t *rapid.T) {
	a := m.some(t)
	a.Parent = pick(t, "parent", sessionAccounts)
	m.change(t, account.Changes{Put: []account.Account{a}})
}

// RemovesAccount is refused where users or accounts name it.
func (m *sessionMachine) RemovesAccount(t *rapid.T) {
	m.change(t, account.Changes{Remove: []string{m.some(t).ID}})
}

func (m *sessionMachine) PutsAccountBack(t *rapid.T) {
	a := pick(t, "account", firstAccounts())
	if _, there := m.accounts[a.ID]; there {
		t.Skip("is there")
	}
	a.Parent = ""
	m.change(t, account.Changes{Put: []account.Account{a}})
}

func (m *sessionMachine) AssignsRepresentative(t *rapid.T) {
	a := m.some(t)
	a.Representatives = toggled(a.Representatives, pick(t, "representative", []string{"R1", "R2"}))
	m.change(t, account.Changes{Put: []account.Account{a}})
}

func (m *sessionMachine) ChangesAccountGroups(t *rapid.T) {
	a := m.some(t)
	a.Groups = toggled(a.Groups, pick(t, "group", []string{"acts", "half", "rest"}))
	m.change(t, account.Changes{Put: []account.Account{a}})
}

// LinksUser makes him one of several accounts, or of one more.
func (m *sessionMachine) LinksUser(t *rapid.T) {
	u, at := m.someone(t), m.some(t).ID
	if u.Role != account.RoleRegular && u.Role != account.RoleAccountManager || slices.Contains(u.Accounts, at) {
		t.Skip("not he")
	}
	m.change(t, account.Changes{PutUsers: []account.User{u.ToMulti(at)}})
}

// UnlinksUser takes an account of several away, or moves him to another; from an account for which he is an authorizer it is
// refused.
func (m *sessionMachine) UnlinksUser(t *rapid.T) {
	u := m.someone(t)
	if isStaff(u) {
		t.Skip("not he")
	}
	if len(u.Accounts) == 1 {
		u.Accounts = []string{m.some(t).ID}
	} else {
		u.Accounts = toggled(u.Accounts, pick(t, "account", u.Accounts))
	}
	if len(u.Accounts) == 1 {
		u = u.ToOne()
	}
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

func (m *sessionMachine) ActivatesUser(t *rapid.T) {
	u := m.someone(t)
	u.Activated = rapid.Bool().Draw(t, "activated")
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

// RemovesUser is refused for an authorizer.
func (m *sessionMachine) RemovesUser(t *rapid.T) {
	m.change(t, account.Changes{RemoveUsers: []string{m.someone(t).ID}})
}

func (m *sessionMachine) PutsUserBack(t *rapid.T) {
	u := pick(t, "user", firstUsers())
	if _, there := m.users[u.ID]; there {
		t.Skip("is there")
	}
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

func (m *sessionMachine) ChangesUserGroups(t *rapid.T) {
	u := m.someone(t)
	if isStaff(u) {
		t.Skip("not he")
	}
	u.Groups = toggled(u.Groups, pick(t, "group", []string{"acts", "half", "rest"}))
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

func (m *sessionMachine) ChangesUserOption(t *rapid.T) {
	u := m.someone(t)
	if isStaff(u) {
		t.Skip("not he")
	}
	option := pick(t, "option", []*bool{&u.MayOrder, &u.MaySeePrices, &u.MaySeeStock})
	*option = !*option
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

func (m *sessionMachine) ChangesUserRoles(t *rapid.T) {
	u, roles := m.someone(t), []string{"shop"}
	if u.Type == account.TypeWorker {
		roles = []string{"shop", "back", "bar"}
	}
	u.PermissionRoles = toggled(u.PermissionRoles, pick(t, "role", roles))
	m.change(t, account.Changes{PutUsers: []account.User{u}})
}

// ChangesDenials lets the role of the shop deny one thing more, or less.
func (m *sessionMachine) ChangesDenials(t *rapid.T) {
	role := m.roles["shop"]
	role.Deny = toggled(role.Deny, pick(t, "permission", denied))
	m.change(t, account.Changes{PutPermissionRoles: []account.PermissionRole{role}})
}

func (m *sessionMachine) ChangesAllowance(t *rapid.T) {
	role := m.roles["back"]
	role.Allow = toggled(role.Allow, account.ImpersonateCustomers)
	m.change(t, account.Changes{PutPermissionRoles: []account.PermissionRole{role}})
}

func (m *sessionMachine) ChangesGroupFeature(t *rapid.T) {
	g := m.groups[pick(t, "group", []string{"acts", "half", "rest"})]
	g.Features = toggled(g.Features, pick(t, "feature", needed))
	m.change(t, account.Changes{PutGroups: []account.Group{g}})
}

func (m *sessionMachine) SwitchesFeature(t *rapid.T) {
	a := m.application
	a.Features = toggled(a.Features, pick(t, "feature", needed))
	m.change(t, account.Changes{Application: &a})
}

func (m *sessionMachine) SwitchesSeller(t *rapid.T) {
	a := m.application
	on := pick(t, "switch", []*bool{&a.ShowPrices, &a.ShowStock, &a.Ordering, &a.PayOnAccount})
	*on = !*on
	m.change(t, account.Changes{Application: &a})
}

func (m *sessionMachine) SwitchesDirectChildrenOnly(t *rapid.T) {
	a := m.application
	a.DirectChildrenOnly = !a.DirectChildrenOnly
	m.change(t, account.Changes{Application: &a})
}

// PutsSubAccount has some session keep a sub-account.
func (m *sessionMachine) PutsSubAccount(t *rapid.T) {
	by := append(slices.Clone(m.open), account.Session{Principal: "boss", User: "lead", From: "top", Account: "mid"})
	m.putSubAccount(t, pick(t, "session", by), pick(t, "sub-account", []string{"sub", "new sub", "kid"}))
}

// ManagerPutsSubAccount has a manager do so.
func (m *sessionMachine) ManagerPutsSubAccount(t *rapid.T) {
	lead, chief := account.Session{Principal: "lead", User: "lead", Account: "mid"}, account.Session{Principal: "chief", User: "chief", Account: "top"}
	m.putSubAccount(t, pick(t, "manager", []account.Session{lead, chief}), pick(t, "sub-account", []string{"sub", "new sub"}))
}

// putSubAccount: a manager keeps those of his account, and gives no more than he holds (ACC-7, A5).
func (m *sessionMachine) putSubAccount(t *rapid.T, s account.Session, id string) {
	before, known := m.users[id]
	sub := before.SubAccount()
	sub.ID = id
	options := []*bool{&sub.Activated, &sub.MayOrder, &sub.MaySeePrices, &sub.MaySeeStock, &sub.MayAuthorize}
	if rapid.Bool().Draw(t, "one option") {
		option := pick(t, "option", options)
		*option = !*option
	} else {
		for _, option := range options {
			*option = rapid.Bool().Draw(t, "option")
		}
	}
	his := !known || before.Role == account.RoleSubAccount && slices.Contains(before.Accounts, s.Account)
	may := m.may(s, account.ActionManageSubAccounts) && his && m.holdsAll(s, before, sub)
	out, err := m.graph.PutSubAccount(s, sub, m.now)
	if d := out.Decision; d.Code == account.RefusedMoreThanHeld && len(before.Groups) > 0 && !before.Activated {
		switch account.Action(d.Subject) { // what groups of his own give him beside is TestA5's matter
		case account.ActionViewOrders, account.ActionViewInvoices, account.ActionSeeLinks:
			may = false
		}
	}
	if err != nil || out.Decision.Allowed() != may || (out.Graph != nil) != may {
		t.Fatalf("%+v by %+v: the model says %v: %s (%v)", sub, s, may, out.Decision, err)
	}
	if !may {
		m.seen["sub-account refused"]++
		return
	}
	m.seen["sub-account put"]++
	m.facts, m.graph = m.with(out.Changes), out.Graph
	if u := m.users[id]; !slices.Equal(u.Accounts, []string{s.Account}) || u.Role != account.RoleSubAccount {
		t.Fatalf("ACC-7: %+v put by %+v", u, s)
	}
}

// holdsAll reports whether a session holds all that it would grant; who is being activated had nothing.
func (m *sessionMachine) holdsAll(s account.Session, before account.User, sub account.SubAccount) bool {
	had := account.User{}
	if before.Activated || !sub.Activated {
		had = before
	}
	authorizes := sub.MayAuthorize && !had.MayAuthorize ||
		sub.MayAuthorize && sub.MaySeePrices && !had.MaySeePrices && !m.says(before, denies, "authorize")
	onAccount := m.application.PayOnAccount && m.accounts[s.Account].PaymentTerms.OnAccount
	return !(sub.MayOrder && !had.MayOrder && !(m.may(s, account.ActionOrder) && onAccount)) &&
		!(sub.MaySeePrices && !had.MaySeePrices && !m.may(s, account.ActionSeePrices)) &&
		!(sub.MaySeeStock && !had.MaySeeStock && !m.may(s, account.ActionSeeStock)) &&
		!(authorizes && !m.may(s, account.ActionAuthorize))
}
