package pricing

import "github.com/tradeterms/tradeterms/pricing/money"

// Derivation makes the prices of a list from those of another (PRC-13): from a
// price level by a percentage up or down, or from purchase prices plus a
// surcharge. Derivations chain. A product with rows of its own in the derived
// list, in whatever unit, takes none from the source, and inactive rows of the
// source derive nothing.
type Derivation struct {
	From ListID
	// Surcharges are the percentages to add. With none, prices are taken over
	// as they are, rounded. With some, of which none is for a product, the
	// derived list does not have it.
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
}
