package account_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// at is the instant of the request, which a host takes from its clock.
var at = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// A hotel group: its buyer Ada may log in as users of the hotels below; the spa's manager Ben keeps its sub-accounts.
func hotels() *account.Graph {
	buyer := account.User{Type: account.TypeCustomer, Role: account.RoleRegular, Activated: true, MayOrder: true, MaySeePrices: true}
	ada, eva, ben := buyer, buyer, buyer
	ada.ID, ada.Accounts, ada.ChildHistory = "ada", []string{"group"}, true
	eva.ID, eva.Accounts = "eva", []string{"hotel"}
	ben.ID, ben.Role, ben.Accounts = "ben", account.RoleAccountManager, []string{"spa"}
	g, err := account.NewGraph(account.Data{
		Application: account.Application{
			Features:   account.FeatureSet{account.Impersonate, account.PowerCustomers},
			ShowPrices: true, Ordering: true, PayOnAccount: true,
			Actions: []account.ActionRule{{Action: "book a demo", By: []account.UserKind{account.KindRegular}}},
		},
		Accounts: []account.Account{
			{ID: "group", National: true, Groups: []string{account.PowerCustomerGroup}},
			{ID: "hotel", Parent: "group"},
			{ID: "spa", Parent: "group", PaymentTerms: account.PaymentTerms{OnAccount: true}},
		},
		PermissionRoles: []account.PermissionRole{{ID: "demos", Allow: []account.Permission{"book a demo"}}},
		Users:           []account.User{ada, eva, ben},
	})
	if err != nil {
		panic(err)
	}
	return g
}

func ExampleGraph_Login() {
	g := hotels()
	session, decision := g.Login("eva", false, at)
	fmt.Println(decision)
	fmt.Println(session.Account)
	_, decision = g.Login("eve", false, at)
	fmt.Println(decision.Allowed(), decision.Reason())
	// Output:
	// the session of user "eva" for account "hotel" holds
	// hotel
	// false user "eve" does not exist: name one that does
}

func ExampleGraph_May() {
	g := hotels()
	eva, _ := g.Login("eva", false, at)
	fmt.Println(g.May(eva, account.ActionOrder, at))
	fmt.Println(g.May(eva, account.ActionSeeStock, at))
	// Output:
	// user "eva" for account "hotel" may "order"
	// user "eva" for account "hotel" may not "see stock": the seller's switch "show stock" is off for everyone: turn it on
}

func ExampleGraph_Represent() {
	g := hotels()
	eva, _ := g.User("eva")
	g, err := g.With(account.Changes{PutUsers: []account.User{eva.ToMulti("spa")}})
	if err != nil {
		panic(err)
	}
	session, _ := g.Login("eva", true, at) // her basket has lines already, so she must choose
	choices, _ := g.Representable(session, account.Search{}, at)
	for _, c := range choices.Accounts {
		fmt.Println(c.Account.ID)
	}
	session, decision := g.Represent(session, "spa", at)
	fmt.Println(session.Account, decision.Allowed())
	// Output:
	// hotel
	// spa
	// spa true
}

func ExampleGraph_Impersonate() {
	g := hotels()
	ada, _ := g.Login("ada", false, at)
	session, _ := g.Impersonate(ada, "eva", "hotel", at)
	fmt.Println(g.May(session, account.ActionOrder, at))
	fmt.Println(g.Persons(session))
	_, decision := g.Impersonate(session, "ben", "spa", at)
	fmt.Println(decision.Reason())
	// Output:
	// user "ada" as user "eva" for account "hotel" may "order"
	// [ada eva]
	// acting as user "eva" already: end that first
}

func ExampleGraph_PutSubAccount() {
	g := hotels()
	ben, _ := g.Login("ben", false, at)
	outcome, err := g.PutSubAccount(ben, account.SubAccount{ID: "cleo", Activated: true, MayOrder: true}, at)
	if err != nil {
		panic(err)
	}
	fmt.Println(outcome.Events[0].Kind, outcome.Events[0].UserAfter.ID) // write to her, and store outcome.Changes
	g = outcome.Graph
	outcome, _ = g.PutSubAccount(ben, account.SubAccount{ID: "cleo", Activated: true, MaySeeStock: true}, at)
	fmt.Println(outcome.Decision.Reason())
	// Output:
	// sub-account created cleo
	// the seller's switch "show stock" is off for everyone: turn it on
}

func ExampleRights_Visible() {
	g := hotels()
	ada, _ := g.Login("ada", false, at)
	rights := g.For(ada, at)
	filter, _ := rights.Visible(account.Invoices)
	fmt.Println(filter.Fields, "in", filter.Accounts)
	fmt.Println(rights.Sees(account.Record{Kind: account.Invoices, SoldTo: "spa"}).Allowed())
	// Output:
	// [sold-to account bill-to account] in [group hotel spa]
	// true
}

func ExampleGraph_Who() {
	fmt.Println(slices.Collect(hotels().Who(account.ActionViewOrders, "hotel", at)))
	// Output:
	// [ada eva]
}

func ExampleRights_Why() {
	g := hotels()
	eva, _ := g.Login("eva", false, at)
	rights := g.For(eva, at)
	for _, reason := range rights.Why(account.ActionImpersonate, account.Target{User: "ben", Account: "spa"}) {
		fmt.Println(reason.Layer+":", reason)
	}
	// Output:
	// groups: no group of the account or the user grants "impersonate": put one of them in a group that does
	// target: account "spa" is not below the session's own: choose one that is
}

func ExampleUser_ToMulti() {
	eva, _ := hotels().User("eva")
	fmt.Println(eva.ToMulti("spa", "hotel").Accounts)
	fmt.Println(eva.ToMulti("spa").ToOne().Accounts)
	// Output:
	// [hotel spa]
	// [hotel]
}

// An action of the host's own needs a permission of its name, unless the rule names another.
func ExampleActionRule() {
	g := hotels()
	eva, _ := g.Login("eva", false, at)
	fmt.Println(g.May(eva, "book a demo", at).Reason())
	user, _ := g.User("eva")
	user.PermissionRoles = []string{"demos"}
	g, _ = g.With(account.Changes{PutUsers: []account.User{user}})
	fmt.Println(g.May(eva, "book a demo", at))
	// Output:
	// no permission role allows "book a demo": give the user one that does
	// user "eva" for account "hotel" may "book a demo"
}
