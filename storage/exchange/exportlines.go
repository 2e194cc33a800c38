package exchange

import (
	"iter"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// OrderLines writes lines of orders, in the order given, their instants as the seller's clock in the zone shows them. Of two
// instants that it shows alike only the first can be said, and no part of a second: others are refused. An error among the
// lines, as [OrderLines] yields it, ends the export and is returned.
func (e Export) OrderLines(lines iter.Seq2[OrderLine, error], zone *time.Location, open Open) error {
	if err := calendar.CheckZone(zone); err != nil {
		return badZone(err)
	}
	var failed error
	sound := func(yield func(OrderLine) bool) {
		for line, err := range lines {
			if failed = err; err != nil || !yield(line) {
				return
			}
		}
	}
	w := newPartWriter(&orderLinesTable, e.Rows, zone, open)
	err := export(w, sound, writeOrderLine)
	if failed != nil {
		return failed
	}
	return err
}

func writeOrderLine(w *partWriter[OrderLine], l OrderLine) {
	placed := l.PlacedAt.In(w.read.zone).Format("2006-01-02T15:04:05")
	begins := w.line
	back, ok := w.row(l.Order, placed, l.Account, l.Product, l.Quantity.String(), l.Unit,
		l.ExpectedUnitPrice.String(), l.ExpectedSource, l.PaidUnitPrice.String())
	if ok && !back.PlacedAt.Equal(l.PlacedAt) {
		w.line, w.rows = begins, w.rows-1 // it is this row that is at fault
		w.lose(linePlacedAt, "the clock shows this time twice, or it has a part of a second: only the first instant, in whole seconds, can be said")
	}
	w.name("order", l.Order)
}
