package contract

import (
	"github.com/tradeterms/tradeterms/account"
)

// Check returns a *[DataError] with everything that is wrong with the contracts,
// nil for nothing. With a nil graph accounts are not looked up.
func Check(contracts []Contract, g *account.Graph) error {
	var bad defects
	seen := make(map[string]int, len(contracts))
	for i := range contracts {
		c := &contracts[i]
		if seen[c.Code]++; seen[c.Code] == 2 {
			bad.add(Defect{Contract: c.Code}, DuplicateContract, "")
		}
		c.check(g, &bad)
	}
	return bad.err()
}

func (c *Contract) check(g *account.Graph, bad *defects) {
	at := Defect{Contract: c.Code}
	bad.id(at, "code", c.Code)
	if c.SalesRep != "" {
		bad.id(at, "sales representative", c.SalesRep)
	}
	if !c.Currency.Known() {
		bad.add(at, NoCurrency, "")
	}
	if c.Origin > Mirrored {
		bad.add(at, BadOrigin, "")
	}
	c.checkAccounts(g, bad)
	c.checkProducts(bad)
}

func (c *Contract) checkAccounts(g *account.Graph, bad *defects) {
	seen := make(map[string]int, len(c.Accounts))
	for i := range c.Accounts {
		a := &c.Accounts[i]
		if seen[a.Account]++; seen[a.Account] == 2 {
			bad.add(Defect{Contract: c.Code, Account: a.Account}, AssignedTwice, "")
		}
		a.check(c.Code, g, bad)
	}
}

func (c *Contract) checkProducts(bad *defects) {
	type key struct{ product, unit string }
	seen := make(map[key]int, len(c.Products))
	for i := range c.Products {
		p := &c.Products[i]
		k := key{p.Product, p.Unit}
		if seen[k]++; seen[k] == 2 {
			bad.add(Defect{Contract: c.Code, Product: p.Product, Unit: p.Unit}, ListedTwice, "")
		}
		p.check(c.Code, c.Currency, bad)
	}
}
