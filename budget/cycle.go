package budget

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// cycle is what divides time into the periods of a budget.
type cycle struct {
	kind   Kind
	sunday bool
	fiscal time.Month
	zone   *time.Location
}

// at returns the period of an instant. A later instant is never in an earlier period: where clocks are set back over
// midnight, the new day has begun. At the very ends of the calendar there is none.
func (c cycle) at(t time.Time) Period {
	day := calendar.DateOf(t, c.zone)
	if day.IsZero() {
		return Period{}
	}
	if next := day.Next(); !next.IsZero() && !t.Before(next.FirstInstant(c.zone)) {
		day = next
	}
	return c.of(day)
}

// of returns the period of a day.
func (c cycle) of(day calendar.Date) Period {
	p := Period{Kind: c.kind, First: day}
	switch c.kind {
	case Week:
		p.First = day.AddDays(-c.sinceWeekStart(day))
	case Month, Quarter, Year:
		p.First = addMonths(day.AddDays(1-day.Day()), -c.sinceStart(day.Month()))
	case OneOff:
		p.First = calendar.Date{}
	}
	if !p.exists() {
		return Period{}
	}
	return p
}

func (c cycle) sinceWeekStart(day calendar.Date) int {
	if c.sunday {
		return int(day.Weekday())
	}
	return (int(day.Weekday()) + 6) % 7
}

// sinceStart is how many months a month is after the first of its period: quarters follow the fiscal start.
func (c cycle) sinceStart(m time.Month) int {
	fiscal := max(c.fiscal, time.January)
	return (int(m) - int(fiscal) + 12) % c.kind.months()
}
