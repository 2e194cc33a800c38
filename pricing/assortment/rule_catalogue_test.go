package assortment_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

func make1(t testing.TB, d assortment.Data) *assortment.Assortment {
	t.Helper()
	a, err := assortment.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var all = assortment.Audience{Kind: assortment.Everyone}

func members(a assortment.Audience) assortment.Audience {
	a.Kind = assortment.Members
	return a
}

func catalogue(id string, audience assortment.Audience, products assortment.ProductSet) assortment.Catalogue {
	return assortment.Catalogue{ID: id, Audience: audience, Products: products}
}

func role(id string, audience assortment.Audience, rules ...assortment.Rule) assortment.InventoryRole {
	return assortment.InventoryRole{ID: id, Audience: audience, Rules: rules}
}

func rule(products assortment.ProductSet, see, buy assortment.Verdict) assortment.Rule {
	return assortment.Rule{Products: products, See: see, Buy: buy}
}

const unset, allow, deny = assortment.Unset, assortment.Allow, assortment.Deny

// Catalogues and roles decide, for accounts, groups and categories.
func TestCAT1_Decisions(t *testing.T) {
	acme := assortment.Customer{Account: "acme", Groups: []string{"g"}, Categories: []string{"c"}}
	bolt := assortment.Only("bolt")
	everything := rule(assortment.AllBut(), allow, allow)
	open := []assortment.Catalogue{catalogue("A", all, assortment.AllBut("bomb"))}
	for _, test := range []struct {
		reason     string
		customer   assortment.Customer
		catalogues []assortment.Catalogue
		roles      []assortment.InventoryRole
		see, buy   assortment.Decision
	}{
		{
			"no catalogue at all", acme, nil, nil,
			assortment.Decision{Code: assortment.NotInCatalogue}, assortment.Decision{Code: assortment.NotInCatalogue},
		},
		{
			"an audience that lost its last member is nobody's, an inactive catalogue too, a list of nothing has nothing", acme,
			[]assortment.Catalogue{
				catalogue("A", members(assortment.Audience{}), bolt), catalogue("B", assortment.Audience{}, bolt),
				{ID: "C", Inactive: true, Audience: all, Products: bolt}, catalogue("D", all, assortment.Only()),
			}, nil,
			assortment.Decision{Code: assortment.NotInCatalogue}, assortment.Decision{Code: assortment.NotInCatalogue},
		},
		{
			"of several the lowest is named", acme,
			[]assortment.Catalogue{catalogue("B", all, bolt), catalogue("A", members(assortment.Audience{Groups: []string{"g"}}), bolt)}, nil,
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"}, assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"},
		},
		{
			"an account is not a group of its name, nor a category", acme,
			[]assortment.Catalogue{catalogue("A", members(assortment.Audience{Accounts: []string{"g", "c"}, Groups: []string{"acme", "c"}, Categories: []string{"acme", "g"}}), bolt)}, nil,
			assortment.Decision{Code: assortment.NotInCatalogue}, assortment.Decision{Code: assortment.NotInCatalogue},
		},
		{
			"a visitor hears what is for everyone", assortment.Customer{}, open, nil,
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"}, assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"},
		},
		{
			"roles of others do not restrict", acme, open,
			[]assortment.InventoryRole{role("R", members(assortment.Audience{Accounts: []string{"other"}}), rule(bolt, deny, deny))},
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"}, assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"},
		},
		{
			"a role without rules allows nothing", acme, open, []assortment.InventoryRole{role("R", all)},
			assortment.Decision{Code: assortment.NotAllowedByRole, Catalogue: "A", On: assortment.Seeing},
			assortment.Decision{Code: assortment.NotAllowedByRole, Catalogue: "A", On: assortment.Seeing},
		},
		{
			"to see is not to buy", acme, open, []assortment.InventoryRole{role("R", all, rule(bolt, allow, unset))},
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A", Role: "R", On: assortment.Seeing},
			assortment.Decision{Code: assortment.NotAllowedByRole, Catalogue: "A", On: assortment.Buying},
		},
		{
			"what is not seen is not bought", acme, open, []assortment.InventoryRole{role("R", all, rule(bolt, unset, allow))},
			assortment.Decision{Code: assortment.NotAllowedByRole, Catalogue: "A", On: assortment.Seeing},
			assortment.Decision{Code: assortment.NotAllowedByRole, Catalogue: "A", On: assortment.Seeing},
		},
		{
			"deny wins, in one role and among several", acme, open,
			[]assortment.InventoryRole{role("R", all, everything), role("S", all, rule(bolt, unset, deny), everything)},
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A", Role: "R", On: assortment.Seeing},
			assortment.Decision{Code: assortment.DeniedByRole, Catalogue: "A", Role: "S", On: assortment.Buying},
		},
		{
			"a role cannot allow what no catalogue has", acme, open[:0], []assortment.InventoryRole{role("R", all, everything)},
			assortment.Decision{Code: assortment.NotInCatalogue}, assortment.Decision{Code: assortment.NotInCatalogue},
		},
		{
			"ACC-6: a blocked customer looks but does not buy", assortment.Customer{Account: "acme", Blocked: true}, open, nil,
			assortment.Decision{Code: assortment.InCatalogue, Catalogue: "A"}, assortment.Decision{Code: assortment.CustomerBlocked},
		},
		{
			"DEC-2: an unknown customer is refused what everyone may", assortment.Customer{Account: "acme", Unknown: true}, open, nil,
			assortment.Decision{Code: assortment.UnknownCustomer}, assortment.Decision{Code: assortment.UnknownCustomer},
		},
	} {
		t.Run(test.reason, func(t *testing.T) {
			a := make1(t, assortment.Data{Catalogues: test.catalogues, Roles: test.roles, Revision: 3})
			s := a.For(test.customer, nil)
			for _, want := range []*assortment.Decision{&test.see, &test.buy} {
				want.Act, want.Product, want.Revision = assortment.Seeing, "bolt", 3
			}
			test.buy.Act = assortment.Buying
			if got := s.See("bolt"); got != test.see {
				t.Errorf("%s\n got %#v\nwant %#v", got, got, test.see)
			}
			if got := s.Buy("bolt"); got != test.buy {
				t.Errorf("%s\n got %#v\nwant %#v", got, got, test.buy)
			}
		})
	}
}

// Every code says itself, and only two allow.
func TestDEC1_Codes(t *testing.T) {
	for want, d := range map[string]assortment.Decision{
		`refused: nothing was asked`:                                                        {},
		`refused: no product was named`:                                                     {Code: assortment.NoProduct},
		`product "P" may be seen: catalogue "A" has it`:                                     {Code: assortment.InCatalogue, Catalogue: "A"},
		`product "P" may be seen: catalogue "A" has it and inventory role "R" allows it`:    {Code: assortment.InCatalogue, Catalogue: "A", Role: "R"},
		`product "P" may be bought: contract "K" has it`:                                    {Code: assortment.OnContract, Act: assortment.Buying, Contract: "K"},
		`product "P" may not be seen: no active catalogue of the customer has it`:           {Code: assortment.NotInCatalogue},
		`product "P" may not be bought: inventory role "R" denies seeing it`:                {Code: assortment.DeniedByRole, Act: assortment.Buying, On: assortment.Seeing, Role: "R"},
		`product "P" may not be bought: no inventory role of the customer allows buying it`: {Code: assortment.NotAllowedByRole, Act: assortment.Buying, On: assortment.Buying},
		`product "P" may not be bought: the customer is blocked`:                            {Code: assortment.CustomerBlocked, Act: assortment.Buying},
		`product "P" may not be seen: there is no such account`:                             {Code: assortment.UnknownCustomer},
		`product "P" may not be seen: no assortment was made`:                               {Code: assortment.NoAssortment},
		`product "P" may not be seen: made up`:                                              {Code: "made up"},
	} {
		d.Product = "P"
		if got := d.String(); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
		if allowed := d.Code == assortment.InCatalogue || d.Code == assortment.OnContract; d.Allowed() != allowed {
			t.Errorf("%s: %t", d, d.Allowed())
		}
	}
}

// What was not made refuses everything, contracts or not; nothing panics.
func TestDEC2_NothingMadeNothingAllowed(t *testing.T) {
	prices := contracts(t, "acme", deal{code: "K", account: "acme", products: []string{"bolt"}})
	var none *assortment.Assortment
	for _, a := range []*assortment.Assortment{none, {}} {
		for _, s := range []*assortment.Selection{nil, {}, a.For(assortment.Customer{Account: "acme"}, prices)} {
			if d := s.Buy("bolt"); d.Allowed() || d.Code != assortment.NoAssortment || s.See("").Code != assortment.NoAssortment {
				t.Errorf("%#v", d)
			}
			if set := s.Visible(); set.Everything || len(set.Products) > 0 {
				t.Errorf("%v", set)
			}
			for hit := range s.Find("bolt") {
				t.Errorf("found %v", hit)
			}
			if len(s.Catalogues()) > 0 || len(s.Roles()) > 0 || a.Revision() != 0 {
				t.Error("something is there")
			}
		}
		next, err := a.With(assortment.Changes{PutCatalogues: []assortment.Catalogue{catalogue("A", all, assortment.Only("bolt"))}})
		if err != nil || !next.For(assortment.Customer{}, nil).See("bolt").Allowed() {
			t.Errorf("With makes one: %v", err)
		}
	}
}

// What can be no product's id is refused, even where everything may be seen.
func TestDEC2_NoProduct(t *testing.T) {
	s := make1(t, assortment.Data{Catalogues: []assortment.Catalogue{catalogue("A", all, assortment.AllBut())}}).For(assortment.Customer{}, nil)
	for _, product := range []string{"", " ", "bolt ", "a\x00b", "\xff", string(make([]byte, 300))} {
		if d := s.See(product); d.Allowed() || d.Code != assortment.NoProduct {
			t.Errorf("%q: %s", product, d)
		}
	}
	if !s.See("what nobody named").Allowed() {
		t.Error("everything is everything")
	}
}

// CustomerFor knows the account's groups and categories, and when it is blocked.
func TestACC9_CustomerFor(t *testing.T) {
	g, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{account.PowerCustomers, account.BillingOverride, account.PricingOverride}},
		Groups:      []account.Group{{ID: "g"}}, Categories: []account.Category{{ID: "c"}},
		Accounts: []account.Account{
			{ID: "acme", Groups: []string{"g"}, Categories: []string{"c"}},
			{ID: "shut", Status: account.Blocked},
			{ID: "billed", BillTo: "shut", Groups: []string{account.PowerCustomerGroup}},
			{ID: "priced", PricingFrom: "shut", Groups: []string{account.PowerCustomerGroup}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := make1(t, assortment.Data{Catalogues: []assortment.Catalogue{
		catalogue("A", members(assortment.Audience{Groups: []string{"g"}}), assortment.Only("P")),
		catalogue("B", members(assortment.Audience{Categories: []string{"c"}}), assortment.Only("P", "Q")),
		catalogue("C", members(assortment.Audience{Groups: []string{"user's"}}), assortment.Only("R")),
		catalogue("D", members(assortment.Audience{Accounts: []string{"acme", "shut", "billed", "priced", "nobody"}}), assortment.Only("S")),
	}})
	acme := a.For(assortment.CustomerFor(g, "acme", "user's", "g"), nil)
	if !acme.Buy("Q").Allowed() || !acme.Buy("R").Allowed() || a.For(assortment.CustomerFor(g, "acme"), nil).See("R").Allowed() {
		t.Errorf("%v", acme.Visible())
	}
	for _, id := range []string{"shut", "billed", "priced"} {
		s := a.For(assortment.CustomerFor(g, id), nil)
		if !s.See("S").Allowed() || s.Buy("S").Code != assortment.CustomerBlocked {
			t.Errorf("%s: %v", id, s.Buy("S"))
		}
	}
	if d := a.For(assortment.CustomerFor(g, "nobody"), nil).See("S"); d.Code != assortment.UnknownCustomer {
		t.Error(d)
	}
	if c := assortment.CustomerFor(nil, "acme"); !c.Unknown {
		t.Error(c)
	}
}

// What the host does to its facts afterwards, or to an answer, changes nothing.
func TestNew_Copies(t *testing.T) {
	data := exampleData()
	a := make1(t, data)
	clinic := assortment.Customer{Account: "x", Groups: []string{"hospitals"}, Categories: []string{"nhs", "schools"}}
	s := a.For(clinic, nil)
	was := said(s)
	data.Catalogues[0].Products.Products[0], data.Catalogues[1].Audience.Groups[0] = "x", "x"
	data.Roles[0].Rules[0].See, data.Roles[0].Audience.Categories[0] = deny, "x"
	data.Categories[0].Products[0].Product, clinic.Groups[0], clinic.Categories[0] = "x", "x", "x"
	s.Visible().Products[0], s.Catalogues()[0], s.Roles()[0] = "x", "x", "x"
	if said(s) != was {
		t.Error("an answer changed")
	}
	if again := a.For(assortment.Customer{Account: "x", Groups: []string{"hospitals"}, Categories: []string{"nhs", "schools"}}, nil); said(again) != was {
		t.Error("the assortment changed")
	}
}
