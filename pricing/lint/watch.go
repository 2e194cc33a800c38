package lint

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// watch looks at one product.
type watch struct {
	*checker
	product string
	stocks  []stock
	units   []string
	found   map[place]*Finding
	order   []place
	// lives are the prices that apply to somebody, wins those that count.
	lives, wins map[claim]bool
}

// claim is a list with a unit of the product.
type claim struct {
	list pricing.ListID
	unit string
}

func (c *checker) watch(product string) *watch {
	w := &watch{checker: c, product: product, stocks: c.stocks[product], found: make(map[place]*Finding),
		lives: make(map[claim]bool), wins: make(map[claim]bool)}
	for _, s := range w.stocks {
		for _, r := range s.rows {
			if !slices.Contains(w.units, r.Unit) {
				w.units = append(w.units, r.Unit)
			}
		}
	}
	slices.Sort(w.units)
	return w
}

func (w *watch) look() {
	for _, s := range w.stocks {
		if !s.list.Inactive {
			w.rows(s)
		}
	}
	for _, c := range w.classes() {
		w.buyer(c)
	}
	for _, s := range w.stocks {
		for _, unit := range w.units {
			k := claim{s.list.ID, unit}
			if w.lives[k] && !w.wins[k] {
				w.add(Finding{Code: NeverWins, List: k.list, Unit: k.unit}, nil)
			}
		}
	}
}

// add notes a finding; of those at one place the first is kept, and for how many accounts it is.
func (w *watch) add(f Finding, c *class) {
	f.Product = w.product
	key := place{f.Code, f.List, f.Other, f.Unit, f.From}
	known := w.found[key]
	if known == nil {
		known = &f
		w.found[key] = known
		w.order = append(w.order, key)
		if c != nil {
			known.Account = c.buyer.Account
		}
	}
	if c != nil && !c.told[key] {
		known.Accounts += c.count
		known.Account = min(known.Account, c.buyer.Account)
		c.told[key] = true
	}
	if !f.At.IsZero() && f.At.Before(known.At) {
		known.At = f.At
	}
}

func (w *watch) findings() []Finding {
	all := make([]Finding, 0, len(w.order))
	for _, key := range w.order {
		all = append(all, *w.found[key])
	}
	slices.SortFunc(all, func(a, b Finding) int { return a.compare(&b) })
	return all
}

// instants returns, ascending, From and every later instant at which a price of the class could begin or end.
func (w *watch) instants(c *class) []time.Time {
	all := []time.Time{w.From}
	days := slices.Clone(c.days)
	for _, s := range w.stocks {
		if s.list.Audience.Kind != pricing.Assigned {
			days = append(days, s.list.Days)
		}
		for _, r := range s.rows {
			if r.Days != (calendar.Days{}) {
				days = append(days, r.Days)
			}
		}
	}
	for _, d := range append(days, w.derived...) {
		span := d.Window(w.Data.Zone)
		for _, edge := range [...]time.Time{span.From, span.Until} {
			if edge.After(w.From) {
				all = append(all, edge)
			}
		}
	}
	slices.SortFunc(all, time.Time.Compare)
	return slices.CompactFunc(all, time.Time.Equal)
}
