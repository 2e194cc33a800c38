package delivery

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// course is the way of one order through the days of one schedule. It looks at one day after the other, and each of them
// once.
type course struct {
	s  *schedule
	at time.Time
	// day is the next one to judge, last the end of the search.
	day, last    calendar.Date
	closed       int // the first closed run that does not end before day
	left         int // working days of lead time
	taken, ready calendar.Date
}

// start begins at the day of the order, which is no date where the calendar has none.
func (s *schedule) start(at time.Time, lead int) course {
	c := course{s: s, at: at, day: calendar.DateOf(at, s.zone), left: lead}
	c.last = c.day.AddDays(MaxDays)
	if c.last.IsZero() {
		c.last = calendar.MustDate("9999-12-31")
	}
	c.closed, _ = slices.BinarySearchFunc(s.closed, c.day, func(run closed, day calendar.Date) int { return run.to.Compare(day) })
	return c
}

// over reports whether the search has ended.
func (c *course) over() bool { return c.day.IsZero() || c.day.After(c.last) }

func (c *course) weekday() *weekday { return &c.s.week[c.day.Weekday()] }

// shut returns the closure of the day, nil where there is none.
func (c *course) shut() *closed {
	runs := c.s.closed
	for c.closed < len(runs) && runs[c.closed].to.Before(c.day) {
		c.closed++
	}
	if c.closed < len(runs) && !runs[c.closed].from.After(c.day) {
		return &runs[c.closed]
	}
	return nil
}

// judge says why nothing comes on the day, whatever its frames, and nothing where something may. It counts the day, so it is
// asked once for each.
func (c *course) judge() ReasonCode {
	w, shut := c.weekday(), c.shut()
	off := ReasonCode(0)
	switch {
	case shut != nil && !shut.deliveryOnly:
		off = ReasonClosed
	case !w.works:
		off = ReasonNoWork
	}
	if code := c.prepare(w, off); code != 0 {
		return code
	}
	switch {
	case shut != nil:
		return ReasonClosed
	case !w.works && !w.delivers:
		return ReasonNoWork
	case !w.delivers:
		return ReasonNoDelivery
	}
	return 0
}

// prepare says why the goods are not ready: the order is not taken in, or its lead time not over. Off is why nobody works.
func (c *course) prepare(w *weekday, off ReasonCode) ReasonCode {
	switch {
	case !c.ready.IsZero():
		return 0
	case off != 0:
		return off
	case !c.taken.IsZero():
		c.left--
	case !c.at.Before(c.day.At(w.cutOff, c.s.zone)):
		return ReasonCutOff
	default:
		c.taken = c.day
	}
	if c.left > 0 {
		return ReasonLead
	}
	c.ready = c.day
	return 0
}

// fit says why a frame of the day will not do, and returns its window where it does.
func (c *course) fit(f Frame) (calendar.Window, ReasonCode) {
	window := f.window(c.day, c.s.zone)
	switch {
	case window.Empty():
		return window, ReasonFrameSkipped
	case f != (Frame{}) && window.From.Before(c.at):
		return window, ReasonFrameBegun
	}
	return window, 0
}

// anyTime is the frames of a day that has none.
var anyTime = []Frame{{}}

// frames of the day, at least one.
func (c *course) frames() []Frame {
	if frames := c.weekday().frames; len(frames) > 0 {
		return frames
	}
	return anyTime
}

// first goes to the first slot, and returns false where there is none. The day is judged then, and not passed.
func (c *course) first() (best Slot, found bool) {
	for ; !c.over(); c.day = c.day.Next() {
		if c.judge() != 0 {
			continue
		}
		// Where clocks are put forward, frames that begin at different times by the clock begin at once.
		for _, f := range c.frames() {
			window, no := c.fit(f)
			if found && window.From.After(best.Window.From) {
				break
			}
			slot := Slot{Schedule: c.s.fact.ID, Date: c.day, Frame: f, Window: window}
			if no == 0 && (!found || slot.Compare(best) < 0) {
				best, found = slot, true
			}
		}
		if found {
			break
		}
	}
	return best, found
}
