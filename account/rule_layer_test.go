package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func groupsOf(id string, groups ...string) func(*account.Data) {
	return customer(id, func(a *account.Account) { a.Groups = groups })
}

func userGroups(id string, groups ...string) func(*account.Data) {
	return user(id, func(u *account.User) { u.Groups = groups })
}

func both(changes ...func(*account.Data)) func(*account.Data) {
	return func(d *account.Data) {
		for _, change := range changes {
			change(d)
		}
	}
}

func switchOff(f account.Feature) func(*account.Data) {
	return application(func(a *account.Application) { a.Features = without(f).Features })
}

func TestACC12_UsingAFeatureNeedsBothLayers(t *testing.T) {
	impersonate, manage, links := account.ActionImpersonate, account.ActionManageChild, account.ActionSeeLinks
	hanna, none := as("hanna", "holding"), account.Target{}
	bare := groupsOf("holding")
	child, power := account.ChildCustomerGroup, account.PowerCustomerGroup
	checkRulings(t, []ruling{
		{"both", nil, hanna, impersonate, none, "allowed"},
		{"the application has it off", switchOff(account.Impersonate), hanna, impersonate, none, "feature off in application: impersonate"},
		{"power customers off", switchOff(account.PowerCustomers), hanna, impersonate, none, "feature off in application: power customers"},
		{"no group at all", bare, hanna, impersonate, none, "feature off in groups: impersonate"},
		{"the child group has no impersonate", groupsOf("holding", child), hanna, impersonate, none, "feature off in groups: impersonate"},
		{"but power customers, to manage children", groupsOf("holding", child), hanna, manage, none, "allowed"},
		{"a group of the user instead", both(bare, userGroups("hanna", power)), hanna, impersonate, none, "allowed"},
		{"which is no other user's", both(bare, userGroups("hanna", power)), as("hugo", "holding"), impersonate, none,
			"feature off in groups: impersonate"},
		{"half from the user, half from the account", func(d *account.Data) {
			d.Groups = []account.Group{{ID: "im", Features: account.FeatureSet{account.Impersonate}}}
			both(groupsOf("holding", child), userGroups("hanna", "im"))(d)
		}, hanna, impersonate, none, "allowed"},
		{"half from one group of the account, half from another", func(d *account.Data) {
			d.Groups = []account.Group{{ID: "im", Features: account.FeatureSet{account.Impersonate}}}
			groupsOf("holding", child, "im")(d)
		}, hanna, impersonate, none, "allowed"},
		{"the second group of the user", both(bare, userGroups("hanna", child, power)), hanna, impersonate, none, "allowed"},
		{"both off: the application is named", both(bare, switchOff(account.Impersonate)), hanna, impersonate, none,
			"feature off in application: impersonate"},
		{"links of the power customer group", nil, hanna, links, none, "allowed"},
		{"none of the child group", groupsOf("holding", child), hanna, links, none, "feature off in groups: links"},
		{"by the user's group", both(bare, userGroups("hanna", power)), hanna, links, none, "allowed"},
		{"not while power customers is off", switchOff(account.PowerCustomers), hanna, links, none, "feature off in application: power customers"},
		{"a group with links and nothing else", func(d *account.Data) {
			d.Groups = []account.Group{{ID: "li", Links: true}}
			groupsOf("holding", "li")(d)
		}, hanna, links, none, "feature off in groups: power customers"},
		{"a host's own group of the default's name", func(d *account.Data) { d.Groups = []account.Group{{ID: power}} }, hanna, impersonate, none,
			"feature off in groups: impersonate"},
	})
}

// The price of an account does not depend on which of its users asks.
func TestACC12_OverridesLookAtTheAccountsGroupsOnly(t *testing.T) {
	named := customer("norton", func(a *account.Account) { a.PricingFrom, a.BillTo = "holding", "holding" })
	g := shopWith(t, named, userGroups("nils", account.PowerCustomerGroup))
	if p, b := g.Pricing("norton"), g.Billing("norton"); !p.Own() || !b.Own() || p.Layer != account.LayerGroups {
		t.Errorf("a group of the user's counts: %s; %s", p, b)
	}
	g = shopWith(t, named, groupsOf("norton", account.ChildCustomerGroup))
	if p, b := g.Pricing("norton"), g.Billing("norton"); p.Account != "holding" || b.Account != "holding" {
		t.Errorf("a group of the account's does not: %s; %s", p, b)
	}
}

func TestACC12_WorkerGroupsAreForEditing(t *testing.T) {
	national, billing, pricing := account.ActionEditNationalAccounts, account.ActionEditBillingOverride, account.ActionEditPricingOverride
	only := func(w account.WorkerGroup) func(*account.Data) {
		return func(d *account.Data) {
			w.ID = "only"
			d.WorkerGroups = []account.WorkerGroup{w}
			user("admin", func(u *account.User) { u.WorkerGroups = []string{"only"} })(d)
		}
	}
	admin, north := as("admin", ""), account.Target{Account: "north"}
	checkRulings(t, []ruling{
		{"the default group: national accounts", nil, admin, national, north, "allowed"},
		{"billing overrides", nil, admin, billing, north, "allowed"},
		{"pricing overrides", nil, admin, pricing, north, "allowed"},
		{"an account that is not there", nil, admin, pricing, account.Target{Account: "moon"}, "unknown target: moon"},
		{"in no group", nil, as("clerk", ""), national, north, "not in worker groups: national accounts"},
		{"national only", only(account.WorkerGroup{NationalAccounts: true}), admin, billing, north, "not in worker groups: billing overrides"},
		{"billing only", only(account.WorkerGroup{BillingOverrides: true}), admin, pricing, north, "not in worker groups: pricing overrides"},
		{"pricing only", only(account.WorkerGroup{PricingOverrides: true}), admin, national, north, "not in worker groups: national accounts"},
		{"pricing it is", only(account.WorkerGroup{PricingOverrides: true}), admin, pricing, north, "allowed"},
		{"the application has it off", switchOff(account.PricingOverride), admin, pricing, north, "feature off in application: pricing override"},
		{"or what it needs", switchOff(account.PowerCustomers), admin, billing, north, "feature off in application: power customers"},
		{"a sales agent", nil, as("agent", ""), pricing, north, "not for such users: sales agent"},
		{"a customer", nil, as("hanna", "holding"), pricing, north, "not for such users: regular"},
		{"denied by a role", func(d *account.Data) {
			addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(pricing)}})(d)
			roles("admin", "back", "no")(d)
		}, admin, pricing, north, "permission denied: edit pricing override"},
	})
}

// Who may edit an override decides nothing about whether it is in force, and the other way round.
func TestACC12_EditingIsNotUsing(t *testing.T) {
	named := customer("norton", func(a *account.Account) { a.PricingFrom = "holding" })
	g := shopWith(t, named, groupsOf("norton", account.ChildCustomerGroup), user("admin", func(u *account.User) { u.WorkerGroups = nil }))
	if o := g.Pricing("norton"); o.Account != "holding" {
		t.Error(o)
	}
	g = shopWith(t, groupsOf("norton"))
	norton, _ := g.Account("norton")
	norton.PricingFrom = "holding"
	out, err := g.PutAccount(as("admin", ""), norton, noon)
	if got := said(t, out.Decision); err != nil || got != "allowed" {
		t.Fatalf("%s, %v", got, err)
	}
	if o := out.Graph.Pricing("norton"); !o.Own() || o.Named != "holding" {
		t.Error(o)
	}
}

func TestACC12_DefaultWorkerGroup(t *testing.T) {
	g := shopWith(t)
	w, ok := g.WorkerGroup(account.PowerCustomerAdministrator)
	if !ok || !w.NationalAccounts || !w.BillingOverrides || !w.PricingOverrides || len(slices.Collect(g.WorkerGroups())) != 1 {
		t.Errorf("%+v", w)
	}
	own := account.WorkerGroup{ID: account.PowerCustomerAdministrator, Name: "Ours", NationalAccounts: true}
	g = after(t, g, account.Changes{PutWorkerGroups: []account.WorkerGroup{own}})
	pricing, north := account.ActionEditPricingOverride, account.Target{Account: "north"}
	if got := said(t, g.MayOn(as("admin", ""), pricing, north, noon)); got != "not in worker groups: pricing overrides" {
		t.Errorf("a host's own group takes the default's place: %s", got)
	}
	g = after(t, g, account.Changes{RemoveWorkerGroups: []string{own.ID}})
	if got := said(t, g.MayOn(as("admin", ""), pricing, north, noon)); got != "allowed" {
		t.Errorf("removed, the default is back: %s", got)
	}
	if w, ok := g.WorkerGroup("nobody"); ok || w.ID != "" {
		t.Errorf("%+v", w)
	}
}

// An override is named by one who may; every part that differs needs its own right.
func TestACC12_PutAccount(t *testing.T) {
	g := shopWith(t)
	out, err := g.PutAccount(as("admin", ""), account.Account{}, noon)
	refusedOutcome(t, "the zero account", "no target named: account", out, err)
	south, _ := g.Account("south")
	south.Parent, south.National, south.PricingFrom, south.BillTo = "north", true, "grocer", "holding"
	out, err = g.PutAccount(as("admin", ""), south, noon)
	if got := said(t, out.Decision); err != nil || got != "allowed" || len(out.Events) != 1 || out.Events[0].AccountBefore.Parent != "holding" ||
		out.Events[0].AccountAfter.Parent != "north" || out.Graph.Pricing("south").Account != "grocer" {
		t.Errorf("%s, %v: %+v", got, err, out.Events)
	}
	south.Status = account.Blocked
	out, err = g.PutAccount(as("admin", ""), south, noon)
	refusedOutcome(t, "blocking is the host's", "the host's own: south", out, err)
	south, _ = g.Account("south")
	south.PricingFrom = "moon"
	out, err = g.PutAccount(as("admin", ""), south, noon)
	wantDefects(t, "priced from nobody", err, "unknown pricing from @south")
	if out.Graph != nil || out.Decision.Allowed() {
		t.Errorf("%+v", out)
	}
}
