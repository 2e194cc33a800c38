package pricing

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// List holds prices of products, with the terms under which they count (PRC-1).
// A price level is a list, a contract compiles to one, a promotion can be one.
type List struct {
	ID ListID
	// Name is for people; traces repeat it.
	Name string

	// Audience says whose list it is. The zero value is [Named]: buyers that
	// name the list among their price levels.
	Audience Audience
	// Competes says how its price meets the level price. Named lists are Base.
	Competes Competes
	// Days are the days on which the list is valid, in the seller's zone.
	Days     calendar.Days
	Inactive bool
	// Feature must be on for the buyer, Permission be held by him; "" asks none.
	// The lists of a Book name at most 64 different ones in all.
	Feature    account.Feature
	Permission account.Permission
	// Priority serves a precedence that has [HighestPriority]; no other.
	Priority int

	// Breaks holds for every row that does not say its own.
	Breaks Breaks
	// Derived makes the prices of products without rows of their own.
	Derived *Derivation
	Rows    []Row
}

// terms returns all of a list but its rows, sharing nothing with the host's.
func (l List) terms() List {
	l.Rows = nil
	l.Audience.Assigned = slices.Clone(l.Audience.Assigned)
	if l.Derived != nil {
		l.Derived = l.Derived.clone()
	}
	return l
}

// Row is one price of one product. The rows of a list that share product, unit,
// currency and days are one table of breaks.
type Row struct {
	Product string
	// Unit is the unit of measure that the price is for; "" is the product's own.
	Unit string
	// Days are the days on which the row is valid, in the seller's zone.
	Days calendar.Days
	// Min is the least quantity that the price is for; 0 holds from any.
	Min money.Quantity
	// Price is per unit. A price of 0 is kept and never wins.
	Price    money.Amount
	Inactive bool
	// Breaks overrides the list's, unless it is zero; the rows of one table say
	// the same.
	Breaks Breaks
}

// Competes is how a list's price meets the level price (CON-2).
type Competes uint8

const (
	// Base: its price counts whatever the level price is.
	Base Competes = iota
	// NotDearer: its price counts if it is at most the level price, or there is
	// none.
	NotDearer
	// Cheaper: its price counts if it is below the level price, or there is none.
	Cheaper
	// Forced: its price counts whatever the level price is, and comes before
	// all that is not forced.
	Forced
)

// Breaks says how the breaks of a table work (PRC-2).
type Breaks struct {
	Mode  Mode
	Scope Scope
	// Family is the key for [FamilyScope]: tables of one list that name the
	// same family count together.
	Family string
}

// Mode says which units a break prices.
type Mode uint8

const (
	// AllUnits prices every unit at the highest minimum not above the quantity.
	AllUnits Mode = iota
	// Graduated prices each unit at its own band: unit number n at the highest
	// minimum not above n. Breaks from 1 and from 10 price 12 pieces as 9 at
	// the first price and 3 at the second. Units below the smallest minimum are
	// in the first band, and a part of a unit in the band of the unit it begins.
	Graduated
	// GraduatedMeasure is Graduated for what is measured rather than counted:
	// breaks from 0 and from 10 price 12 kg as 10 kg at the first price and
	// 2 kg at the second.
	GraduatedMeasure
)

// Scope says which quantity the breaks of a table look at. Quantities of
// different units are never added.
type Scope uint8

const (
	// ProductScope is the product's quantity over the whole basket.
	ProductScope Scope = iota
	// LineScope is the line's own quantity.
	LineScope
	// FamilyScope is the quantity of all products of the basket whose valid
	// table in the same list names the same family.
	FamilyScope
	// BasketScope is the quantity of the whole basket.
	BasketScope
)
