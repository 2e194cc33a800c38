package pricing

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Derivation makes the prices of a list from those of others (PRC-13): from a
// price level by a percentage up or down, from purchase prices plus a surcharge,
// from the sum of purchase price and freight. Derivations chain. A product with
// rows of its own in the derived list, in whatever unit, takes none from the
// source, and inactive rows of the source derive nothing.
//
// All is computed exactly and rounded where the derivation states it. A price that
// comes to less than 0 is kept as 0, which never wins.
type Derivation struct {
	From ListID
	// Plus are further lists whose prices are added to those of From, none twice; their
	// order changes nothing.
	// The sum has the breaks and windows of all; a product, unit, currency, day or
	// quantity that one of them has no price for has none here either. Tables with
	// breaks agree on mode, scope and family, unless the derived list states its own.
	Plus []ListID
	// Surcharges are what to add. With none, prices are taken over as they are,
	// rounded. With some, of which none is for a product, the derived list does not
	// have it.
	Surcharges []Surcharge
	// Round is mandatory; it takes the place of the unit rounding of [Places].
	Round money.Rounding
}

// Surcharge adds a percentage to the source's price; a negative one takes off.
type Surcharge struct {
	// Product is the only product it is for; "" is every product that has no
	// surcharge of its own.
	Product string
	// Min is the least quantity it is for: breaks of the derived list, for
	// products that have no breaks in the source.
	Min money.Quantity
	// Rate is the part to add: 0.15 for 15 %, at least -1.
	Rate money.Rate
	// Then is what to do next, in order, before the derivation rounds; at most
	// [MaxSteps].
	Then []Step
}

// Step does what its fields state, in their order; a zero field does nothing.
type Step struct {
	// Rate is the part to add: -0.02 for 2 % off, at least -1.
	Rate money.Rate
	// Margin is the part of the price it makes that is not in the price so far, below 1:
	// 0.2 makes 10.00 of 8.00.
	Margin money.Rate
	// Amount is to be added per unit, below 0 to take off; a price in another
	// currency is refused.
	Amount money.Amount
	// Round rounds before the next step: to whole tens, say, from which the next
	// takes a cent off.
	Round money.Rounding
}

// MaxSteps is how many steps a surcharge may have.
const MaxSteps = 16

// Sources are the lists that prices are taken from: From, then Plus; none for nil.
func (d *Derivation) Sources() []ListID {
	if d == nil {
		return nil
	}
	return append([]ListID{d.From}, d.Plus...)
}

// clone shares nothing with d.
func (d *Derivation) clone() *Derivation {
	own := *d
	own.Plus, own.Surcharges = slices.Clone(d.Plus), slices.Clone(d.Surcharges)
	for i := range own.Surcharges {
		own.Surcharges[i].Then = slices.Clone(own.Surcharges[i].Then)
	}
	return &own
}
