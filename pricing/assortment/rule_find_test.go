package assortment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

func findable(t *testing.T) *assortment.Selection {
	t.Helper()
	a := make1(t, assortment.Data{
		Catalogues: []assortment.Catalogue{
			catalogue("A", all, assortment.Only("B-1", "B-10", "hidden", "Maßband", "plug")),
			catalogue("E", all, assortment.AllBut("secret")),
		},
		Roles: []assortment.InventoryRole{role("R", all, rule(assortment.AllBut(), allow, allow), rule(assortment.Only("hidden"), deny, unset))},
		Categories: []account.Category{
			{ID: "c", Products: []account.CategoryProduct{
				{Product: "plug", Code: "b-1", Description: "Steckdose, weiß"},
				{Product: "hidden", Code: "b-2"}, {Product: "secret", Code: "b-3"}, {Product: "unlisted", Description: "A b-1 fitting"},
			}},
			{ID: "d", Products: []account.CategoryProduct{{Product: "plug", Code: "B-1x"}, {Product: "B-10", Code: "77"}}},
			{ID: "theirs", Products: []account.CategoryProduct{{Product: "plug", Code: "zzz"}}},
		},
		OwnCodes: []string{"own b-1"},
	})
	return a.For(assortment.Customer{Account: "acme", Categories: []string{"d", "c", "none"}}, nil)
}

func TestCAT2_FoundByTheCustomersNames(t *testing.T) {
	s := findable(t)
	for _, test := range []struct{ reason, text, want string }{
		{"exact before prefix before contains, category codes before own codes before descriptions, one hit each", "B-1",
			"plug exact category code c; B-1 exact own code ; B-10 prefix own code ; own b-1 contains own code ; unlisted contains category description c"},
		{"a product comes once, by its better name", "b-1X", "plug exact category code d"},
		{"denied and excepted products are not found", "b-2", ""},
		{"nor by their own codes", "SECRET", ""},
		{"nor hidden ones", "hidden", ""},
		{"names of other categories are not searched", "zzz", ""},
		{"upper and lower case are one, ß and ẞ too", "MAẞ", "Maßband prefix own code "},
		{"descriptions", "DOSE", "plug contains category description c"},
		{"spaces around do not count", "  77 ", "B-10 exact category code d"},
		{"an empty text finds nothing", " ", ""},
		{"a category names what no catalogue lists", "unlisted", "unlisted exact own code "},
	} {
		var got []string
		for hit := range s.Find(test.text) {
			got = append(got, fmt.Sprintf("%s %s %s %s", hit.Product, hit.Match, hit.Field, hit.Category))
		}
		if text := strings.Join(got, "; "); text != test.want {
			t.Errorf("%s: %q found\n%s, want\n%s", test.reason, test.text, text, test.want)
		}
	}
}

// A hit carries what the category calls the product; pages can be cut from hits.
func TestCAT2_HitsAndPages(t *testing.T) {
	s := findable(t)
	for hit := range s.Find("steck") {
		want := assortment.Hit{
			Product: "plug", Match: assortment.Prefix, Field: assortment.CategoryDescription,
			Category: "c", Code: "b-1", Description: "Steckdose, weiß",
		}
		if hit != want {
			t.Errorf("%+v", hit)
		}
	}
	whole := slices.Collect(s.Find("b"))
	var page []assortment.Hit
	for hit := range s.Find("b") {
		if page = append(page, hit); len(page) == 2 {
			break
		}
	}
	if len(whole) < 4 || !slices.Equal(page, whole[:2]) {
		t.Errorf("%v of %v", page, whole)
	}
	if name := fmt.Sprint(assortment.Match(0), assortment.Field(9)); name != "none none" {
		t.Error(name)
	}
}

// A blocked or unknown customer finds what it sees, and no more.
func TestCAT2_OnlyWhatIsSeen(t *testing.T) {
	a := make1(t, exampleData())
	nhs := assortment.Customer{Categories: []string{"nhs"}, Blocked: true}
	if n := len(slices.Collect(a.For(nhs, nil).Find("H-7"))); n != 1 {
		t.Errorf("%d hits", n)
	}
	nhs.Unknown = true
	if n := len(slices.Collect(a.For(nhs, nil).Find("H-7"))); n != 0 {
		t.Errorf("%d hits", n)
	}
}

// Texts that differ in case alone are one, for every letter of Unicode.
func TestCAT2_CaseMeansNothing(t *testing.T) {
	var letters []string
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.SimpleFold(r) != r {
			letters = append(letters, string(r))
		}
	}
	s := make1(t, assortment.Data{Catalogues: []assortment.Catalogue{catalogue("A", all, assortment.Only(letters...))}}).For(assortment.Customer{}, nil)
	for _, letter := range letters {
		var want []string
		for r := []rune(letter)[0]; len(want) == 0 || want[0] != string(r); r = unicode.SimpleFold(r) {
			want = append(want, string(r))
		}
		slices.Sort(want)
		var got []string
		for hit := range s.Find(letter) {
			got = append(got, hit.Product)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q found %q, want %q", letter, got, want)
		}
	}
}
