package assortment

import (
	"github.com/tradeterms/tradeterms/account"
)

// Customer is who asks. A host that takes this package alone fills it by hand;
// [CustomerFor] makes it from an account graph.
type Customer struct {
	// Account is the buying account; "" is a visitor without one, who hears what
	// is for everyone and for the groups given here.
	Account string
	// Groups are those of the account, and those of the user who asks.
	Groups []string
	// Categories are those of the account: they decide, and their names for
	// products are searched.
	Categories []string
	// Unknown: there is no such account, so that nothing may be seen.
	Unknown bool
	// Blocked: the account, or the one it is priced from or billed to, is blocked:
	// it may look but not buy (ACC-6), and no contract opens anything.
	Blocked bool
}

// CustomerFor makes the customer of an account from the graph, with the groups of
// the user who asks beside those of the account. An account that the graph does
// not know is an unknown customer.
func CustomerFor(g *account.Graph, id string, groups ...string) Customer {
	c := Customer{Account: id}
	if g == nil {
		c.Unknown = true
		return c
	}
	own, known := g.Account(id)
	if !known {
		c.Unknown = true
		return c
	}
	c.Groups = sorted(append(own.Groups, groups...))
	c.Categories = own.Categories
	c.Blocked = !g.Pricing(id).Allowed() || !g.Billing(id).Allowed()
	return c
}

// hearers returns the keys under which the customer hears of facts.
func (c *Customer) hearers() []string {
	if c.Unknown {
		return nil
	}
	keys := []string{string(everyoneKey)}
	if c.Account != "" {
		keys = append(keys, string(accountKey)+c.Account)
	}
	for _, id := range c.Groups {
		keys = append(keys, string(groupKey)+id)
	}
	for _, id := range c.Categories {
		keys = append(keys, string(categoryKey)+id)
	}
	return keys
}
