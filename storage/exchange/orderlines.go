package exchange

import (
	"io"
	"io/fs"
	"iter"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// OrderLine is one line of an order that was placed, with the price that was
// expected and the one that was paid, if the file has them. It is a value that
// can be kept: lines share their texts, not their memory.
type OrderLine struct {
	Line     int // in the file, from 1
	Order    string
	PlacedAt time.Time // in the seller's zone
	Account  string
	Product  string
	Unit     string // "" is the product's own
	Quantity money.Quantity

	// The numbers are in the currency in which the account buys.
	ExpectedUnitPrice Number
	ExpectedSource    string // the kind of list, or what else the host wrote
	PaidUnitPrice     Number
}

const (
	lineOrder = iota
	linePlacedAt
	lineAccount
	lineProduct
	lineQuantity
	lineUnit
	lineExpected
	lineSource
	linePaid
)

var orderLinesTable = table[OrderLine]{
	name: "order_lines",
	columns: []column{
		lineOrder:    {"order", true},
		linePlacedAt: {"placed_at", true},
		lineAccount:  {"account", true},
		lineProduct:  {"product", true},
		lineQuantity: {"quantity", true},
		lineUnit:     {"unit", false},
		lineExpected: {"expected_unit_price", false},
		lineSource:   {"expected_source", false},
		linePaid:     {"paid_unit_price", false},
	},
	parse: parseOrderLine,
}

// OrderLines reads order, placed_at, account, product, quantity; optional are
// unit, expected_unit_price, expected_source, paid_unit_price (CSV-2). It holds
// one line at a time and allocates for texts that it meets first.
//
// placed_at is YYYY-MM-DDThh:mm:ss as the seller's clock shows it; of two such
// instants, when the clock is set back, the first counts. A date alone is the
// first instant of that day. The quantity is above 0.
//
// A line that is refused yields a *[FileError] and the next one follows; whoever
// applies lines reads all of them first, or applies them in one transaction.
func OrderLines(r io.Reader, o Options) iter.Seq2[OrderLine, error] {
	return orderLinesOf(input{orderLinesTable.name + ".csv", r}, o)
}

func orderLinesOf(in input, o Options) iter.Seq2[OrderLine, error] {
	if err := calendar.CheckZone(o.Zone); err != nil {
		return refused[OrderLine](badZone(err))
	}
	return orderLinesTable.eachOf(in, o)
}

// FolderOrderLines is [OrderLines] for order_lines.csv, or order_lines.csv.gz, of
// a folder, and for the parts that follow it ([PartName]).
func FolderOrderLines(folder fs.FS, o Options) iter.Seq2[OrderLine, error] {
	return folderRows(folder, orderLinesTable.name, true, func(in input) iter.Seq2[OrderLine, error] { return orderLinesOf(in, o) })
}

func badZone(err error) *FileError {
	return &FileError{Code: BadOptions, Reason: "no usable time zone: load the seller's by its name", Err: err}
}

func refused[T any](e *FileError) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		yield(none, e)
	}
}

func parseOrderLine(r *record, l *OrderLine) {
	*l = OrderLine{
		Line:              r.line,
		Order:             r.id(lineOrder),
		PlacedAt:          r.instant(linePlacedAt),
		Account:           r.id(lineAccount),
		Product:           r.id(lineProduct),
		Unit:              r.optionalID(lineUnit),
		Quantity:          r.quantity(lineQuantity),
		ExpectedUnitPrice: r.optionalPrice(lineExpected),
		ExpectedSource:    r.optionalID(lineSource),
		PaidUnitPrice:     r.optionalPrice(linePaid),
	}
}
