package exchange

import (
	"io"
	"iter"
)

// ContractProduct is a product of a contract with its plain price.
type ContractProduct struct {
	Line     int // in the file, from 1
	Contract string
	Product  string
	Unit     string // "" is the product's own
	// Price is per unit, in the contract's currency; none where the cell is
	// blank, which is as 0: not priced yet.
	Price    Number
	Inactive bool
}

const (
	itemContract = iota
	itemProduct
	itemPrice
	itemActive
	itemUnit
)

var contractProductsTable = table[ContractProduct]{
	name: "contract_products",
	columns: []column{
		itemContract: {"Contract Code", true},
		itemProduct:  {"Product Code", true},
		itemPrice:    {"Price", true},
		itemActive:   {"Is Active", true},
		itemUnit:     {"Unit", false},
	},
	parse: parseContractProduct,
}

// ContractProducts reads Contract Code, Product Code, Price, Is Active; optional
// is Unit (CSV-2). The price is the break from 0.
func ContractProducts(r io.Reader, o Options) iter.Seq2[ContractProduct, error] {
	return contractProductsTable.each(r, o)
}

func parseContractProduct(r *record, p *ContractProduct) {
	*p = ContractProduct{
		Line: r.line, Contract: r.id(itemContract), Product: r.id(itemProduct), Unit: r.optionalID(itemUnit),
		Price: r.optionalPrice(itemPrice), Inactive: !r.flag(itemActive, true),
	}
}
