package budget

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Period is one period of a budget: its kind and its first civil day (BUD-4). Periods are compared with == and can be map
// keys. A one-off period has no first day; the zero Period is none.
type Period struct {
	Kind  Kind
	First calendar.Date
}

// Last returns the last day of the period; no date for a one-off period and for none.
func (p Period) Last() calendar.Date { return p.from(1).AddDays(-1) }

// Days returns the days of the period, without ends for a one-off one.
func (p Period) Days() calendar.Days { return calendar.Days{From: p.First, To: p.Last()} }

// Window returns the instants of the period in the zone of its budget.
func (p Period) Window(zone *time.Location) calendar.Window { return p.Days().Window(zone) }

// Next returns the period after p, the zero Period where there is none.
func (p Period) Next() Period { return p.shift(1) }

// Previous returns the period before p, the zero Period where there is none.
func (p Period) Previous() Period { return p.shift(-1) }

// Compare is -1, 0 or 1 as p comes before q, is it or comes after it. Those of different kinds compare by kind.
func (p Period) Compare(q Period) int {
	switch {
	case p.Kind < q.Kind:
		return -1
	case p.Kind > q.Kind:
		return 1
	}
	return p.First.Compare(q.First)
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

func (p Period) shift(n int) Period {
	first := p.from(n)
	q := Period{Kind: p.Kind, First: first}
	if !q.exists() || p.Kind == OneOff {
		return Period{}
	}
	return q
}

// from returns the first day of the period n further on, no date where that has none.
func (p Period) from(n int) calendar.Date {
	switch p.Kind {
	case Day:
		return p.First.AddDays(n)
	case Week:
		return p.First.AddDays(7 * n)
	case Month, Quarter, Year:
		return addMonths(p.First, n*p.Kind.months())
	}
	return calendar.Date{}
}

// exists reports whether there is such a period: a one-off one without a first day, or one whose first day can be one and
// whose last day is within the calendar.
func (p Period) exists() bool {
	switch p.Kind {
	case OneOff:
		return p.First.IsZero()
	case Day, Week:
		weekday := p.First.Weekday()
		return !p.Last().IsZero() && (p.Kind == Day || weekday == time.Monday || weekday == time.Sunday)
	case Month, Quarter, Year:
		return p.First.Day() == 1 && !p.Last().IsZero()
	}
	return false
}

// addMonths moves the first day of a month; no date beyond the calendar's ends.
func addMonths(first calendar.Date, n int) calendar.Date {
	if first.IsZero() {
		return calendar.Date{}
	}
	months := first.Year()*12 + int(first.Month()) - 1 + n
	d, _ := calendar.NewDate(months/12, time.Month(months%12+1), 1)
	return d
}
