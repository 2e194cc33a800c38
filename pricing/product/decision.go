package product

import "github.com/tradeterms/tradeterms/pricing/money"

// Code says what a decision is. The set is closed; the zero Code is a refusal.
type Code string

const (
	Allowed        Code = "allowed"
	UnknownProduct Code = "unknown product"
	UnknownUnit    Code = "unknown unit"
	// BelowMinimum: less than the least that may be ordered, which is the decision's Quantity.
	BelowMinimum Code = "below minimum"
	// NotMultiple: no multiple of the decision's Quantity.
	NotMultiple Code = "not a multiple"
	// Inexact: the conversion gives no exact quantity.
	Inexact Code = "not exact"
	// Unweighed: the weight is not known.
	Unweighed Code = "no weight"
)

// Decision is whether a quantity may be ordered, or can be converted. The zero Decision refuses.
type Decision struct {
	Code Code
	// Quantity is the minimum or the multiple, in the unit asked.
	Quantity money.Quantity
}

// Allowed reports whether it may.
func (d Decision) Allowed() bool { return d.Code == Allowed }

// String says the decision for people, and what would have to change.
func (d Decision) String() string {
	switch d.Code {
	case Allowed:
		return "allowed"
	case UnknownProduct:
		return "the product is unknown: add it, or correct its id"
	case UnknownUnit:
		return "the product has no such unit: order it in one of its own"
	case BelowMinimum:
		return "too little: order at least " + d.Quantity.String()
	case NotMultiple:
		return "order a multiple of " + d.Quantity.String()
	case Inexact:
		return "no exact quantity comes of it: use another quantity or unit"
	case Unweighed:
		return "its weight is not known: state it"
	}
	return "nothing was asked"
}

// Check decides whether a quantity of a product may be ordered in a unit, "" being its own.
func (b *Book) Check(id string, quantity money.Quantity, unit string) Decision {
	return b.Item(id).Check(quantity, unit)
}
