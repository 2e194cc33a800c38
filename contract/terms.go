package contract

import (
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Terms are what a contract says besides its accounts and products; see [Contract] for each.
type Terms struct {
	Name     string
	Currency money.Currency
	Expires  calendar.Date
	Force    bool
	Inactive bool
	SalesRep string
}

// Terms returns the terms of the contract.
func (c Contract) Terms() Terms {
	return Terms{c.Name, c.Currency, c.Expires, c.Force, c.Inactive, c.SalesRep}
}

// with returns the contract under other terms.
func (c Contract) with(t Terms) Contract {
	c.Name, c.Currency, c.Expires, c.Force, c.Inactive, c.SalesRep = t.Name, t.Currency, t.Expires, t.Force, t.Inactive, t.SalesRep
	return c
}

// bare returns the contract without accounts and products.
func (c Contract) bare() Contract {
	c.Accounts, c.Products = nil, nil
	return c
}

// clone returns a contract that shares nothing with c.
func (c Contract) clone() Contract {
	c.Accounts, c.Products = append([]Account(nil), c.Accounts...), append([]Product(nil), c.Products...)
	for i := range c.Products {
		c.Products[i] = c.Products[i].clone()
	}
	return c
}

func (p Product) clone() Product {
	p.Breaks = append([]Break(nil), p.Breaks...)
	return p
}
