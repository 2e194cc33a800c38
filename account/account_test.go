package account_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func full() account.Account {
	return account.Account{
		ID: "C-1", Code: "10001", Name: "Baker & Sons", Status: account.Blocked, Parent: "P", National: true,
		Groups: []string{"gold", "CHILD-CUSTOMER"}, Categories: []string{"bakers"}, PriceLevels: []string{"trade", "list"},
		Currency: money.EUR, BillTo: "P", PricingFrom: "P",
		Addresses: []account.Address{
			{ID: "2", Kind: account.InvoiceAddress, Default: true, Name: "Office", Lines: []string{"High Street 1"}},
			{ID: "1", Kind: account.DeliveryAddress, Default: true, Name: "Shop", Country: "IT", Groups: []string{"gold"},
				Points: []account.DeliveryPoint{{ID: "west", Name: "West gate"}, {ID: "east", Name: "East gate"}}},
		},
		PaymentTerms: account.PaymentTerms{Online: true}, TaxProfile: "reduced", DeliverySchedules: []string{"holidays", "weekdays"},
	}
}

func fullData() account.Data {
	return account.Data{
		Application: allOn,
		Groups:      []account.Group{{ID: "gold", Name: "Gold"}},
		Categories: []account.Category{{ID: "bakers", Name: "Bakers", Products: []account.CategoryProduct{
			{Product: "flour-25", Code: "F1", Description: "Our flour"}, {Product: "bag", Description: "Paper bag"},
		}}},
		Accounts: append(family("P"), full()),
	}
}

func TestACC1_AccountHasAllItsFacts(t *testing.T) {
	got, ok := graphOf(t, fullData()).Account("C-1")
	want := full()
	want.Groups = []string{"CHILD-CUSTOMER", "gold"}
	want.Addresses = []account.Address{want.Addresses[1], want.Addresses[0]}
	points := want.Addresses[0].Points
	want.Addresses[0].Points = []account.DeliveryPoint{points[1], points[0]}
	if diff := cmp.Diff(want, got); !ok || diff != "" {
		t.Errorf("found %v: %s", ok, diff)
	}
}

func TestACC1_UnknownAccountIsNone(t *testing.T) {
	g := graphOf(t, fullData())
	for _, id := range []string{"", "c-1", "C-1 ", "\xff", "P\x00"} {
		if a, ok := g.Account(id); ok || g.Has(id) || !cmp.Equal(a, account.Account{}) {
			t.Errorf("%q: %v", id, a)
		}
	}
}

func TestACC1_BadFacts(t *testing.T) {
	tests := []struct {
		reason string
		change func(*account.Account)
		want   string
	}{
		{"code", func(a *account.Account) { a.Code = "x " }, "bad id @C-1"},
		{"price level", func(a *account.Account) { a.PriceLevels = []string{"list", ""} }, "bad id @C-1"},
		{"tax profile", func(a *account.Account) { a.TaxProfile = "\n" }, "bad id @C-1"},
		{"schedule", func(a *account.Account) { a.DeliverySchedules = []string{""} }, "bad id @C-1"},
		{"status", func(a *account.Account) { a.Status = 2 }, "bad status @C-1"},
		{"currency", func(a *account.Account) { a.Currency = 7 }, "bad currency @C-1"},
		{"currency out of all bounds", func(a *account.Account) { a.Currency = 1<<32 - 1 }, "bad currency @C-1"},
		{"group", func(a *account.Account) { a.Groups = []string{"none"} }, "unknown group @C-1"},
		{"empty group", func(a *account.Account) { a.Groups = []string{""} }, "unknown group @C-1"},
		{"category", func(a *account.Account) { a.Categories = []string{"none"} }, "unknown category @C-1"},
		{"parent", func(a *account.Account) { a.Parent = "none" }, "unknown parent @C-1"},
		{"parent that is blank", func(a *account.Account) { a.Parent = " " }, "unknown parent @C-1"},
		{"bill to", func(a *account.Account) { a.BillTo = "none" }, "unknown bill to @C-1"},
		{"pricing from", func(a *account.Account) { a.PricingFrom = "none" }, "unknown pricing from @C-1"},
	}
	for _, test := range tests {
		d := fullData()
		test.change(&d.Accounts[1])
		_, err := account.NewGraph(d)
		wantDefects(t, test.reason, err, test.want)
	}
}

// The graph knows neither currencies' meaning nor price levels: what is well formed is taken.
func TestACC1_NoCurrencyAndAnyLevel(t *testing.T) {
	graphOf(t, account.Data{Accounts: []account.Account{{ID: "A", PriceLevels: []string{"no such level"}}}})
}

func TestACC9_GroupsAndCategories(t *testing.T) {
	g := graphOf(t, fullData())
	if group, ok := g.Group("gold"); !ok || group.Name != "Gold" {
		t.Error(group, ok)
	}
	want := account.Category{ID: "bakers", Name: "Bakers", Products: []account.CategoryProduct{
		{Product: "bag", Description: "Paper bag"}, {Product: "flour-25", Code: "F1", Description: "Our flour"},
	}}
	if category, ok := g.Category("bakers"); !ok || !cmp.Equal(category, want) {
		t.Error(category, ok)
	}
	if _, ok := g.Group("silver"); ok {
		t.Error("a group that nobody made")
	}
	if _, ok := g.Category("gold"); ok {
		t.Error("a group is no category")
	}
}

func TestACC9_BadGroupsAndCategories(t *testing.T) {
	_, err := account.NewGraph(account.Data{
		Application: account.Application{Features: account.FeatureSet{""}},
		Groups: []account.Group{
			{ID: "", Name: "no id"}, {ID: "g", Features: account.FeatureSet{" x"}}, {ID: "h"}, {ID: "h", Links: true},
		},
		Categories: []account.Category{
			{ID: "c", Products: []account.CategoryProduct{{Product: "p", Code: "1"}, {Product: "p", Code: "2"}, {Product: "p", Code: "3"}}},
			{ID: "d", Products: []account.CategoryProduct{{Product: "", Code: "\t"}}},
			{ID: "e"}, {ID: "e", Name: "E"},
		},
		Accounts: []account.Account{{ID: "A", Addresses: []account.Address{
			{ID: "1", Kind: account.DeliveryAddress, Groups: []string{"h", "nowhere"}},
		}}},
	})
	wantDefects(t, "groups and categories", err,
		"bad id @", "bad id @", "duplicate @c", "bad id @d", "bad id @d", "duplicate @e", "bad id @g", "duplicate @h",
		"unknown group @A/1")
}

func TestACC10_Addresses(t *testing.T) {
	a, _ := graphOf(t, fullData()).Account("C-1")
	for kind, want := range map[account.AddressKind]string{account.DeliveryAddress: "1", account.InvoiceAddress: "2"} {
		if address, ok := a.DefaultAddress(kind); !ok || address.ID != want {
			t.Errorf("%v: %v, %v", kind, address, ok)
		}
	}
	a.Addresses[0].Default = false
	if _, ok := a.DefaultAddress(account.DeliveryAddress); ok {
		t.Error("a default that nobody marked")
	}
}

func TestACC10_BadAddresses(t *testing.T) {
	delivery, invoice := account.DeliveryAddress, account.InvoiceAddress
	tests := []struct {
		reason    string
		addresses []account.Address
		want      []string
	}{
		{"no id", []account.Address{{Kind: delivery}}, []string{"bad id @A"}},
		{"no kind", []account.Address{{ID: "1"}}, []string{"bad address kind @A/1"}},
		{"another kind", []account.Address{{ID: "1", Kind: 3}}, []string{"bad address kind @A/1"}},
		{"two of one id", []account.Address{{ID: "1", Kind: delivery}, {ID: "1", Kind: invoice}}, []string{"duplicate @A/1"}},
		{"the same twice", []account.Address{{ID: "1", Kind: delivery}, {ID: "1", Kind: delivery}}, nil},
		{"two defaults of a kind", []account.Address{{ID: "1", Kind: delivery, Default: true}, {ID: "2", Kind: delivery, Default: true}},
			[]string{"two defaults @A"}},
		{"a default of each", []account.Address{{ID: "1", Kind: delivery, Default: true}, {ID: "2", Kind: invoice, Default: true}}, nil},
		{"country", []account.Address{{ID: "1", Kind: delivery, Country: " IT"}}, []string{"bad id @A/1"}},
		{"point without id", []account.Address{{ID: "1", Kind: delivery, Points: []account.DeliveryPoint{{Name: "gate"}}}},
			[]string{"bad id @A/1"}},
		{"two points of one id", []account.Address{{ID: "1", Kind: delivery,
			Points: []account.DeliveryPoint{{"g", "a"}, {"g", "b"}, {"g", "c"}, {"g", "c"}}}}, []string{"duplicate @A/1"}},
		{"points of an invoice address", []account.Address{{ID: "1", Kind: invoice, Points: []account.DeliveryPoint{{ID: "g"}}}},
			[]string{"misplaced delivery point @A/1"}},
	}
	for _, test := range tests {
		_, err := account.NewGraph(account.Data{Accounts: []account.Account{{ID: "A", Addresses: test.addresses}}})
		wantDefects(t, test.reason, err, test.want...)
	}
}

func TestACC11_PaymentTerms(t *testing.T) {
	for terms, want := range map[account.PaymentTerms]string{
		{}: "none", {Online: true}: "online", {OnAccount: true}: "on account", {Online: true, OnAccount: true}: "online or on account",
	} {
		g := graphOf(t, account.Data{Accounts: []account.Account{{ID: "A", PaymentTerms: terms}}})
		if a, _ := g.Account("A"); a.PaymentTerms != terms || a.PaymentTerms.String() != want {
			t.Errorf("%v, want %s", a.PaymentTerms, want)
		}
	}
}

func TestFacts_Text(t *testing.T) {
	text, err := json.Marshal(full())
	if err != nil {
		t.Fatal(err)
	}
	var back account.Account
	if err := json.Unmarshal(text, &back); err != nil || !cmp.Equal(back, full()) {
		t.Errorf("%v: %s", err, cmp.Diff(full(), back))
	}
	status, kind := account.Blocked, account.InvoiceAddress
	for _, bad := range []string{"", "Active", "blocked ", "0", "1"} {
		if err := status.UnmarshalText([]byte(bad)); !errors.Is(err, account.ErrStatus) || status != account.Blocked {
			t.Errorf("status %q: %v", bad, err)
		}
		if err := kind.UnmarshalText([]byte(bad)); !errors.Is(err, account.ErrAddressKind) || kind != account.InvoiceAddress {
			t.Errorf("kind %q: %v", bad, err)
		}
	}
	if _, err := account.Status(2).MarshalText(); !errors.Is(err, account.ErrStatus) {
		t.Error(err)
	}
	if _, err := account.AddressKind(0).MarshalText(); !errors.Is(err, account.ErrAddressKind) {
		t.Error(err)
	}
}

// What a host keeps of what it gave, and what it gets, is its own.
func TestGraph_CopiesAtTheBorder(t *testing.T) {
	d := fullData()
	d.Application.Features = slices.Clone(d.Application.Features)
	g := graphOf(t, d)
	before := dump(g)
	d.Application.Features[0] = "x"
	d.Groups[0].Name = "x"
	d.Categories[0].Products[0].Code = "x"
	spoil(&d.Accounts[1])
	for a := range g.Accounts() {
		spoil(&a)
	}
	a, _ := g.Account("C-1")
	spoil(&a)
	group, _ := g.Group("CHILD-CUSTOMER")
	group.Features[0] = "x"
	category, _ := g.Category("bakers")
	category.Products[0].Code = "x"
	g.Application().Features[0] = "x"
	g.Pricing("C-1").Path[0] = "x"
	if diff := cmp.Diff(before, dump(g)); diff != "" {
		t.Error(diff)
	}
}

func spoil(a *account.Account) {
	for _, list := range [][]string{a.Groups, a.Categories, a.PriceLevels, a.DeliverySchedules} {
		for i := range list {
			list[i] = "x"
		}
	}
	for _, address := range a.Addresses {
		for i := range address.Lines {
			address.Lines[i] = "x"
		}
		for i := range address.Groups {
			address.Groups[i] = "x"
		}
		for i := range address.Points {
			address.Points[i].Name = "x"
		}
	}
	for i := range a.Addresses {
		a.Addresses[i].Name = "x"
	}
}
