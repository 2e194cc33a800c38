package pricing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// deal is a contract of one account with one price.
func dealOf(code, account, price string) pricing.List {
	return pricing.List{
		ID: pricing.ListID{Kind: pricing.Contract, Code: code}, Competes: pricing.NotDearer,
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: account}}},
		Rows:     []pricing.Row{{Product: "P", Price: gbp(price)}},
	}
}

// A host may use its slices again once a list is given to the Builder.
func TestBuilder_CopiesWhatItIsGiven(t *testing.T) {
	criteria := []pricing.Criterion{pricing.LowestPrice}
	b := pricing.NewBuilder(pricing.Data{Zone: time.UTC, Precedence: pricing.Precedence{Criteria: criteria}})
	criteria[0] = pricing.RefuseTie
	members := make([]pricing.Assignment, 1)
	for _, account := range []string{"a", "b"} {
		members[0] = pricing.Assignment{Account: account}
		list := dealOf("K-"+account, "", "1")
		list.Audience.Assigned = members
		b.List(list)
	}
	base := pricing.List{ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "P", Price: gbp("2")}}}
	surcharges := []pricing.Surcharge{{Rate: money.MustPercent("50")}}
	b.List(base)
	b.List(pricing.List{ID: pricing.LevelID("B"), Derived: &pricing.Derivation{
		From: base.ID, Surcharges: surcharges, Round: money.ToPlaces(2, money.HalfUp),
	}})
	surcharges[0].Rate = money.MustPercent("-50")
	book, err := b.Book()
	if err != nil {
		t.Fatal(err)
	}
	for buyer, want := range map[string]string{"a": "1.00 GBP from contract:K-a", "b": "1.00 GBP from contract:K-b", "c": "3.00 GBP from level:B"} {
		price, err := book.For(pricing.Buyer{Account: buyer, Levels: []string{"B"}, Currency: money.GBP}, march).Price(
			pricing.Line{Product: "P", Quantity: money.Units(1)})
		if err != nil || price.String() != want {
			t.Errorf("%s: got %s, %v, want %s", buyer, price, err, want)
		}
	}
}

// With refuses a derivation that NewBook refuses: from what names its buyers,
// and from what is gone.
func TestWith_RefusesUnreadableSources(t *testing.T) {
	base := pricing.List{ID: pricing.LevelID("A"), Rows: []pricing.Row{{Product: "P", Price: gbp("2")}}}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{base, dealOf("K", "other", "1")}})
	if err != nil {
		t.Fatal(err)
	}
	from := func(id pricing.ListID) pricing.Changes {
		return pricing.Changes{Put: []pricing.List{{ID: pricing.LevelID("D"), Derived: &pricing.Derivation{
			From: id, Round: money.ToPlaces(2, money.HalfUp),
		}}}}
	}
	without, err := book.With(pricing.Changes{Drop: []pricing.ListID{base.ID}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		reason string
		book   *pricing.Book
		from   pricing.ListID
		code   pricing.DefectCode
	}{
		{"another customer's contract", book, pricing.ListID{Kind: pricing.Contract, Code: "K"}, pricing.BadTerms},
		{"a list that was dropped", without, base.ID, pricing.UnknownList},
		{"a list that never was", book, pricing.LevelID("Z"), pricing.UnknownList},
	} {
		_, err := c.book.With(from(c.from))
		var data *pricing.DataError
		if !errors.As(err, &data) || data.Defects[0].Code != c.code {
			t.Errorf("derived from %s: %v", c.reason, err)
		}
	}
	if _, err := book.With(from(base.ID)); err != nil {
		t.Errorf("derived from a level: %v", err)
	}
}

// A product with a control character is refused wherever it comes in, whatever
// came before.
func TestControlCharactersAreNoProducts(t *testing.T) {
	box := pricing.Row{Product: "bolt", Unit: "box", Price: gbp("2")}
	forged := pricing.Row{Product: "bolt\x00box", Price: gbp("1")}
	for _, rows := range [][]pricing.Row{{box, forged}, {forged, box}} {
		_, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{ID: pricing.LevelID("A"), Rows: rows}}})
		var data *pricing.DataError
		if !errors.As(err, &data) || len(data.Defects) != 1 || data.Defects[0].Code != pricing.BadID {
			t.Errorf("got %v", err)
		}
	}
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{ID: pricing.LevelID("A"), Rows: []pricing.Row{box}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, product := range []string{"bolt\x00box", ""} {
		_, err := book.With(pricing.Changes{Products: []pricing.ProductRows{{List: pricing.LevelID("A"), Product: product}}})
		if !errors.Is(err, pricing.ErrData) {
			t.Errorf("%q is taken off: %v", product, err)
		}
	}
}

// Sorting the lines of a basket for show does not change what is explained, and
// a basket made by hand explains nothing.
func TestBasket_LinesAreTheCallers(t *testing.T) {
	basket, err := exampleBook().For(acme, march).Basket([]pricing.Line{bolts(1), {Product: "nut", Quantity: money.Units(1)}})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(basket.Lines)
	trace, err := basket.Explain(0)
	if err != nil || trace.Product != "bolt" || trace.Price.String() != "0.45 GBP" {
		t.Errorf("got %s, %v", trace, err)
	}
	made := pricing.Basket{Lines: make([]pricing.PricedLine, 1)}
	if _, err := made.Answer(0); !errors.Is(err, pricing.ErrQuestion) {
		t.Errorf("a basket made by hand answers: %v", err)
	}
}

// An amount beyond bounds names its line.
func TestBasket_ErrorNamesTheLine(t *testing.T) {
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID: pricing.LevelID("TRADE"), Rows: []pricing.Row{{Product: "bolt", Price: gbp("999999999999.999999")}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	line := pricing.Line{Product: "bolt", Quantity: money.MustQuantity("999999.999999")}
	_, err = book.For(acme, march).Basket([]pricing.Line{bolts(1), line})
	if !errors.Is(err, money.ErrOverflow) || !strings.HasPrefix(err.Error(), "line 2: ") {
		t.Errorf("got %v", err)
	}
}

// A price tells when it begins, or ended, where only its window is in the way.
func TestTrace_EdgesOfRows(t *testing.T) {
	book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{
		ID: pricing.LevelID("TRADE"), Name: "Trade prices", Rows: []pricing.Row{
			{Product: "new", Price: gbp("1"), Days: calendar.Days{From: calendar.MustDate("2026-07-01")}},
			{Product: "old", Price: gbp("1"), Days: calendar.Days{To: calendar.MustDate("2025-12-31")}},
		},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for product, want := range map[string]string{"new": "2026-07-01", "old": "2026-01-01"} {
		trace, err := book.For(acme, march).Explain(pricing.Line{Product: product, Quantity: money.Units(1)})
		if err != nil || len(trace.Entries) != 1 || trace.Entries[0].Edge.Format(time.DateOnly) != want || trace.Entries[0].Name != "Trade prices" {
			t.Errorf("%s: %v, %v", product, trace.Entries, err)
		}
	}
}
