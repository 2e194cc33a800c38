package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/contract"
)

const (
	contractCode = iota
	contractName
	contractExpires
	contractForce
	contractActive
	contractSalesRep
	contractCurrency
	contractOrigin
)

var contractsTable = table[contract.Contract]{
	name: "contracts",
	columns: []column{
		contractCode:     {"Code", true},
		contractName:     {"Name", true},
		contractExpires:  {"Expiry Date", true},
		contractForce:    {"Force Contract Price", true},
		contractActive:   {"Active", true},
		contractSalesRep: {"Sales Representative ID", false},
		contractCurrency: {"Currency", false},
		contractOrigin:   {"Origin", false},
	},
	parse: parseContract,
}

// Contracts reads contracts without their accounts and products: Code, Name,
// Expiry Date, Force Contract Price, Active; optional are Sales Representative
// ID, Currency, Origin (CSV-2). A blank origin is local. A contract without
// currency is left without one.
func Contracts(r io.Reader, o Options) iter.Seq2[contract.Contract, error] {
	return contractsTable.each(r, o)
}

func parseContract(r *record, c *contract.Contract) {
	*c = contract.Contract{
		Code:     r.id(contractCode),
		Name:     r.text(contractName),
		Expires:  r.date(contractExpires),
		Force:    r.flag(contractForce, false),
		Inactive: !r.flag(contractActive, true),
		SalesRep: r.optionalID(contractSalesRep),
		Currency: r.optionalCurrency(contractCurrency),
		Origin:   r.origin(contractOrigin),
	}
}

func (r *record) origin(col int) contract.Origin {
	switch string(r.cell(col)) {
	case "", contract.Local.String():
		return contract.Local
	case contract.Mirrored.String():
		return contract.Mirrored
	}
	r.fail(col, BadOrigin, "write local or mirrored")
	return 0
}
