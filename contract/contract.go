package contract

import (
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Contract is what a seller has agreed with some accounts (CON-1). Making one
// judges nothing: [Lists] does.
type Contract struct {
	// Code identifies the contract; no two have the same.
	Code string
	Name string
	// Currency is that of every price of the contract.
	Currency money.Currency
	// Expires is the expiry date, by default the last day of the contract
	// ([Reading]); no date is never.
	Expires calendar.Date
	// Force lets its prices count whatever the level price is.
	Force    bool
	Inactive bool
	// SalesRep is the id of the sales representative who keeps it; "" is nobody.
	SalesRep string
	Origin   Origin
	Accounts []Account
	Products []Product
}

// ID returns the id of the list that the contract compiles to: contract:K for
// the code K.
func (c Contract) ID() pricing.ListID { return ID(c.Code) }

// ID returns the id of the list that the contract of this code compiles to.
func ID(code string) pricing.ListID {
	return pricing.ListID{Kind: pricing.Contract, Code: code}
}
