package account_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
)

// chainData is a → b → c by both overrides; only a is in a group.
func chainData() account.Data {
	return account.Data{Application: allOn, Accounts: []account.Account{
		{ID: "a", BillTo: "b", PricingFrom: "b", Groups: []string{account.ChildCustomerGroup}},
		{ID: "b", BillTo: "c", PricingFrom: "c"},
		{ID: "c"},
	}}
}

// without returns the application lacking one feature.
func without(f account.Feature) account.Application {
	return account.Application{Features: slices.DeleteFunc(slices.Clone(allOn.Features), func(g account.Feature) bool { return f == g })}
}

// overrideCases hold for both kinds alike; feature is the kind's own.
func overrideCases(kind account.OverrideKind, feature account.Feature) []struct {
	reason   string
	change   func(*account.Data)
	of       string
	want     account.Override
	sentence string
} {
	verb := map[account.OverrideKind]string{account.Billing: "billed to", account.Pricing: "priced from"}[kind]
	return []struct {
		reason   string
		change   func(*account.Data)
		of       string
		want     account.Override
		sentence string
	}{
		{"followed whole, whatever the groups of b", func(*account.Data) {}, "a",
			account.Override{Code: account.OverrideInForce, Account: "c", Path: []string{"a", "b", "c"}, Named: "b"},
			`account "a" is ` + verb + ` "c" by way of "b"`},
		{"b itself is in no group", func(*account.Data) {}, "b",
			account.Override{Code: account.OverrideOffInGroups, Account: "b", Path: []string{"b"}, Named: "c",
				Layer: account.LayerGroups, Off: account.PowerCustomers},
			`account "b" is ` + verb + ` itself, not "c": none of the account's groups grants "power customers"`},
		{"names no one", func(*account.Data) {}, "c",
			account.Override{Code: account.OverrideNone, Account: "c", Path: []string{"c"}},
			`account "c" is ` + verb + ` itself`},
		{"unknown", func(*account.Data) {}, "nobody",
			account.Override{Code: account.OverrideOfUnknownAccount},
			`account "nobody" is not ` + verb + ` anyone: there is no such account`},
		{"power customers off", func(d *account.Data) { d.Application = without(account.PowerCustomers) }, "a",
			account.Override{Code: account.OverrideOffInApplication, Account: "a", Path: []string{"a"}, Named: "b",
				Layer: account.LayerApplication, Off: account.PowerCustomers},
			`account "a" is ` + verb + ` itself, not "b": the application has "power customers" off`},
		{"the override's own switch off", func(d *account.Data) { d.Application = without(feature) }, "a",
			account.Override{Code: account.OverrideOffInApplication, Account: "a", Path: []string{"a"}, Named: "b",
				Layer: account.LayerApplication, Off: feature},
			`account "a" is ` + verb + ` itself, not "b": the application has "` + string(feature) + `" off`},
		{"the group lacks the override", func(d *account.Data) {
			d.Groups = []account.Group{{ID: account.ChildCustomerGroup, Features: account.FeatureSet{account.PowerCustomers}}}
		}, "a",
			account.Override{Code: account.OverrideOffInGroups, Account: "a", Path: []string{"a"}, Named: "b",
				Layer: account.LayerGroups, Off: feature},
			`account "a" is ` + verb + ` itself, not "b": none of the account's groups grants "` + string(feature) + `"`},
		{"the last is blocked", func(d *account.Data) { d.Accounts[2].Status = account.Blocked }, "a",
			account.Override{Code: account.OverrideBlocked, Path: []string{"a", "b", "c"}, Named: "b", Blocked: "c"},
			`account "a" is not ` + verb + ` anyone: account "c" is blocked`},
		{"one on the way is blocked", func(d *account.Data) { d.Accounts[1].Status = account.Blocked }, "a",
			account.Override{Code: account.OverrideBlocked, Path: []string{"a", "b", "c"}, Named: "b", Blocked: "b"},
			`account "a" is not ` + verb + ` anyone: account "b" is blocked`},
		{"the account itself is blocked", func(d *account.Data) { d.Accounts[2].Status = account.Blocked }, "c",
			account.Override{Code: account.OverrideBlocked, Path: []string{"c"}, Blocked: "c"},
			`account "c" is not ` + verb + ` anyone: account "c" is blocked`},
		{"blocked, but not in force", func(d *account.Data) {
			d.Accounts[2].Status = account.Blocked
			d.Application = without(feature)
		}, "a",
			account.Override{Code: account.OverrideOffInApplication, Account: "a", Path: []string{"a"}, Named: "b",
				Layer: account.LayerApplication, Off: feature},
			`account "a" is ` + verb + ` itself, not "b": the application has "` + string(feature) + `" off`},
	}
}

func TestBIL1_BillTo(t *testing.T) {
	for _, test := range overrideCases(account.Billing, account.BillingOverride) {
		d := chainData()
		test.change(&d)
		got := graphOf(t, d).Billing(test.of)
		test.want.Kind, test.want.Of = account.Billing, test.of
		if diff := cmp.Diff(test.want, got); diff != "" || got.String() != test.sentence {
			t.Errorf("%s: %s\n%s", test.reason, got, diff)
		}
	}
}

func TestPFR1_PricingFrom(t *testing.T) {
	for _, test := range overrideCases(account.Pricing, account.PricingOverride) {
		d := chainData()
		test.change(&d)
		got := graphOf(t, d).Pricing(test.of)
		test.want.Kind, test.want.Of = account.Pricing, test.of
		test.want.OwnContracts = test.want.Account == test.of && test.of != ""
		if test.want.Code == account.OverrideInForce {
			test.sentence += "; its own contracts do not count"
		}
		if diff := cmp.Diff(test.want, got); diff != "" || got.String() != test.sentence {
			t.Errorf("%s: %s\n%s", test.reason, got, diff)
		}
		if got.Allowed() != (got.Account != "") || got.Own() != (got.Account == test.of) {
			t.Errorf("%s: allowed %v, own %v", test.reason, got.Allowed(), got.Own())
		}
	}
}

func TestPFR1_OwnContractsByOption(t *testing.T) {
	d := chainData()
	d.Application.CountOwnContracts = true
	g := graphOf(t, d)
	got := g.Pricing("a")
	if !got.OwnContracts || got.Account != "c" {
		t.Errorf("%+v", got)
	}
	if want := `account "a" is priced from "c" by way of "b"; its own contracts count too`; got.String() != want {
		t.Error(got)
	}
	if g.Billing("a").OwnContracts || g.Pricing("nobody").OwnContracts {
		t.Error("own contracts where there are none to count")
	}
	d.Accounts[2].Status = account.Blocked
	if got := graphOf(t, d).Pricing("a"); got.OwnContracts || got.Allowed() {
		t.Errorf("%+v", got)
	}
}

// The two overrides have nothing to do with each other, nor with the tree.
func TestPFR1_AnyAccountMayBeNamed(t *testing.T) {
	g := graphOf(t, account.Data{Application: allOn, Accounts: []account.Account{
		{ID: "a", PricingFrom: "b", BillTo: "c", Groups: []string{account.ChildCustomerGroup}},
		{ID: "b", BillTo: "a", PricingFrom: "c"}, {ID: "c", PricingFrom: ""},
	}})
	if got := g.Pricing("a").Path; !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Error(got)
	}
	if got := g.Billing("a").Path; !slices.Equal(got, []string{"a", "c"}) {
		t.Error(got)
	}
}

func TestBIL1_CyclesAreRefused(t *testing.T) {
	tests := []struct {
		reason string
		to     map[string]string
		want   []string
	}{
		{"itself", map[string]string{"a": "a"}, []string{"billing cycle @a a → a", "pricing cycle @a a → a"}},
		{"two", map[string]string{"b": "a", "a": "b"}, []string{"billing cycle @a a → b → a", "pricing cycle @a a → b → a"}},
		{"four", map[string]string{"d": "c", "c": "b", "b": "a", "a": "d"},
			[]string{"billing cycle @a a → d → c → b → a", "pricing cycle @a a → d → c → b → a"}},
	}
	for _, test := range tests {
		var accounts []account.Account
		for id, to := range test.to {
			accounts = append(accounts, account.Account{ID: id, BillTo: to, PricingFrom: to})
		}
		// Also where the features are off: switching them on later must not be able to fail.
		_, err := account.NewGraph(account.Data{Accounts: accounts})
		wantDefects(t, test.reason, err, test.want...)
	}
}
