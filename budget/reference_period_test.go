package budget_test

import (
	"fmt"
	"time"

	"github.com/tradeterms/tradeterms/budget"
)

// dayOf is the civil day that a zone's calendar has reached at an instant: it never goes back.
func dayOf(t time.Time, zone *time.Location) (y int, m time.Month, d int) {
	y, m, d = t.In(zone).Date()
	for back := time.Duration(0); back <= 3*time.Hour; back += 10 * time.Minute {
		by, bm, bd := t.Add(-back).In(zone).Date()
		if by*10000+int(bm)*100+bd > y*10000+int(m)*100+d {
			y, m, d = by, bm, bd
		}
	}
	return y, m, d
}

// periodOf is the reference for periods: the id of the one that an instant is in, by the time package alone.
func periodOf(b budget.Budget, t time.Time) string {
	y, m, d := dayOf(t.Truncate(time.Microsecond), b.Zone)
	return periodOfDay(b, y, m, d)
}

func periodOfDay(b budget.Budget, y int, m time.Month, d int) string {
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	start := time.Monday
	if b.WeeksFromSunday {
		start = time.Sunday
	}
	fiscal := b.FiscalStart
	if fiscal == 0 {
		fiscal = time.January
	}
	switch b.Period {
	case budget.Week:
		for day.Weekday() != start {
			day = day.AddDate(0, 0, -1)
		}
	case budget.Month:
		day = day.AddDate(0, 0, 1-d)
	case budget.Quarter:
		day = day.AddDate(0, 0, 1-d)
		for (int(day.Month())-int(fiscal)+12)%3 != 0 {
			day = day.AddDate(0, -1, 0)
		}
	case budget.Year:
		day = day.AddDate(0, 0, 1-d)
		for day.Month() != fiscal {
			day = day.AddDate(0, -1, 0)
		}
	case budget.OneOff:
		return "one-off"
	case budget.NoPeriod:
		return ""
	}
	return fmt.Sprintf("%s:%s", b.Period, day.Format(time.DateOnly))
}

// nextPeriod is the id of the period after one.
func nextPeriod(b budget.Budget, id string) string {
	day := firstOf(id)
	switch b.Period {
	case budget.Day:
		day = day.AddDate(0, 0, 1)
	case budget.Week:
		day = day.AddDate(0, 0, 7)
	case budget.Month:
		day = day.AddDate(0, 1, 0)
	case budget.Quarter:
		day = day.AddDate(0, 3, 0)
	case budget.Year:
		day = day.AddDate(1, 0, 0)
	}
	return fmt.Sprintf("%s:%s", b.Period, day.Format(time.DateOnly))
}

// firstOf is the first day of a period, the zero time for a one-off one.
func firstOf(id string) time.Time {
	day, _ := time.Parse(time.DateOnly, id[len(id)-min(len(id), 10):])
	return day
}
