package delivery

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// closed is a run of closed days under one name.
type closed struct {
	from, to     calendar.Date
	name         string
	deliveryOnly bool
}

func (c closed) compare(d closed) int {
	return cmp.Or(onlyDelivery(c)-onlyDelivery(d), d.from.Compare(c.from), c.to.Compare(d.to), cmp.Compare(c.name, d.name))
}

// goesOn reports whether another run goes on where c ends.
func (c closed) goesOn(d closed) bool {
	return c.to.Next() == d.from && c.name == d.name && c.deliveryOnly == d.deliveryOnly
}

func onlyDelivery(c closed) int {
	if c.deliveryOnly {
		return 1
	}
	return 0
}

// flatten makes the runs disjoint and sorts them by day. Where closures overlap, one without work beats one that only stops
// deliveries; of equals the one that begins later counts, so that "Christmas Day" is told rather than "winter break".
func flatten(closures []Closure) []closed {
	runs := make([]closed, 0, len(closures))
	var bounds []calendar.Date
	for _, c := range closures {
		if c.Days.Check() != nil {
			continue // told as a defect
		}
		run := closed{from: c.Days.From, to: c.Days.To, name: c.Name, deliveryOnly: c.DeliveryOnly}
		if run.from.IsZero() {
			run.from = calendar.MustDate("0001-01-01")
		}
		if run.to.IsZero() {
			run.to = calendar.MustDate("9999-12-31")
		}
		runs = append(runs, run)
		bounds = append(bounds, run.from, run.to.AddDays(1))
	}
	slices.SortFunc(runs, closed.compare)
	slices.SortFunc(bounds, calendar.Date.Compare)
	bounds = slices.Compact(bounds)
	if len(bounds) > 0 && bounds[0].IsZero() { // the day after the last one
		bounds = append(bounds[1:], calendar.Date{})
	}
	return join(bounds, paint(bounds, runs))
}

// paint gives each stretch between two bounds to the first run that covers it. A stretch that is given is skipped from then
// on, so that many closures over the same days cost no more than others.
func paint(bounds []calendar.Date, runs []closed) []*closed {
	owner := make([]*closed, len(bounds))
	next := make([]int, len(bounds)+1)
	for i := range next {
		next[i] = i
	}
	free := func(i int) int {
		for next[i] != i {
			next[i] = next[next[i]]
			i = next[i]
		}
		return i
	}
	for r := range runs {
		run := &runs[r]
		for i := free(place(bounds, run.from)); i < len(bounds) && begins(bounds[i], run); i = free(i + 1) {
			owner[i], next[i] = run, i+1
		}
	}
	return owner
}

// place returns the number of a bound that is a day.
func place(bounds []calendar.Date, day calendar.Date) int {
	last := len(bounds)
	if last > 0 && bounds[last-1].IsZero() {
		last--
	}
	i, _ := slices.BinarySearchFunc(bounds[:last], day, calendar.Date.Compare)
	return i
}

func begins(bound calendar.Date, run *closed) bool {
	return !bound.IsZero() && !bound.Before(run.from) && !bound.After(run.to)
}

// join turns the stretches with an owner back into runs.
func join(bounds []calendar.Date, owner []*closed) (all []closed) {
	for i, run := range owner {
		if run == nil {
			continue
		}
		part := closed{from: bounds[i], to: bounds[i+1].AddDays(-1), name: run.name, deliveryOnly: run.deliveryOnly}
		if bounds[i+1].IsZero() {
			part.to = run.to
		}
		if n := len(all); n > 0 && all[n-1].goesOn(part) {
			all[n-1].to = part.to
			continue
		}
		all = append(all, part)
	}
	return all
}
