package account_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// forgeries are sessions that no command gives, and what they come to.
var forgeries = []struct {
	reason  string
	session account.Session
	want    string
}{
	{"none", account.Session{}, "no session"},
	{"no user", account.Session{Principal: "hanna", Account: "holding"}, "no session"},
	{"no principal", account.Session{User: "hanna", Account: "holding"}, "no session"},
	{"out of an account without acting", account.Session{Principal: "hanna", User: "hanna", From: "holding", Account: "holding"}, "no session"},
	{"acting out of nowhere", acting("hanna", "", "nora", "north"), "no account chosen"},
	{"acting for no account", acting("hanna", "holding", "nora", ""), "no account chosen"},
	{"acting out of a child", acting("hanna", "north", "nora", "north"), "not linked to the account: north"},
	{"acting out of a stranger", acting("hanna", "grocer", "nora", "north"), "not linked to the account: grocer"},
	{"acting out of an account that is not there", acting("hanna", "moon", "nora", "north"), "not linked to the account: moon"},
	{"acting for an account that is not there", acting("hanna", "holding", "nora", "moon"), "acting ended: moon since not below"},
	{"acting for the user's other account, which is a stranger", acting("hanna", "holding", "mona", "grocer"), "acting ended: grocer since not below"},
	{"acting for an account that is not the user's", acting("hanna", "holding", "nora", "south"), "acting ended: nora since not that user"},
	{"acting as staff", acting("hanna", "holding", "admin", "north"), "acting ended: admin since not that user"},
	{"staff as staff", acting("clerk", "", "admin", ""), "no account chosen"},
	{"staff out of an account", acting("admin", "north", "nora", "north"), "not linked to the account: north"},
	{"staff of an account", as("admin", "north"), "not linked to the account: north"},
	{"an agent of an account assigned to him", as("agent", "north"), "not linked to the account: north"},
	{"a worker without the permission", acting("clerk", "", "nora", "north"), "acting ended: impersonate customers since permission not allowed"},
	{"an agent beyond what is assigned", acting("agent", "", "selma", "south"), "acting ended: south since not assigned"},
	{"an account as a user", as("north", "north"), "unknown user: north"},
	{"a user as an account", as("nora", "nora"), "not linked to the account: nora"},
	{"a principal who does not exist", acting("ghost", "holding", "nora", "north"), "unknown user: ghost"},
	{"a user who does not exist", acting("hanna", "holding", "ghost", "north"), "acting ended: ghost since not that user"},
	{"another case", as("Nora", "north"), "unknown user: Nora"},
	{"a space at the end", as("nora ", "north"), "unknown user: nora "},
	{"a look-alike in Cyrillic", as("nоra", "north"), "unknown user: nоra"},
	{"another normal form", as("nora\u0301", "north"), "unknown user: nora\u0301"},
	{"a zero-width space", as("nora\u200b", "north"), "unknown user: nora\u200b"},
	{"a NUL byte", as("nora\x00", "north"), "unknown user: nora\x00"},
	{"a NUL byte in the account", as("nora", "north\x00"), "not linked to the account: north\x00"},
	{"no UTF-8", as("\xff\xfe", "north"), "unknown user: \xff\xfe"},
	{"a person is no user", as("frau-n", "north"), "unknown user: frau-n"},
}

func TestAbuse_ForgedSessions(t *testing.T) {
	g := shopWith(t, user("nora", func(u *account.User) { u.Person = "frau-n" }))
	before := g.Data()
	for _, f := range forgeries {
		r := g.For(f.session, noon)
		if got := said(t, r.Decision()); got != f.want {
			t.Errorf("%s: %q, want %q", f.reason, got, f.want)
		}
		for a := range g.Actions() {
			if d := r.May(a); d.Allowed() || said(t, d) != f.want {
				t.Errorf("%s, %s: %q, want %q", f.reason, a, said(t, d), f.want)
			}
		}
		if r.Decision().Allowed() || r.Session() != f.session || r.Permissions() != nil || r.Groups() != nil {
			t.Errorf("%s: it holds: %s", f.reason, r.Decision())
		}
		refusedCommands(t, f.reason, g, f.session)
	}
	unchanged(t, g, before)
}

// Since and Revision of a session are what a host reads; they open nothing.
func TestAbuse_ForgedSinceAndRevision(t *testing.T) {
	g := shopWith(t, func(d *account.Data) { d.Revision = 9 })
	s := as("nora", "holding")
	s.Revision, s.Since = 1<<63, noon.AddDate(-100, 0, 0)
	repel(t, g, []attack{
		{"a revision of the future", s, account.ActionOrder, account.Target{}, "not linked to the account: holding"},
		{"begun later", account.Session{Principal: "nora", User: "nora", Account: "north", Since: later(1)}, account.ActionOrder, account.Target{}, "session not begun"},
		{"acting begun later", account.Session{Principal: "hanna", From: "holding", User: "nora", Account: "north", Since: later(1)}, account.ActionOrder,
			account.Target{}, "session not begun"},
	})
	ok := as("nora", "north")
	ok.Revision = 1 << 63
	if d := g.May(ok, account.ActionOrder, noon); !d.Allowed() || d.Revision != 9 {
		t.Errorf("%s at revision %d", d, d.Revision)
	}
}

// A user of several accounts is no way around "direct children only", nor out of the accounts below.
func TestAbuse_DirectChildrenOnlyBySeveralAccounts(t *testing.T) {
	multi := buyer("mo", account.RoleRegular, "north", "norton", "grocer")
	g := shopWith(t, addUser(multi), application(func(a *account.Application) { a.DirectChildrenOnly = true }))
	hanna, impersonate := as("hanna", "holding"), account.ActionImpersonate
	open := acting("hanna", "holding", "mo", "north")
	if d := g.May(open, account.ActionOrder, noon); !d.Allowed() {
		t.Fatal(d)
	}
	repel(t, g, []attack{
		{"the grandchild", hanna, impersonate, account.Target{User: "mo", Account: "norton"}, "no direct child: norton"},
		{"a stranger", hanna, impersonate, account.Target{User: "mo", Account: "grocer"}, "not below: grocer"},
		{"by representing", open, account.ActionRepresent, account.Target{Account: "norton"}, "acts for another already: mo"},
		{"by writing it into the session", acting("hanna", "holding", "mo", "norton"), account.ActionOrder, account.Target{}, "acting ended: norton since no direct child"},
		{"by impersonating on", open, impersonate, account.Target{User: "nils", Account: "norton"}, "acts for another already: mo"},
	})
	main := buyer("mi", account.RoleRegular, "norton", "north")
	g = after(t, g, account.Changes{PutUsers: []account.User{main}})
	repel(t, g, []attack{
		{"the main account, where none is named", hanna, impersonate, account.Target{User: "mi"}, "not that user: mi"},
		{"no account named at the login", hanna, impersonate, account.Target{User: "mi", Account: ""}, "not that user: mi"},
	})
}

// Huge texts are refused like small ones, and no sentence repeats them.
func TestAbuse_HugeInputs(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	huge := strings.Repeat("x\x00é", 1<<18)
	targets := []account.Target{{Account: huge}, {User: huge}, {Address: huge}, {Address: "dock", Point: huge}, {Representative: huge}}
	for _, s := range []account.Session{as("nora", "north"), as("max", "north"), as("hanna", "holding"), as("rep", ""), as(huge, "north"), as("nora", huge),
		acting(huge, huge, huge, huge), acting("hanna", huge, "nora", huge), acting("admin", "", huge, "north")} {
		for _, target := range targets {
			for a := range g.Actions() {
				if d := g.MayOn(s, a, target, noon); d.Allowed() && target.Representative == "" || len(d.String()) > 2000 {
					t.Errorf("%s, %d bytes", a, len(d.String()))
				}
			}
		}
		if d := g.May(s, account.Action(huge), noon); d.Allowed() || len(d.String()) > 2000 {
			t.Errorf("an action of a megabyte: %d bytes", len(d.String()))
		}
	}
	if page, d := g.Representable(as("mona", "north"), account.Search{Text: huge, Limit: 1 << 62, Skip: 1 << 62}, noon); !d.Allowed() || page.Total != 0 {
		t.Errorf("%s: %d", d, page.Total)
	}
	_, err := g.With(account.Changes{PutUsers: []account.User{{ID: huge}}, RemoveUsers: []string{huge}})
	if len(userDefects(err)) != 2 || len(err.Error()) > 2000 {
		t.Errorf("%d bytes", len(err.Error()))
	}
	unchanged(t, g, before)
}

// Very many accounts of one user, and very many authorizers of one limit, take time in proportion.
func TestAbuse_VeryManyAccountsOfAUser(t *testing.T) {
	const n = 50_000
	var d account.Data
	big := account.User{ID: "big", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, Relation: account.OneToMulti}
	all := make([]string, n)
	for i := range n {
		all[i] = fmt.Sprintf("customer-%06d", i)
		d.Accounts = append(d.Accounts, account.Account{ID: all[i]})
		d.Users = append(d.Users, account.User{
			ID: all[i], Type: account.TypeCustomer, Role: account.RoleAccountManager, Activated: true, MaySeePrices: true, Accounts: all[:1],
		})
	}
	big.Accounts = all
	sub := account.User{ID: "sub", Type: account.TypeCustomer, Role: account.RoleSubAccount, Accounts: all[:1], Limits: []account.SpendingLimit{limit(eur("1"), all...)}}
	start := time.Now()
	d.Users = append(d.Users, big, sub)
	g := graphOf(t, d)
	g = after(t, g, account.Changes{PutUsers: d.Users})
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	if d := g.May(as("big", all[n-1]), account.ActionViewOrders, noon); !d.Allowed() {
		t.Error(d)
	}
}

// A graph without accounts or users, and the zero Graph, refuse everything.
func TestAbuse_EmptyGraphs(t *testing.T) {
	staff := account.Data{Application: shop().Application, PermissionRoles: shop().PermissionRoles, Users: shopStaff()}
	for reason, g := range map[string]*account.Graph{"zero": {}, "empty": graphOf(t, account.Data{}), "nothing but staff": graphOf(t, staff)} {
		for _, s := range []account.Session{{}, as("nora", "north"), as("admin", "x"), acting("admin", "", "nora", "north"), acting("hanna", "holding", "nora", "north")} {
			for _, a := range append(everything, "", "fly") {
				for _, target := range []account.Target{{}, {Account: "north"}, {User: "nora"}, {Address: "dock"}} {
					if d := g.MayOn(s, a, target, noon); d.Allowed() {
						t.Errorf("%s graph: %s", reason, d)
					}
				}
			}
			nothingDone(t, g, s)
		}
		for _, who := range []string{"rep", "agent", "admin"} {
			for a := range g.Actions() {
				r := g.For(as(who, ""), noon)
				said(t, r.May(a))
				r.Why(a, account.Target{Account: "north"})
			}
			g.Impersonable(as(who, ""), account.Search{}, noon)
			g.ImpersonableUsers(as(who, ""), "", account.Search{}, noon)
		}
		if _, d := g.Login("nora", false, noon); d.Allowed() {
			t.Errorf("%s graph: %s", reason, d)
		}
		for u := range g.Who(account.ActionOrder, "north", noon) {
			t.Errorf("%s graph: %s", reason, u)
		}
	}
}

// A host that goes on with the graph that a refused change did not give is refused everything, too.
func TestAbuse_NoGraph(t *testing.T) {
	var g *account.Graph
	for _, s := range []account.Session{{}, as("nora", "north"), as("admin", ""), acting("hanna", "holding", "nora", "north")} {
		r := g.For(s, noon)
		if r.Decision().Allowed() || r.May(account.ActionOrder).Allowed() || g.May(s, account.ActionOrder, noon).Allowed() {
			t.Errorf("%+v: allowed by no graph", s)
		}
		if _, d := g.Login(s.User, false, noon); d.Allowed() {
			t.Error(d)
		}
		if _, d := g.Represent(s, "south", noon); d.Allowed() {
			t.Error(d)
		}
		if _, d := g.Impersonate(s, "nora", "north", noon); d.Allowed() {
			t.Error(d)
		}
		nothingDone(t, g, s)
	}
}

func nothingDone(t *testing.T, g *account.Graph, s account.Session) {
	t.Helper()
	out, err := g.PutSubAccount(s, newSub(), noon)
	refusedOutcome(t, fmt.Sprint(s), said(t, out.Decision), out, err)
	out, err = g.PutAccount(s, account.Account{ID: "north"}, noon)
	refusedOutcome(t, fmt.Sprint(s), said(t, out.Decision), out, err)
}
