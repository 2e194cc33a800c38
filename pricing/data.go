package pricing

import (
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Data is what a [Book] is made from.
type Data struct {
	// Zone is the seller's: days begin and end there. Required.
	Zone *time.Location
	// Precedence decides between prices; the zero value is [DefaultPrecedence].
	Precedence Precedence
	// Round says where prices are rounded; the zero value nowhere.
	Round Places
	// Revision is the host's number of this state of the data; answers name it.
	Revision uint64
	Lists    []List
}

// Places are the places where amounts may be rounded, each at most once and
// each stated (PRC-3). A zero rounding leaves the amount exact.
type Places struct {
	// Unit rounds unit prices, when the book is made: what competes is what is
	// shown. Derived prices are rounded by their derivation, purchase prices not.
	// The quotient of graduated breaks is rounded so too, or to 6 decimals.
	Unit money.Rounding
	// Line rounds the line's amount.
	Line money.Rounding
	// Order rounds the total.
	Order money.Rounding
}

// Changes turn one Book into the next (PRC-8).
type Changes struct {
	// Put adds lists, or replaces those of the same id whole.
	Put []List
	// Terms replaces name, audience, days, rights and the like of a list whose
	// rows stay; Rows are not looked at. What rows depend on cannot change so:
	// Put the list for other breaks, to derive it or no longer, or to turn a list
	// that buyers name into one that names them.
	Terms []List
	// Products replaces the rows of single products.
	Products []ProductRows
	// Drop removes lists.
	Drop []ListID
	// Revision is that of the next Book; 0 keeps the present one.
	Revision uint64
}

// ProductRows are all rows of one product in one list, in every unit and window,
// in place of those it had; none takes the product off the list. The product of each row may be left empty.
type ProductRows struct {
	List    ListID
	Product string
	Rows    []Row
}
