package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// ContractBreak is the price of a contract's product from a quantity on.
type ContractBreak struct {
	Line     int // in the file, from 1
	Contract string
	Product  string
	Unit     string // "" is the product's own
	Min      money.Quantity
	Price    Number // per unit, in the contract's currency
}

const (
	breakContract = iota
	breakProduct
	breakMinimum
	breakPrice
	breakUnit
)

var contractBreaksTable = table[ContractBreak]{
	name: "product_account_pricing",
	columns: []column{
		breakContract: {"Contract Code", true},
		breakProduct:  {"Product Code", true},
		breakMinimum:  {"Minimum Quantity", true},
		breakPrice:    {"Price", true},
		breakUnit:     {"Unit", false},
	},
	parse: parseContractBreak,
}

// ProductAccountPricing reads the breaks of contracts: Contract Code, Product
// Code, Minimum Quantity, Price; optional is Unit (CSV-2).
func ProductAccountPricing(r io.Reader, o Options) iter.Seq2[ContractBreak, error] {
	return contractBreaksTable.each(r, o)
}

func parseContractBreak(r *record, b *ContractBreak) {
	*b = ContractBreak{
		Line: r.line, Contract: r.id(breakContract), Product: r.id(breakProduct), Unit: r.optionalID(breakUnit),
		Min: r.minimum(breakMinimum), Price: r.price(breakPrice),
	}
}
