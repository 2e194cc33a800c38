package account_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// newSub is what a manager of north fills in; it holds nothing yet.
func newSub() account.SubAccount {
	return account.SubAccount{ID: "sven", Name: "Sven", Email: "sven@north.example", Activated: true}
}

// subOf is what a manager sees of a sub-account that there is.
func subOf(t failer, g *account.Graph, id string) account.SubAccount {
	t.Helper()
	u, ok := g.User(id)
	if !ok {
		t.Fatalf("no user %q", id)
	}
	return u.SubAccount()
}

func TestACC7_CreatingIsAnEvent(t *testing.T) {
	g := shopWith(t, func(d *account.Data) { d.Revision = 5 })
	sub := newSub()
	sub.MayOrder, sub.MaySeePrices, sub.MaySeeStock, sub.MayAuthorize, sub.LimitedBudget = true, true, true, true, true
	sub.Limits = []account.SpendingLimit{limit(eur("50"), "max", "mia"), limit(eur("10"), "sam")}
	sub.PermissionRoles = []string{"all"}
	out, err := g.PutSubAccount(as("max", "north"), sub, noon)
	if got := said(t, out.Decision); err != nil || got != "allowed" || len(out.Events) != 1 {
		t.Fatalf("%s, %v, %d events", got, err, len(out.Events))
	}
	u, _ := out.Graph.User("sven")
	if u.Type != account.TypeCustomer || u.Role != account.RoleSubAccount || !slices.Equal(u.Accounts, []string{"north"}) ||
		u.Name != "Sven" || u.Email != "sven@north.example" || !u.Activated || !u.MayOrder || !u.MaySeePrices || !u.MaySeeStock ||
		!u.MayAuthorize || !u.LimitedBudget || len(u.Limits) != 2 || u.Limits[0].Authorizers[0] != "sam" || !slices.Equal(u.PermissionRoles, []string{"all"}) {
		t.Errorf("%+v", u)
	}
	e := out.Events[0]
	if e.Kind != account.SubAccountCreated || e.Principal != "max" || e.User != "max" || e.Account != "north" || e.At != noon ||
		e.UserBefore.ID != "" || e.UserAfter.ID != "sven" {
		t.Errorf("%+v", e)
	}
	if next := after(t, g, out.Changes); dump(next) != dump(out.Graph) {
		t.Error("the changes lead to another graph than the outcome's")
	}
	if _, there := g.User("sven"); there || g.Revision() != 5 || out.Graph.Revision() != 6 {
		t.Error("the graph that was asked changed, or its revision")
	}
	if s, d := out.Graph.Login("sven", false, noon); !d.Allowed() || !out.Graph.May(s, account.ActionOrder, noon).Allowed() {
		t.Error(d)
	}
}

func TestACC7_EditingChangesWhatManagersSet(t *testing.T) {
	g := shopWith(t, user("sam", func(u *account.User) {
		u.Person, u.Groups, u.ChildHistory = "samuel", []string{account.ChildCustomerGroup}, true
	}))
	sub := subOf(t, g, "sam")
	sub.Name, sub.MaySeeStock = "Samuel", false
	out, err := g.PutSubAccount(as("mia", "north"), sub, later(5))
	if got := said(t, out.Decision); err != nil || got != "allowed" || len(out.Events) != 1 {
		t.Fatalf("%s, %v", got, err)
	}
	u, _ := out.Graph.User("sam")
	if u.Name != "Samuel" || u.MaySeeStock || !u.MayOrder || u.Person != "samuel" || len(u.Groups) != 1 || !u.ChildHistory {
		t.Errorf("%+v", u)
	}
	e := out.Events[0]
	if e.Kind != account.SubAccountChanged || e.Principal != "mia" || e.At != later(5) || e.UserBefore.Name != "" || e.UserAfter.Name != "Samuel" {
		t.Errorf("%+v", e)
	}
	out, err = out.Graph.PutSubAccount(as("mia", "north"), sub, later(6))
	if got := said(t, out.Decision); err != nil || got != "allowed" || out.Events != nil || out.Graph == nil {
		t.Errorf("the same again: %s, %v, %d events", got, err, len(out.Events))
	}
}

func TestACC7_LinkedToTheAccountRepresented(t *testing.T) {
	g := shopWith(t)
	s, d := g.Login("mia", false, noon)
	if !d.Allowed() || s.Account != "north" {
		t.Fatal(d)
	}
	if s, d = g.Represent(s, "south", noon); !d.Allowed() {
		t.Fatal(d)
	}
	out, err := g.PutSubAccount(s, newSub(), noon)
	if got := said(t, out.Decision); err != nil || got != "allowed" {
		t.Fatalf("%s, %v", got, err)
	}
	u, _ := out.Graph.User("sven")
	if !slices.Equal(u.Accounts, []string{"south"}) || u.Relation != account.OneToOne || out.Events[0].Account != "south" {
		t.Errorf("%+v", u)
	}
	out, err = out.Graph.PutSubAccount(as("mia", "north"), newSub(), noon)
	refusedOutcome(t, "for another account of the same manager", "not that user: sven", out, err)
}

func TestACC7_AnyManagerOfTheAccountAndNoOneElse(t *testing.T) {
	manage, sam := account.ActionManageSubAccounts, account.Target{User: "sam"}
	checkRulings(t, []ruling{
		{"a manager", nil, as("max", "north"), manage, sam, "allowed"},
		{"another manager", nil, as("mia", "north"), manage, sam, "allowed"},
		{"who represents another account", nil, as("mia", "south"), manage, sam, "not that user: sam"},
		{"also when the account is named", nil, as("mia", "south"), manage, account.Target{User: "sam", Account: "north"}, "another account: north"},
		{"the parent's manager", nil, as("hugo", "holding"), manage, sam, "not that user: sam"},
		{"a stranger", nil, as("gina", "grocer"), manage, sam, "not that user: sam"},
		{"a regular", nil, as("nora", "north"), manage, sam, "not for such users: regular"},
		{"himself", nil, as("sam", "north"), manage, sam, "not for such users: sub-account"},
		{"a contact", nil, as("carol", "holding"), manage, sam, "not for such users: contact"},
		{"a worker", nil, as("admin", ""), manage, sam, "not for such users: worker"},
		{"a manager impersonated", nil, acting("hanna", "holding", "max", "north"), manage, sam, "needs the own hand: hanna"},
		{"a manager who is not activated", user("mia", func(u *account.User) { u.Activated = false }), as("mia", "north"), manage, sam,
			"user not activated: mia"},
		{"a manager no more", user("mia", func(u *account.User) { u.Role = account.RoleRegular }), as("mia", "north"), manage, sam,
			"not for such users: regular"},
		{"no sub-account: a manager", nil, as("max", "north"), manage, account.Target{User: "mia"}, "not that user: mia"},
		{"no sub-account: a regular", nil, as("max", "north"), manage, account.Target{User: "nora"}, "not that user: nora"},
		{"nobody", nil, as("max", "north"), manage, account.Target{User: "nobody"}, "not that user: nobody"},
		{"of a blocked account", blocked("north"), as("max", "north"), manage, sam, "allowed"},
		{"without the other permission", roles("max", "none"), as("max", "north"), manage, sam, "allowed"},
		{"denied", func(d *account.Data) {
			addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(manage)}})(d)
			roles("max", "no")(d)
		}, as("max", "north"), manage, sam, "permission denied: manage sub-accounts"},
	})
}

// What is given is checked as when the graph is made, all of it at once.
func TestACC7_DefectiveSubAccounts(t *testing.T) {
	g := shopWith(t)
	before := dump(g)
	tests := []struct {
		reason string
		change func(*account.SubAccount)
		want   []string
	}{
		{"no id", func(s *account.SubAccount) { s.ID = "" }, []string{"bad id"}},
		{"a bad one", func(s *account.SubAccount) { s.ID = "a\x00" }, []string{"bad id a\x00"}},
		{"no limit", func(s *account.SubAccount) { s.LimitedBudget = true }, []string{"no limit"}},
		{"limit below zero, and an authorizer of another account", func(s *account.SubAccount) {
			s.Limits = []account.SpendingLimit{limit(eur("-5"), "hugo")}
		}, []string{"bad limit -5.00 EUR", "unknown authorizer hugo"}},
		{"an authorizer who may not", func(s *account.SubAccount) { s.Limits = []account.SpendingLimit{limit(eur("5"), "sue")} },
			[]string{"authorizer may not authorize sue"}},
		{"himself, who may not and is not there yet", func(s *account.SubAccount) { s.Limits = []account.SpendingLimit{limit(eur("5"), "sven")} },
			[]string{"authorizer may not authorize sven"}},
		{"a role that is not there", func(s *account.SubAccount) { s.PermissionRoles = []string{"gold"} }, []string{"unknown permission role gold"}},
		{"a role of administrators", func(s *account.SubAccount) { s.PermissionRoles = []string{"back"} }, []string{"misplaced permission role back"}},
		{"an authorizer deactivated", func(s *account.SubAccount) { *s = subOf(t, g, "sam"); s.Activated = false },
			[]string{"authorizer not activated sam"}},
		{"an authorizer's right withdrawn", func(s *account.SubAccount) { *s = subOf(t, g, "sam"); s.MayAuthorize = false },
			[]string{"authorizer may not authorize sam"}},
	}
	for _, test := range tests {
		sub := newSub()
		test.change(&sub)
		out, err := g.PutSubAccount(as("max", "north"), sub, noon)
		wantUserDefects(t, test.reason, err, test.want...)
		if !errors.Is(err, account.ErrData) || out.Graph != nil || out.Events != nil || len(out.Changes.PutUsers) > 0 || out.Decision.Allowed() {
			t.Errorf("%s: %+v", test.reason, out)
		}
	}
	if dump(g) != before {
		t.Error("a defective command left its mark")
	}
}
