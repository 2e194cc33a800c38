// Package product holds what a seller knows of a product besides its prices: its units of measure, what may be ordered of it,
// what it weighs, and its tax class.
//
// A [Product] is a fact; [New] checks all of them and makes a [Book], immutable and safe for any number of goroutines.
// [Book.Check] decides whether a quantity may be ordered, [Book.Convert] turns a quantity into another unit by the product's fixed
// factor, [Book.Weight] weighs.
//
// Nothing is converted unasked: prices are per unit (package pricing), a line keeps the unit that it was ordered in, and a product
// without a price in that unit has none. What a conversion cannot give exactly it refuses. The package knows no prices, no stock
// and no clock.
//
// # Rules
//
//   - PRC-1, PRC-2: prices are per unit of measure, and quantities of different units are never added.
//   - ORD-1: delivery costs by weight weigh what is ordered.
//   - TAX-1: the product's tax class.
//   - DEC-1, DEC-2: a decision has a code; unknown products and units are refused.
package product
