package order

import (
	"slices"
	"strconv"
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

// String says which line has no price, and why.
func (u Unpriced) String() string { return "line " + strconv.Itoa(u.Line) + ": " + u.Reason.String() }

// Price makes an order of a draft. The buyer is that of the draft's account ([pricing.BuyerFor]), its prices shown: the order
// is the seller's. Where any line has no price, or there is no line, there is no order, and every such line is named. An
// error means that the question is defective: a bad quantity, too many lines, an amount beyond bounds.
func Price(d Draft, g *account.Graph, b *pricing.Book, buyer pricing.Buyer, at time.Time) (Order, []Unpriced, error) {
	var o Order
	unpriced, err := o.Reprice(d.Lines, b, buyer, at)
	if err != nil || len(unpriced) > 0 || len(o.Lines) == 0 {
		return Order{}, unpriced, err
	}
	o.ID, o.Account, o.Delivery, o.Invoice = d.ID, d.Account, d.Delivery, d.Invoice
	o.BilledTo, o.PricedAs = g.Billing(d.Account).Account, g.Pricing(d.Account).Account
	return o, nil, nil
}

// Reprice has the order hold these lines at their prices and nothing else: of what it was it keeps who orders, and where to. It
// takes the room of the lines before, for who prices baskets again and again; [Terms.Complete] then totals in place. Where any
// line has no price, or there is no line, the order has none, and every such line is named; so it is after an error.
func (o *Order) Reprice(lines []pricing.Line, b *pricing.Book, buyer pricing.Buyer, at time.Time) ([]Unpriced, error) {
	o.empty()
	basket, err := b.For(buyer, at).Basket(lines)
	if err != nil {
		return nil, err
	}
	var unpriced []Unpriced
	for i := range basket.Lines {
		if line := &basket.Lines[i]; !line.OK() {
			unpriced = append(unpriced, Unpriced{Line: i + 1, Reason: line.Reason})
		}
	}
	if len(unpriced) > 0 || len(lines) == 0 {
		return unpriced, nil
	}
	o.Currency, o.PricedAt, o.Revision = buyer.Currency, at, b.Revision()
	o.Lines = slices.Grow(o.Lines, len(lines))
	for i := range basket.Lines {
		line := &basket.Lines[i]
		o.Lines = append(o.Lines, Line{
			Product: lines[i].Product, Unit: lines[i].Unit, Quantity: lines[i].Quantity,
			Price: line.Unit, Amount: line.Amount, Source: line.Source(),
		})
	}
	o.Totals = Totals{Goods: basket.Total, WithoutTax: basket.Total, WithTax: basket.Total}
	return nil, nil
}
