package delivery

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Schedule is when a seller works for, and delivers to, those who have it (DEL-1). The zero Schedule is refused: nothing
// would ever come.
type Schedule struct {
	ID   string
	Name string
	// Zone is where its days and clocks are.
	Zone *time.Location
	// Week are the days on which it works or delivers, each day of the week at most once.
	Week []Workday
	// Closed are days on which it is closed, such as bank holidays. They may overlap.
	Closed []Closure
}

// Workday is what happens on some days of the week.
type Workday struct {
	Weekdays []time.Weekday
	// CutOff is the time until which an order counts for the day, itself not included. 00:00 is never, 24:00 the whole day.
	CutOff calendar.Clock
	// Frames are when goods are brought; none is at some time of the day.
	Frames []Frame
	// NoDelivery: orders are taken in and lead time passes, but nothing is brought.
	NoDelivery bool
	// NoWork: goods are brought, but no order is taken in, so there is no cut-off, and no lead time passes.
	NoWork bool
}

// Frame is a time frame in which goods are brought. It belongs to the day on which it begins; one that ends after midnight
// ends after 24:00, so 22:00 to 26:00 lasts until two in the morning. The zero Frame is none.
type Frame struct {
	From, Until calendar.Clock
}

// String returns "08:00–12:00", and "any time" for the zero Frame.
func (f Frame) String() string {
	if f == (Frame{}) {
		return "any time"
	}
	return f.From.String() + "–" + f.Until.String()
}

func (f Frame) compare(g Frame) int {
	return cmp.Or(f.From.Compare(g.From), f.Until.Compare(g.Until))
}

// valid: it begins on its day, and lasts a while, but no longer than a day.
func (f Frame) valid() bool {
	length := f.Until.Minutes() - f.From.Minutes()
	return f.From.Compare(calendar.EndOfDay()) < 0 && length > 0 && length <= calendar.EndOfDay().Minutes()
}

// window returns the instants of the frame on a day, which are none where the clocks skip it.
func (f Frame) window(d calendar.Date, zone *time.Location) calendar.Window {
	if f == (Frame{}) {
		return calendar.Days{From: d, To: d}.Window(zone)
	}
	return calendar.Window{From: d.At(f.From, zone), Until: d.At(f.Until, zone)}
}

// Closure is one or more days on which nothing comes. An open end is for ever; both ends open are refused.
type Closure struct {
	Days calendar.Days
	// Name is what people are told, such as "Christmas Day".
	Name string
	// DeliveryOnly: work goes on, only nothing is brought, as when the customer is closed.
	DeliveryOnly bool
}

// Closing returns a closure of one day.
func Closing(day calendar.Date, name string) Closure {
	return Closure{Days: calendar.Days{From: day, To: day}, Name: name}
}

// clone returns a copy that shares nothing but the zone.
func (s Schedule) clone() Schedule {
	s.Week, s.Closed = slices.Clone(s.Week), slices.Clone(s.Closed)
	for i, w := range s.Week {
		s.Week[i].Weekdays, s.Week[i].Frames = slices.Clone(w.Weekdays), slices.Clone(w.Frames)
	}
	return s
}
