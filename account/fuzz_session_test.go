package account_test

import (
	"testing"
	"unicode/utf8"

	"github.com/tradeterms/tradeterms/account"
)

// Sessions and targets of any text never panic, and what they name that is not there is refused.
func FuzzSession(f *testing.F) {
	f.Add("hanna", "holding", "nora", "north", "order", "north", "sam", "dock", "gate", "r1")
	f.Add("admin", "", "nora", "north", "impersonate", "south", "selma", "", "", "")
	f.Add("rep", "", "rep", "", "modify local contracts", "north", "", "", "", "r2")
	f.Add("", "", "", "", "", "", "", "", "", "")
	f.Add("nora\x00", "\xff", "nora\u200b", "north ", "order\x00", "\x00navigation links", "'; --", "../..", "%!s(MISSING)", "\U0010ffff")
	f.Add("mona", "", "mona", "grocer", "represent", "grocer", "mona", "", "gate", "")
	g := shopWith(f)
	before := g.Data()
	f.Fuzz(func(t *testing.T, principal, from, who, of, action, on, target, address, point, representative string) {
		s := account.Session{Principal: principal, From: from, User: who, Account: of}
		aim := account.Target{Account: on, User: target, Address: address, Point: point, Representative: representative}
		r := g.For(s, noon)
		d := r.MayOn(account.Action(action), aim)
		if !d.Allowed() && (d.Layer == "" || d.Code.String() == "" || d.Reason().String() == "nothing was asked") {
			t.Fatalf("a refusal without a reason: %s", d)
		}
		if d.Allowed() != (len(r.Why(account.Action(action), aim)) == 0) {
			t.Fatalf("Why and MayOn disagree: %s", d)
		}
		if d.Allowed() && !(reaches(g, s) && exists(g, d)) {
			t.Fatalf("allowed: %s", d)
		}
		if !utf8.ValidString(d.String()) {
			t.Fatalf("a sentence that is no text: %q", d)
		}
		tryCommands(t, g, s, aim)
		if f, _ := r.Visible(account.Orders); f.Sees(order(on)) != r.Sees(order(on)).Allowed() {
			t.Fatalf("filter and decision disagree about %q", on)
		}
		if n := len(g.Data().Users); n != len(before.Users) {
			t.Fatal("the graph changed")
		}
	})
}

// exists: all that an allowed question names is there.
func exists(g *account.Graph, d account.Decision) bool {
	_, principal := g.User(d.Session.Principal)
	_, user := g.User(d.Session.User)
	_, target := g.User(d.Target.User)
	_, action := g.Action(d.Action)
	return principal && user && action && (target || d.Target.User == "") && (d.Target.Account == "" || g.Has(d.Target.Account))
}

// reaches: the session's account is the user's, and where he is acted for, there is somebody who may.
func reaches(g *account.Graph, s account.Session) bool {
	u, _ := g.User(s.User)
	for _, id := range u.Accounts {
		if id == s.Account {
			p, _ := g.User(s.Principal)
			return !s.Impersonating() || len(p.Accounts) == 0 || g.AtOrAbove(s.From, s.Account) && s.From != s.Account
		}
	}
	return s.Account == "" && (len(u.Accounts) == 0 || u.Relation == account.OneToMulti) && !s.Impersonating()
}

// tryCommands: whatever comes of a command, refused it is nothing.
func tryCommands(t *testing.T, g *account.Graph, s account.Session, aim account.Target) {
	t.Helper()
	if next, d := g.Impersonate(s, aim.User, aim.Account, noon); d.Allowed() != (next != account.Session{}) || d.Allowed() && !holds(g, next) {
		t.Fatalf("%s: %+v", d, next)
	}
	if next, d := g.Represent(s, aim.Account, noon); d.Allowed() != (next != account.Session{}) || d.Allowed() && !holds(g, next) {
		t.Fatalf("%s: %+v", d, next)
	}
	if next, d := g.Login(s.Principal, aim.Point == "", noon); d.Allowed() != (next != account.Session{}) || d.Allowed() && !holds(g, next) {
		t.Fatalf("%s: %+v", d, next)
	}
	sub, _ := g.PutSubAccount(s, account.SubAccount{ID: aim.User, Name: aim.Address, PermissionRoles: []string{aim.Point}}, noon)
	put, _ := g.PutAccount(s, account.Account{ID: aim.Account, BillTo: aim.Point}, noon)
	for _, out := range []account.Outcome{sub, put} {
		if !out.Decision.Allowed() && (out.Graph != nil || out.Events != nil || out.Changes.PutUsers != nil || out.Changes.Put != nil) {
			t.Fatalf("refused, with something: %+v", out)
		}
	}
}

// holds: what a command gives is a session that is good at once.
func holds(g *account.Graph, s account.Session) bool {
	r := g.For(s, noon)
	return r.Decision().Allowed()
}
