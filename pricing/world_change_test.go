package pricing_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// changes are some of each kind, sometimes such that they are refused.
func (w *world) changes(step uint64) pricing.Changes {
	c := pricing.Changes{Revision: w.data.Revision + 1 + step}
	fresh := newWorld(w.number*97 + step + 1_000_000)
	fresh.around, fresh.ends = w.around, w.ends
	for n := range w.IntN(3) {
		c.Put = append(c.Put, fresh.assigned(n))
	}
	if w.chance(30) {
		l := pricing.List{ID: pricing.LevelID(pick(w, []string{"A", "B", "E"}))}
		fresh.terms(&l, 4)
		fresh.rows(&l, false)
		c.Put = append(c.Put, l)
	}
	for _, l := range w.data.Lists {
		switch w.IntN(8) {
		case 0:
			if w.chance(50) && slices.ContainsFunc(w.data.Lists, func(o pricing.List) bool { return o.Derived != nil && o.Derived.From == l.ID }) {
				continue // most of these are refused
			}
			c.Drop = append(c.Drop, l.ID)
		case 1:
			c.Terms = append(c.Terms, w.otherTerms(l))
		case 2, 3:
			for _, product := range some(w, 60, append([]string{"new"}, worldProducts...)) {
				c.Products = append(c.Products, w.productRows(l, product))
			}
		}
	}
	c.Terms = slices.DeleteFunc(c.Terms, func(l pricing.List) bool { return named(c.Put, l.ID) || slices.Contains(c.Drop, l.ID) })
	c.Drop = slices.DeleteFunc(c.Drop, func(id pricing.ListID) bool { return named(c.Put, id) && w.chance(70) })
	return c
}

func named(lists []pricing.List, id pricing.ListID) bool {
	return slices.ContainsFunc(lists, func(l pricing.List) bool { return l.ID == id })
}

// otherTerms are other terms of a list. Breaks and derivation stay: they are
// changed by putting the list whole. Rows are not looked at.
func (w *world) otherTerms(l pricing.List) pricing.List {
	l = cloneList(l)
	l.Rows = l.Rows[:min(1, len(l.Rows))]
	breaks := l.Breaks
	w.terms(&l, 6)
	l.Breaks = breaks
	if l.Audience.Kind != pricing.Named && l.ID.Kind != pricing.Cost {
		l.Competes = pick(w, []pricing.Competes{pricing.Base, pricing.NotDearer, pricing.Cheaper, pricing.Forced})
		l.Audience.Assigned = some(w, 70, l.Audience.Assigned)
	}
	return l
}

// productRows are new rows of one product of a list, now and then none.
func (w *world) productRows(l pricing.List, product string) pricing.ProductRows {
	p := pricing.ProductRows{List: l.ID, Product: product}
	if w.chance(25) {
		return p
	}
	made := pricing.List{ID: l.ID}
	w.table(&made, pricing.Row{Product: product, Days: w.days(20)}, money.GBP, l.Derived != nil || l.ID.Kind == pricing.Cost)
	if made.Rows[0].Days != (calendar.Days{}) && w.chance(50) {
		w.table(&made, pricing.Row{Product: product}, money.GBP, true)
	}
	p.Rows = made.Rows
	if w.chance(30) {
		for i := range p.Rows {
			p.Rows[i].Product = ""
		}
	}
	return p
}

// changed are the facts after changes, as their documentation says: dropping
// comes first, then putting, then terms, then products.
func changed(data pricing.Data, c pricing.Changes) pricing.Data {
	data.Revision = c.Revision
	data.Lists = slices.DeleteFunc(slices.Clone(data.Lists), func(l pricing.List) bool {
		return slices.Contains(c.Drop, l.ID) || named(c.Put, l.ID)
	})
	data.Lists = append(data.Lists, c.Put...)
	for i := range data.Lists {
		l := cloneList(data.Lists[i])
		for _, terms := range c.Terms {
			if terms.ID == l.ID {
				rows := l.Rows
				l = cloneList(terms)
				l.Rows = rows
			}
		}
		for _, p := range c.Products {
			if p.List != l.ID {
				continue
			}
			l.Rows = slices.DeleteFunc(l.Rows, func(row pricing.Row) bool { return row.Product == p.Product })
			for _, row := range p.Rows {
				row.Product = p.Product
				l.Rows = append(l.Rows, row)
			}
		}
		data.Lists[i] = l
	}
	return data
}
