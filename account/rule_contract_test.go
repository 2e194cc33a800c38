package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// permitted gives a user one role that allows and denies.
func permitted(id string, kind account.RoleKind, allow, deny []account.Permission) func(*account.Data) {
	return both(addRole(account.PermissionRole{ID: "special", Kind: kind, Allow: allow, Deny: deny}), roles(id, "special"))
}

func TestCON5_MyContracts(t *testing.T) {
	view, none := account.ActionViewContracts, account.Target{}
	off := switchOff(account.CustomerAccountContracts)
	checkRulings(t, []ruling{
		{"a regular", nil, as("nora", "north"), view, none, "allowed"},
		{"a sub-account", nil, as("sam", "north"), view, none, "allowed"},
		{"a contact", nil, as("carol", "holding"), view, none, "allowed"},
		{"the feature off", off, as("nora", "north"), view, none, "feature off in application: customer account contracts"},
		{"no group need grant it", groupsOf("north"), as("nora", "north"), view, none, "allowed"},
		{"no role", roles("nora"), as("nora", "north"), view, none, "permission not allowed: my contracts"},
		{"a role that says nothing", roles("nora", "none"), as("nora", "north"), view, none, "permission not allowed: my contracts"},
		{"denied", both(addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.MyContracts}}), roles("nora", "all", "no")),
			as("nora", "north"), view, none, "permission denied: my contracts"},
		{"of a child", nil, as("hanna", "holding"), view, account.Target{Account: "north"}, "another account: north"},
		{"of a child, while acting", nil, acting("hanna", "holding", "nora", "north"), view, account.Target{Account: "north"}, "allowed"},
		{"of a blocked account", blocked("north"), as("nora", "north"), view, none, "allowed"},
		{"a sales agent", nil, as("agent", ""), view, account.Target{Representative: "r1"}, "allowed"},
		{"another's", nil, as("agent", ""), view, account.Target{Representative: "r2"}, "another representative's: r2"},
		{"a worker who is no representative", roles("clerk", "all"), as("clerk", ""), view, none, "no sales representative"},
	})
}

func TestCON10_EmailContracts(t *testing.T) {
	email, none := account.ActionEmailContracts, account.Target{}
	my, mail := account.MyContracts, account.EmailContracts
	both2 := []account.Permission{my, mail}
	nora := as("nora", "north")
	checkRulings(t, []ruling{
		{"both permissions", permitted("nora", 0, both2, nil), nora, email, none, "allowed"},
		{"not without my contracts", permitted("nora", 0, both2[1:], nil), nora, email, none, "permission not allowed: my contracts"},
		{"not without its own", permitted("nora", 0, both2[:1], nil), nora, email, none, "permission not allowed: email contracts"},
		{"deny wins over allow", permitted("nora", 0, both2, both2[1:]), nora, email, none, "permission denied: email contracts"},
		{"also of the other", permitted("nora", 0, both2, both2[:1]), nora, email, none, "permission denied: my contracts"},
		{"the feature off", both(permitted("nora", 0, both2, nil), switchOff(account.CustomerAccountContracts)), nora, email, none,
			"feature off in application: customer account contracts"},
		{"while acting, with the permissions of the one acted for", permitted("hanna", 0, nil, both2),
			acting("hanna", "holding", "nora", "north"), email, none, "allowed"},
		{"one's own do not help", permitted("nora", 0, nil, nil), acting("hanna", "holding", "nora", "north"), email, none,
			"permission not allowed: my contracts"},
	})
}

// The seed's list of conditions, failing one at a time.
func TestCON6_SalesRepresentatives(t *testing.T) {
	modify := account.ActionModifyContracts
	own := account.Target{Account: "north", Representative: "r1"}
	my, change := account.MyContracts, account.ModifyLocalContracts
	two := []account.Permission{my, change}
	rep := as("rep", "")
	checkRulings(t, []ruling{
		{"all conditions", permitted("rep", 0, two, nil), rep, modify, own, "allowed"},
		{"the feature", both(permitted("rep", 0, two, nil), switchOff(account.CustomerAccountContracts)), rep, modify, own,
			"feature off in application: customer account contracts"},
		{"the type", nil, as("agent", ""), modify, own, "not for such users: sales agent"},
		{"no customer either", nil, as("nora", "north"), modify, own, "not for such users: regular"},
		{"marked as one", user("rep", func(u *account.User) { u.SalesRepresentative = false }), rep, modify, own, "no sales representative"},
		{"the id is the contract's", nil, rep, modify, account.Target{Account: "north", Representative: "r2"}, "another representative's: r2"},
		{"byte by byte", nil, rep, modify, account.Target{Account: "north", Representative: "R1"}, "another representative's: R1"},
		{"my contracts", permitted("rep", 0, two[1:], nil), rep, modify, own, "permission not allowed: my contracts"},
		{"modify local contracts", permitted("rep", 0, two[:1], nil), rep, modify, own, "permission not allowed: modify local contracts"},
		{"my contracts denied", permitted("rep", 0, two, two[:1]), rep, modify, own, "permission denied: my contracts"},
		{"modify denied", permitted("rep", 0, two, two[1:]), rep, modify, own, "permission denied: modify local contracts"},
		{"an account that is not assigned", nil, rep, modify, account.Target{Account: "south", Representative: "r1"}, "not assigned: south"},
		{"an account that is not there", nil, rep, modify, account.Target{Account: "moon", Representative: "r1"}, "unknown target: moon"},
		{"activated", user("rep", func(u *account.User) { u.Activated = false }), rep, modify, own, "user not activated: rep"},
		{"a contract of the own id", nil, rep, modify, account.Target{Account: "north", Contract: "C1", Representative: "r1"}, "allowed"},
		{"of another's", nil, rep, modify, account.Target{Contract: "C1", Representative: "r2"}, "another representative's: r2"},
		{"of nobody", nil, rep, modify, account.Target{Contract: "C1"}, "another representative's: C1"},
		{"a user of a contract", nil, rep, modify, account.Target{User: "nora", Representative: "r1"}, "not about that: user"},
	})
}

func TestCON6_Administrators(t *testing.T) {
	manage, export := account.ActionManageContracts, account.ActionExportContracts
	admin, any := as("admin", ""), account.Target{Representative: "r9"}
	manager, exporter := []account.Permission{account.ContractManager}, []account.Permission{account.ContractExport}
	back := account.Administration
	checkRulings(t, []ruling{
		{"any contract", nil, admin, manage, any, "allowed"},
		{"of any account", nil, admin, manage, account.Target{Account: "south"}, "allowed"},
		{"contract manager alone", permitted("admin", back, manager, nil), admin, manage, any, "allowed"},
		{"exports nothing", permitted("admin", back, manager, nil), admin, export, any, "permission not allowed: contract export"},
		{"contract export alone", permitted("admin", back, exporter, nil), admin, export, any, "allowed"},
		{"manages nothing", permitted("admin", back, exporter, nil), admin, manage, any, "permission not allowed: contract manager"},
		{"deny wins over allow", permitted("admin", back, manager, manager), admin, manage, any, "permission denied: contract manager"},
		{"of two roles, too", both(addRole(account.PermissionRole{ID: "no", Kind: back, Deny: exporter}), roles("admin", "back", "no")), admin, export, any,
			"permission denied: contract export"},
	})
	checkRulings(t, []ruling{
		{"the feature off", switchOff(account.CustomerAccountContracts), admin, manage, any, "feature off in application: customer account contracts"},
		{"a representative", nil, as("rep", ""), manage, any, "permission not allowed: contract manager"},
		{"an agent", nil, as("agent", ""), manage, any, "not for such users: sales agent"},
		{"a customer", nil, as("max", "north"), manage, any, "not for such users: account manager"},
	})
}

// Roles add up in no order; what one denies no other gives back.
func TestCON6_DenyWinsInAnyOrder(t *testing.T) {
	yes := account.PermissionRole{ID: "yes", Allow: []account.Permission{account.MyContracts, account.EmailContracts}}
	no := account.PermissionRole{ID: "no", Deny: []account.Permission{account.EmailContracts}}
	for _, ids := range [][]string{{"yes", "no"}, {"no", "yes"}, {"no", "yes", "all"}, {"all", "no"}} {
		g := shopWith(t, addRole(yes), addRole(no), roles("nora", ids...))
		r := g.For(as("nora", "north"), noon)
		if got := r.Permissions(); !slices.Contains(got, account.MyContracts) || slices.Contains(got, account.EmailContracts) {
			t.Errorf("%q: %q", ids, got)
		}
	}
}

func TestBUD7_ManagersKeepBudgets(t *testing.T) {
	budgets, none := account.ActionManageBudgets, account.Target{}
	checkRulings(t, []ruling{
		{"a manager", nil, as("max", "north"), budgets, none, "allowed"},
		{"of a child", nil, as("hugo", "holding"), budgets, account.Target{Account: "north"}, "another account: north"},
		{"while acting as a manager", nil, acting("hanna", "holding", "max", "north"), budgets, none, "needs the own hand: hanna"},
		{"a regular", nil, as("nora", "north"), budgets, none, "not for such users: regular"},
		{"a sub-account", nil, as("sam", "north"), budgets, none, "not for such users: sub-account"},
		{"staff", nil, as("admin", ""), budgets, none, "not for such users: worker"},
	})
}
