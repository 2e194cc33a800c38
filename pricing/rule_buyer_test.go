package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// family is a parent with a level and a contract, and a child priced from it.
func family(change func(*account.Data)) account.Data {
	data := account.Data{
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers, account.PricingOverride, account.BillingOverride, account.CustomerAccountContracts}},
		Groups:      account.DefaultGroups(),
		Accounts: []account.Account{
			{ID: "parent", National: true, PriceLevels: []string{"A"}, Currency: money.GBP},
			{ID: "child", Parent: "parent", PricingFrom: "parent", Groups: []string{account.ChildCustomerGroup}, PriceLevels: []string{"B"}, Currency: money.GBP},
			{ID: "payer", Currency: money.GBP},
		},
	}
	if change != nil {
		change(&data)
	}
	return data
}

func familyBook(t *testing.T) *pricing.Book {
	of := func(code, account, price string) pricing.List {
		l := deal(code, at(price))
		l.Audience.Assigned[0].Account = account
		return l
	}
	return sheet(t, lists(level("A", at("10")), level("B", at("20")), of("PARENT", "parent", "9"), of("CHILD", "child", "8")))
}

// PFR-1, ACC-6: the buyer that an account graph makes.
func TestPFR1_BuyerFor(t *testing.T) {
	child := func(change func(*account.Account)) func(*account.Data) {
		return func(d *account.Data) { change(&d.Accounts[1]) }
	}
	for _, c := range []struct {
		reason string
		change func(*account.Data)
		id     string
		want   string
		other  string // the code of the child's own contract
	}{
		{"priced from another: that one's level and contracts", nil, "child", "9.00 contract:PARENT", "set-aside"},
		{"the other itself", nil, "parent", "9.00 contract:PARENT", ""},
		{"without an override: its own", child(func(a *account.Account) { a.PricingFrom = "" }), "child", "8.00 contract:CHILD", "won"},
		{"without the application's feature: its own", func(d *account.Data) { d.Application.Features = account.FeatureSet{account.PowerCustomers} }, "child", "8.00 contract:CHILD", "won"},
		{"without the group: its own", child(func(a *account.Account) { a.Groups = nil }), "child", "8.00 contract:CHILD", "won"},
		{"the option to count both", func(d *account.Data) { d.Application.CountOwnContracts = true }, "child", "8.00 contract:CHILD", "won"},
		{"the account itself blocked", child(func(a *account.Account) { a.Status = account.Blocked }), "child", "blocked", ""},
		{"the one it is priced from blocked", func(d *account.Data) { d.Accounts[0].Status = account.Blocked }, "child", "blocked", ""},
		{"the one it is billed to blocked", func(d *account.Data) { d.Accounts[1].BillTo = "payer"; d.Accounts[2].Status = account.Blocked }, "child", "blocked", ""},
		{"an account that there is not", nil, "none", "blocked", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			graph, err := account.NewGraph(family(c.change))
			if err != nil {
				t.Fatal(err)
			}
			buyer := pricing.BuyerFor(graph, c.id)
			trace, err := familyBook(t).For(buyer, march).Explain(some1)
			if err != nil {
				t.Fatal(err)
			}
			if got := told(mustAsk(t, familyBook(t).For(buyer, march), some1)); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
			own, got := entryOf(trace, contractID("CHILD")), ""
			if len(own) == 1 {
				got = own[0].Code.String()
			}
			if got != c.other {
				t.Errorf("%s: its own contract is told as %q, want %q", c.reason, got, c.other)
			}
		})
	}
}

// PFR-1: the explanation says whose prices they are; the currency is the buyer's.
func TestPFR1_Explained(t *testing.T) {
	graph, err := account.NewGraph(family(func(d *account.Data) { d.Accounts[1].Currency = money.EUR }))
	if err != nil {
		t.Fatal(err)
	}
	p := familyBook(t).For(pricing.BuyerFor(graph, "child"), march)
	trace, err := p.Explain(some1)
	if err != nil || trace.PricedAs != "parent" || trace.Account != "child" || trace.Currency != money.EUR {
		t.Errorf("%+v, %v", trace, err)
	}
	if got := told(mustAsk(t, p, some1)); got != "not-in-currency" {
		t.Errorf("amounts of two currencies met: %q", got)
	}
}

// CON-2 through the graph: features are the account's, permissions the user's.
func TestPFR1_FeaturesAndPermissions(t *testing.T) {
	book := sheet(t, lists(level("A", at("10")), with(deal("K", at("9")), func(l *pricing.List) {
		l.Audience.Assigned[0].Account = "parent"
		l.Feature, l.Permission = account.CustomerAccountContracts, account.MyContracts
	})))
	for _, c := range []struct {
		reason string
		on     account.FeatureSet
		may    []account.Permission
		want   string
	}{
		{"feature and permission", account.FeatureSet{account.CustomerAccountContracts}, []account.Permission{account.MyContracts}, "9.00 contract:K"},
		{"no permission", account.FeatureSet{account.CustomerAccountContracts}, nil, "10.00 level:A"},
		{"no feature", nil, []account.Permission{account.MyContracts}, "10.00 level:A"},
	} {
		graph, err := account.NewGraph(family(func(d *account.Data) { d.Application.Features = c.on }))
		if err != nil {
			t.Fatal(err)
		}
		if got := told(mustAsk(t, book.For(pricing.BuyerFor(graph, "parent", c.may...), march), some1)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
	}
}
