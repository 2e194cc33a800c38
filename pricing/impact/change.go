package impact

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Change is one price that differs.
type Change struct {
	Account string
	Product string
	// Unit is the unit of measure; "" is the product's own.
	Unit string
	// From is the first quantity of the band, Until the first beyond it; 0 is no end.
	From, Until money.Quantity
	// Old and New are the prices at From. They are the same all through the band, but for graduated breaks, whose unit price
	// moves with the quantity.
	Old, New pricing.Price
	Move     Move
	Cause    Cause
	// Why says what became of the list that gave the old price, where it is there still and gives the new one no longer.
	Why pricing.Code
}

// Move says in which direction a price goes: a closed set. The zero Move is none.
type Move uint8

const (
	// Dearer: the new price is higher.
	Dearer Move = iota + 1
	// Cheaper: the new price is lower.
	Cheaper
	// Gained: there was no price.
	Gained
	// Lost: there is no price any more.
	Lost
	// OtherCurrency: the two prices are in different currencies.
	OtherCurrency
)

// String returns the stable name, "" for what does not exist.
func (m Move) String() string {
	if names := [...]string{"", "dearer", "cheaper", "gained", "lost", "other currency"}; int(m) < len(names) {
		return names[m]
	}
	return ""
}

// Cause says why a price differs: a closed set. The zero Cause is none.
type Cause uint8

const (
	// OtherPrice: the same list asks for another price.
	OtherPrice Cause = iota + 1
	// OtherList: another list gives the price, or the first or last one that did.
	OtherList
	// OtherBuyer: the account's own terms differ: its levels, groups, features, or whose prices it has. Under its old terms
	// the price would be the old one.
	OtherBuyer
)

// String returns the stable name, "" for what does not exist.
func (c Cause) String() string {
	if names := [...]string{"", "other price", "other list", "other buyer"}; int(c) < len(names) {
		return names[c]
	}
	return ""
}

// String says the change for people.
func (c Change) String() string {
	band := "from " + c.From.String()
	if c.From.Micros() == 1 {
		band = "any quantity"
	}
	if c.Until.Sign() > 0 {
		band += " below " + c.Until.String()
	}
	product := c.Product
	if c.Unit != "" {
		product += " by " + c.Unit
	}
	text := c.Account + ", " + product + ", " + band + ": " + c.Old.String() + " → " + c.New.String() + " (" + c.Cause.String()
	if c.Why != 0 {
		text += ": " + c.Why.String()
	}
	return text + ")"
}
