package exchange

import (
	"io"
	"io/fs"
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
)

// Price is one row of a list of prices.
type Price struct {
	Line int // in the file, from 1
	List pricing.ListID
	Row  pricing.Row
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

// FolderPrices yields the rows of price_levels and purchase_prices of a folder,
// with the parts that follow them ([PartName]), one at a time: for who puts them
// into a store. Rows are not compared with each other, so [ReadFolder] reads the
// folder first.
func FolderPrices(folder fs.FS, o Options) iter.Seq2[Price, error] {
	return func(yield func(Price, error) bool) {
		for p, err := range folderRows(folder, levelsTable.name, true, func(in input) iter.Seq2[Price, error] { return levelsTable.eachOf(in, o) }) {
			if !yield(p, err) {
				return
			}
		}
		folderRows(folder, purchaseTable.name, false, func(in input) iter.Seq2[Price, error] { return purchaseTable.eachOf(in, o) })(yield)
	}
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
