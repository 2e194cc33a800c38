package account_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
)

// ending is a change under an open session, and what each use of the session is answered from then on.
type ending struct {
	reason string
	change func(g *account.Graph) account.Changes
	want   string
}

// end makes each change to a graph in which the session holds, and checks that it holds no more, for anything.
func end(t *testing.T, g *account.Graph, s account.Session, endings []ending) {
	t.Helper()
	if d := g.May(s, account.ActionOrder, noon); !d.Allowed() {
		t.Fatalf("before: %s", d)
	}
	before := g.Data()
	for _, e := range endings {
		next := after(t, g, e.change(g))
		held := next.Data()
		for a := range next.Actions() {
			if got := said(t, next.May(s, a, later(1))); got != e.want {
				t.Errorf("%s, %s: %q, want %q", e.reason, a, got, e.want)
			}
		}
		rights := next.For(s, later(1))
		for _, h := range []string{s.Account, ""} {
			handle, _ := next.Handle(h)
			action, _ := next.Action(account.ActionOrder)
			if rights.Allows(action, handle) || rights.Permissions() != nil || rights.Groups() != nil {
				t.Errorf("%s: rights by handle, permissions or groups", e.reason)
			}
		}
		refusedCommands(t, e.reason, next, s)
		unchanged(t, next, held)
	}
	unchanged(t, g, before)
	if d := g.May(s, account.ActionOrder, noon); !d.Allowed() {
		t.Errorf("the graph of before: %s", d)
	}
}

// refusedCommands: no command comes to anything in a session.
func refusedCommands(t *testing.T, reason string, g *account.Graph, s account.Session) {
	t.Helper()
	south, _ := g.Account("south")
	south.PricingFrom, south.Addresses = "grocer", []account.Address{{ID: "x", Kind: account.DeliveryAddress}}
	out, err := g.PutSubAccount(s, newSub(), later(1))
	refusedOutcome(t, reason, said(t, out.Decision), out, err)
	out, err = g.PutAccount(s, south, later(1))
	refusedOutcome(t, reason, said(t, out.Decision), out, err)
	for kind := range map[account.RecordKind]bool{account.Orders: true, account.Invoices: true} {
		if f, d := g.Visible(s, kind, later(1)); d.Allowed() || !cmp.Equal(f, account.Filter{}) {
			t.Errorf("%s: history: %+v", reason, f)
		}
	}
	if next, d := g.Represent(s, "south", later(1)); d.Allowed() || next != (account.Session{}) {
		t.Errorf("%s: %s", reason, d)
	}
	if next, d := g.Impersonate(s, "nils", "norton", later(1)); d.Allowed() || next != (account.Session{}) {
		t.Errorf("%s: %s", reason, d)
	}
}

func userChange(id string, change func(*account.User)) func(*account.Graph) account.Changes {
	return func(g *account.Graph) account.Changes { return put(g, id, change) }
}

func accountChange(id string, change func(*account.Account)) func(*account.Graph) account.Changes {
	return func(g *account.Graph) account.Changes { return putAccount(g, id, change) }
}

func applicationChange(change func(*account.Application)) func(*account.Graph) account.Changes {
	return func(g *account.Graph) account.Changes {
		a := g.Application()
		change(&a)
		return account.Changes{Application: &a}
	}
}

func TestAbuse_RelationCutWhileOpen(t *testing.T) {
	g := shopWith(t)
	end(t, g, as("mona", "south"), []ending{
		{"to one", userChange("mona", func(u *account.User) { *u = u.ToOne() }), "not linked to the account: south"},
		{"that one left out", userChange("mona", func(u *account.User) { u.Accounts = []string{"north", "grocer"} }), "not linked to the account: south"},
		{"removed", func(*account.Graph) account.Changes { return account.Changes{RemoveUsers: []string{"mona"}} }, "unknown user: mona"},
	})
	denied := func(g *account.Graph) account.Changes {
		c := userChange("mona", func(u *account.User) { u.PermissionRoles = []string{"none"} })(g)
		c.PutPermissionRoles = []account.PermissionRole{{ID: "none", Deny: []account.Permission{account.Permission(account.ActionRepresent)}}}
		return c
	}
	end(t, g, as("mona", "south"), []ending{{"representing denied", denied, "acting ended: represent since permission denied"}})
	end(t, g, acting("hanna", "holding", "mona", "south"), []ending{
		{"representing denied to the one acted for", denied, "acting ended: represent since permission denied"},
		{"the one acted for is linked no more", userChange("mona", func(u *account.User) { *u = u.ToOne() }), "acting ended: mona since not that user"},
		{"the principal is linked elsewhere", userChange("hanna", func(u *account.User) { u.Accounts = []string{"grocer"} }),
			"not linked to the account: holding"},
		{"the account moved away", accountChange("south", func(a *account.Account) { a.Parent = "" }), "acting ended: south since not below"},
		{"the account moved under another", accountChange("south", func(a *account.Account) { a.Parent = "grocer" }), "acting ended: south since not below"},
		{"the one acted for removed", func(*account.Graph) account.Changes { return account.Changes{RemoveUsers: []string{"mona"}} },
			"acting ended: mona since not that user"},
		{"the principal removed", func(*account.Graph) account.Changes { return account.Changes{RemoveUsers: []string{"hanna"}} }, "unknown user: hanna"},
	})
	end(t, g, acting("agent", "", "nora", "north"), []ending{
		{"assigned no more", accountChange("north", func(a *account.Account) { a.Representatives = nil }), "acting ended: north since not assigned"},
		{"another id", userChange("agent", func(u *account.User) { u.RepresentativeID = "r2" }), "acting ended: north since not assigned"},
	})
}

func TestAbuse_GroupRightWithdrawnWhileOpen(t *testing.T) {
	bare := account.Group{ID: account.PowerCustomerGroup, Features: account.FeatureSet{account.PowerCustomers}}
	end(t, shopWith(t), acting("hanna", "holding", "nora", "north"), []ending{
		{"the account leaves the group", accountChange("holding", func(a *account.Account) { a.Groups = nil }),
			"acting ended: impersonate since feature off in groups"},
		{"the group loses the feature", func(*account.Graph) account.Changes { return account.Changes{PutGroups: []account.Group{bare}} },
			"acting ended: impersonate since feature off in groups"},
		{"the application loses it", applicationChange(func(a *account.Application) { a.Features = without(account.Impersonate).Features }),
			"acting ended: impersonate since feature off in application"},
		{"direct children only, and it is one no more", func(g *account.Graph) account.Changes {
			c := applicationChange(func(a *account.Application) { a.DirectChildrenOnly = true })(g)
			c.Put = accountChange("north", func(a *account.Account) { a.Parent = "south" })(g).Put
			c.Put = append(c.Put, accountChange("south", func(a *account.Account) { a.National = true })(g).Put...)
			return c
		}, "acting ended: north since no direct child"},
		{"the own account blocked", accountChange("holding", func(a *account.Account) { a.Status = account.Blocked }),
			"acting ended: holding since own account blocked"},
		{"another role", userChange("hanna", func(u *account.User) { u.Role = account.RoleSubAccount }), "acting ended: sub-account since not for such users"},
		{"a role denies it", func(g *account.Graph) account.Changes {
			c := userChange("hanna", func(u *account.User) { u.PermissionRoles = []string{"all", "none"} })(g)
			c.PutPermissionRoles = []account.PermissionRole{{ID: "none", Deny: []account.Permission{account.Permission(account.ActionImpersonate)}}}
			return c
		}, "acting ended: impersonate since permission denied"},
	})
	end(t, shopWith(t), acting("admin", "", "nora", "north"), []ending{
		{"the worker's permission", userChange("admin", func(u *account.User) { u.PermissionRoles = nil }),
			"acting ended: impersonate customers since permission not allowed"},
		{"taken out of his role", func(*account.Graph) account.Changes {
			return account.Changes{PutPermissionRoles: []account.PermissionRole{{ID: "back", Kind: account.Administration}}}
		}, "acting ended: impersonate customers since permission not allowed"},
	})
}

func TestAbuse_UserDeactivatedWhileOpen(t *testing.T) {
	off := func(u *account.User) { u.Activated = false }
	g := shopWith(t)
	end(t, g, as("nora", "north"), []ending{{"oneself", userChange("nora", off), "user not activated: nora"}})
	end(t, g, acting("hanna", "holding", "nora", "north"), []ending{
		{"the principal", userChange("hanna", off), "user not activated: hanna"},
		{"the one acted for", userChange("nora", off), "user not activated: nora"},
	})
	end(t, g, acting("admin", "", "nora", "north"), []ending{
		{"the worker", userChange("admin", off), "user not activated: admin"},
		{"the one acted for", userChange("nora", off), "user not activated: nora"},
	})
	back := after(t, after(t, g, put(g, "nora", off)), put(g, "nora", func(*account.User) {}))
	if d := back.May(as("nora", "north"), account.ActionOrder, later(2)); !d.Allowed() {
		t.Errorf("activated again: %s", d)
	}
}

// A question about an instant before the session began is refused, and one about no instant, too.
func TestAbuse_SessionOfAnotherTime(t *testing.T) {
	g := shopWith(t)
	s, _ := g.Login("nora", false, later(10))
	before := g.Data()
	if got := said(t, g.May(s, account.ActionOrder, later(9))); got != "session not begun" {
		t.Error(got)
	}
	if got := said(t, g.May(s, account.ActionOrder, time.Time{})); got != "no instant" {
		t.Error(got)
	}
	if s, d := g.Login("nora", false, time.Time{}); d.Allowed() || s != (account.Session{}) {
		t.Errorf("a login at no instant: %s", d)
	}
	out, err := g.PutSubAccount(as("max", "north"), newSub(), time.Time{})
	refusedOutcome(t, "a command at no instant", "no instant", out, err)
	if errors.Is(err, account.ErrData) {
		t.Error(err)
	}
	unchanged(t, g, before)
}
