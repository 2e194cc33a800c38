package order

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
)

// Draft is what a customer asks for, before it has prices.
type Draft struct {
	ID       string
	Account  string
	Delivery Place
	Invoice  Place
	Lines    []pricing.Line
}

// Unpriced is a line, counted from 1, that has no price, and why.
type Unpriced struct {
	Line   int
	Reason pricing.Reason
}

// Price makes an order of a draft. The buyer is that of the draft's account ([pricing.BuyerFor]), its prices shown: the order
// is the seller's. Where any line has no price, or there is no line, there is no order, and every such line is named. An
// error means that the question is defective: a bad quantity, too many lines, an amount beyond bounds.
func Price(d Draft, g *account.Graph, b *pricing.Book, buyer pricing.Buyer, at time.Time) (Order, []Unpriced, error) {
	basket, err := b.For(buyer, at).Basket(d.Lines)
	if err != nil {
		return Order{}, nil, err
	}
	o := Order{
		ID: d.ID, Account: d.Account, BilledTo: g.Billing(d.Account).Account, PricedAs: g.Pricing(d.Account).Account,
		Currency: buyer.Currency, Delivery: d.Delivery, Invoice: d.Invoice, PricedAt: at, Revision: b.Revision(),
	}
	var unpriced []Unpriced
	for i, line := range basket.Lines {
		if !line.OK() {
			unpriced = append(unpriced, Unpriced{Line: i + 1, Reason: line.Reason})
			continue
		}
		o.Lines = append(o.Lines, Line{
			Product: d.Lines[i].Product, Unit: d.Lines[i].Unit, Quantity: d.Lines[i].Quantity,
			Price: line.Unit, Amount: line.Amount, Source: line.Source(),
		})
	}
	if len(unpriced) > 0 || len(o.Lines) == 0 {
		return Order{}, unpriced, nil
	}
	o.Totals = Totals{Goods: basket.Total, WithoutTax: basket.Total, WithTax: basket.Total}
	return o, nil, nil
}
