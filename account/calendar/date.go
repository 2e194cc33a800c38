package calendar

import (
	"fmt"
	"time"
)

// Date is a civil day between 0001-01-01 and 9999-12-31, without time or zone.
// Dates are compared with == and can be map keys. The zero Date is no date: an open end of a range.
type Date struct {
	// n counts days: 1 is 0001-01-01, 0 is no date.
	n int32
}

const (
	maxYear = 9999
	lastDay = 3652059 // 9999-12-31
	// unixDay is the number of 1970-01-01.
	unixDay = 719163
)

// NewDate returns the date of that year, month and day. What does not exist, such as 30 February, is a *DateError.
func NewDate(y int, m time.Month, d int) (Date, error) {
	if y < 1 || y > maxYear || m < time.January || m > time.December || d < 1 || d > daysIn(y, m) {
		return Date{}, &DateError{Text: cut(fmt.Sprintf("%04d-%02d-%02d", y, int(m), d))}
	}
	return Date{n: dayNumber(y, m, d)}, nil
}

// ParseDate reads YYYY-MM-DD and nothing else; what is no date is a *DateError. It allocates only on failure.
func ParseDate(text string) (Date, error) {
	date, ok := parse(text)
	if !ok {
		return Date{}, &DateError{Text: cut(text)}
	}
	return date, nil
}

// MustDate is ParseDate for constants: it panics where ParseDate fails.
func MustDate(text string) Date {
	date, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// DateOf returns the civil day of an instant in a zone; a nil zone is UTC.
// The zero time, and an instant outside the years 1 to 9999, give no date.
func DateOf(t time.Time, zone *time.Location) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.In(orUTC(zone)).Date()
	if y < 1 || y > maxYear {
		return Date{}
	}
	return Date{n: dayNumber(y, m, d)}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Compare is -1, 0 or 1 as d comes before e, is e, or comes after it. No date comes before all dates.
func (d Date) Compare(e Date) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return 1
	}
	return 0
}

// Before reports whether d comes before e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d comes after e.
func (d Date) After(e Date) bool { return d.n > e.n }

// AddDays returns the date n days later, earlier for negative n. From no date, and beyond the first or last date that
// there is, it returns no date.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return Date{}
	}
	sum := int(d.n) + n // wraps to below 1 at worst
	if sum < 1 || sum > lastDay {
		return Date{}
	}
	return Date{n: int32(sum)}
}

// Next returns the day after d; no date after 9999-12-31 and after no date.
func (d Date) Next() Date { return d.AddDays(1) }

// Year returns the year, 0 for no date.
func (d Date) Year() int {
	y, _, _ := d.civil()
	return y
}

// Month returns the month, 0 for no date.
func (d Date) Month() time.Month {
	_, m, _ := d.civil()
	return m
}

// Day returns the day of the month, 0 for no date.
func (d Date) Day() int {
	_, _, day := d.civil()
	return day
}

// Weekday returns the day of the week; for no date it is Sunday and means nothing.
func (d Date) Weekday() time.Weekday { return time.Weekday(d.n % 7) }

// String returns YYYY-MM-DD, and the empty text for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(make([]byte, 0, textLen)))
}
