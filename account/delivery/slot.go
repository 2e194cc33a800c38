package delivery

import (
	"cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Slot is a day, and a time frame on it, in which goods can come.
type Slot struct {
	// Schedule is the id of the one that has it.
	Schedule string
	// Date is the delivery date in the schedule's zone. A frame that ends after midnight belongs to the day before.
	Date calendar.Date
	// Frame is the time frame by the clocks of that zone; the zero Frame is any time of the day.
	Frame Frame
	// Window is the frame's instants. Without a frame it is the whole day, which on the day of the order has begun.
	Window calendar.Window
}

// String says the slot for people: "2026-12-29 08:00–12:00".
func (s Slot) String() string {
	if s.Date.IsZero() {
		return "none"
	}
	return s.Date.String() + " " + s.Frame.String()
}

// Compare orders slots by date, then by the window's begin and end, then by schedule and frame: below 0 where s comes before
// t.
func (s Slot) Compare(t Slot) int {
	return cmp.Or(s.Date.Compare(t.Date), s.Window.From.Compare(t.Window.From), s.Window.Until.Compare(t.Window.Until),
		cmp.Compare(s.Schedule, t.Schedule), s.Frame.compare(t.Frame))
}
