package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestREP2_UsersOfAParent(t *testing.T) {
	impersonate := account.ActionImpersonate
	hanna, direct := as("hanna", "holding"), application(func(a *account.Application) { a.DirectChildrenOnly = true })
	checkRulings(t, []ruling{
		{"a child's", nil, hanna, impersonate, account.Target{User: "nora", Account: "north"}, "allowed"},
		{"a grandchild's", nil, hanna, impersonate, account.Target{User: "nils", Account: "norton"}, "allowed"},
		{"for the main account, if none is named", nil, hanna, impersonate, account.Target{User: "mona"}, "allowed"},
		{"for another of his accounts, which is below", nil, hanna, impersonate, account.Target{User: "mona", Account: "south"}, "allowed"},
		{"for another of his accounts, which is not", nil, hanna, impersonate, account.Target{User: "mona", Account: "grocer"}, "not below: grocer"},
		{"for an account below, which is not his", nil, hanna, impersonate, account.Target{User: "nora", Account: "south"}, "not that user: nora"},
		{"direct children only", direct, hanna, impersonate, account.Target{User: "nora", Account: "north"}, "allowed"},
		{"no grandchildren then", direct, hanna, impersonate, account.Target{User: "nils", Account: "norton"}, "no direct child: norton"},
		{"one of the own account", nil, hanna, impersonate, account.Target{User: "hugo", Account: "holding"}, "not below: holding"},
		{"oneself", nil, hanna, impersonate, account.Target{User: "hanna", Account: "holding"}, "not below: holding"},
		{"staff", nil, hanna, impersonate, account.Target{User: "admin"}, "not that user: admin"},
		{"nobody", nil, hanna, impersonate, account.Target{User: "nobody"}, "not that user: nobody"},
		{"one who is not activated", user("nora", func(u *account.User) { u.Activated = false }), hanna, impersonate,
			account.Target{User: "nora", Account: "north"}, "user not activated: nora"},
		{"a manager", nil, as("hugo", "holding"), impersonate, account.Target{User: "nora", Account: "north"}, "allowed"},
		{"a contact", nil, as("carol", "holding"), impersonate, account.Target{User: "nora", Account: "north"}, "allowed"},
		{"a sub-account", nil, as("sam", "north"), impersonate, account.Target{User: "nils"}, "not for such users: sub-account"},
		{"a parent in between", nil, as("nora", "north"), impersonate, account.Target{User: "nils"}, "allowed"},
	})
}

func TestREP2_ManageChild(t *testing.T) {
	manage := account.ActionManageChild
	checkRulings(t, []ruling{
		{"a child", nil, as("hanna", "holding"), manage, account.Target{Account: "north"}, "allowed"},
		{"a grandchild", nil, as("hanna", "holding"), manage, account.Target{Account: "norton"}, "allowed"},
		{"the own", nil, as("hanna", "holding"), manage, account.Target{Account: "holding"}, "not below: holding"},
		{"the parent", nil, as("nora", "north"), manage, account.Target{Account: "holding"}, "not below: holding"},
		{"a sibling", nil, as("nora", "north"), manage, account.Target{Account: "south"}, "not below: south"},
		{"nothing there is", nil, as("nora", "north"), manage, account.Target{Account: "moon"}, "not below: moon"},
		{"impersonate off is no matter", switchOff(account.Impersonate), as("hanna", "holding"), manage, account.Target{Account: "north"}, "allowed"},
		{"power customers off", switchOff(account.PowerCustomers), as("hanna", "holding"), manage, account.Target{Account: "north"},
			"feature off in application: power customers"},
		{"while acting", nil, acting("hanna", "holding", "nora", "north"), manage, account.Target{Account: "norton"}, "needs the own hand: hanna"},
	})
}

// First the accounts, the own included, then their users, then the login.
func TestREP2_AccountsThenUsersThenLogin(t *testing.T) {
	idle := buyer("idle", account.RoleRegular, "north")
	idle.Activated = false
	g := shopWith(t, addUser(idle))
	hanna := as("hanna", "holding")
	accounts, d := g.Impersonable(hanna, account.Search{}, noon)
	if !d.Allowed() || join(page(accounts)) != "holding*! north norton south" || accounts.Total != 4 {
		t.Fatalf("%s: %q", d, page(accounts))
	}
	users, total, d := g.ImpersonableUsers(hanna, "north", account.Search{}, noon)
	var ids []string
	for _, u := range users {
		ids = append(ids, u.ID)
	}
	if !d.Allowed() || join(ids) != "max mia mona nora sam sue" || total != 6 {
		t.Fatalf("%s: %q", d, ids)
	}
	// Of each only what is needed to choose, and of his accounts only this one.
	mona, sue := users[2], users[5]
	if join(mona.Accounts) != "north" || sue.Limits != nil || sue.PermissionRoles != nil || sue.MayOrder || !sue.Activated {
		t.Errorf("%+v, %+v", mona, sue)
	}
	for _, missing := range []struct{ user, account, want string }{
		{"", "north", "no target named: user"}, {"sam", "", "no target named: account"}, {"", "", "no target named: user"},
	} {
		if s, d := g.Impersonate(hanna, missing.user, missing.account, noon); said(t, d) != missing.want || s != (account.Session{}) {
			t.Errorf("%+v: %s", missing, d)
		}
	}
	s, d := g.Impersonate(hanna, "sam", "north", later(1))
	want := account.Session{Principal: "hanna", From: "holding", User: "sam", Account: "north", Since: later(1)}
	if said(t, d) != "allowed" || s != want || !s.Impersonating() {
		t.Errorf("%s: %+v", d, s)
	}
}

func TestREP2_ListsAreSearchedAndRefused(t *testing.T) {
	g := shopWith(t, application(func(a *account.Application) { a.DirectChildrenOnly = true }))
	hanna := as("hanna", "holding")
	if accounts, _ := g.Impersonable(hanna, account.Search{Text: "norton"}, noon); accounts.Total != 0 {
		t.Errorf("no direct child, and yet: %q", page(accounts))
	}
	if accounts, _ := g.Impersonable(hanna, account.Search{Limit: 1, Skip: 1}, noon); join(page(accounts)) != "north" || accounts.Total != 3 {
		t.Errorf("%q of %d", page(accounts), accounts.Total)
	}
	users, total, d := g.ImpersonableUsers(hanna, "north", account.Search{Text: "M", Limit: 2, Skip: 1}, noon)
	if !d.Allowed() || total != 4 || users[0].ID != "mia" || users[1].ID != "mona" {
		t.Errorf("%s: %d, %+v", d, total, users)
	}
	for of, want := range map[string]string{"norton": "no direct child: norton", "grocer": "not below: grocer", "moon": "not below: moon"} {
		users, total, d := g.ImpersonableUsers(hanna, of, account.Search{}, noon)
		if got := said(t, d); got != want || users != nil || total != 0 {
			t.Errorf("of %s: %s, %d users", of, got, total)
		}
	}
	accounts, d := g.Impersonable(as("sam", "north"), account.Search{}, noon)
	if said(t, d) != "not for such users: sub-account" || accounts.Accounts != nil || accounts.Total != 0 {
		t.Errorf("%s", d)
	}
}

// While acting everything is the other's (REP-3): the session names his account, his groups, his permissions.
func TestREP3_EverythingIsTheOthers(t *testing.T) {
	g := shopWith(t, groupsOf("north", account.ChildCustomerGroup), user("hanna", func(u *account.User) { u.MayOrder = false }))
	s, d := g.Impersonate(as("hanna", "holding"), "nora", "north", noon)
	if !d.Allowed() {
		t.Fatal(d)
	}
	mine, hers := g.For(s, noon), g.For(as("nora", "north"), noon)
	if !slices.Equal(mine.Permissions(), hers.Permissions()) || !slices.Equal(mine.Groups(), hers.Groups()) ||
		!slices.Equal(mine.Groups(), []string{account.ChildCustomerGroup}) {
		t.Errorf("%q, %q", mine.Permissions(), mine.Groups())
	}
	for _, kind := range []account.RecordKind{account.Orders, account.Invoices} {
		f, _ := mine.Visible(kind)
		if want, _ := hers.Visible(kind); !slices.Equal(f.Accounts, want.Accounts) || slices.Contains(f.Accounts, "holding") {
			t.Errorf("%s: %q", kind, f.Accounts)
		}
	}
	if got := said(t, mine.May(account.ActionOrder)); got != "allowed" {
		t.Errorf("ordering is hers, whatever hanna may: %s", got)
	}
}

// What a session that acts may do is what the other may, without what needs the principal's own hand (REP-4, A4).
func TestREP4_NothingIsGained(t *testing.T) {
	g := shopWith(t)
	needsHand := []account.Action{
		account.ActionRepresent, account.ActionImpersonate, account.ActionManageChild, account.ActionManageSubAccounts,
		account.ActionManageBudgets, account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute,
	}
	lost := map[account.Action]bool{}
	for _, who := range []string{"nora", "max", "mia", "sam", "sue", "mona"} {
		for _, s := range []account.Session{acting("hanna", "holding", who, "north"), acting("admin", "", who, "north"), acting("agent", "", who, "north")} {
			own := slices.Collect(g.What(as(who, "north"), noon))
			var want []account.Action
			for _, a := range own {
				if slices.Contains(needsHand, a) {
					lost[a] = true
				} else {
					want = append(want, a)
				}
			}
			if got := slices.Collect(g.What(s, noon)); !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("%+v: %q, want %q", s, got, want)
			}
		}
	}
	for _, a := range needsHand {
		if !lost[a] {
			t.Errorf("%s: none of those acted for has it", a)
		}
	}
}

func TestREP4_DecisionsAndEventsNameBoth(t *testing.T) {
	g := shopWith(t, user("nora", func(u *account.User) { u.Person = "frau-n" }))
	s := acting("hanna", "holding", "nora", "north")
	d := g.May(s, account.ActionOrder, noon)
	if d.Session != s || d.String() != `user "hanna" as user "nora" for account "north" may "order"` {
		t.Errorf("%s", d)
	}
	if got := g.Persons(s); !slices.Equal(got, []string{"frau-n", "hanna"}) {
		t.Errorf("%q", got)
	}
	if got := g.Persons(as("nora", "north")); !slices.Equal(got, []string{"frau-n"}) {
		t.Errorf("%q", got)
	}
	if got := g.Persons(acting("ghost", "holding", "nobody", "")); got != nil {
		t.Errorf("%q", got)
	}
}

func TestREP5_WorkersByPermissionRepresentativesByAssignment(t *testing.T) {
	impersonate := account.ActionImpersonate
	north, south := account.Target{User: "nora", Account: "north"}, account.Target{User: "selma", Account: "south"}
	deny := func(id string, p account.Permission) func(*account.Data) {
		return both(addRole(account.PermissionRole{ID: "no", Kind: account.Administration, Deny: []account.Permission{p}}), roles(id, "back", "no"))
	}
	checkRulings(t, []ruling{
		{"with the permission", nil, as("admin", ""), impersonate, south, "allowed"},
		{"without", nil, as("clerk", ""), impersonate, south, "permission not allowed: impersonate customers"},
		{"deny wins over allow", deny("admin", account.ImpersonateCustomers), as("admin", ""), impersonate, south, "permission denied: impersonate customers"},
		{"so does a denial of the action", deny("admin", account.Permission(impersonate)), as("admin", ""), impersonate, south, "permission denied: impersonate"},
		{"assigned, a worker", nil, as("rep", ""), impersonate, north, "allowed"},
		{"assigned, a sales agent", nil, as("agent", ""), impersonate, north, "allowed"},
		{"not assigned", nil, as("agent", ""), impersonate, south, "not assigned: south"},
		{"a representative with the permission, too", roles("rep", "back"), as("rep", ""), impersonate, south, "allowed"},
		{"an agent without an id", user("agent", func(u *account.User) { u.RepresentativeID = "" }), as("agent", ""), impersonate, north,
			"no sales representative"},
		{"marked no more", user("rep", func(u *account.User) { u.SalesRepresentative = false }), as("rep", ""), impersonate, north,
			"permission not allowed: impersonate customers"},
		{"assigned to another", customer("north", func(a *account.Account) { a.Representatives = []string{"r2"} }), as("rep", ""), impersonate, north,
			"not assigned: north"},
		{"features of customers are no matter of staff", switchOff(account.Impersonate), as("admin", ""), impersonate, south, "allowed"},
		{"other staff", nil, as("admin", ""), impersonate, account.Target{User: "clerk"}, "not that user: clerk"},
		{"another's account", nil, as("admin", ""), impersonate, account.Target{User: "nora", Account: "south"}, "not that user: nora"},
	})
}

func TestREP5_AccountsThatStaffReach(t *testing.T) {
	g := shopWith(t, customer("grocer", func(a *account.Account) { a.Representatives = []string{"r1", "r2"} }))
	for who, want := range map[string]string{"admin": "grocer holding north norton south", "agent": "grocer north", "rep": "grocer north"} {
		if accounts, d := g.Impersonable(as(who, ""), account.Search{}, noon); said(t, d) != "allowed" || join(page(accounts)) != want {
			t.Errorf("%s: %s: %q", who, d, page(accounts))
		}
	}
	accounts, d := g.Impersonable(as("clerk", ""), account.Search{}, noon)
	if said(t, d) != "permission not allowed: impersonate customers" || accounts.Accounts != nil {
		t.Errorf("%s: %q", d, page(accounts))
	}
	if users, n, d := g.ImpersonableUsers(as("agent", ""), "south", account.Search{}, noon); said(t, d) != "not assigned: south" || users != nil || n != 0 {
		t.Errorf("%s: %d", d, n)
	}
}
