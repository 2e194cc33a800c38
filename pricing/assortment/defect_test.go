package assortment_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// Everything that is wrong is told, with its place and what to do.
func TestNew_Defects(t *testing.T) {
	only := assortment.Only
	for _, test := range []struct {
		reason string
		data   assortment.Data
		want   string
	}{
		{"bad ids", assortment.Data{
			Catalogues: []assortment.Catalogue{catalogue("", all, only("a ", "b"))},
			Roles:      []assortment.InventoryRole{role("R", members(assortment.Audience{Groups: []string{"\x00"}}), rule(assortment.AllBut(""), allow, allow))},
			Categories: []account.Category{{ID: "c", Products: []account.CategoryProduct{{Product: "", Code: " "}}}},
			OwnCodes:   []string{"\xff"},
		}, `: bad id catalogue id ""; : bad id own code "\xff"; : bad id product "a "; category "c": bad id product ""; category "c": bad id product code " "; role "R": bad id exception ""; role "R": bad id group "\x00"`},
		{"ids twice", assortment.Data{
			Catalogues: []assortment.Catalogue{catalogue("A", all, only()), catalogue("A", all, only())},
			Roles:      []assortment.InventoryRole{role("R", all), role("R", all)},
			Categories: []account.Category{{ID: "c"}, {ID: "c"}},
		}, `category "c": duplicate category id "c"; role "R": duplicate inventory role id "R"; catalogue "A": duplicate catalogue id "A"`},
		{"a product with two names; the same name twice is none, nor a product twice in a list", assortment.Data{
			Catalogues: []assortment.Catalogue{catalogue("A", members(assortment.Audience{Accounts: []string{"a", "a"}}), only("P", "P"))},
			Categories: []account.Category{{ID: "c", Products: []account.CategoryProduct{{Product: "P", Code: "1"}, {Product: "P", Code: "2"}, {Product: "Q", Code: "1"}, {Product: "Q", Code: "1"}}}},
		}, `category "c": duplicate product "P"`},
		{"audiences", assortment.Data{
			Catalogues: []assortment.Catalogue{
				catalogue("A", assortment.Audience{Kind: assortment.Everyone, Groups: []string{"g"}}, only()),
				catalogue("B", assortment.Audience{Accounts: []string{"b", "a"}}, only()),
				catalogue("C", assortment.Audience{Kind: 3}, only()),
			},
			Roles: []assortment.InventoryRole{role("R", assortment.Audience{Kind: 255, Categories: []string{"c"}})},
		}, `role "R": bad audience category "c"; role "R": bad audience kind "255"; catalogue "A": bad audience group "g"; catalogue "B": bad audience account "a"; catalogue "C": bad audience kind "3"`},
		{"sets and verdicts", assortment.Data{
			Catalogues: []assortment.Catalogue{
				catalogue("A", all, assortment.ProductSet{Except: []string{"P"}}),
				catalogue("B", all, assortment.ProductSet{Everything: true, Products: []string{"P"}}),
			},
			Roles: []assortment.InventoryRole{role("R", all, rule(only(), 3, unset), rule(only(), unset, 200))},
		}, `role "R": bad verdict verdict "200"; role "R": bad verdict verdict "3"; catalogue "A": bad products exception "P"; catalogue "B": bad products product "P"`},
	} {
		t.Run(test.reason, func(t *testing.T) {
			a, err := assortment.New(test.data)
			sameDefects(t, a, err, test.want)
		})
	}
}

// A change that cannot be made is refused, and nothing has changed.
func TestWith_Defects(t *testing.T) {
	a := make1(t, exampleData())
	customer := assortment.Customer{Categories: []string{"nhs", "schools"}}
	was := said(a.For(customer, nil))
	next, err := a.With(assortment.Changes{
		PutCatalogues:     []assortment.Catalogue{catalogue("trade", all, assortment.Only()), catalogue("new", all, assortment.Only())},
		CatalogueTerms:    []assortment.Catalogue{catalogue("trade", all, assortment.Only()), catalogue("none", all, assortment.Only())},
		CatalogueProducts: []assortment.ProductChange{{Catalogue: "clinic", Add: []string{"P", " "}, Remove: []string{"P", ""}}, {Catalogue: "clinic"}, {Catalogue: "new"}},
		RemoveCatalogues:  []string{"gone", "gone"},
		PutRoles:          []assortment.InventoryRole{role("school", all)},
		RemoveRoles:       []string{"school", "gone"},
		RemoveCategories:  []string{"gone"},
		AddOwnCodes:       []string{"P"},
		RemoveOwnCodes:    []string{"P", "gloves"},
	})
	sameDefects(t, next, err, strings.Join([]string{
		`: changed twice own code "P"`, `: unknown own code "P"`, `: unknown own code "gloves"`,
		`category "gone": unknown category id "gone"`,
		`role "gone": unknown inventory role id "gone"`, `role "school": changed twice inventory role id "school"`,
		`catalogue "clinic": bad id product ""`, `catalogue "clinic": bad id product " "`,
		`catalogue "clinic": changed twice catalogue id "clinic"`, `catalogue "clinic": changed twice product "P"`,
		`catalogue "gone": unknown catalogue id "gone"`, `catalogue "new": changed twice catalogue id "new"`,
		`catalogue "none": unknown catalogue id "none"`, `catalogue "trade": changed twice catalogue id "trade"`,
	}, "; "))
	if said(a.For(customer, nil)) != was {
		t.Error("something changed")
	}
}

// What was removed is unknown to the next change.
func TestWith_RemovedIsGone(t *testing.T) {
	a := make1(t, exampleData())
	gone := assortment.Changes{RemoveCatalogues: []string{"trade", "trade"}, RemoveRoles: []string{"school"}, RemoveCategories: []string{"nhs"}}
	a, err := a.With(gone)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.With(gone)
	sameDefects(t, nil, err, `category "nhs": unknown category id "nhs"; role "school": unknown inventory role id "school"; catalogue "trade": unknown catalogue id "trade"`)
}

// A long list of bad products gives a short error, the same in any order.
func TestNew_DefectsAreBounded(t *testing.T) {
	var texts []string
	for _, last := range []int{0, 1} {
		var products []string
		for n := range 5_000 {
			products = append(products, fmt.Sprintf(" %04d%s", (n*4_999+last)%5_000, strings.Repeat("x", 400)))
		}
		_, err := assortment.New(assortment.Data{OwnCodes: products})
		var data *assortment.DataError
		if !errors.As(err, &data) || len(data.Defects) != assortment.MaxDefects || data.More != 4_900 {
			t.Fatalf("%v", err)
		}
		if len(err.Error()) > 20_000 || len(data.Defects[99].Value) != account.MaxID+1 || !strings.HasPrefix(data.Defects[99].Value, " 0099") {
			t.Errorf("%d bytes, %q", len(err.Error()), data.Defects[99].Value)
		}
		texts = append(texts, err.Error())
	}
	if texts[0] != texts[1] || !strings.HasSuffix(texts[0], "and 4900 more") {
		t.Errorf("%s\n%s", texts[0], texts[1])
	}
	if text := (assortment.Defect{Code: "made up"}).String(); text != "made up" {
		t.Error(text)
	}
}

func sameDefects(t *testing.T, a *assortment.Assortment, err error, want string) {
	t.Helper()
	var data *assortment.DataError
	if a != nil || !errors.As(err, &data) || !errors.Is(err, assortment.ErrData) {
		t.Fatalf("%v, %v", a, err)
	}
	var got []string
	for _, d := range data.Defects {
		place := ""
		switch {
		case d.Catalogue != "":
			place = fmt.Sprintf("catalogue %q", d.Catalogue)
		case d.Role != "":
			place = fmt.Sprintf("role %q", d.Role)
		case d.Category != "":
			place = fmt.Sprintf("category %q", d.Category)
		}
		got = append(got, fmt.Sprintf("%s: %s %s %q", place, d.Code, d.Field, d.Value))
		if s := d.String(); strings.HasSuffix(s, string(d.Code)) || !strings.Contains(s, ":") {
			t.Errorf("no sentence that helps: %s", s)
		}
	}
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
}
