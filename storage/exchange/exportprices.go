package exchange

import (
	"iter"

	"github.com/tradeterms/tradeterms/pricing"
)

// PriceLevels writes rows of price levels, in the order given. A row of another kind of list is refused, and so is one with
// breaks of its own: how breaks work is said in [Options].
func (e Export) PriceLevels(rows iter.Seq[Price], open Open) error {
	return export(newPartWriter(&levelsTable, e.Rows, nil, open), rows, writeLevel)
}

func writeLevel(w *partWriter[Price], p Price) {
	r := &p.Row
	if p.List.Kind != pricing.Level {
		w.lose(levelCode, "the list is no price level: give it in the options")
	}
	if r.Breaks != (pricing.Breaks{}) {
		w.lose(levelMinimum, "the row has breaks of its own: say in the options how breaks work, or take the JSON form")
	}
	w.row(p.List.Code, r.Product, r.Price.Currency().String(), r.Price.Number(), r.Unit, r.Days.From.String(), r.Days.To.String(),
		r.Min.String(), flagText(!r.Inactive))
	w.name("list", p.List.String())
}

// PurchasePrices writes rows of the list [PurchaseID], in the order given. A row of another list is refused, and so is one
// with a unit, a minimum quantity or breaks of its own, or that is switched off: no column says it.
func (e Export) PurchasePrices(rows iter.Seq[Price], open Open) error {
	return export(newPartWriter(&purchaseTable, e.Rows, nil, open), rows, writePurchase)
}

func writePurchase(w *partWriter[Price], p Price) {
	r := &p.Row
	switch {
	case p.List != PurchaseID():
		w.lose(-1, "the list is not that of purchase prices: give it in the options")
	case r.Unit != "":
		w.lose(-1, "a purchase price has no unit here: take the JSON form")
	case r.Min.Sign() != 0:
		w.lose(-1, "a purchase price has no minimum quantity here: take the JSON form")
	case r.Inactive:
		w.lose(-1, "a purchase price is not switched off here: leave the row out, or take the JSON form")
	case r.Breaks != (pricing.Breaks{}):
		w.lose(-1, "the row has breaks of its own: take the JSON form")
	}
	w.row(r.Product, r.Price.Currency().String(), r.Price.Number(), r.Days.From.String(), r.Days.To.String())
	w.name("list", p.List.String())
}
