package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// PRC-7: a price file goes through the level page by page and lays other lists over it. It is what one asks at a time,
// whether a buyer hears no list or many, and whether products came in order or were added between others.
func TestPRC7_FileUnderManyLists(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 32))
	for _, lists := range []int{0, 1, 3, 16, 17, 40} {
		a, random := level("A"), func() string { return fmt.Sprintf("P%03d", 2*rng.IntN(150)) }
		for i := range 150 {
			a.Rows = append(a.Rows, of(fmt.Sprintf("P%03d", 2*i), fmt.Sprintf("%d", 100+i)), of(fmt.Sprintf("P%03d", 2*i), "50 90"))
		}
		data := pricing.Data{Lists: []pricing.List{a}}
		for n := range lists {
			k := deal(fmt.Sprintf("K%02d", n))
			for range 1 + rng.IntN(12) {
				k.Rows = append(k.Rows, of(random(), "80"))
			}
			data.Lists = append(data.Lists, k)
		}
		book := sheet(t, data)
		fileIsWhatIsAsked(t, fmt.Sprintf("%d lists", lists), book)
		for n := range 40 { // an odd product comes between even ones
			change := pricing.ProductRows{List: a.ID, Product: fmt.Sprintf("P%03d", 1+2*((n*37)%150)), Rows: []pricing.Row{of("", "7")}}
			if lists > 0 && n%2 == 0 {
				change.List = pricing.ListID{Kind: pricing.Contract, Code: fmt.Sprintf("K%02d", rng.IntN(lists))}
			}
			book = withChange(t, book, change)
		}
		fileIsWhatIsAsked(t, fmt.Sprintf("%d lists, products added", lists), book)
	}
}

func fileIsWhatIsAsked(t *testing.T, what string, book *pricing.Book) {
	t.Helper()
	p, file := book.For(tradeBuyer(), march), map[string]string{}
	for item, price := range p.All(money.Units(60)) {
		file[item.Product()] = told(price)
	}
	priced := 0
	for item := range book.Items() {
		want, err := p.PriceOf(item, money.Units(60))
		if err != nil {
			t.Fatal(err)
		}
		if got, listed := file[item.Product()]; listed != want.OK() || listed && got != told(want) {
			t.Errorf("%s: %s is %q in the file, %s alone", what, item.Product(), got, told(want))
		}
		if want.OK() {
			priced++
		}
	}
	if priced < 150 || priced != len(file) {
		t.Errorf("%s: %d prices in the file, %d alone", what, len(file), priced)
	}
}

func withChange(t *testing.T, book *pricing.Book, change pricing.ProductRows) *pricing.Book {
	t.Helper()
	next, err := book.With(pricing.Changes{Products: []pricing.ProductRows{change}})
	if err != nil {
		t.Fatal(err)
	}
	return next
}
