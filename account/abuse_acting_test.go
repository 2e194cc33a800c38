package account_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
)

// attack is what a session must not get done. It is tried as a question, and as a login where it is one.
type attack struct {
	reason  string
	session account.Session
	action  account.Action
	target  account.Target
	want    string
}

// repel tries attacks on a graph, and checks that none changes anything.
func repel(t *testing.T, g *account.Graph, attacks []attack) {
	t.Helper()
	before := g.Data()
	for _, a := range attacks {
		d := g.MayOn(a.session, a.action, a.target, noon)
		if got := said(t, d); got != a.want || d.Allowed() {
			t.Errorf("%s: %q, want %q (%s)", a.reason, got, a.want, d)
		}
		var s account.Session
		switch a.action {
		case account.ActionImpersonate:
			s, d = g.Impersonate(a.session, a.target.User, a.target.Account, noon)
		case account.ActionRepresent:
			s, d = g.Represent(a.session, a.target.Account, noon)
		}
		if d.Allowed() || s != (account.Session{}) {
			t.Errorf("%s: a session in spite of it: %+v", a.reason, s)
		}
	}
	unchanged(t, g, before)
}

func unchanged(t *testing.T, g *account.Graph, before account.Data) {
	t.Helper()
	if after := g.Data(); !reflect.DeepEqual(before, after) {
		t.Errorf("the graph changed: %s", cmp.Diff(before, after))
	}
}

func TestAbuse_ChildUserAsAParentsUser(t *testing.T) {
	impersonate := account.ActionImpersonate
	repel(t, shopWith(t), []attack{
		{"the parent's user", as("nora", "north"), impersonate, account.Target{User: "hanna", Account: "holding"}, "not below: holding"},
		{"without naming the account", as("nora", "north"), impersonate, account.Target{User: "hanna"}, "not that user: hanna"},
		{"the grandparent's", as("nils", "norton"), impersonate, account.Target{User: "hanna", Account: "holding"}, "feature off in groups: impersonate"},
		{"the parent's user for the child's account", as("nora", "north"), impersonate, account.Target{User: "hanna", Account: "norton"},
			"not that user: hanna"},
		{"a session that says it is", acting("nora", "north", "hanna", "holding"), account.ActionOrder, account.Target{},
			"acting ended: holding since not below"},
		{"and begins where it ends", acting("nora", "holding", "hanna", "holding"), account.ActionOrder, account.Target{},
			"not linked to the account: holding"},
		{"the parent's account as one's own", as("nora", "holding"), account.ActionOrder, account.Target{}, "not linked to the account: holding"},
	})
}

func TestAbuse_ASiblingsUser(t *testing.T) {
	g := shopWith(t, groupsOf("south", account.PowerCustomerGroup))
	repel(t, g, []attack{
		{"a sibling's user", as("nora", "north"), account.ActionImpersonate, account.Target{User: "selma", Account: "south"}, "not below: south"},
		{"the other way", as("selma", "south"), account.ActionImpersonate, account.Target{User: "nora", Account: "north"}, "not below: north"},
		{"a nephew's", as("selma", "south"), account.ActionImpersonate, account.Target{User: "nils", Account: "norton"}, "not below: norton"},
		{"a sibling of several accounts, for the sibling's", as("nora", "north"), account.ActionImpersonate,
			account.Target{User: "mona", Account: "south"}, "not below: south"},
		{"one of the own account", as("nora", "north"), account.ActionImpersonate, account.Target{User: "max", Account: "north"}, "not below: north"},
		{"a session that says it is", acting("nora", "north", "selma", "south"), account.ActionViewOrders, account.Target{},
			"acting ended: south since not below"},
		{"a sibling's account", as("nora", "north"), account.ActionOrder, account.Target{Account: "south"}, "another account: south"},
	})
}

func TestAbuse_ActingFromWithinActing(t *testing.T) {
	g := shopWith(t)
	s, d := g.Impersonate(as("hanna", "holding"), "nora", "north", noon)
	if !d.Allowed() {
		t.Fatal(d)
	}
	mia := acting("hanna", "holding", "mia", "north")
	repel(t, g, []attack{
		{"further down", s, account.ActionImpersonate, account.Target{User: "nils", Account: "norton"}, "acts for another already: nora"},
		{"another beside", s, account.ActionImpersonate, account.Target{User: "selma", Account: "south"}, "acts for another already: nora"},
		{"back to oneself", s, account.ActionImpersonate, account.Target{User: "hanna", Account: "holding"}, "acts for another already: nora"},
		{"representing while impersonating", mia, account.ActionRepresent, account.Target{Account: "south"}, "acts for another already: mia"},
		{"a worker, too", acting("admin", "", "nora", "north"), account.ActionImpersonate, account.Target{User: "nils"}, "acts for another already: nora"},
		{"a session out of the one acted for", acting("nora", "north", "hanna", "holding"), account.ActionImpersonate, account.Target{User: "nils"},
			"acting ended: holding since not below"},
		{"lists of whom", mia, account.ActionImpersonate, account.Target{}, "acts for another already: mia"},
	})
	if choices, d := g.Representable(mia, account.Search{}, noon); d.Allowed() || choices.Accounts != nil {
		t.Error("accounts to represent from within acting")
	}
	if choices, d := g.Impersonable(s, account.Search{}, noon); d.Allowed() || choices.Accounts != nil {
		t.Error("accounts to impersonate from within acting")
	}
}

// One who is linked to a parent and to a child of it does not act as himself; he represents the child.
func TestAbuse_ActingAsOneself(t *testing.T) {
	g := shopWith(t, addUser(buyer("two", account.RoleRegular, "holding", "north")))
	repel(t, g, []attack{
		{"oneself below", as("two", "holding"), account.ActionImpersonate, account.Target{User: "two", Account: "north"}, "not that user: two"},
		{"without naming the account", as("two", "holding"), account.ActionImpersonate, account.Target{User: "two"}, "not that user: two"},
		{"a session that says so", account.Session{Principal: "two", From: "holding", User: "two", Account: "north"}, account.ActionOrder,
			account.Target{}, "no session"},
	})
	if s, d := g.Represent(as("two", "holding"), "north", noon); !d.Allowed() || s.Impersonating() {
		t.Error(d)
	}
}

// Who may not represent an account of his is not there for it, so nobody is there as he.
func TestAbuse_ActingAsOneWhoMayNotRepresent(t *testing.T) {
	no := addRole(account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(account.ActionRepresent)}})
	g := shopWith(t, no, roles("mona", "all", "no"))
	repel(t, g, []attack{
		{"himself", as("mona", "north"), account.ActionRepresent, account.Target{Account: "south"}, "permission denied: represent"},
		{"a parent's user", as("hanna", "holding"), account.ActionImpersonate, account.Target{User: "mona", Account: "south"}, "permission denied: represent"},
		{"a worker", as("admin", ""), account.ActionImpersonate, account.Target{User: "mona", Account: "south"}, "permission denied: represent"},
		{"a session that is open", acting("admin", "", "mona", "south"), account.ActionOrder, account.Target{}, "acting ended: represent since permission denied"},
	})
	if _, d := g.Impersonate(as("hanna", "holding"), "mona", "north", noon); !d.Allowed() {
		t.Errorf("for the main account: %s", d)
	}
}

// A orders as B; then B's own right to approve it must not be used by A as B. Here that is two things: the acting session may
// neither answer nor reverse nor name a substitute, and the persons behind an order are both.
func TestAbuse_ApprovingAsBWhatOneOrderedAsABehindB(t *testing.T) {
	g := shopWith(t, user("hanna", func(u *account.User) { u.Person = "h" }))
	s, d := g.Impersonate(as("hanna", "holding"), "sam", "north", noon)
	if !d.Allowed() || !g.May(s, account.ActionOrder, noon).Allowed() {
		t.Fatal(d)
	}
	if got := g.Persons(s); !slices.Equal(got, []string{"h", "sam"}) {
		t.Errorf("the order is by %q", got)
	}
	var attacks []attack
	for _, a := range []account.Action{account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute} {
		attacks = append(attacks, attack{"as the authorizer", s, a, account.Target{}, "needs the own hand: hanna"},
			attack{"as another one", acting("hanna", "holding", "max", "north"), a, account.Target{}, "needs the own hand: hanna"},
			attack{"as staff", acting("admin", "", "max", "north"), a, account.Target{}, "needs the own hand: admin"})
	}
	repel(t, g, attacks)
	if got := g.May(s, account.ActionViewAuthorizations, noon); !got.Allowed() {
		t.Errorf("reading stays possible: %s", got)
	}
}

// Two logins of one human are one person, whoever acts as whom.
func TestAbuse_TwoLoginsOfOnePerson(t *testing.T) {
	one := func(u *account.User) { u.Person = "the same" }
	g := shopWith(t, user("hanna", one), user("sam", one))
	if got := g.Persons(acting("hanna", "holding", "sam", "north")); !slices.Equal(got, []string{"the same"}) {
		t.Errorf("%q", got)
	}
	// A person's id may be the id of another login: they are then the same person.
	g = shopWith(t, user("max", func(u *account.User) { u.Person = "sam" }))
	if a, b := g.Persons(as("max", "north")), g.Persons(as("sam", "north")); !slices.Equal(a, b) {
		t.Errorf("%q, %q", a, b)
	}
}
