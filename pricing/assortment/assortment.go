package assortment

import (
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account/dense"
	"github.com/tradeterms/tradeterms/pricing"
)

// Assortment is all catalogues and inventory roles of a seller, checked and
// indexed. It never changes and is safe for any number of goroutines. The zero
// Assortment refuses everything, and so does a nil one.
type Assortment struct {
	made     bool
	revision uint64

	products dense.Names
	folded   dense.Vector[string] // the products' codes as they are searched
	ownCodes bits

	catalogues shelf[catalogue]
	heard      hearers // catalogues
	roles      shelf[role]
	obeyed     hearers // roles
	glossaries shelf[glossary]
}

// New copies, checks and indexes the facts. Everything that is wrong with them is
// in the *[DataError] that it then returns.
func New(d Data) (*Assortment, error) {
	return new(Assortment).With(Changes{
		PutCatalogues: d.Catalogues, PutRoles: d.Roles, PutCategories: d.Categories,
		AddOwnCodes: d.OwnCodes, Revision: d.Revision,
	})
}

// With returns the assortment after the changes, as New would make it from the
// changed facts; a stays as it is, and both may be read at once. The cost grows
// with the changes, not with the assortment. Everything that is wrong is in the
// *[DataError] that it then returns.
func (a *Assortment) With(c Changes) (*Assortment, error) {
	if a == nil {
		a = new(Assortment)
	}
	if err := check(a, &c); err != nil {
		return nil, err
	}
	return a.edit(&c).done(c.Revision), nil
}

// Revision is the host's number of the data that the assortment was made from.
func (a *Assortment) Revision() uint64 {
	if a == nil {
		return 0
	}
	return a.revision
}

// For binds a customer: its catalogues and roles are looked up once, and the
// products of the contracts that apply are read from its prices, which say at
// which instant. The prices are those of the same customer, as
// [pricing.BuyerFor] and [pricing.Book.For] give them; nil means no contracts.
// The cost grows with the products of those contracts, not with the catalogues.
func (a *Assortment) For(c Customer, prices *pricing.Prices) *Selection {
	s := &Selection{unknown: c.Unknown, blocked: c.Blocked}
	if a == nil || !a.made {
		return s
	}
	s.assortment = a
	if c.Unknown {
		return s
	}
	keys := c.hearers()
	s.catalogues = bound(&a.catalogues, a.heard.hear(keys))
	s.catalogues = slices.DeleteFunc(s.catalogues, func(c *catalogue) bool { return c.inactive })
	s.roles = bound(&a.roles, a.obeyed.hear(keys))
	for _, id := range sorted(c.Categories) {
		if g := a.glossaries.find(id); g != nil {
			s.glossaries = append(s.glossaries, g)
		}
	}
	if !c.Blocked && prices != nil {
		s.contracts = opened(prices)
	}
	return s
}

// bound returns the facts of some numbers, in the order of their ids.
func bound[T any](s *shelf[T], numbers []uint32) []*T {
	byID := func(x, y uint32) int { return strings.Compare(s.names.Code(x), s.names.Code(y)) }
	if !slices.IsSortedFunc(numbers, byID) {
		slices.SortFunc(numbers, byID)
	}
	facts := make([]*T, len(numbers))
	for i, n := range numbers {
		facts[i] = *s.facts.At(n)
	}
	return facts
}

// opened returns the products of the contracts that apply, in whatever unit, with
// the lowest code of a contract that has each (CON-4).
func opened(prices *pricing.Prices) map[string]string {
	var contracts map[string]string
	for id := range prices.Lists() {
		if id.Kind != pricing.Contract {
			continue
		}
		for item := range prices.Products(id) {
			if contracts == nil {
				contracts = map[string]string{}
			}
			product := item.Product()
			if _, has := contracts[product]; !has { // lists come by code
				contracts[product] = id.Code
			}
		}
	}
	return contracts
}
