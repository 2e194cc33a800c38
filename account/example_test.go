package account_test

import (
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// A holding with a daughter that orders at the holding's prices, and a grocer who has nothing to do with them.
func exampleData() account.Data {
	return account.Data{
		Application: account.Application{Features: account.FeatureSet{
			account.PowerCustomers, account.BillingOverride, account.PricingOverride,
		}},
		Accounts: []account.Account{
			{ID: "holding", National: true, Groups: []string{account.PowerCustomerGroup}, PriceLevels: []string{"wholesale"}},
			{ID: "north", Parent: "holding", BillTo: "holding", PricingFrom: "holding", Groups: []string{account.ChildCustomerGroup}},
			{ID: "south", Parent: "holding", PricingFrom: "holding"},
			{ID: "grocer"},
		},
	}
}

func exampleGraph() *account.Graph {
	g, err := account.NewGraph(exampleData())
	if err != nil {
		panic(err)
	}
	return g
}

func ExampleNewGraph() {
	g, err := account.NewGraph(exampleData())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(slices.Collect(g.Children("holding")))
	fmt.Println(g.AtOrAbove("holding", "north"), g.AtOrAbove("north", "holding"))
	// Output:
	// [north south]
	// true false
}

func ExampleNewGraph_defects() {
	_, err := account.NewGraph(account.Data{Accounts: []account.Account{
		{ID: "a", National: true, Parent: "b"},
		{ID: "b", National: true, Parent: "a"},
		{ID: "c", BillTo: "nobody"},
	}})
	fmt.Println(err)
	// Output:
	// account data refused, 2 defects
	// 	account "a": parent goes in a circle, "a" → "b" → "a": cut it at one of them
	// 	account "c": bill to names account "nobody", which does not exist: add it or name another
}

func ExampleGraph_Billing() {
	g := exampleGraph()
	fmt.Println(g.Billing("north"))
	fmt.Println(g.Billing("grocer"))
	fmt.Println(g.Billing("nobody").Allowed())
	// Output:
	// account "north" is billed to "holding"
	// account "grocer" is billed to itself
	// false
}

func ExampleGraph_Pricing() {
	g := exampleGraph()
	fmt.Println(g.Pricing("north"))
	fmt.Println(g.Pricing("south"))
	// Output:
	// account "north" is priced from "holding"; its own contracts do not count
	// account "south" is priced from itself, not "holding": none of the account's groups grants "power customers"
}

func ExampleGraph_Feature() {
	fmt.Println(exampleGraph().Feature("holding", account.Impersonate))
	// Output:
	// "impersonate" is off for account "holding": the application has "impersonate" off
}

func ExampleGraph_With() {
	g := exampleGraph()
	next, err := g.With(account.Changes{Put: []account.Account{{ID: "east", Parent: "holding"}}, Remove: []string{"grocer"}})
	fmt.Println(slices.Collect(next.Children("holding")), next.Has("grocer"), err)
	fmt.Println(slices.Collect(g.Children("holding")), g.Has("grocer"))
	_, err = g.With(account.Changes{Remove: []string{"holding"}})
	fmt.Println(err)
	// Output:
	// [east north south] false <nil>
	// [north south] true
	// account data refused, 1 defect
	// 	account "holding": is still named by "north", "south": change those first, or with it
}
