package assortment_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// A trade catalogue for everyone, from which minors buy no blades; a hospital
// group with a short catalogue of its own; a hospital that calls gloves H-77.
func exampleData() assortment.Data {
	return assortment.Data{
		Revision: 7,
		Catalogues: []assortment.Catalogue{
			{
				ID:       "trade",
				Audience: assortment.Audience{Kind: assortment.Everyone},
				Products: assortment.Only("blade", "bolt", "gloves"),
			},
			{
				ID:       "clinic",
				Audience: assortment.Audience{Kind: assortment.Members, Groups: []string{"hospitals"}},
				Products: assortment.Only("morphine", "syringe"),
			},
		},
		Roles: []assortment.InventoryRole{{
			ID:       "school",
			Audience: assortment.Audience{Kind: assortment.Members, Categories: []string{"schools"}},
			Rules: []assortment.Rule{
				{Products: assortment.AllBut(), See: assortment.Allow, Buy: assortment.Allow},
				{Products: assortment.Only("blade"), Buy: assortment.Deny},
			},
		}},
		Categories: []account.Category{{
			ID: "nhs",
			Products: []account.CategoryProduct{
				{Product: "gloves", Code: "H-77", Description: "Nitrile examination gloves"},
				{Product: "morphine", Code: "H-78", Description: "Morphine sulphate"},
			},
		}},
	}
}

func exampleAssortment() *assortment.Assortment {
	a, err := assortment.New(exampleData())
	if err != nil {
		panic(err)
	}
	return a
}

func ExampleNew() {
	a, err := assortment.New(exampleData())
	if err != nil {
		fmt.Println(err)
		return
	}
	school := a.For(assortment.Customer{Account: "hill school", Categories: []string{"schools"}}, nil)
	fmt.Println(school.Buy("bolt"))
	fmt.Println(school.See("blade"))
	fmt.Println(school.Buy("blade"))
	fmt.Println(school.See("syringe"))
	// Output:
	// product "bolt" may be bought: catalogue "trade" has it and inventory role "school" allows it
	// product "blade" may be seen: catalogue "trade" has it and inventory role "school" allows it
	// product "blade" may not be bought: inventory role "school" denies buying it
	// product "syringe" may not be seen: no active catalogue of the customer has it
}

func ExampleNew_defects() {
	_, err := assortment.New(assortment.Data{Catalogues: []assortment.Catalogue{{
		ID:       "trade",
		Audience: assortment.Audience{Kind: assortment.Everyone, Groups: []string{"hospitals"}},
		Products: assortment.ProductSet{Except: []string{"bolt"}},
	}}})
	fmt.Println(err)
	// Output:
	// assortments refused, 2 defects
	// 	catalogue "trade": group "hospitals" does not go with the audience's kind: only an audience of kind Members has members
	// 	catalogue "trade": exception "bolt" does not go with the set: list products, or give exceptions from everything
}

func ExampleAssortment_With() {
	a := exampleAssortment()
	next, err := a.With(assortment.Changes{
		CatalogueProducts: []assortment.ProductChange{{Catalogue: "trade", Add: []string{"nut"}}},
		Revision:          8,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	visitor := assortment.Customer{}
	fmt.Println(a.For(visitor, nil).See("nut").Allowed(), a.Revision())
	fmt.Println(next.For(visitor, nil).See("nut").Allowed(), next.Revision())
	// Output:
	// false 7
	// true 8
}

// A contract opens its products, whatever catalogues and roles say.
func ExampleAssortment_For() {
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID:       pricing.ListID{Kind: pricing.Contract, Code: "K-1"},
		Competes: pricing.NotDearer,
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "acme"}}},
		Rows:     []pricing.Row{{Product: "syringe", Price: money.MustParse("0.20", money.GBP)}},
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	march := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	prices := book.For(pricing.Buyer{Account: "acme", Currency: money.GBP}, march)
	acme := exampleAssortment().For(assortment.Customer{Account: "acme"}, prices)
	fmt.Println(acme.Buy("syringe"))
	fmt.Println(acme.Buyable().Products)
	// Output:
	// product "syringe" may be bought: contract "K-1" has it
	// [blade bolt gloves syringe]
}

// A user's own groups count beside those of the account.
func ExampleCustomerFor() {
	g, err := account.NewGraph(account.Data{
		Groups:   []account.Group{{ID: "hospitals"}},
		Accounts: []account.Account{{ID: "acme"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	a := exampleAssortment()
	fmt.Println(a.For(assortment.CustomerFor(g, "acme"), nil).See("syringe"))
	fmt.Println(a.For(assortment.CustomerFor(g, "acme", "hospitals"), nil).See("syringe"))
	fmt.Println(a.For(assortment.CustomerFor(g, "nobody"), nil).See("bolt"))
	// Output:
	// product "syringe" may not be seen: no active catalogue of the customer has it
	// product "syringe" may be seen: catalogue "clinic" has it
	// product "bolt" may not be seen: there is no such account
}

func ExampleSelection_See() {
	decision := exampleAssortment().For(assortment.Customer{}, nil).See("morphine")
	fmt.Println(decision.Allowed(), decision.Code, decision.Revision)
	// Output:
	// false not in catalogue 7
}

func ExampleSelection_Buy() {
	decision := exampleAssortment().For(assortment.Customer{Blocked: true}, nil).Buy("bolt")
	fmt.Println(decision)
	// Output:
	// product "bolt" may not be bought: the customer is blocked
}

// The set goes into the host's own query.
func ExampleSelection_Visible() {
	set := exampleAssortment().For(assortment.Customer{}, nil).Visible()
	if set.Everything {
		fmt.Println("where product not in", set.Except)
	} else {
		fmt.Println("where product in", set.Products)
	}
	// Output:
	// where product in [blade bolt gloves]
}

func ExampleSelection_Buyable() {
	school := exampleAssortment().For(assortment.Customer{Categories: []string{"schools"}}, nil)
	fmt.Println(school.Visible().Products)
	fmt.Println(school.Buyable().Products)
	// Output:
	// [blade bolt gloves]
	// [bolt gloves]
}

// The customer's own names are searched, and what may not be seen is not found.
func ExampleSelection_Find() {
	clinic := exampleAssortment().For(assortment.Customer{Categories: []string{"nhs"}}, nil)
	for _, text := range []string{"h-7", "examination", "GLO", "morphine"} {
		fmt.Println(text + ":")
		for hit := range clinic.Find(text) {
			fmt.Printf("  %s, %s of %s, %q\n", hit.Product, hit.Match, hit.Field, hit.Category)
		}
	}
	// Output:
	// h-7:
	//   gloves, prefix of category code, "nhs"
	// examination:
	//   gloves, contains of category description, "nhs"
	// GLO:
	//   gloves, prefix of own code, ""
	// morphine:
}
