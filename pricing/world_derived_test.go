package pricing_test

import (
	"math/rand/v2"
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// further derives a list in steps and from a sum, now and then. It draws from a source of its own, so that what else is in
// the world stays.
func (w *world) further(l *pricing.List, nth int) {
	own := &world{Rand: rand.New(rand.NewPCG(w.number, uint64(nth))), data: w.data}
	if own.chance(75) {
		own.plus(l)
	}
	pounds := !own.euros(l.Derived.From)
	for _, id := range l.Derived.Plus {
		pounds = pounds || !own.euros(id)
	}
	if len(l.Derived.Surcharges) == 0 && own.chance(50) {
		l.Derived.Surcharges = []pricing.Surcharge{{}}
	}
	for i := range l.Derived.Surcharges {
		for own.chance(45) && len(l.Derived.Surcharges[i].Then) < 5 {
			l.Derived.Surcharges[i].Then = append(l.Derived.Surcharges[i].Then, own.step(pounds))
		}
	}
}

func (w *world) step(pounds bool) (s pricing.Step) {
	if w.chance(40) {
		s.Rate = money.MustRate(pick(w, worldRates))
	}
	if w.chance(30) {
		s.Margin = money.MustRate(pick(w, []string{"0.2", "0.3", "0.333333333333", "0.999", "-0.7"}))
	}
	if w.chance(40) && pounds {
		s.Amount = money.MustParse(pick(w, []string{"0", "1", "-1", "0.005", "-0.01", "0.333333", "-2.5"}), money.GBP)
	}
	if w.chance(30) {
		s.Round = w.rounding(0)
	}
	return s
}

// plus adds another list's prices, so that what comes of it is no defect.
func (w *world) plus(l *pricing.List) {
	from := *w.list(l.Derived.From)
	ownBreaks := slices.ContainsFunc(l.Derived.Surcharges, func(s pricing.Surcharge) bool { return s.Min.Sign() > 0 })
	for _, other := range w.data.Lists {
		if other.ID == from.ID || ownBreaks && w.broken(&other) || len(l.Derived.Plus) > 0 && w.chance(80) {
			continue
		}
		l.Derived.Plus = append(l.Derived.Plus, other.ID)
	}
	if len(l.Derived.Plus) > 0 && l.Breaks == (pricing.Breaks{}) && (w.ruled(&from) || slices.ContainsFunc(l.Derived.Plus, func(id pricing.ListID) bool {
		return w.ruled(w.list(id))
	})) {
		l.Breaks = pricing.Breaks{Mode: pick(w, []pricing.Mode{pricing.Graduated, pricing.GraduatedMeasure}), Scope: pricing.LineScope}
	}
}

func (w *world) list(id pricing.ListID) *pricing.List {
	at := slices.IndexFunc(w.data.Lists, func(l pricing.List) bool { return l.ID == id })
	return &w.data.Lists[at]
}

// any reports whether a list, or one that it is derived from, is such.
func (w *world) any(l *pricing.List, such func(*pricing.List) bool) bool {
	if such(l) {
		return true
	}
	return slices.ContainsFunc(l.Derived.Sources(), func(id pricing.ListID) bool {
		return w.any(w.list(id), such)
	})
}

// ruled reports whether any breaks of a list are not the ordinary ones.
func (w *world) ruled(l *pricing.List) bool {
	return w.any(l, func(l *pricing.List) bool {
		return l.Breaks != (pricing.Breaks{}) || slices.ContainsFunc(l.Rows, func(r pricing.Row) bool { return r.Breaks != (pricing.Breaks{}) })
	})
}

// euros reports whether a list has prices in euro.
func (w *world) euros(id pricing.ListID) bool {
	return w.any(w.list(id), func(l *pricing.List) bool {
		return slices.ContainsFunc(l.Rows, func(r pricing.Row) bool { return r.Price.Currency() == money.EUR })
	})
}
