package product

import "github.com/tradeterms/tradeterms/pricing/money"

// Product is one product. Ids and names are compared byte by byte.
type Product struct {
	ID string
	// TaxClass is what tax rules call it; "" is none, for which only rules of any class hold.
	TaxClass string
	// Own says what may be ordered in the product's own unit, which a line means by ""; Own.Name is its name, by which it can be
	// ordered as well, and Own.Holds is left at zero.
	Own Unit
	// Units are the others.
	Units []Unit
	// Weight is that of one own unit, in the measure of the seller's delivery conditions (kilograms, say). Unweighed: it is not
	// known, which a weight of zero is not.
	Weight    money.Quantity
	Unweighed bool
}

// Unit is a unit of measure of one product.
type Unit struct {
	Name string
	// Holds is how many own units are in one: 12 for a box of twelve.
	Holds money.Quantity
	// Minimum is the least that may be ordered in this unit, Multiple what the quantity must be a multiple of; zero says nothing.
	Minimum  money.Quantity
	Multiple money.Quantity
}
