package tax_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func standard(percent string) tax.Treatment {
	return tax.Treatment{Category: tax.Standard, Rate: money.MustPercent(percent)}
}

func ExampleNew() {
	book, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{
		{ID: "DE", Country: "DE", Treatment: standard("19")},
		{ID: "DE books", Country: "DE", Class: "books", Treatment: standard("7")},
		{ID: "EU business", Profile: "eu business", Overrules: true,
			Treatment: tax.Treatment{Category: tax.ReverseCharge, Reason: "Article 196 of Directive 2006/112/EC"}},
	}})
	if err != nil {
		fmt.Println(err)
		return
	}
	private := book.For(tax.Customer{Account: "a", Country: "DE"}, noon)
	fmt.Println(private.Of(""))
	fmt.Println(private.Of("books"))
	fmt.Println(book.For(tax.Customer{Account: "b", Profile: "eu business", Country: "AT"}, noon).Of("books"))
	fmt.Println(book.For(tax.Customer{Account: "c", Country: "US"}, noon).Of("books"))
	// Output:
	// taxed at 19 % by rule "DE"
	// taxed at 7 % by rule "DE books"
	// reverse charge (Article 196 of Directive 2006/112/EC) by rule "EU business"
	// no tax rule holds: add one for this customer, country and class
}

// Neither a country nor a class is the more specific: the seller says what holds for both.
func ExampleDataError() {
	_, err := tax.New(tax.Data{Zone: time.UTC, Rules: []tax.Rule{
		{ID: "DE", Country: "DE", Treatment: standard("19")},
		{ID: "books", Class: "books", Treatment: standard("7")},
	}})
	fmt.Println(err)
	// Output:
	// tax rules refused, 1 defect
	// 	rule "DE": as specific as another rule: add a rule that says what both say, or overrule one: rule "books" (country DE, class books)
}
