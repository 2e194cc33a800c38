package contract

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Product is a product of a contract, with its price in one unit of measure
// (CON-1).
type Product struct {
	Product string
	// Unit is the unit of measure that the prices are for; "" is the product's
	// own.
	Unit string
	// Price is the plain price per unit, from any quantity on. Where there are
	// breaks, 0 or no amount is none; where there are none, 0 is a product that
	// does not count until it is priced.
	Price    money.Amount
	Inactive bool
	Breaks   []Break
}

// Break is the price per unit from a quantity on.
type Break struct {
	Min   money.Quantity
	Price money.Amount
}

// NewProduct returns a product as it is added to the contract: price 0 in the
// contract's currency, so that it does not count until it is priced (CON-7). It
// is not yet among the contract's products.
func (c Contract) NewProduct(product, unit string) Product {
	return Product{Product: product, Unit: unit, Price: money.Zero(c.Currency)}
}

// plain reports whether the plain price is one.
func (p *Product) plain() bool { return len(p.Breaks) == 0 || p.Price.Sign() != 0 }

// rows appends the product's table of breaks.
func (p *Product) rows(rows []pricing.Row) []pricing.Row {
	row := pricing.Row{Product: p.Product, Unit: p.Unit, Inactive: p.Inactive}
	if p.plain() {
		row.Price = p.Price
		rows = append(rows, row)
	}
	for _, b := range p.Breaks {
		row.Min, row.Price = b.Min, b.Price
		rows = append(rows, row)
	}
	return rows
}

func (p *Product) check(contract string, currency money.Currency, bad *defects) {
	at := Defect{Contract: contract, Product: p.Product, Unit: p.Unit}
	bad.id(at, "product", p.Product)
	if p.Unit != "" {
		bad.id(at, "unit", p.Unit)
	}
	if p.Price.IsSet() || len(p.Breaks) == 0 {
		checkPrice(p.Price, currency, at, "plain price", bad)
	}
	p.checkBreaks(at, currency, bad)
}

func (p *Product) checkBreaks(at Defect, currency money.Currency, bad *defects) {
	from := make(map[money.Quantity]money.Amount, len(p.Breaks))
	for _, b := range p.Breaks {
		where := "break from " + b.Min.String()
		checkPrice(b.Price, currency, at, where, bad)
		if b.Min.Sign() < 0 {
			bad.add(at, NegativeMinimum, where)
		}
		if b.Min.Sign() == 0 && p.Price.Sign() != 0 && !b.Price.Equal(p.Price) {
			bad.add(at, PlainAndBreak, "")
		}
		if other, again := from[b.Min]; again && !b.Price.Equal(other) {
			bad.add(at, TwoPrices, where)
		}
		from[b.Min] = b.Price
	}
}

func checkPrice(price money.Amount, currency money.Currency, at Defect, where string, bad *defects) {
	switch {
	case !price.IsSet():
		bad.add(at, NoPrice, where)
	case price.Sign() < 0:
		bad.add(at, NegativePrice, where)
	}
	if price.IsSet() && currency.Known() && price.Currency() != currency {
		bad.add(at, OtherCurrency, where)
	}
}
