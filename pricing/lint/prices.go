package lint

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// buyer looks at the product's prices of a class of buyers, at every instant.
func (w *watch) buyer(c *class) {
	var tiers []pricing.Tier
	for _, at := range w.instants(c) {
		prices := w.book.For(c.buyer, at)
		for _, unit := range w.units {
			item, ok := w.book.Item(w.product, unit)
			if !ok {
				continue
			}
			var err error
			if tiers, err = prices.AppendTiers(tiers[:0], item); err != nil {
				w.add(Finding{Code: BeyondBounds, Unit: unit, At: at}, c)
				continue
			}
			w.bands(c, unit, at, tiers)
			for _, t := range tiers {
				if t.OK() {
					w.wins[claim{t.Source(), unit}] = true
				}
			}
			if c.extra {
				w.said(c, prices, unit, at, tiers)
			}
		}
	}
}

// said looks at what the lists say that are no price levels: at every minimum, and before it, where graduated breaks cross.
func (w *watch) said(c *class, prices *pricing.Prices, unit string, at time.Time, tiers []pricing.Tier) {
	for _, q := range w.quantities(unit, tiers) {
		trace, err := prices.Explain(pricing.Line{Product: w.product, Unit: unit, Quantity: q})
		if err != nil {
			w.add(Finding{Code: BeyondBounds, Unit: unit, At: at}, c)
			continue
		}
		var forced *pricing.Entry
		for i := range trace.Entries {
			e := &trace.Entries[i]
			if e.Position == 0 && live(e.Code) {
				w.lives[claim{e.List, unit}] = true
			}
			if e.Code == pricing.Dearer || e.Code == pricing.NotCheaper {
				w.add(Finding{Code: AboveLevel, List: e.List, Other: levelOf(trace.Entries), Unit: unit, At: at}, c)
			}
			if e.Competes != pricing.Forced || !counts(e.Code) {
				continue
			}
			if forced == nil {
				forced = e
				continue
			}
			w.add(Finding{Code: ForcedClash, List: forced.List, Other: e.List, Unit: unit, At: at}, c)
		}
	}
}

// live reports whether a list applies with a price, be it counted or not.
func live(code pricing.Code) bool {
	return counts(code) || code == pricing.Dearer || code == pricing.NotCheaper
}

// counts reports whether the price of a list took part.
func counts(code pricing.Code) bool {
	switch code {
	case pricing.Won, pricing.Tied, pricing.Unforced, pricing.Outbid, pricing.Outranked:
		return true
	}
	return false
}

// levelOf returns the list that gives the level price.
func levelOf(entries []pricing.Entry) pricing.ListID {
	for i := range entries {
		if e := &entries[i]; e.Position > 0 && counts(e.Code) {
			return e.List
		}
	}
	return pricing.ListID{}
}

// quantities returns those at which what lists say may change, ascending.
func (w *watch) quantities(unit string, tiers []pricing.Tier) []money.Quantity {
	all := []int64{1, 999_999_999_999_999_999}
	add := func(q int64) {
		if q > 1 {
			all = append(all, q-1, q)
		}
	}
	for _, s := range w.stocks {
		for _, r := range s.rows {
			if r.Unit == unit {
				add(r.Min.Micros())
			}
		}
	}
	for _, t := range tiers {
		add(t.From.Micros())
	}
	slices.Sort(all)
	var quantities []money.Quantity
	for _, q := range slices.Compact(all) {
		quantities = append(quantities, money.Micros(q))
	}
	return quantities
}
