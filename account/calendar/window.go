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
