package contract_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// applying lists what applies, as "code: product product".
func applying(prices *pricing.Prices) (all []string) {
	for code, products := range contract.Applying(prices) {
		text := code + ":"
		for item := range products {
			text += " " + item.Product()
			if item.Unit() != "" {
				text += "/" + item.Unit()
			}
		}
		all = append(all, text)
	}
	return all
}

// several are contracts of C-1, none of whose prices wins.
func several() []contract.Contract {
	dear, more, empty, other := deal(), deal(), deal(), deal()
	dear.Code, dear.Products[0].Price = "dear", eur("11.00")
	more.Code = "more"
	more.Products = []contract.Product{
		{Product: "Z", Price: eur("0")},
		{Product: "P", Price: eur("12.00")},
		{Product: "P", Unit: "box", Price: eur("99.00")},
		{Product: "off", Price: eur("1.00"), Inactive: true},
	}
	empty.Code, empty.Products = "empty", nil
	other.Code, other.Accounts[0].Account = "other", "C-2"
	return []contract.Contract{more, other, empty, dear}
}

func TestCON5_ListsWhetherOrNotThePriceWins(t *testing.T) {
	prices := compile(t, base(), several()...).For(buyer(), noon())
	wantPrice(t, prices, line("1"), "10.00", "level:A")
	want := []string{"dear: P", "empty:", "more: P P/box Z"}
	if diff := cmp.Diff(want, applying(prices)); diff != "" {
		t.Error(diff)
	}
}

// Conditions that are the contract's or the user's take it off the list, those
// of a product take the product off, and the price has no say.
func TestCON5_ConditionsOfCON2(t *testing.T) {
	for _, c := range conditions {
		t.Run(c.name, func(t *testing.T) {
			w := world{deal(), buyer(), line("1")}
			c.fail(&w)
			var want []string
			switch c.code {
			case pricing.PriceZero, pricing.Dearer:
				want = []string{"K: P"}
			case pricing.NotListed:
				want = []string{"K: Q"}
			case pricing.ProductInactive:
				want = []string{"K:"}
			}
			got := applying(compile(t, base(), w.deal).For(w.buyer, noon()))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// With pricing-from it is the other account's contracts that apply (PFR-1).
func TestCON5_PricedFromAnother(t *testing.T) {
	own, theirs := deal(), deal()
	theirs.Code, theirs.Accounts[0].Account = "theirs", "C-2"
	book := compile(t, base(), own, theirs)
	b := buyer()
	b.PricedAs = "C-2"
	if diff := cmp.Diff([]string{"theirs: P"}, applying(book.For(b, noon()))); diff != "" {
		t.Error(diff)
	}
	b.CountOwn = true
	if diff := cmp.Diff([]string{"K: P", "theirs: P"}, applying(book.For(b, noon()))); diff != "" {
		t.Error(diff)
	}
}

func TestCON5_BlockedAndHidden(t *testing.T) {
	book := compile(t, base(), deal())
	b := buyer()
	b.PricesHidden = true
	if diff := cmp.Diff([]string{"K: P"}, applying(book.For(b, noon()))); diff != "" {
		t.Error("no amount shows, so the list stays:", diff)
	}
	b = buyer()
	b.Blocked = true
	if got := applying(book.For(b, noon())); got != nil {
		t.Error("a blocked account has none, got", got)
	}
	b.PricesHidden = true
	if got := applying(book.For(b, noon())); got != nil {
		t.Error("blocked and hidden, it has none either, got", got)
	}
	if got := applying(new(pricing.Prices)); got != nil {
		t.Error("prices of no Book have none, got", got)
	}
}

func TestCON5_OnlyContracts(t *testing.T) {
	promotion := deal().List()
	promotion.ID.Kind = "promotion"
	lists := []pricing.List{base(), promotion, deal().List()}
	if diff := cmp.Diff([]string{"K: P"}, applying(newBook(t, lists...).For(buyer(), noon()))); diff != "" {
		t.Error(diff)
	}
}

func TestCON5_CanBeStopped(t *testing.T) {
	prices := compile(t, base(), several()...).For(buyer(), noon())
	var seen []string
	for code, products := range contract.Applying(prices) {
		for item := range products {
			seen = append(seen, item.Product())
			break
		}
		if seen = append(seen, code); code == "empty" {
			break
		}
	}
	if !slices.Equal(seen, []string{"P", "dear", "empty"}) {
		t.Error(seen)
	}
}

// What is on the list can be put into the basket as it is.
func TestCON5_ItemsArePriced(t *testing.T) {
	prices := compile(t, base(), several()...).For(buyer(), noon())
	for code, products := range contract.Applying(prices) {
		for item := range products {
			p, err := prices.PriceOf(item, qty("1"))
			if wantOK := item.Product() != "Z"; err != nil || p.OK() != wantOK {
				t.Errorf("%s, %s: priced %t, %v", code, item.Product(), p.OK(), err)
			}
		}
	}
}
