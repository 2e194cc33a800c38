package calendar

import "time"

// Days is a range of dates, both ends included. No date is an open end, so the zero Days is every day.
type Days struct {
	From, To Date
}

// Contains reports whether the range holds the date. It never holds no date.
func (r Days) Contains(d Date) bool {
	return !d.IsZero() && !d.Before(r.From) && (r.To.IsZero() || !d.After(r.To))
}

// Check returns a *ReversedError if the last day comes before the first.
func (r Days) Check() error {
	if !r.To.IsZero() && r.To.Before(r.From) {
		return &ReversedError{Days: r}
	}
	return nil
}

// Window returns the instants of the range in a zone: from the first instant of the first day to the first instant after
// the last day. Open ends stay open; a nil zone is UTC. A reversed range, which Check refuses, holds no instant.
func (r Days) Window(zone *time.Location) Window {
	w := Window{From: r.From.FirstInstant(zone)}
	if !r.To.IsZero() {
		w.Until = firstInstant(int64(r.To.n)+1, orUTC(zone))
	}
	return w
}

// String says the range for people: "from 2026-01-01 to 2026-03-31", "to 2026-03-31", "always".
func (r Days) String() string {
	switch {
	case r.From.IsZero() && r.To.IsZero():
		return "always"
	case r.To.IsZero():
		return "from " + r.From.String()
	case r.From.IsZero():
		return "to " + r.To.String()
	}
	return "from " + r.From.String() + " to " + r.To.String()
}
