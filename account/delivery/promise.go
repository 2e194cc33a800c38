package delivery

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Promise is when goods can come, or why not. The zero Promise refuses.
type Promise struct {
	Code Code
	// Subject is what a refusal is about; see the code.
	Subject string
	// Slot is the earliest one; Slot.Date is the delivery date.
	Slot Slot
	// Taken is the working day for which the order counts, Ready the one on which its lead time is over.
	Taken, Ready calendar.Date
}

// OK reports whether the goods can come.
func (p Promise) OK() bool { return p.Code == Promised }

// String says the promise or refusal for people: "2026-12-29 08:00–12:00".
func (p Promise) String() string {
	switch {
	case p.OK():
		return p.Slot.String()
	case int(p.Code) >= len(codeSentences):
		return "refused"
	}
	return "refused: " + strings.ReplaceAll(codeSentences[p.Code], "{subject}", strconv.Quote(p.Subject))
}

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
