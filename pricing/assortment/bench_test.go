package assortment_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// Large: 20,000 products, 500 catalogues of 1,000 products each beside one of
// everything listed, 50 roles, a category that names every product.
const (
	largeProducts   = 20_000
	largeCatalogues = 500
)

func largeData() (d assortment.Data) {
	products := make([]string, largeProducts)
	names := account.Category{ID: "c"}
	for i := range products {
		products[i] = fmt.Sprintf("product-%05d", i)
		names.Products = append(names.Products, account.CategoryProduct{
			Product: products[i], Code: fmt.Sprintf("H-%05d", i*7%largeProducts), Description: fmt.Sprintf("Thing number %d of the shop", i),
		})
	}
	d.Categories = []account.Category{names}
	d.Catalogues = append(d.Catalogues, catalogue("main", all, assortment.Only(products...)))
	for i := range largeCatalogues {
		c := catalogue(fmt.Sprintf("c%03d", i), members(assortment.Audience{Groups: []string{fmt.Sprint("g", i%100)}}), assortment.ProductSet{})
		for n := range 1_000 {
			c.Products.Products = append(c.Products.Products, products[(i*37+n*19)%largeProducts])
		}
		d.Catalogues = append(d.Catalogues, c)
	}
	for i := range 50 {
		d.Roles = append(d.Roles, role(fmt.Sprintf("r%02d", i), members(assortment.Audience{Groups: []string{fmt.Sprint("g", i)}}),
			rule(assortment.AllBut(), allow, allow), rule(assortment.Only(products[i*100:i*100+50]...), unset, deny)))
	}
	return d
}

var large = sync.OnceValue(func() *assortment.Assortment {
	a, err := assortment.New(largeData())
	if err != nil {
		panic(err)
	}
	return a
})

var largeCustomer = assortment.Customer{Account: "acme", Groups: []string{"g7", "g8"}, Categories: []string{"c"}}

// A question about one product allocates nothing, whatever the answer.
func TestSelection_DoesNotAllocate(t *testing.T) {
	s := large().For(largeCustomer, contracts(t, "acme", deal{code: "K", account: "acme", products: []string{"product-00710", "ghost"}}))
	asked := map[string]assortment.Code{
		"product-19999": assortment.InCatalogue, "product-00701": assortment.DeniedByRole, "product-00710": assortment.OnContract,
		"ghost": assortment.OnContract, "nobody named": assortment.NotInCatalogue,
	}
	for product, code := range asked {
		if d := s.Buy(product); d.Code != code {
			t.Errorf("%s, want %s", d, code)
		}
		if n := testing.AllocsPerRun(100, func() { s.See(product); s.Buy(product) }); n != 0 {
			t.Errorf("%q: %v allocations", product, n)
		}
	}
}

// Numbers beyond a page, and a set of every second product.
func TestCAT1_ManyProducts(t *testing.T) {
	var listed, others []string
	for n := range 10_000 {
		if product := fmt.Sprintf("%05d", n); n%2 == 0 {
			listed = append(listed, product)
		} else {
			others = append(others, product)
		}
	}
	a := make1(t, assortment.Data{Catalogues: []assortment.Catalogue{
		catalogue("A", all, assortment.Only(listed...)), catalogue("B", members(assortment.Audience{Groups: []string{"g"}}), assortment.AllBut(others...)),
	}})
	a, err := a.With(assortment.Changes{CatalogueProducts: []assortment.ProductChange{
		{Catalogue: "A", Add: []string{others[4_000], "new"}, Remove: listed[:1]}, {Catalogue: "B", Add: others[:1], Remove: listed[4_999:]},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(append(slices.Clone(listed[1:]), others[4_000], "new")))
	if set := a.For(assortment.Customer{}, nil).Visible(); set.Everything || !slices.Equal(set.Products, want) {
		t.Errorf("%d products", len(set.Products))
	}
	want = slices.Concat(others[1:4_000], others[4_001:]) // A has the last of the listed
	if set := a.For(assortment.Customer{Groups: []string{"g"}}, nil).Visible(); !set.Everything || !slices.Equal(set.Except, want) {
		t.Errorf("%d exceptions", len(set.Except))
	}
}

func BenchmarkNew(b *testing.B) {
	data := largeData()
	for b.Loop() {
		if _, err := assortment.New(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSelection(b *testing.B) {
	a := large()
	few := a.For(largeCustomer, nil)
	everybody := largeCustomer
	everybody.Groups = nil
	for i := range 100 {
		everybody.Groups = append(everybody.Groups, fmt.Sprint("g", i))
	}
	many := a.For(everybody, nil)
	for _, run := range []struct {
		name string
		do   func()
	}{
		{"See", func() { few.See("product-12345") }},
		{"Buy", func() { few.Buy("product-12345") }},
		{"SeeUnnamed", func() { few.See("what nobody named") }},
		{"BuyOf500Catalogues", func() { many.Buy("what nobody named") }},
		{"For", func() { a.For(largeCustomer, nil) }},
		{"ForOf500Catalogues", func() { a.For(everybody, nil) }},
		{"Buyable", func() { few.Buyable() }},
		{"BuyableOf500Catalogues", func() { many.Buyable() }},
		{"FindOne", func() { _ = slices.Collect(few.Find("h-12345")) }},
		{"FindAll", func() { _ = slices.Collect(few.Find("thing")) }},
	} {
		b.Run(run.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run.do()
			}
		})
	}
}

func BenchmarkForContractOf20000(b *testing.B) {
	d := deal{code: "K", account: "acme"}
	for i := range largeProducts {
		d.products = append(d.products, fmt.Sprintf("product-%05d", i))
	}
	a, prices := large(), contracts(b, "acme", d)
	for b.Loop() {
		a.For(largeCustomer, prices)
	}
}

func BenchmarkWith(b *testing.B) {
	a := large()
	for name, c := range map[string]assortment.Changes{
		"OneProduct":   {CatalogueProducts: []assortment.ProductChange{{Catalogue: "main", Remove: []string{"product-00001"}}}},
		"NewProduct":   {CatalogueProducts: []assortment.ProductChange{{Catalogue: "main", Add: []string{"new"}}}},
		"Terms":        {CatalogueTerms: []assortment.Catalogue{catalogue("c001", all, assortment.ProductSet{})}},
		"Of1000":       {PutCatalogues: []assortment.Catalogue{largeData().Catalogues[1]}},
		"OneRole":      {PutRoles: largeData().Roles[:1]},
		"RevisionOnly": {Revision: 9},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := a.With(c); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
