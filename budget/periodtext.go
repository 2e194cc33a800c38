package budget

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// ErrPeriod is the class of every text that is no period.
var ErrPeriod = errors.New("not a period: write its kind and its first day, such as month:2026-02-01, or one-off")

// String returns the period's id: "day:2026-02-03", "week:2025-12-29", "month:2026-02-01", "quarter:2026-01-01",
// "year:2026-01-01", "one-off"; "" for none. Ids of one kind sort by time.
func (p Period) String() string {
	if p.IsZero() || p.Kind == OneOff {
		return p.Kind.String()
	}
	return p.Kind.String() + ":" + p.First.String()
}

// ParsePeriod reads what String writes of a period that exists, and nothing else; else it returns ErrPeriod.
func ParsePeriod(text string) (Period, error) {
	word, day, dated := strings.Cut(text, ":")
	var p Period
	if p.Kind.UnmarshalText([]byte(word)) != nil {
		return Period{}, ErrPeriod
	}
	if dated {
		first, err := calendar.ParseDate(day)
		if err != nil {
			return Period{}, ErrPeriod
		}
		p.First = first
	}
	if !p.exists() {
		return Period{}, ErrPeriod
	}
	return p, nil
}

// MustPeriod is ParsePeriod for constants: it panics where ParsePeriod fails.
func MustPeriod(text string) Period {
	p, err := ParsePeriod(text)
	if err != nil {
		panic(err)
	}
	return p
}

// MarshalText returns the text of String, ErrPeriod for what is neither a period nor none.
func (p Period) MarshalText() ([]byte, error) {
	if !p.IsZero() && !p.exists() {
		return nil, ErrPeriod
	}
	return []byte(p.String()), nil
}

// UnmarshalText reads what MarshalText writes; else it returns ErrPeriod and leaves p as it was.
func (p *Period) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*p = Period{}
		return nil
	}
	q, err := ParsePeriod(string(text))
	if err == nil {
		*p = q
	}
	return err
}

// Name says the period for people: "2026-02-03", "2026-W53" (weeks from Monday, ISO 8601), "week from 2026-01-04",
// "2026-02", "2026-Q3", "2026", "one-off"; quarters and years that are not the calendar's by their months, "2026-04 to
// 2027-03".
func (p Period) Name() string {
	year, month := p.First.Year(), p.First.Month()
	switch {
	case !p.exists() || p.Kind == OneOff:
		return p.Kind.String()
	case p.Kind == Week && p.First.Weekday() == time.Monday:
		year, week := isoWeek(p.First)
		return fmt.Sprintf("%04d-W%02d", year, week)
	case p.Kind == Week:
		return "week from " + p.First.String()
	case p.Kind == Day:
		return p.First.String()
	case p.Kind == Month:
		return fmt.Sprintf("%04d-%02d", year, month)
	case p.Kind == Quarter && month%3 == 1:
		return fmt.Sprintf("%04d-Q%d", year, (month+2)/3)
	case p.Kind == Year && month == time.January:
		return fmt.Sprintf("%04d", year)
	}
	last := p.Last()
	return fmt.Sprintf("%04d-%02d to %04d-%02d", year, month, last.Year(), last.Month())
}

// isoWeek returns the number of the week that begins on a Monday: that of its Thursday within the year.
func isoWeek(monday calendar.Date) (year, week int) {
	thursday := monday.AddDays(3)
	for d := thursday; d.Year() == thursday.Year(); d = d.AddDays(-7) {
		week++
	}
	return thursday.Year(), week
}
