package order

import (
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// Taxed is how a line or a charge is taxed, and by which rule.
type Taxed struct {
	Rule     string
	Category tax.Category
	Rate     money.Rate
}

// Discount is one that the order was granted, in the order's basis.
type Discount struct {
	// ID and Name are those of the condition.
	ID   string
	Name string
	// Of is what the rate was of, or what the amount was taken from; Rate is zero for an amount.
	Of   money.Amount
	Rate money.Rate
	// Amount is what is taken off.
	Amount money.Amount
}

// Charge is a delivery cost, or the part of one that is taxed at one rate, in the order's basis.
type Charge struct {
	// ID and Name are those of the condition.
	ID     string
	Name   string
	Amount money.Amount
	// Free: nothing is charged, since the order reaches the amount from which it is free.
	Free  bool
	Taxed Taxed
}

// Tax is what is taxed in one category and at one rate. Goods, Discount and Charges are in the order's basis, and
// goods − discount + charges is Base before tax, or Base + Amount with tax.
type Tax struct {
	Category tax.Category
	Rate     money.Rate
	Goods    money.Amount
	Discount money.Amount
	Charges  money.Amount
	// Base is what the tax is of, without it; Amount is the tax.
	Base   money.Amount
	Amount money.Amount
	// Reason is to be printed: why no tax is taken. Several are separated by "; ".
	Reason string
}
