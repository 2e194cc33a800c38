package pricing_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// buyingFamily is a parent, a child priced from it and a stranger, with a user of
// each, one of both and a worker; everything is on and granted.
func buyingFamily() account.Data {
	data := family(nil)
	data.Application.Features = append(data.Application.Features, account.Impersonate)
	data.Application.ShowPrices = true
	data.Accounts[0].Groups = []string{account.PowerCustomerGroup}
	data.PermissionRoles = []account.PermissionRole{
		{ID: "buyer", Allow: []account.Permission{account.MyContracts}},
		{ID: "no contracts", Deny: []account.Permission{account.MyContracts}},
		{ID: "no prices", Deny: []account.Permission{account.Permission(account.ActionSeePrices)}},
		{ID: "anyone", Kind: account.Administration, Allow: []account.Permission{account.ImpersonateCustomers}},
	}
	user := func(id string, accounts ...string) account.User {
		return account.User{
			ID: id, Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, Accounts: accounts,
			MaySeePrices: true, PermissionRoles: []string{"buyer"},
		}
	}
	both := user("both", "payer", "child")
	both.Relation = account.OneToMulti
	worker := account.User{ID: "worker", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"anyone"}}
	data.Users = []account.User{user("boss", "parent"), user("clerk", "child"), both, worker}
	return data
}

const boss, clerk, both = 0, 1, 2 // users of buyingFamily

func mustGraph(t testing.TB, data account.Data) *account.Graph {
	t.Helper()
	graph, err := account.NewGraph(data)
	if err != nil {
		t.Fatal(err)
	}
	return graph
}

// contractsBook is familyBook with contracts as sellers have them: by feature and
// permission.
func contractsBook(t testing.TB) *pricing.Book {
	of := func(code, id, price string) pricing.List {
		return with(deal(code, at(price)), func(l *pricing.List) {
			l.Audience.Assigned[0].Account = id
			l.Feature, l.Permission = account.CustomerAccountContracts, account.MyContracts
		})
	}
	return sheet(t, lists(level("A", at("10")), level("B", at("20")), of("PARENT", "parent", "9"), of("CHILD", "child", "8")))
}

// began is when the sessions of the tests began.
var began = march.Add(-time.Hour)

func loggedIn(user string) func(*account.Graph) account.Session {
	return func(g *account.Graph) account.Session {
		s, _ := g.Login(user, false, began)
		return s
	}
}

func actingAs(principal, user, id string) func(*account.Graph) account.Session {
	return func(g *account.Graph) account.Session {
		s, _ := g.Impersonate(loggedIn(principal)(g), user, id, began)
		return s
	}
}

func representing(id string) func(*account.Graph) account.Session {
	return func(g *account.Graph) account.Session {
		s, _ := g.Login("both", true, began)
		if id != "" {
			s, _ = g.Represent(s, id, began)
		}
		return s
	}
}

func of1(user int, change func(*account.User)) func(*account.Data) {
	return func(d *account.Data) { change(&d.Users[user]) }
}

func roles(user int, ids ...string) func(*account.Data) {
	return of1(user, func(u *account.User) { u.PermissionRoles = ids })
}

func blind(user int) func(*account.Data) {
	return of1(user, func(u *account.User) { u.MaySeePrices = false })
}

func blocked(n int) func(*account.Data) {
	return func(d *account.Data) { d.Accounts[n].Status = account.Blocked }
}
