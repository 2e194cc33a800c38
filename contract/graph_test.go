package contract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// From accounts to a price: the feature is the application's, the permission the
// user's, the contract the pricing account's.
func TestCON2_BuyersOfAGraph(t *testing.T) {
	on := account.FeatureSet{account.CustomerAccountContracts, account.PowerCustomers, account.PricingOverride}
	for _, c := range []struct {
		name, account string
		features      account.FeatureSet
		status        account.Status
		may           []account.Permission
		source        string
		applying      []string
	}{
		{"all hold", "C-1", on, account.Active, []account.Permission{account.MyContracts}, "contract:K", []string{"K: P"}},
		{"feature off", "C-1", on[1:], account.Active, []account.Permission{account.MyContracts}, "level:A", nil},
		{"no permission", "C-1", on, account.Active, nil, "level:A", nil},
		{"priced from another", "C-2", on, account.Active, []account.Permission{account.MyContracts}, "contract:K", []string{"K: P"}},
		{"no assignment", "C-3", on, account.Active, []account.Permission{account.MyContracts}, "level:A", nil},
		{"blocked", "C-1", on, account.Blocked, []account.Permission{account.MyContracts}, "", nil},
		{"priced from a blocked one", "C-2", on, account.Blocked, []account.Permission{account.MyContracts}, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, err := account.NewGraph(account.Data{
				Application: account.Application{Features: c.features},
				Accounts: []account.Account{
					{ID: "C-1", Status: c.status, PriceLevels: []string{"A"}, Currency: money.EUR},
					{ID: "C-2", Currency: money.EUR, PricingFrom: "C-1", Groups: []string{account.PowerCustomerGroup}},
					{ID: "C-3", PriceLevels: []string{"A"}, Currency: money.EUR},
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			lists, err := contract.Lists([]contract.Contract{deal()}, g, contract.Reading{})
			if err != nil {
				t.Fatal(err)
			}
			prices := newBook(t, append(lists, base())...).For(pricing.BuyerFor(g, c.account, c.may...), noon())
			if p := price(t, prices, line("1")); p.Source().String() != c.source {
				t.Errorf("from %q, want %q", p.Source(), c.source)
			}
			if diff := cmp.Diff(c.applying, applying(prices)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
