package product_test

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/product"
)

func screws() product.Product {
	return product.Product{
		ID: "screws", TaxClass: "standard", Weight: money.MustQuantity("0.004"),
		Own:   product.Unit{Name: "piece", Minimum: money.Units(100), Multiple: money.Units(50)},
		Units: []product.Unit{{Name: "box", Holds: money.Units(200)}, {Name: "third", Holds: money.MustQuantity("0.3")}},
	}
}

func ExampleNew() {
	book, err := product.New([]product.Product{screws()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(book.Check("screws", money.Units(50), ""))
	fmt.Println(book.Check("screws", money.Units(120), "piece"))
	fmt.Println(book.Check("screws", money.Units(3), "box"))
	fmt.Println(book.Check("screws", money.Units(1), "pallet"))
	pieces, _ := book.Convert("screws", money.Units(3), "box", "")
	_, why := book.Convert("screws", money.Units(100), "", "third")
	weight, _ := book.Weight("screws", money.Units(3), "box")
	fmt.Println(pieces, why, weight)
	// Output:
	// too little: order at least 100
	// order a multiple of 50
	// allowed
	// the product has no such unit: order it in one of its own
	// 600 no exact quantity comes of it: use another quantity or unit 2.4
}

// A conversion is exact, as big rationals have it, or refused; there and back it is the same.
func TestPRC2_ConversionsAreExactOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one, two := rapid.Int64Range(1, 1e13).Draw(t, "one"), rapid.Int64Range(1, 1e13).Draw(t, "two")
		n := rapid.Int64Range(-1e15, 1e15).Draw(t, "quantity")
		p := product.Product{ID: "p", Units: []product.Unit{{Name: "one", Holds: money.Micros(one)}, {Name: "two", Holds: money.Micros(two)}}}
		book, err := product.New([]product.Product{p})
		if err != nil {
			t.Fatal(err)
		}
		want := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(n), big.NewInt(one)), big.NewInt(two))
		exact := want.IsInt() && want.Num().IsInt64()
		got, d := book.Convert("p", money.Micros(n), "one", "two")
		if d.Allowed() != exact || exact && got.Micros() != want.Num().Int64() {
			t.Fatalf("%d × %d / %d: %v %v, want %s", n, one, two, got, d, want)
		}
		if back, d := book.Convert("p", got, "two", "one"); exact && (!d.Allowed() || back.Micros() != n) {
			t.Fatalf("%d there and %v back, %v", n, back, d)
		}
	})
}

func TestDEC2_WhatIsUnknownIsRefused(t *testing.T) {
	p := product.Product{ID: "licence", Unweighed: true}
	book, err := product.New([]product.Product{screws(), p})
	if err != nil {
		t.Fatal(err)
	}
	var none *product.Book
	_, unweighed := book.Weight("licence", money.Units(1), "")
	_, unknown := book.Weight("gold", money.Units(1), "")
	_, unit := book.Convert("screws", money.Units(1), "", "pallet")
	_, tiny := book.Weight("screws", money.Micros(1), "")
	huge, err := product.New([]product.Product{{ID: "x", Units: []product.Unit{{Name: "four", Holds: money.Units(4)}}}})
	if err != nil {
		t.Fatal(err)
	}
	_, beyond := huge.Convert("x", money.Micros(1<<62), "four", "") // 2^64 own units
	for _, row := range []struct {
		reason string
		got    product.Decision
		want   product.Code
	}{
		{"beyond bounds", beyond, product.Inexact},
		{"no book", none.Check("screws", money.Units(100), ""), product.UnknownProduct},
		{"another product", book.Check("gold", money.Units(1), ""), product.UnknownProduct},
		{"ids are compared byte by byte", book.Check("Screws", money.Units(100), ""), product.UnknownProduct},
		{"not weighed", unweighed, product.Unweighed},
		{"not there", unknown, product.UnknownProduct},
		{"no such unit", unit, product.UnknownUnit},
		{"a weight finer than a millionth", tiny, product.Inexact},
		{"nothing asked", product.Decision{}, ""},
	} {
		if row.got.Code != row.want || row.got.Allowed() || row.got.String() == "" {
			t.Errorf("%s: %v, want %q", row.reason, row.got, row.want)
		}
	}
	if book.TaxClass("screws") != "standard" || book.TaxClass("gold") != "" {
		t.Error("tax classes")
	}
}

func TestProductDefects(t *testing.T) {
	with := func(change func(*product.Product)) []product.Product {
		p := screws()
		change(&p)
		return []product.Product{p}
	}
	negative := money.Units(-1)
	for _, row := range []struct {
		reason   string
		products []product.Product
		want     product.DefectCode
	}{
		{"no id", with(func(p *product.Product) { p.ID = "" }), product.BadID},
		{"a bad class", with(func(p *product.Product) { p.TaxClass = " x" }), product.BadID},
		{"a unit without a name", with(func(p *product.Product) { p.Units[0].Name = "" }), product.BadID},
		{"a unit's name twice", with(func(p *product.Product) { p.Units[0].Name = "third" }), product.DuplicateUnit},
		{"a unit called as the own one", with(func(p *product.Product) { p.Units[0].Name = "piece" }), product.DuplicateUnit},
		{"a unit of nothing", with(func(p *product.Product) { p.Units[0].Holds = money.Quantity{} }), product.BadNumber},
		{"the own unit of something", with(func(p *product.Product) { p.Own.Holds = money.Units(1) }), product.BadNumber},
		{"a minimum below zero", with(func(p *product.Product) { p.Own.Minimum = negative }), product.BadNumber},
		{"a multiple below zero", with(func(p *product.Product) { p.Units[0].Multiple = negative }), product.BadNumber},
		{"a weight below zero", with(func(p *product.Product) { p.Weight = negative }), product.BadNumber},
		{"a weight that is not known", with(func(p *product.Product) { p.Unweighed = true }), product.BadNumber},
		{"twice", []product.Product{screws(), screws()}, product.Duplicate},
	} {
		_, err := product.New(row.products)
		var data *product.DataError
		if !errors.As(err, &data) || !errors.Is(err, product.ErrData) || len(data.Defects) != 1 || data.Defects[0].Code != row.want {
			t.Errorf("%s: %v, want %s", row.reason, err, row.want)
		}
	}
	many := make([]product.Product, 150)
	_, err := product.New(many)
	var data *product.DataError
	if !errors.As(err, &data) || len(data.Defects)+data.More < 1 {
		t.Error(err)
	}
}

// What is handed in or out shares nothing with the Book.
func TestProductsAreCopied(t *testing.T) {
	p := screws()
	book, err := product.New([]product.Product{p})
	if err != nil {
		t.Fatal(err)
	}
	p.Units[0].Name = "changed"
	out, known := book.Product("screws")
	if !known || out.Units[0].Name != "box" {
		t.Error(out, known)
	}
	out.Units[0].Name = "changed"
	if again, _ := book.Product("screws"); slices.ContainsFunc(again.Units, func(u product.Unit) bool { return u.Name == "changed" }) {
		t.Error(again)
	}
}
