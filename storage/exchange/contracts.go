package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing/money"
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

// ContractAccount assigns a contract to an account.
type ContractAccount struct {
	Line     int // in the file, from 1
	Contract string
	// Account.Account is the account code as the file has it: an account's own
	// code, or its id where it has none.
	Account contract.Account
}

const (
	memberContract = iota
	memberAccount
	memberStarts
	memberEnds
	memberActive
)

var contractAccountsTable = table[ContractAccount]{
	name: "contract_accounts",
	columns: []column{
		memberContract: {"Contract Code", true},
		memberAccount:  {"Account Code", true},
		memberStarts:   {"Starts", true},
		memberEnds:     {"Ends", true},
		memberActive:   {"Is Active", true},
	},
	parse: parseContractAccount,
}

// ContractAccounts reads Contract Code, Account Code, Starts, Ends, Is Active
// (CSV-2).
func ContractAccounts(r io.Reader, o Options) iter.Seq2[ContractAccount, error] {
	return contractAccountsTable.each(r, o)
}

func parseContractAccount(r *record, a *ContractAccount) {
	days := r.days(memberStarts, memberEnds)
	*a = ContractAccount{Line: r.line, Contract: r.id(memberContract), Account: contract.Account{
		Account: r.id(memberAccount), Starts: days.From, Ends: days.To, Inactive: !r.flag(memberActive, true),
	}}
}

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
