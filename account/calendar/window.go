package calendar

import "time"

// Window is a span of instants, From included and Until not. The zero time is an open end, so the zero Window is always.
type Window struct {
	From, Until time.Time
}

// Contains reports whether the instant lies in the window.
func (w Window) Contains(t time.Time) bool {
	return (w.From.IsZero() || !t.Before(w.From)) && (w.Until.IsZero() || t.Before(w.Until))
}

// Intersect returns what both windows hold; it may be empty.
func (w Window) Intersect(v Window) Window {
	if w.From.IsZero() || !v.From.IsZero() && v.From.After(w.From) {
		w.From = v.From
	}
	if w.Until.IsZero() || !v.Until.IsZero() && v.Until.Before(w.Until) {
		w.Until = v.Until
	}
	return w
}

// Empty reports whether the window holds no instant.
func (w Window) Empty() bool {
	return !w.From.IsZero() && !w.Until.IsZero() && !w.From.Before(w.Until)
}

// String says the window for people: "always", "until …", "from …", "from … until …", each instant in its own zone.
func (w Window) String() string {
	const layout = "2006-01-02 15:04:05 MST"
	switch {
	case w.From.IsZero() && w.Until.IsZero():
		return "always"
	case w.From.IsZero():
		return "until " + w.Until.Format(layout)
	case w.Until.IsZero():
		return "from " + w.From.Format(layout)
	}
	return "from " + w.From.Format(layout) + " until " + w.Until.Format(layout)
}
