package order

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Order is lines at their prices, for one account. All references are ids; the empty text is none.
type Order struct {
	ID string
	// Account is the one that orders; BilledTo pays, and PricedAs is the one whose prices hold (BIL-1, PFR-1). Neither is
	// empty.
	Account  string
	BilledTo string
	PricedAs string
	Currency money.Currency
	Delivery Place
	Invoice  Place
	Lines    []Line
	// Basis, Discounts, Charges and Taxes are what [Terms.Total] adds. Taxes are sorted by category and rate, each there once.
	Basis     Basis
	Rounded   RoundAt // where lines are
	Discounts []Discount
	Charges   []Charge
	Taxes     []Tax
	// Exchange is the rate by which prices were converted ([Order.In]), zero where none were.
	Exchange Exchange
	Totals   Totals
	// PricedAt and Revision are of the prices.
	PricedAt time.Time
	Revision uint64
}

// Place is an address of the ordering account, and perhaps a delivery point under it; for the bill of an order that another
// account pays, that one's address (BIL-1). The zero Place is no address.
type Place struct {
	Address string
	Point   string
}

// Line is one product at its price.
type Line struct {
	Product  string
	Unit     string
	Quantity money.Quantity
	// Price is per unit, Amount for the whole line; Source is the list that it comes from.
	Price  money.Amount
	Amount money.Amount
	Source pricing.ListID
	// PriceWithTax: the price has tax in it. Whether the amount has says the order's basis.
	PriceWithTax bool
	// Taxed is how the line is taxed, zero where no tax was computed.
	Taxed Taxed
	// Discount is the line's share of the order's discounts; no amount without [Terms].
	Discount money.Amount
}

// Totals are what the order comes to.
type Totals struct {
	// Goods is the sum of the lines, in the order's basis, discounts not taken off; see [Order.GoodsOnly].
	Goods money.Amount
	// Discount and Charges are the sums of discounts and delivery costs, in the order's basis, and Tax that of the taxes; no
	// amounts without [Terms], or where no tax was computed.
	Discount money.Amount
	Charges  money.Amount
	Tax      money.Amount
	// WithoutTax is goods, discounts and delivery; WithTax adds the tax.
	WithoutTax money.Amount
	WithTax    money.Amount
	// Payable is WithTax, rounded to what can be paid; no amount without [Terms].
	Payable money.Amount
}

// GoodsOnly is what the order comes to without tax and without delivery: goods less discounts (BUD-8). Where amounts have tax in
// them, the tax in delivery costs is rounded to the minor unit, by rate. No amount where the order has no totals.
func (o Order) GoodsOnly() money.Amount {
	if !o.Totals.Charges.IsSet() {
		return o.Totals.WithoutTax // as Price made it
	}
	rates := o.Taxes
	if len(rates) == 0 {
		rates = []Tax{{Charges: o.Totals.Charges}}
	}
	goods, err := o.Totals.WithoutTax, error(nil)
	for _, t := range rates {
		within := money.Zero(o.Currency)
		if o.Basis == WithTax {
			within, err = t.Charges.Contained(t.Rate, money.ToPlaces(o.Currency.Digits(), money.HalfUp))
		}
		for _, change := range []money.Amount{t.Charges.Neg(), within} {
			if err == nil {
				goods, err = goods.Add(change)
			}
		}
		if err != nil {
			return money.Amount{}
		}
	}
	return goods
}

// Clone returns a copy that shares nothing with o.
func (o Order) Clone() Order {
	o.Lines, o.Discounts = slices.Clone(o.Lines), slices.Clone(o.Discounts)
	o.Charges, o.Taxes = slices.Clone(o.Charges), slices.Clone(o.Taxes)
	return o
}

// empty leaves who orders and where to, and room.
func (o *Order) empty() {
	*o = Order{
		ID: o.ID, Account: o.Account, BilledTo: o.BilledTo, PricedAs: o.PricedAs, Delivery: o.Delivery, Invoice: o.Invoice,
		Lines: o.Lines[:0], Discounts: o.Discounts[:0], Charges: o.Charges[:0], Taxes: o.Taxes[:0],
	}
}
