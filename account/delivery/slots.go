package delivery

import (
	"iter"
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Slots goes through all slots from the earliest on, which is that of [Plan.Promise], until MaxDays after the order. There
// are none where that refuses.
func (p *Plan) Slots(q Question) iter.Seq[Slot] {
	return func(yield func(Slot) bool) {
		if no := p.refuse(&q); no.Code != 0 {
			return
		}
		var courses []course
		for _, s := range p.asked(&q) {
			courses = append(courses, s.start(q.At, q.Lead))
		}
		var slots []Slot
		for day := earliest(courses); !day.IsZero(); day = earliest(courses) {
			slots = slots[:0]
			for i := range courses {
				if c := &courses[i]; !c.over() && c.day == day {
					slots = c.slots(slots)
					c.day = day.Next()
				}
			}
			slices.SortFunc(slots, Slot.Compare)
			for _, slot := range slots {
				if !yield(slot) {
					return
				}
			}
		}
	}
}

// earliest returns the first day to judge, no date where all searches are over.
func earliest(courses []course) (day calendar.Date) {
	for i := range courses {
		if c := &courses[i]; !c.over() && (day.IsZero() || c.day.Before(day)) {
			day = c.day
		}
	}
	return day
}

// slots adds those of the day.
func (c *course) slots(slots []Slot) []Slot {
	if c.judge() != 0 {
		return slots
	}
	for _, f := range c.frames() {
		if window, no := c.fit(f); no == 0 {
			slots = append(slots, Slot{Schedule: c.s.fact.ID, Date: c.day, Frame: f, Window: window})
		}
	}
	return slots
}
