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
	Totals   Totals
	// PricedAt and Revision are of the prices.
	PricedAt time.Time
	Revision uint64
}

// Place is an address of the ordering account, and perhaps a delivery point under it.
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
}

// Totals are what the order comes to.
type Totals struct {
	// Goods is the sum of the lines.
	Goods money.Amount
	// WithoutTax is goods, discounts and delivery; WithTax is what is to be paid.
	WithoutTax money.Amount
	WithTax    money.Amount
}

// Clone returns a copy that shares nothing with o.
func (o Order) Clone() Order {
	o.Lines = slices.Clone(o.Lines)
	return o
}
