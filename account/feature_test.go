package account_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestACC12_DefaultGroupsExist(t *testing.T) {
	g := graphOf(t, account.Data{})
	power, ok := g.Group("POWER-CUSTOMER")
	want := account.FeatureSet{account.BillingOverride, account.Impersonate, account.PowerCustomers, account.PricingOverride}
	if !ok || power.Name != "Power Customer Group" || !power.Links || !slices.Equal(power.Features, want) {
		t.Errorf("%+v", power)
	}
	child, ok := g.Group("CHILD-CUSTOMER")
	want = account.FeatureSet{account.BillingOverride, account.PowerCustomers, account.PricingOverride}
	if !ok || child.Name != "Child Customer Group" || child.Links || !slices.Equal(child.Features, want) {
		t.Errorf("%+v", child)
	}
	worker := account.DefaultWorkerGroups()[0]
	if worker.Name != "Power Customer Administrator" || !worker.NationalAccounts || !worker.BillingOverrides || !worker.PricingOverrides {
		t.Errorf("%+v", worker)
	}
}

func TestACC12_HostsOwnGroupTakesTheDefaultsPlace(t *testing.T) {
	own := account.Group{ID: account.PowerCustomerGroup, Name: "Ours"}
	g := graphOf(t, account.Data{Groups: []account.Group{own}, Accounts: []account.Account{{ID: "A", Groups: []string{own.ID}}}})
	if group, _ := g.Group(own.ID); group.Name != "Ours" || group.Links {
		t.Errorf("%+v", group)
	}
	g, err := g.With(account.Changes{RemoveGroups: []string{own.ID}})
	wantDefects(t, "the default comes back, so nobody misses it", err)
	if group, _ := g.Group(own.ID); group.Name != "Power Customer Group" || !group.Links {
		t.Errorf("%+v", group)
	}
}

func TestACC12_EveryLayerMustAgree(t *testing.T) {
	const power, billing, pricing = account.PowerCustomers, account.BillingOverride, account.PricingOverride
	const impersonate, contracts = account.Impersonate, account.CustomerAccountContracts
	type set = account.FeatureSet
	tests := []struct {
		reason      string
		application set
		groups      []set
		feature     account.Feature
		want        account.FeatureDecision
	}{
		{"both layers on", set{impersonate}, []set{{impersonate}}, impersonate,
			account.FeatureDecision{Code: account.FeatureOn}},
		{"application off", nil, []set{{impersonate}}, impersonate,
			account.FeatureDecision{Code: account.FeatureOffInApplication, Layer: account.LayerApplication, Off: impersonate}},
		{"no group", set{impersonate}, nil, impersonate,
			account.FeatureDecision{Code: account.FeatureOffInGroups, Layer: account.LayerGroups, Off: impersonate}},
		{"no group grants it", set{impersonate}, []set{{power}, {}}, impersonate,
			account.FeatureDecision{Code: account.FeatureOffInGroups, Layer: account.LayerGroups, Off: impersonate}},
		{"any group does", set{impersonate}, []set{{power}, {impersonate}}, impersonate,
			account.FeatureDecision{Code: account.FeatureOn}},
		{"overrides sit under power customers in the application", set{billing}, []set{{power, billing}}, billing,
			account.FeatureDecision{Code: account.FeatureOffInApplication, Layer: account.LayerApplication, Off: power}},
		{"and in the groups", set{power, pricing}, []set{{pricing}}, pricing,
			account.FeatureDecision{Code: account.FeatureOffInGroups, Layer: account.LayerGroups, Off: power}},
		{"groups add up", set{power, pricing}, []set{{pricing}, {power}}, pricing,
			account.FeatureDecision{Code: account.FeatureOn}},
		{"impersonate does not sit under power customers", set{impersonate}, []set{{impersonate}}, impersonate,
			account.FeatureDecision{Code: account.FeatureOn}},
		{"contracts have no layer of groups", set{contracts}, nil, contracts,
			account.FeatureDecision{Code: account.FeatureOn}},
		{"contracts off", nil, []set{{contracts}}, contracts,
			account.FeatureDecision{Code: account.FeatureOffInApplication, Layer: account.LayerApplication, Off: contracts}},
		{"a host's own feature has both layers", set{"gift wrap"}, []set{{"gift wrap"}}, "gift wrap",
			account.FeatureDecision{Code: account.FeatureOn}},
		{"no feature", set{impersonate}, []set{{impersonate}}, "", account.FeatureDecision{Code: account.FeatureUnnamed}},
	}
	for _, test := range tests {
		d := account.Data{Application: account.Application{Features: test.application}, Accounts: []account.Account{{ID: "A"}}}
		for i, features := range test.groups {
			id := string(rune('a' + i))
			d.Groups = append(d.Groups, account.Group{ID: id, Features: features})
			d.Accounts[0].Groups = append(d.Accounts[0].Groups, id)
		}
		test.want.Account, test.want.Feature = "A", test.feature
		got := graphOf(t, d).Feature("A", test.feature)
		if got != test.want || got.Allowed() != (got.Code == account.FeatureOn) {
			t.Errorf("%s:\n got %+v\nwant %+v", test.reason, got, test.want)
		}
	}
}

func TestACC12_Sentences(t *testing.T) {
	g := graphOf(t, account.Data{Application: account.Application{Features: account.FeatureSet{account.Impersonate}},
		Accounts: []account.Account{{ID: "A"}, {ID: "P", Groups: []string{account.PowerCustomerGroup}}}})
	for want, d := range map[string]account.FeatureDecision{
		`"impersonate" is on for account "P"`:                                                     g.Feature("P", account.Impersonate),
		`"impersonate" is off for account "A": none of the account's groups grants "impersonate"`: g.Feature("A", account.Impersonate),
		`"billing override" is off for account "P": the application has "power customers" off`:    g.Feature("P", account.BillingOverride),
		`"impersonate" is off for account "nobody": there is no such account`:                     g.Feature("nobody", account.Impersonate),
		`refused: no feature was named`:                                                           g.Feature("A", ""),
		`refused: nothing was asked`:                                                              {},
	} {
		if d.String() != want {
			t.Errorf("got %s", d)
		}
	}
}

// An address's groups are the address's own: they grant its account nothing.
func TestACC12_GroupsOfAnAddressGrantNothing(t *testing.T) {
	g := graphOf(t, account.Data{Application: allOn, Accounts: []account.Account{{ID: "A", Addresses: []account.Address{
		{ID: "1", Kind: account.DeliveryAddress, Groups: []string{account.PowerCustomerGroup}},
	}}}})
	if d := g.Feature("A", account.Impersonate); d.Allowed() {
		t.Error(d)
	}
}

func TestDEC1_ZeroDecisionsRefuse(t *testing.T) {
	if (account.FeatureDecision{}).Allowed() || (account.Override{}).Allowed() || (account.Override{}).Own() {
		t.Error("a zero decision allows")
	}
	if got := (account.Override{}).String(); got != "refused: nothing was asked" {
		t.Error(got)
	}
}
