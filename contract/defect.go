package contract

import (
	"cmp"
	"strings"

	"github.com/tradeterms/tradeterms/account/defect"
)

// DefectCode names a kind of defect: a closed set.
type DefectCode string

const (
	// BadID: an identifier that is none; Detail says which, and why.
	BadID DefectCode = "bad id"
	// BadOrigin: an origin that does not exist.
	BadOrigin DefectCode = "bad origin"
	// NoCurrency: a contract without currency, or with one that does not exist.
	NoCurrency DefectCode = "no currency"
	// NoDate: an assignment for the current date without one (CON-7).
	NoDate DefectCode = "no date"
	// DuplicateContract: two contracts of one code, be they the same.
	DuplicateContract DefectCode = "duplicate contract"
	// UnknownAccount: an account that the graph does not have.
	UnknownAccount DefectCode = "unknown account"
	// AssignedTwice: an account that is assigned to the contract twice.
	AssignedTwice DefectCode = "assigned twice"
	// ReversedDates: an assignment that ends before it starts.
	ReversedDates DefectCode = "reversed dates"
	// ListedTwice: a product that the contract has twice in one unit.
	ListedTwice DefectCode = "listed twice"
	// NoPrice: no amount where one is needed.
	NoPrice DefectCode = "no price"
	// NegativePrice: a price below 0.
	NegativePrice DefectCode = "negative price"
	// OtherCurrency: a price in another currency than the contract's.
	OtherCurrency DefectCode = "other currency"
	// NegativeMinimum: a break from below 0.
	NegativeMinimum DefectCode = "negative minimum"
	// TwoPrices: two prices for one minimum; one price twice is no defect.
	TwoPrices DefectCode = "two prices"
	// PlainAndBreak: a plain price and a break from 0 that is another price.
	PlainAndBreak DefectCode = "plain price and break"
)

var remedies = map[DefectCode]string{
	BadID:             "is no id",
	BadOrigin:         "origin does not exist: choose local or mirrored",
	NoCurrency:        "has no currency that exists: give the one of its prices",
	NoDate:            "has no current date to start and end on: give it",
	DuplicateContract: "another contract has this code: give each its own",
	UnknownAccount:    "account does not exist: add it or take it off the contract",
	AssignedTwice:     "account is assigned twice: keep one assignment",
	ReversedDates:     "assignment ends before it starts: swap or correct the dates",
	ListedTwice:       "product is listed twice in this unit: keep one",
	NoPrice:           "has no price: give an amount, 0 for what is not priced yet",
	NegativePrice:     "price is below 0: correct it",
	OtherCurrency:     "price is in another currency than the contract: convert it, or make a contract of its own",
	NegativeMinimum:   "minimum is below 0: correct it",
	TwoPrices:         "has two prices for one minimum: keep one",
	PlainAndBreak:     "has a plain price and another price from 0: keep one",
}

// Defect is one thing that is wrong with contracts, and where.
type Defect struct {
	Code DefectCode
	// Contract is the code of the contract at fault. Account, or Product and
	// Unit, is the part of it, where it is one. Texts are cut after 256 bytes.
	Contract string
	Account  string
	Product  string
	Unit     string
	// Detail says more for people, never an amount.
	Detail string
}

// String says the defect for people, and what to do about it.
func (d Defect) String() string {
	text := d.place() + ": " + remedies[d.Code]
	if d.Detail != "" {
		text += " (" + d.Detail + ")"
	}
	return text
}

func (d Defect) place() string {
	var place []string
	for _, part := range []struct{ what, id string }{
		{"contract", d.Contract}, {"account", d.Account}, {"product", d.Product}, {"unit", d.Unit},
	} {
		if part.id != "" {
			place = append(place, part.what+" "+defect.Quote(part.id))
		}
	}
	if place == nil {
		return "a contract"
	}
	return strings.Join(place, ", ")
}

func (d Defect) compare(e Defect) int {
	return cmp.Or(
		cmp.Compare(d.Contract, e.Contract), cmp.Compare(d.Account, e.Account), cmp.Compare(d.Product, e.Product),
		cmp.Compare(d.Unit, e.Unit), cmp.Compare(d.Code, e.Code), cmp.Compare(d.Detail, e.Detail))
}
