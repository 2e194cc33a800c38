package pricing

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// BuyerFor makes the buyer of an account from the graph: the account that it is
// priced from (PFR-1), that one's levels, groups and features, and its own
// currency. The permissions are those of the user who asks. For an
// account that the graph does not know, or that is blocked anywhere on the way
// to its prices or bills (ACC-6), the buyer is blocked and gets no price.
func BuyerFor(g *account.Graph, id string, may ...account.Permission) Buyer {
	b := Buyer{Account: id, Permissions: slices.Clone(may)}
	if g == nil {
		b.Blocked = true
		return b
	}
	own, known := g.Account(id)
	from := g.Pricing(id)
	if !known || !from.Allowed() || !g.Billing(id).Allowed() {
		b.Currency, b.Blocked = own.Currency, true
		return b
	}
	terms := own
	if !from.Own() {
		terms, _ = g.Account(from.Account)
		b.PricedAs, b.CountOwn = terms.ID, from.OwnContracts
	}
	b.Levels, b.Groups, b.Currency = terms.PriceLevels, terms.Groups, own.Currency
	if b.Currency == 0 {
		b.Currency = terms.Currency
	}
	for _, f := range g.Application().Features {
		if g.Feature(terms.ID, f).Allowed() {
			b.Features = append(b.Features, f)
		}
	}
	return b
}
