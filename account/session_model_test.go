package account_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// facts are what a session rests on, by id. What they answer is written from the rules, step by step, and shares no code
// with the engine.
type facts struct {
	application account.Application
	groups      map[string]account.Group
	roles       map[string]account.PermissionRole
	accounts    map[string]account.Account
	users       map[string]account.User
}

// complaint is one thing that ends a session, and what it is about.
type complaint struct {
	code    account.DecisionCode
	subject string
}

// needed are the features without which no customer impersonates (ACC-12).
var needed = []account.Feature{account.Impersonate, account.PowerCustomers}

// ownHand are the actions that nobody does while impersonating (REP-4).
var ownHand = []account.Action{
	account.ActionRepresent, account.ActionImpersonate, account.ActionManageChild, account.ActionManageSubAccounts,
	account.ActionManageBudgets, account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute,
}

// complaints returns all that keeps a session from being begun now; none where it could be.
func (f *facts) complaints(s account.Session) []complaint {
	if s.Principal == "" || s.User == "" || s.Principal == s.User && s.From != "" {
		return []complaint{{account.RefusedNoSession, ""}}
	}
	if s.Principal == s.User {
		return f.there(s.User, s.Account)
	}
	all := f.there(s.Principal, s.From)
	if s.Account == "" {
		all = append(all, complaint{code: account.RefusedNoAccount})
	}
	p, known := f.users[s.Principal]
	if !known {
		return all
	}
	all = append(all, f.masters(p, s.From)...)
	if out := f.reaches(p, s.From, s.Account); len(out) > 0 {
		return append(all, out...)
	}
	return append(all, f.actedFor(p, s.User, s.Account)...)
}

// there says what keeps a user from being there himself, for an account or for none yet: he logs in for the main account, and
// must represent the others.
func (f *facts) there(user, at string) (all []complaint) {
	u, known := f.users[user]
	if !known {
		return []complaint{{account.RefusedUnknownUser, user}}
	}
	if !u.Activated {
		all = append(all, complaint{account.RefusedInactiveUser, user})
	}
	switch {
	case at == "":
	case !slices.Contains(u.Accounts, at):
		all = append(all, complaint{account.RefusedNotLinked, at})
	case at != u.Accounts[0] && f.says(u, denies, "represent"):
		all = append(all, complaint{account.RefusedDenied, "represent"})
	}
	return all
}

// masters says what keeps a user from impersonating anyone out of an account (REP-2, REP-5, ACC-6, ACC-12).
func (f *facts) masters(p account.User, from string) (all []complaint) {
	if f.says(p, denies, "impersonate") {
		all = append(all, complaint{account.RefusedDenied, "impersonate"})
	}
	if isStaff(p) {
		return append(all, f.unpermitted(p)...)
	}
	if p.Role == account.RoleSubAccount {
		all = append(all, complaint{account.RefusedKind, "sub-account"})
	}
	if from == "" {
		return append(all, complaint{code: account.RefusedNoAccount})
	}
	if f.accounts[from].Status == account.Blocked {
		all = append(all, complaint{account.RefusedFromBlocked, from})
	}
	for _, need := range needed {
		if !f.application.Features.Has(need) {
			all = append(all, complaint{account.RefusedFeatureOff, string(need)})
		}
		if !f.granted(p, from, need) {
			all = append(all, complaint{account.RefusedFeatureNotGranted, string(need)})
		}
	}
	return all
}

// unpermitted says what a worker or sales agent lacks who is no representative.
func (f *facts) unpermitted(p account.User) (all []complaint) {
	const right = "impersonate customers"
	if f.everywhere(p) || representative(p) != "" {
		return nil
	}
	if f.says(p, denies, right) {
		all = append(all, complaint{account.RefusedDenied, right})
	}
	if !f.says(p, allows, right) {
		all = append(all, complaint{account.RefusedNotAllowed, right})
	}
	return all
}

// reaches says what keeps an account out of reach; only staff hears that there is none of that id.
func (f *facts) reaches(p account.User, from, at string) []complaint {
	a, known := f.accounts[at]
	switch {
	case isStaff(p) && !known:
		return []complaint{{account.RefusedUnknownTarget, at}}
	case isStaff(p) && (f.everywhere(p) || slices.Contains(a.Representatives, representative(p))):
		return nil
	case isStaff(p):
		return []complaint{{account.RefusedNotAssigned, at}}
	case !slices.Contains(f.above(at), from):
		return []complaint{{account.RefusedNotBelow, at}}
	case f.application.DirectChildrenOnly && a.Parent != from:
		return []complaint{{account.RefusedNotChild, at}}
	}
	return nil
}

// actedFor says what keeps a user from being acted for at an account: he must be one of its users, another, and be able to
// be there.
func (f *facts) actedFor(p account.User, user, at string) []complaint {
	if u := f.users[user]; user == p.ID || !slices.Contains(u.Accounts, at) {
		return []complaint{{account.RefusedOtherUser, user}}
	}
	return f.there(user, at)
}

// may reports whether a session may do one of the actions that the model knows.
func (f *facts) may(s account.Session, a account.Action) bool {
	acting := s.Principal != s.User
	if len(f.complaints(s)) > 0 || acting && slices.Contains(ownHand, a) {
		return false
	}
	u := f.users[s.User]
	if f.says(u, denies, account.Permission(a)) {
		return false
	}
	if isStaff(u) {
		return a == account.ActionImpersonate && len(f.masters(u, "")) == 0
	}
	if a == account.ActionRepresent {
		return u.Relation == account.OneToMulti
	}
	return s.Account != "" && f.buyerMay(u, s.Account, a)
}

// buyerMay is may of a customer or contact for an account (ACC-6, ACC-7, ACC-8).
func (f *facts) buyerMay(u account.User, at string, a account.Action) bool {
	trades := f.accounts[at].Status == account.Active
	prices := trades && u.MaySeePrices && f.application.ShowPrices && !f.says(u, denies, "see prices")
	manager, sub := u.Role == account.RoleAccountManager, u.Role == account.RoleSubAccount
	switch a {
	case account.ActionSeePrices:
		return prices
	case account.ActionSeeStock:
		return trades && u.MaySeeStock && f.application.ShowStock
	case account.ActionOrder:
		onAccount := f.application.PayOnAccount && f.accounts[at].PaymentTerms.OnAccount
		return trades && u.MayOrder && f.application.Ordering && (onAccount || !sub)
	case account.ActionPayInvoice:
		return trades
	case account.ActionViewOrders:
		return true
	case account.ActionManageSubAccounts:
		return manager
	case account.ActionAuthorize:
		return prices && (manager || sub && u.MayAuthorize)
	case account.ActionImpersonate:
		return len(f.masters(u, at)) == 0
	}
	return false
}

// modelled are the actions that may knows.
var modelled = []account.Action{
	account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder, account.ActionPayInvoice, account.ActionViewOrders,
	account.ActionRepresent, account.ActionImpersonate, account.ActionManageSubAccounts, account.ActionAuthorize,
}

// says reports whether any of a user's roles allows, or denies, a permission.
func (f *facts) says(u account.User, what func(account.PermissionRole) []account.Permission, p account.Permission) bool {
	return slices.ContainsFunc(u.PermissionRoles, func(id string) bool { return slices.Contains(what(f.roles[id]), p) })
}

func allows(r account.PermissionRole) []account.Permission { return r.Allow }
func denies(r account.PermissionRole) []account.Permission { return r.Deny }

// everywhere reports whether a worker may impersonate the users of any account.
func (f *facts) everywhere(u account.User) bool {
	const right = "impersonate customers"
	return u.Type == account.TypeWorker && f.says(u, allows, right) && !f.says(u, denies, right)
}

// granted reports whether any group of a user, or of an account, has a feature.
func (f *facts) granted(u account.User, at string, feature account.Feature) bool {
	return slices.ContainsFunc(slices.Concat(u.Groups, f.accounts[at].Groups), func(id string) bool {
		return f.groups[id].Features.Has(feature)
	})
}

// above returns the accounts over one, as far as the walk up does not go round.
func (f *facts) above(id string) (path []string) {
	for up := f.accounts[id].Parent; up != "" && !slices.Contains(path, up); up = f.accounts[up].Parent {
		path = append(path, up)
	}
	return path
}

func isStaff(u account.User) bool {
	return u.Type == account.TypeWorker || u.Type == account.TypeSalesAgent
}

func representative(u account.User) string {
	if u.Type == account.TypeWorker && !u.SalesRepresentative {
		return ""
	}
	return u.RepresentativeID
}
