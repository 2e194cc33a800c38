package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestREP1_LoginPreselectsTheMainAccount(t *testing.T) {
	tests := []struct {
		reason, user string
		basket       bool
		account      string
		want         string
	}{
		{"several accounts", "mona", false, "north", "allowed"},
		{"several, and a basket with lines", "mona", true, "", "allowed"},
		{"one account", "nora", false, "north", "allowed"},
		{"one, and a basket with lines", "nora", true, "north", "allowed"},
		{"a contact", "carol", true, "holding", "allowed"},
		{"a worker", "admin", true, "", "allowed"},
		{"nobody", "nobody", false, "", "unknown user: nobody"},
		{"no name", "", false, "", "no session"},
		{"not activated", "idle", false, "", "user not activated: idle"},
	}
	idle := buyer("idle", account.RoleRegular, "north")
	idle.Activated = false
	g := shopWith(t, addUser(idle), func(d *account.Data) { d.Revision = 3 })
	for _, test := range tests {
		s, d := g.Login(test.user, test.basket, noon)
		if got := said(t, d); got != test.want || s.Account != test.account {
			t.Errorf("%s: %s, account %q", test.reason, got, s.Account)
		}
		if test.want != "allowed" && s != (account.Session{}) {
			t.Errorf("%s: refused with a session: %+v", test.reason, s)
		}
		if test.want == "allowed" && (s.Principal != test.user || s.User != test.user || s.From != "" || s.Since != noon || s.Revision != 3 || s.Impersonating()) {
			t.Errorf("%s: %+v", test.reason, s)
		}
	}
}

// Until one is chosen, nothing can be done but to choose.
func TestREP1_BasketWithLinesMustChoose(t *testing.T) {
	g := shopWith(t)
	s, _ := g.Login("mona", true, noon)
	for _, a := range everything {
		want := "no account chosen"
		switch a {
		case account.ActionRepresent:
			want = "allowed"
		case account.ActionManageSubAccounts, account.ActionManageBudgets, account.ActionViewAuthorizations, account.ActionAuthorize,
			account.ActionReverse, account.ActionSubstitute:
			want = "not for such users: regular"
		}
		if got := said(t, g.May(s, a, noon)); got != want {
			t.Errorf("%s: %q, want %q", a, got, want)
		}
	}
	page, d := g.Representable(s, account.Search{}, noon)
	if !d.Allowed() || page.Total != 3 || slices.ContainsFunc(page.Accounts, func(c account.Choice) bool { return c.Selected }) {
		t.Errorf("%+v", page)
	}
	s, d = g.Represent(s, "south", noon)
	if got := said(t, d); got != "allowed" || !g.May(s, account.ActionOrder, noon).Allowed() {
		t.Error(got)
	}
}

func TestREP1_ChangingAtAnyTime(t *testing.T) {
	g := shopWith(t)
	s, _ := g.Login("mona", false, noon)
	for i, of := range []string{"south", "grocer", "grocer", "north"} {
		var d account.Decision
		if s, d = g.Represent(s, of, later(i)); said(t, d) != "allowed" || s.Account != of || s.Since != later(i) || s.Principal != "mona" {
			t.Fatalf("%s: %+v", d, s)
		}
	}
	for of, want := range map[string]string{
		"norton": "not linked to the account: norton", "moon": "not linked to the account: moon", "": "no target named: account",
	} {
		next, d := g.Represent(s, of, later(9))
		if got := said(t, d); got != want || next != (account.Session{}) {
			t.Errorf("%q: %s, %+v", of, got, next)
		}
	}
	if next, d := g.Represent(as("nora", "north"), "north", noon); said(t, d) != "one account only: nora" || next != (account.Session{}) {
		t.Errorf("%s", d)
	}
}

// page is the ids of a page, * after the selected one, ! after the main one.
func page(c account.Choices) (ids []string) {
	for _, choice := range c.Accounts {
		id := choice.Account.ID
		if choice.Selected {
			id += "*"
		}
		if choice.Main {
			id += "!"
		}
		ids = append(ids, id)
	}
	return ids
}

func TestREP1_SearchAndPages(t *testing.T) {
	g := shopWith(t)
	mona := as("mona", "south")
	tests := []struct {
		reason string
		search account.Search
		want   string
		total  int
	}{
		{"all: the represented first, then in order", account.Search{}, "south* north! grocer", 3},
		{"by id", account.Search{Text: "GROC"}, "grocer", 1},
		{"by number", account.Search{Text: "1000"}, "south* north!", 2},
		{"by name, whatever the case", account.Search{Text: "baker NORTH"}, "north!", 1},
		{"by name, also beyond ASCII", account.Search{Text: "üMIT"}, "grocer", 1},
		{"by street", account.Search{Text: "quay"}, "north!", 1},
		{"by city", account.Search{Text: "Hamburg"}, "north!", 1},
		{"by the city of another address", account.Search{Text: "bremen"}, "north!", 1},
		{"by nothing there is", account.Search{Text: "moon"}, "", 0},
		{"the first page", account.Search{Limit: 2}, "south* north!", 3},
		{"the second", account.Search{Limit: 2, Skip: 2}, "grocer", 3},
		{"beyond the last", account.Search{Limit: 2, Skip: 4}, "", 3},
		{"odd numbers are taken for none", account.Search{Limit: -1, Skip: -7}, "south* north! grocer", 3},
		{"search, then page", account.Search{Text: "baker", Skip: 1, Limit: 1}, "north!", 2},
	}
	for _, test := range tests {
		got, d := g.Representable(mona, test.search, noon)
		if !d.Allowed() || join(page(got)) != test.want || got.Total != test.total {
			t.Errorf("%s: %q of %d", test.reason, page(got), got.Total)
		}
	}
	if got, d := g.Representable(as("nora", "north"), account.Search{}, noon); said(t, d) != "one account only: nora" || got.Accounts != nil || got.Total != 0 {
		t.Errorf("one account: %s", d)
	}
}

// Page by page, every account comes once.
func TestREP1_PagesOfVeryMany(t *testing.T) {
	var d account.Data
	for i := range 95 {
		d.Accounts = append(d.Accounts, account.Account{ID: fmt.Sprintf("a%02d", i)})
	}
	u := account.User{ID: "u", Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, Relation: account.OneToMulti}
	for _, a := range d.Accounts {
		u.Accounts = append(u.Accounts, a.ID)
	}
	d.Users = []account.User{u}
	g := graphOf(t, d)
	var seen []string
	for skip := 0; skip < 95; skip += account.DefaultLimit {
		got, _ := g.Representable(as("u", "a50"), account.Search{Skip: skip}, noon)
		if len(got.Accounts) > account.DefaultLimit || got.Total != 95 {
			t.Errorf("%d of %d on a page", len(got.Accounts), got.Total)
		}
		seen = append(seen, page(got)...)
	}
	if len(seen) != 95 || seen[0] != "a50*" || seen[1] != "a00!" || seen[94] != "a94" {
		t.Errorf("%q", seen)
	}
	slices.Sort(seen)
	if len(slices.Compact(seen)) != 95 {
		t.Error("one account twice")
	}
}
