package condition

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Data is what a [Book] is made from.
type Data struct {
	// Zone is the seller's: days begin and end there. Required.
	Zone *time.Location
	// OfSubtotal: every percentage is of the whole subtotal, else of what the ranks before have left of it.
	OfSubtotal bool
	Discounts  []Discount
	Deliveries []Delivery
}

// Book is the compiled conditions of a seller: immutable, safe for any number of goroutines. The nil Book has none.
type Book struct {
	ofSubtotal bool
	all        []compiled // by rank and id
	delivers   bool
	everyone   []int
	accounts   map[string][]int
	groups     map[string][]int
	categories map[string][]int
}

// compiled is a condition ready to be asked: a discount, or a delivery.
type compiled struct {
	terms    *Terms
	window   calendar.Window
	currency money.Currency // none: it states no amount
	steps    []Step
	delivery *Delivery
}

// New makes a Book of conditions. A *[DataError] names all that is wrong with them at once.
func New(data Data) (*Book, error) {
	var bad defects
	if calendar.CheckZone(data.Zone) != nil {
		bad.add(BadZone, "", "")
	}
	b := &Book{ofSubtotal: data.OfSubtotal, accounts: map[string][]int{}, groups: map[string][]int{}, categories: map[string][]int{}}
	for _, d := range data.Discounts {
		terms := d.Terms.clone()
		c := compiled{terms: &terms, window: d.Days.Window(data.Zone), steps: sorted(d.Steps)}
		c.currency = d.check(&bad)
		b.all = append(b.all, c)
	}
	for _, d := range data.Deliveries {
		d.Terms, d.Costs = d.Terms.clone(), inOrder(d.Costs)
		c := compiled{terms: &d.Terms, window: d.Days.Window(data.Zone), delivery: &d}
		c.currency = d.check(&bad)
		b.all, b.delivers = append(b.all, c), true
	}
	slices.SortStableFunc(b.all, func(x, y compiled) int {
		return cmp.Or(cmp.Compare(x.terms.Rank, y.terms.Rank), cmp.Compare(x.terms.ID, y.terms.ID))
	})
	ids := make(map[string]bool, len(b.all))
	for i, c := range b.all {
		if ids[c.terms.ID] {
			bad.add(Duplicate, c.terms.ID, "")
		}
		ids[c.terms.ID] = true
		b.index(i, c.terms.For)
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	return b, nil
}

func (b *Book) index(i int, a Audience) {
	if a.Everyone {
		b.everyone = append(b.everyone, i)
	}
	for _, part := range []struct {
		of  map[string][]int
		ids []string
	}{{b.accounts, a.Accounts}, {b.groups, a.Groups}, {b.categories, a.Categories}} {
		for _, id := range part.ids {
			part.of[id] = append(part.of[id], i)
		}
	}
}

// buyers returns the numbers of the conditions whose audience holds the buyer, in order.
func (b *Book) buyers(q *Question, room []int) []int {
	found := room
	found = append(found, b.everyone...)
	found = append(found, b.accounts[q.Account]...)
	for _, id := range q.Groups {
		found = append(found, b.groups[id]...)
	}
	for _, id := range q.Categories {
		found = append(found, b.categories[id]...)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
