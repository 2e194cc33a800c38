package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestACC4_UserHasAllItsFacts(t *testing.T) {
	g := shopWith(t)
	for _, want := range shop().Users {
		got, ok := g.User(want.ID)
		if !ok || got.Name != want.Name || got.Type != want.Type || got.Role != want.Role || !slices.Equal(got.Accounts, want.Accounts) ||
			got.Relation != want.Relation || got.MayOrder != want.MayOrder || len(got.Limits) != len(want.Limits) {
			t.Errorf("%+v", got)
		}
	}
	if u, ok := g.User("nobody"); ok || u.ID != "" {
		t.Errorf("%+v", u)
	}
}

func TestACC4_RolesAreForCustomers(t *testing.T) {
	tests := []struct {
		reason string
		user   account.User
		kind   account.UserKind
		want   []string
	}{
		{"a customer needs a role", account.User{Type: account.TypeCustomer}, 0, []string{"no role"}},
		{"regular", account.User{Type: account.TypeCustomer, Role: account.RoleRegular}, account.KindRegular, nil},
		{"account manager", account.User{Type: account.TypeCustomer, Role: account.RoleAccountManager}, account.KindAccountManager, nil},
		{"sub-account", account.User{Type: account.TypeCustomer, Role: account.RoleSubAccount}, account.KindSubAccount, nil},
		{"a contact has none", account.User{Type: account.TypeContact}, account.KindContact, nil},
		{"no manager among contacts", account.User{Type: account.TypeContact, Role: account.RoleAccountManager}, 0, []string{"misplaced role account manager"}},
		{"a type is needed", account.User{Role: account.RoleRegular}, 0, []string{"bad user type user type 0"}},
		{"one that exists", account.User{Type: 5}, 0, []string{"bad user type user type 5"}},
		{"a role that exists", account.User{Type: account.TypeCustomer, Role: 4}, 0, []string{"bad role role 4"}},
		{"a role that exists, for contacts, too", account.User{Type: account.TypeContact, Role: 4}, 0, []string{"bad role role 4"}},
	}
	for _, test := range tests {
		test.user.ID, test.user.Accounts = "u", []string{"A"}
		_, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "A"}}, Users: []account.User{test.user}})
		wantUserDefects(t, test.reason, err, test.want...)
		if got := test.user.Kind(); got != test.kind {
			t.Errorf("%s: kind %v, want %v", test.reason, got, test.kind)
		}
	}
}

func TestACC4_StaffHaveNoRoleAndNoAccount(t *testing.T) {
	tests := []struct {
		reason string
		user   account.User
		kind   account.UserKind
		want   []string
	}{
		{"a sales agent", account.User{Type: account.TypeSalesAgent}, account.KindSalesAgent, nil},
		{"a worker", account.User{Type: account.TypeWorker}, account.KindWorker, nil},
		{"a sales agent has no role", account.User{Type: account.TypeSalesAgent, Role: account.RoleRegular}, 0, []string{"misplaced role regular"}},
		{"nor has a worker", account.User{Type: account.TypeWorker, Role: account.RoleSubAccount}, 0, []string{"misplaced role sub-account"}},
		{"nor an account", account.User{Type: account.TypeWorker, Accounts: []string{"A"}}, account.KindWorker, []string{"misplaced account A"}},
	}
	for _, test := range tests {
		test.user.ID = "u"
		_, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "A"}}, Users: []account.User{test.user}})
		wantUserDefects(t, test.reason, err, test.want...)
		if got := test.user.Kind(); got != test.kind {
			t.Errorf("%s: kind %v, want %v", test.reason, got, test.kind)
		}
	}
}

func TestACC5_Relations(t *testing.T) {
	customer, one, multi := account.TypeCustomer, account.OneToOne, account.OneToMulti
	regular, manager, sub, none := account.RoleRegular, account.RoleAccountManager, account.RoleSubAccount, account.NoRole
	tests := []struct {
		reason   string
		kind     account.UserType
		role     account.Role
		relation account.Relation
		accounts []string
		want     []string
	}{
		{"one to one", customer, regular, one, []string{"A"}, nil},
		{"with two", customer, regular, one, []string{"A", "B"}, []string{"too many accounts B"}},
		{"with none", customer, regular, one, nil, []string{"no account"}},
		{"one to multi", customer, regular, multi, []string{"B", "A"}, nil},
		{"of a manager", customer, manager, multi, []string{"B", "A", "C"}, nil},
		{"with one, saying so", customer, regular, multi, []string{"A"}, []string{"too few accounts 1"}},
		{"with none at all", customer, manager, multi, nil, []string{"too few accounts 0"}},
		{"of a sub-account", customer, sub, multi, []string{"A", "B"}, []string{"misplaced relation sub-account"}},
		{"of a contact", account.TypeContact, none, multi, []string{"A", "B"}, []string{"misplaced relation contact"}},
		{"of a sales agent", account.TypeSalesAgent, none, multi, []string{"A", "B"}, []string{"misplaced relation sales agent"}},
		{"of a worker", account.TypeWorker, none, multi, nil, []string{"misplaced relation worker"}},
		{"another relation", customer, regular, 2, []string{"A"}, []string{"bad relation relation 2"}},
		{"the same account twice", customer, regular, multi, []string{"A", "A"}, []string{"duplicate A"}},
		{"an account that is not there", customer, regular, one, []string{"X"}, []string{"unknown account X"}},
		{"the empty account", customer, regular, one, []string{""}, []string{"bad id", "unknown account"}},
		{"a contact of two", account.TypeContact, none, one, []string{"A", "B"}, []string{"too many accounts B"}},
		{"a sub-account of none", customer, sub, one, nil, []string{"no account"}},
	}
	for _, test := range tests {
		_, err := account.NewGraph(account.Data{
			Accounts: []account.Account{{ID: "A"}, {ID: "B"}, {ID: "C"}},
			Users:    []account.User{{ID: "u", Type: test.kind, Role: test.role, Relation: test.relation, Accounts: test.accounts}},
		})
		wantUserDefects(t, test.reason, err, test.want...)
	}
}

func TestACC5_BlockedAccountsMayBeLinked(t *testing.T) {
	g := shopWith(t, blocked("north"), blocked("grocer"))
	s, d := g.Represent(as("mona", "south"), "grocer", noon)
	if got := said(t, d); got != "allowed" || s.Account != "grocer" {
		t.Errorf("%s: %+v", got, s)
	}
}

func TestACC5_ToMultiAndToOne(t *testing.T) {
	one := buyer("u", account.RoleRegular, "north")
	tests := []struct {
		reason   string
		user     account.User
		accounts []string
		want     []string
	}{
		{"the present account stays first", one.ToMulti("south", "grocer"), []string{"north", "south", "grocer"}, nil},
		{"those there are passed over", one.ToMulti("north", "south", "south"), []string{"north", "south"}, nil},
		{"one is too few", one.ToMulti(), []string{"north"}, []string{"too few accounts 1"}},
		{"also the one that was there", one.ToMulti("north"), []string{"north"}, []string{"too few accounts 1"}},
		{"more to several", one.ToMulti("south").ToMulti("grocer"), []string{"north", "south", "grocer"}, nil},
		{"the main account stays", one.ToMulti("south", "grocer").ToOne(), []string{"north"}, nil},
		{"one stays one", one.ToOne(), []string{"north"}, nil},
		{"none stays none", account.User{ID: "u", Type: account.TypeCustomer, Role: account.RoleRegular}.ToOne(), nil, []string{"no account"}},
	}
	g := shopWith(t)
	for _, test := range tests {
		if !slices.Equal(test.user.Accounts, test.accounts) {
			t.Errorf("%s: %q", test.reason, test.user.Accounts)
		}
		next, err := g.With(account.Changes{PutUsers: []account.User{test.user}})
		wantUserDefects(t, test.reason, err, test.want...)
		if err != nil {
			continue
		}
		if s, _ := next.Login("u", false, noon); s.Account != "north" {
			t.Errorf("%s: main account %q", test.reason, s.Account)
		}
	}
	if one.Relation != account.OneToOne || !slices.Equal(one.Accounts, []string{"north"}) {
		t.Errorf("the user that was asked changed: %+v", one)
	}
}

func TestACC4_IdsThatDifferOnlyInCaseDrawAWarning(t *testing.T) {
	g := shopWith(t, addUser(buyer("NORA", account.RoleRegular, "grocer")), addUser(buyer("grocer", account.RoleRegular, "grocer")))
	warnings := g.Warnings()
	if len(warnings) != 1 || warnings[0].Code != account.WarningUserCase || !slices.Equal(warnings[0].Users, []string{"NORA", "nora"}) ||
		warnings[0].Accounts != nil || warnings[0].String() != `user ids differ only in case: "NORA", "nora"` {
		t.Errorf("%+v", warnings)
	}
	if d := g.May(as("NORA", "north"), account.ActionOrder, noon); d.Allowed() {
		t.Errorf("they are two: %s", d)
	}
}

func TestACC5_FoundByAnyAccount(t *testing.T) {
	g := shopWith(t)
	for of, want := range map[string][]string{
		"north":  {"max", "mia", "mona", "nora", "sam", "sue"},
		"south":  {"mia", "mona", "selma", "sid"},
		"grocer": {"gert", "gina", "mona"},
		"norton": {"nils"},
		"nobody": nil,
		"":       nil,
	} {
		var found []string
		for u := range g.UsersOf(of) {
			found = append(found, u.ID)
		}
		if !slices.Equal(found, want) {
			t.Errorf("of %q: %q, want %q", of, found, want)
		}
	}
	g = after(t, g, account.Changes{PutUsers: []account.User{buyer("mona", account.RoleRegular, "grocer")}, RemoveUsers: []string{"gert"}})
	for of, want := range map[string]string{"north": "max mia nora sam sue", "south": "mia selma sid", "grocer": "gina mona"} {
		var found []string
		for u := range g.UsersOf(of) {
			found = append(found, u.ID)
		}
		if join(found) != want {
			t.Errorf("after a change, of %q: %q", of, found)
		}
		for range g.UsersOf(of) {
			break // an iterator can be stopped
		}
	}
}

// wantUserDefects checks the defects of users, short: code and value.
func wantUserDefects(t *testing.T, reason string, err error, want ...string) {
	t.Helper()
	if got := userDefects(err); !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", reason, got, want)
	}
}
