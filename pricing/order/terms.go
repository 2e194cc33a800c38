package order

import (
	"errors"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/product"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// Terms are what an order comes to beyond its prices: the seller's products, order conditions and taxes, each of them optional. The
// zero Terms add nothing.
type Terms struct {
	// Products give tax classes, weights, and what may be ordered. With them, a line of an unknown product is refused; without
	// them no line has a tax class or a weight.
	Products *product.Book
	// Conditions are discounts and delivery costs; without them there are none.
	Conditions *condition.Book
	// Taxes are the tax rules; without them no tax is computed, and Order.Taxes is empty.
	Taxes *tax.Book
	// WithTax are the lists whose prices have tax in them.
	WithTax []GrossList
	Options Options
}

// GrossList is a list whose prices have tax in them.
type GrossList struct {
	List pricing.ListID
	// In says whose tax that is: that of a customer there, who need not be the one who buys. So prices with German tax in them lose
	// it where goods leave Germany. The zero Customer is whoever buys: he pays the same with whatever tax is his.
	In tax.Customer
}

// ErrTotal refuses an order that has its total already, and one that was never priced.
var ErrTotal = errors.New("order: it has a total already, or no instant of its prices: price it anew")

// Customer is what conditions and taxes depend on.
type Customer struct {
	Account    string
	Groups     []string
	Categories []string
	TaxProfile string
	// Country and Region are those of delivery.
	Country string
	Region  string
}

// CustomerOf returns the customer of an account, with the groups and the country of a delivery address of it. An address that the
// account does not have, or none, has neither.
func CustomerOf(g *account.Graph, id string, delivery Place) Customer {
	own, _ := g.Account(id)
	c := Customer{Account: id, Groups: own.Groups, Categories: own.Categories, TaxProfile: own.TaxProfile}
	for _, a := range own.Addresses {
		if a.ID == delivery.Address && a.Kind == account.DeliveryAddress {
			c.Groups = append(c.Groups, a.Groups...)
			c.Country, c.Region = a.Country, a.Region
		}
	}
	return c
}

// Total completes an order that [Price] made: it checks quantities and units, adds discounts, delivery costs and taxes, and says in
// the order where each comes from. The instant is that of the order's prices. Where a line or the order has no tax, no delivery
// cost or a quantity that cannot be ordered, there is no order, and each such thing is named. An error means that the question is
// defective: bad options, amounts beyond bounds, below zero or in two currencies.
func (t Terms) Total(o Order, c Customer) (Order, []Refusal, error) {
	o = o.Clone()
	refused, err := t.Complete(&o, c)
	if err != nil || len(refused) > 0 {
		return Order{}, refused, err
	}
	return o, nil, nil
}

// Complete is [Terms.Total] in place, in the room that the order has: with [Order.Reprice] for who totals baskets again and again. An
// order that was refused, or met an error, has no lines afterwards.
func (t Terms) Complete(o *Order, c Customer) ([]Refusal, error) {
	if t.Products == nil && t.Conditions == nil && t.Taxes == nil && t.Options == (Options{}) || len(o.Lines) == 0 {
		return nil, nil
	}
	err := t.Options.check()
	if o.Totals.Payable.IsSet() || o.PricedAt.IsZero() {
		err = ErrTotal
	}
	if err != nil {
		o.empty()
		return nil, err
	}
	w := work{
		terms: t, order: o, customer: c, round: t.Options.money(o.Currency),
		rates: t.Taxes.For(c.taxed(), o.PricedAt),
	}
	if err = w.do(); err != nil || len(w.refused) > 0 {
		o.empty()
	}
	return w.refused, err
}

func (c Customer) taxed() tax.Customer {
	return tax.Customer{Account: c.Account, Profile: c.TaxProfile, Country: c.Country, Region: c.Region}
}
