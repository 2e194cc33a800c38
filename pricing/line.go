package pricing

import "github.com/tradeterms/tradeterms/pricing/money"

// Line asks for one product.
type Line struct {
	Product string
	// Unit is the unit of measure; "" is the product's own.
	Unit string
	// Quantity is above 0.
	Quantity money.Quantity
}

// MaxLines is how many lines a basket may have.
const MaxLines = 10_000
