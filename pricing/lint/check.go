package lint

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Question is what is to be looked at.
type Question struct {
	// Data are the lists, with the contracts as contract.Lists compiles them.
	Data pricing.Data
	// Buyers are those whom lists are for, at most one for each account, with the permissions that lists ask for:
	// impact.Accounts makes them of an account graph.
	Buyers []pricing.Buyer
	// From is the instant from which on it matters. What is past is not looked at.
	From time.Time
	// Step is by how much buyers can order more of a product; 0 is 1. It decides whether one more costs less.
	Step money.Quantity
	// Products says which products there are; nil are those of price levels.
	Products func(product string) bool
}

// Check yields what it finds, each thing once: first about lists as such, by list; then by product. It can be stopped, and
// holds no more than the findings of one product. The error is a *[pricing.DataError] for lists that no Book can be made
// from, a *[pricing.QuestionError] for a buyer or an instant that cannot be asked about.
func Check(q Question) (iter.Seq[Finding], error) {
	book, err := pricing.NewBook(q.Data)
	if err != nil {
		return nil, err
	}
	if q.Step.Sign() < 0 {
		return nil, &pricing.QuestionError{Field: "step", What: "give one above 0, or 0 for 1"}
	}
	for _, b := range q.Buyers {
		if err := book.For(b, q.From).Err(); err != nil {
			return nil, fmt.Errorf("buyer %.60q: %w", b.Account, err)
		}
	}
	c := newChecker(q, book)
	return func(yield func(Finding) bool) {
		if c.lists(yield) {
			c.products(yield)
		}
	}, nil
}

// checker is a question looked up.
type checker struct {
	Question
	book   *pricing.Book
	buyers []pricing.Buyer    // by account
	stocks map[string][]stock // by product
	// derived are the days of levels that are derived, whose prices are in no rows.
	derived []calendar.Days

	crowds   []crowd
	crowdOf  map[int]int
	meetings map[pricing.ListID][]meeting
}

// stock is what one list has of one product.
type stock struct {
	list *pricing.List
	rows []pricing.Row
}

func newChecker(q Question, book *pricing.Book) *checker {
	if q.Step.Sign() == 0 {
		q.Step = money.Units(1)
	}
	c := &checker{Question: q, book: book, stocks: make(map[string][]stock), crowdOf: make(map[int]int),
		meetings: make(map[pricing.ListID][]meeting)}
	c.buyers = slices.SortedFunc(slices.Values(q.Buyers), func(a, b pricing.Buyer) int { return cmp.Compare(a.Account, b.Account) })
	for i := range q.Data.Lists {
		l := &q.Data.Lists[i]
		if l.Derived != nil {
			c.derived = append(c.derived, l.Days)
		}
		byProduct := make(map[string][]pricing.Row)
		for _, r := range l.Rows {
			byProduct[r.Product] = append(byProduct[r.Product], r)
		}
		for product, rows := range byProduct {
			c.stocks[product] = append(c.stocks[product], stock{l, rows})
		}
	}
	for _, stocks := range c.stocks {
		slices.SortFunc(stocks, func(a, b stock) int { return a.list.ID.Compare(b.list.ID) })
	}
	c.gather()
	if c.Products == nil {
		c.Products = c.inLevels
	}
	return c
}

// inLevels reports whether a price level has a product; one that is derived has what its source has.
func (c *checker) inLevels(product string) bool {
	return slices.ContainsFunc(c.stocks[product], func(s stock) bool {
		return s.list.Audience.Kind == pricing.Named || s.list.Audience.Kind == pricing.Nobody
	})
}

// products yields what is found about products, in their order.
func (c *checker) products(yield func(Finding) bool) {
	for _, product := range slices.Sorted(maps.Keys(c.stocks)) {
		w := c.watch(product)
		w.look()
		for _, f := range w.findings() {
			if !yield(f) {
				return
			}
		}
	}
}
