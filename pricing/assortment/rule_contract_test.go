package assortment_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// contracts are the prices of an account with some contracts.
func contracts(t testing.TB, account string, deals ...deal) *pricing.Prices {
	t.Helper()
	w := &world{deals: deals}
	return w.book().For(pricing.Buyer{Account: account, Currency: money.GBP}, march)
}

// A contract that applies opens its products against catalogue and role, whatever
// its price; one that does not opens nothing.
func TestCON4_ContractsWiden(t *testing.T) {
	a := make1(t, assortment.Data{
		Catalogues: []assortment.Catalogue{catalogue("A", all, assortment.Only("bolt", "nut"))},
		Roles:      []assortment.InventoryRole{role("R", all, rule(assortment.Only("bolt"), deny, deny), rule(assortment.Only("nut"), allow, allow))},
	})
	acme := assortment.Customer{Account: "acme"}
	bolt := deal{code: "K2", account: "acme", products: []string{"bolt", "ghost", "nut"}}
	for _, test := range []struct {
		reason string
		change func(*deal)
		opens  bool
	}{
		{"as it is, price 0", func(*deal) {}, true},
		{"in another unit", func(d *deal) { d.products, d.otherBox = nil, d.products }, true},
		{"inactive", func(d *deal) { d.inactive = true }, false},
		{"expired", func(d *deal) { d.expired = true }, false},
		{"another account's", func(d *deal) { d.account = "other" }, false},
		{"assignment inactive", func(d *deal) { d.unassigned = true }, false},
		{"feature off", func(d *deal) { d.needsFeature = true }, false},
		{"permission lacking", func(d *deal) { d.needsPermission = true }, false},
		{"products switched off", func(d *deal) { d.products, d.switchedOff = nil, d.products }, false},
	} {
		t.Run(test.reason, func(t *testing.T) {
			d := bolt
			test.change(&d)
			s := a.For(acme, contracts(t, "acme", d))
			for _, product := range []string{"bolt", "ghost"} {
				for _, act := range acts {
					got := ask(s, act, product)
					if got.Allowed() != test.opens || test.opens && got != (assortment.Decision{Code: assortment.OnContract, Act: act, Product: product, Contract: "K2"}) {
						t.Errorf("%#v", got)
					}
				}
			}
			if d := s.Buy("nut"); d.Code != assortment.InCatalogue {
				t.Errorf("what may be bought anyway needs no contract: %s", d)
			}
		})
	}
	several := a.For(acme, contracts(t, "acme", bolt, deal{code: "K1", account: "acme", products: []string{"bolt"}}))
	if d := several.See("bolt"); d.Contract != "K1" {
		t.Errorf("the lowest code is named: %s", d)
	}
	if d := a.For(assortment.Customer{Account: "acme", Blocked: true}, contracts(t, "acme", bolt)).See("bolt"); d.Code != assortment.DeniedByRole {
		t.Errorf("contracts open nothing to a blocked customer: %s", d)
	}
}

// With pricing-from it is the pricing account's contracts that widen.
func TestCON4_PricedFromAnother(t *testing.T) {
	g, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers, account.PricingOverride}},
		Accounts: []account.Account{
			{ID: "acme", Currency: money.GBP},
			{ID: "branch", Currency: money.GBP, PricingFrom: "acme", Groups: []string{account.PowerCustomerGroup}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{deals: []deal{{code: "KA", account: "acme", products: []string{"P"}}, {code: "KB", account: "branch", products: []string{"Q"}}}}
	s := make1(t, assortment.Data{}).For(assortment.CustomerFor(g, "branch"), w.book().For(pricing.BuyerFor(g, "branch"), march))
	if d := s.Buy("P"); d.Contract != "KA" {
		t.Error(d)
	}
	if d := s.Buy("Q"); d.Allowed() {
		t.Error(d)
	}
}

// A contract opens its products at the instant of the prices.
func TestCON4_AtTheInstant(t *testing.T) {
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID: pricing.ListID{Kind: pricing.Contract, Code: "K"}, Competes: pricing.NotDearer,
		Days:     calendar.Days{To: calendar.MustDate("2026-03-10")},
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}},
		Rows:     []pricing.Row{{Product: "P", Price: money.MustParse("1", money.GBP)}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	a := make1(t, assortment.Data{})
	for days, want := range []bool{true, false} {
		prices := book.For(pricing.Buyer{Account: "acme", Currency: money.GBP}, march.AddDate(0, 0, days))
		if d := a.For(assortment.Customer{Account: "acme"}, prices).Buy("P"); d.Allowed() != want {
			t.Error(d)
		}
	}
}
