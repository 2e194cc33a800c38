package storage_test

import (
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// contracts adds the compiled contracts to the lists, above all levels in
// priority: what counts beside a level price is not dearer, or forced.
func (b *builder) contracts(compiled []pricing.List) {
	for i := range compiled {
		list := &compiled[i]
		list.Priority = b.above
		var percents []rule
		for _, row := range b.setup.Contracts[i].Products {
			if row.derived() && !off(row.Active) {
				percents = append(percents, row)
			}
		}
		b.fill(list, percents, "")
		b.lists = append(b.lists, list)
	}
}

// contractReading is how contracts are read, their breaks as those of levels.
func (b *builder) contractReading(deals []contract.Contract) contract.Reading {
	reading := b.options.reading
	var least money.Quantity
	first := true
	for _, d := range deals {
		for _, p := range d.Products {
			from, some := lowest(p)
			if !some {
				continue
			}
			if !first && b.breaks(from) != b.breaks(least) {
				b.lack("graduated breaks of pieces and measures in contracts")
			}
			least, first = from, false
		}
	}
	reading.Breaks = b.breaks(least)
	return reading
}

// lowest returns the quantity from which a product of a contract has prices.
func lowest(p contract.Product) (least money.Quantity, some bool) {
	if p.Price.IsSet() && (p.Price.Sign() > 0 || len(p.Breaks) == 0) {
		return least, true
	}
	for i, at := range p.Breaks {
		if i == 0 || at.Min.Less(least) {
			least = at.Min
		}
	}
	return least, len(p.Breaks) > 0
}

// deals makes the contracts of a setup. What is derived from list, cost or a
// level is no price of a contract; contracts adds it to the compiled list.
func (b *builder) deals() []contract.Contract {
	var deals []contract.Contract
	for i := range b.setup.Contracts {
		said := &b.setup.Contracts[i]
		c := contract.Contract{
			Code: said.ID, Currency: b.currency, Expires: b.day(said.Expires), Force: said.Force, Inactive: off(said.Active),
		}
		for _, a := range said.Accounts {
			c.Accounts = append(c.Accounts, contract.Account{
				Account: a.Account, Starts: b.day(a.Starts), Ends: b.day(a.Ends), Inactive: off(a.Active),
			})
			if a.Ends != "" && b.options.toExclusive {
				b.lack("valid_to_exclusive beside ends of contracts")
			}
		}
		for j := range said.Products {
			b.agree(&c, &said.Products[j])
		}
		deals = append(deals, c)
	}
	return deals
}

// agree adds a row to the products of a contract: the plain price, or a break.
func (b *builder) agree(c *contract.Contract, row *rule) {
	for _, said := range []struct {
		name string
		here bool
	}{
		{"a contract for categories", row.SKU == ""},
		{"a contract row with a window", row.ValidFrom != "" || row.ValidTo != ""},
		{"a contract row with a currency", row.Currency != ""},
		{"for of a row of a contract", row.For != nil},
		{"max_qty of a contract", row.MaxQty.given()},
		{"price null in a contract", row.Price.stated && !row.Price.given()},
		{"below_first_break beside breaks of contracts", b.options.firstBreak && row.MinQty.given()},
		{"row_pick beside breaks of contracts", b.options.pick != "best_break" && row.MinQty.given()},
	} {
		if said.here {
			b.lack("%s", said.name)
			return
		}
	}
	b.checkRule(row)
	if !row.Price.given() {
		return
	}
	price, unit := b.amount(row.Price, c.Currency), b.unit(row.SKU, row.Unit)
	var p *contract.Product
	for i := range c.Products {
		if c.Products[i].Product == row.SKU && c.Products[i].Unit == unit {
			p = &c.Products[i]
		}
	}
	if p == nil || !row.MinQty.given() && p.Price.IsSet() {
		c.Products = append(c.Products, contract.Product{Product: row.SKU, Unit: unit, Inactive: off(row.Active)})
		p = &c.Products[len(c.Products)-1]
	}
	if p.Inactive != off(row.Active) {
		b.lack("active and inactive rows of one product of a contract")
	}
	if row.MinQty.given() {
		p.Breaks = append(p.Breaks, contract.Break{Min: b.quantity(row.MinQty.text), Price: price})
	} else {
		p.Price = price
	}
}
