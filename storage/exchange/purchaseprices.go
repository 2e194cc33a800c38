package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
)

// PurchaseCode is the code of the list that holds purchase prices: cost:purchase.
// It is nobody's; levels may be derived from it.
const PurchaseCode = "purchase"

// PurchaseID returns the id of the list that holds purchase prices.
func PurchaseID() pricing.ListID {
	return pricing.ListID{Kind: pricing.Cost, Code: PurchaseCode}
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
