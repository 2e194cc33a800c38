package pricing_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The rules are shown on sheets: a few lists of the product P, a buyer "acme"
// with the level A, and the tenth of March.

// ruleCase is one statement of a rule: what is asked, and what is told.
type ruleCase struct {
	reason string
	data   pricing.Data
	buyer  func(*pricing.Buyer)
	at     string // a day other than that of march
	line   pricing.Line
	want   string
}

func runRule(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.reason, func(t *testing.T) {
			if got := told(mustAsk(t, c.prices(t), c.asked())); got != c.want {
				t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
			}
		})
	}
}

func (c *ruleCase) prices(t testing.TB) *pricing.Prices {
	buyer := tradeBuyer()
	if c.buyer != nil {
		c.buyer(&buyer)
	}
	at := march
	if c.at != "" {
		at = calendar.MustDate(c.at).FirstInstant(time.UTC)
	}
	return sheet(t, c.data).For(buyer, at)
}

func (c *ruleCase) asked() pricing.Line {
	if c.line == (pricing.Line{}) {
		return some1
	}
	return c.line
}

func tradeBuyer() pricing.Buyer {
	return pricing.Buyer{Account: "acme", Levels: []string{"A"}, Currency: money.GBP}
}

var some1 = pieces("P", "1")

func pieces(product, quantity string) pricing.Line {
	return pricing.Line{Product: product, Quantity: money.MustQuantity(quantity)}
}

func boxes(product, quantity string) pricing.Line {
	return pricing.Line{Product: product, Unit: "BOX", Quantity: money.MustQuantity(quantity)}
}

// sheet makes a Book; the zone is UTC unless the data say another.
func sheet(t testing.TB, data pricing.Data) *pricing.Book {
	t.Helper()
	if data.Zone == nil {
		data.Zone = time.UTC
	}
	book, err := pricing.NewBook(data)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func lists(all ...pricing.List) pricing.Data { return pricing.Data{Lists: all} }

// at is a row of P: "price", or "minimum price".
func at(text string) pricing.Row { return of("P", text) }

func of(product, text string) pricing.Row {
	least, price, breaks := strings.Cut(text, " ")
	if !breaks {
		least, price = "0", least
	}
	return pricing.Row{Product: product, Min: money.MustQuantity(least), Price: gbp(price)}
}

// rows makes rows of P from texts as at reads them.
func rows(texts ...string) (all []pricing.Row) {
	for _, text := range texts {
		all = append(all, at(text))
	}
	return all
}

func dated(from, to string, r pricing.Row) pricing.Row {
	r.Days = days(from, to)
	return r
}

func inBoxes(r pricing.Row) pricing.Row {
	r.Unit = "BOX"
	return r
}

func inEuro(r pricing.Row) pricing.Row {
	r.Price = money.MustParse(r.Price.Number(), money.EUR)
	return r
}

func off(r pricing.Row) pricing.Row {
	r.Inactive = true
	return r
}

// days reads both ends, "" being open.
func days(from, to string) (d calendar.Days) {
	if from != "" {
		d.From = calendar.MustDate(from)
	}
	if to != "" {
		d.To = calendar.MustDate(to)
	}
	return d
}

func level(code string, all ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.LevelID(code), Rows: all}
}

// deal is a contract of acme's that counts if it is not dearer.
func deal(code string, all ...pricing.Row) pricing.List {
	return pricing.List{
		ID: contractID(code), Competes: pricing.NotDearer, Audience: memberOf(pricing.Assignment{Account: "acme"}), Rows: all,
	}
}

// promo is everyone's, and counts whatever the level price is.
func promo(code string, all ...pricing.Row) pricing.List {
	return pricing.List{ID: promoID(code), Audience: pricing.Audience{Kind: pricing.Everyone}, Rows: all}
}

func contractID(code string) pricing.ListID {
	return pricing.ListID{Kind: pricing.Contract, Code: code}
}
func promoID(code string) pricing.ListID { return pricing.ListID{Kind: "promotion", Code: code} }

func memberOf(all ...pricing.Assignment) pricing.Audience {
	return pricing.Audience{Kind: pricing.Assigned, Assigned: all}
}

// with returns a list with some of its terms changed.
func with(l pricing.List, change func(*pricing.List)) pricing.List {
	change(&l)
	return l
}

func forced(l *pricing.List) { l.Competes = pricing.Forced }

func mustAsk(t testing.TB, p *pricing.Prices, line pricing.Line) pricing.Price {
	t.Helper()
	price, err := p.Price(line)
	if err != nil {
		t.Fatal(err)
	}
	return price
}

// told is a price in words: "9.00 contract:C", "8.00 level:A from 10", or the reason.
func told(p pricing.Price) string {
	text := p.Reason.String()
	if p.OK() {
		text = p.Unit.Number() + " " + p.Source().String()
	}
	if p.Break.Sign() > 0 {
		text += " from " + p.Break.String()
	}
	return text
}

// refusals returns the defects of data that must be refused.
func refusals(t testing.TB, data pricing.Data) []pricing.Defect {
	t.Helper()
	if data.Zone == nil {
		data.Zone = time.UTC
	}
	book, err := pricing.NewBook(data)
	return defectsOf(t, book, err)
}

func defectsOf(t testing.TB, book *pricing.Book, err error) []pricing.Defect {
	t.Helper()
	var refused *pricing.DataError
	if !errors.As(err, &refused) || !errors.Is(err, pricing.ErrData) {
		t.Fatalf("want a *DataError, got %v", err)
	}
	if book != nil {
		t.Fatal("a Book beside an error")
	}
	return refused.Defects
}

func sameAs(t testing.TB, reason string, want, got any, opts ...cmp.Option) {
	t.Helper()
	opts = append(opts, cmp.Comparer(money.Amount.Equal), cmp.Comparer(func(a, b money.Quantity) bool { return a == b }),
		cmp.Comparer(func(a, b money.Rounding) bool { return a == b }))
	if d := cmp.Diff(want, got, opts...); d != "" {
		t.Errorf("%s (-want +got):\n%s", reason, d)
	}
}

// units are the unit prices of a basket, in words.
func units(t testing.TB, p *pricing.Prices, lines ...pricing.Line) (all []string) {
	t.Helper()
	basket, err := p.Basket(lines)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range basket.Lines {
		all = append(all, told(line.Price))
	}
	return all
}

// listed collects what a price file has, in words.
func listed(p *pricing.Prices, quantity string) (all []string) {
	for item, price := range p.All(money.MustQuantity(quantity)) {
		all = append(all, fmt.Sprintf("%s/%s %s", item.Product(), item.Unit(), told(price)))
	}
	return all
}
