package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
)

// Price is one row of a list of prices.
type Price struct {
	Line int // in the file, from 1
	List pricing.ListID
	Row  pricing.Row
}

// PurchaseCode is the code of the list that holds purchase prices: cost:purchase.
// It is nobody's; levels may be derived from it.
const PurchaseCode = "purchase"

// PurchaseID returns the id of the list that holds purchase prices.
func PurchaseID() pricing.ListID {
	return pricing.ListID{Kind: pricing.Cost, Code: PurchaseCode}
}

const (
	levelCode = iota
	levelProduct
	levelCurrency
	levelPrice
	levelUnit
	levelFrom
	levelTo
	levelMinimum
	levelActive
)

var levelsTable = table[Price]{
	name: "price_levels",
	columns: []column{
		levelCode:     {"price_level", true},
		levelProduct:  {"product", true},
		levelCurrency: {"currency", true},
		levelPrice:    {"unit_price", true},
		levelUnit:     {"unit", false},
		levelFrom:     {"valid_from", false},
		levelTo:       {"valid_to", false},
		levelMinimum:  {"min_quantity", false},
		levelActive:   {"active", false},
	},
	parse: parseLevel,
}

// PriceLevels reads the prices of price levels: price_level, product, currency,
// unit_price; optional are unit, valid_from, valid_to, min_quantity, active
// (CSV-2). Rows are not compared with each other.
func PriceLevels(r io.Reader, o Options) iter.Seq2[Price, error] {
	return levelsTable.each(r, o)
}

func parseLevel(r *record, p *Price) {
	p.Line = r.line
	p.List = pricing.LevelID(r.id(levelCode))
	p.Row = pricing.Row{
		Product:  r.id(levelProduct),
		Unit:     r.optionalID(levelUnit),
		Days:     r.days(levelFrom, levelTo),
		Min:      r.minimum(levelMinimum),
		Inactive: !r.flag(levelActive, true),
		Price:    r.price(levelPrice).In(r.currency(levelCurrency)),
	}
}

const (
	purchaseProduct = iota
	purchaseCurrency
	purchasePrice
	purchaseFrom
	purchaseTo
)

var purchaseTable = table[Price]{
	name: "purchase_prices",
	columns: []column{
		purchaseProduct:  {"product", true},
		purchaseCurrency: {"currency", true},
		purchasePrice:    {"purchase_price", true},
		purchaseFrom:     {"valid_from", false},
		purchaseTo:       {"valid_to", false},
	},
	parse: parsePurchase,
}

// PurchasePrices reads product, currency, purchase_price; optional are
// valid_from, valid_to (CSV-2). All rows are of the list [PurchaseID].
func PurchasePrices(r io.Reader, o Options) iter.Seq2[Price, error] {
	return purchaseTable.each(r, o)
}

func parsePurchase(r *record, p *Price) {
	p.Line = r.line
	p.List = PurchaseID()
	p.Row = pricing.Row{
		Product: r.id(purchaseProduct),
		Days:    r.days(purchaseFrom, purchaseTo),
		Price:   r.price(purchasePrice).In(r.currency(purchaseCurrency)),
	}
}
