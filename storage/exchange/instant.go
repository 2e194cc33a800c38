package exchange

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// parseDate reads YYYY-MM-DD without making a string of it.
func parseDate(cell []byte) (calendar.Date, bool) {
	if len(cell) != len("2006-01-02") || cell[4] != '-' || cell[7] != '-' {
		return calendar.Date{}, false
	}
	y, m, d := digits(cell[:4]), digits(cell[5:7]), digits(cell[8:])
	if y < 0 || m < 0 || d < 0 {
		return calendar.Date{}, false
	}
	date, err := calendar.NewDate(y, time.Month(m), d)
	return date, err == nil
}

// digits returns the number that ASCII digits write, -1 for anything else.
func digits(text []byte) int {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// clock remembers one day of the seller's zone, since most rows are of the same
// day as the one before.
type clock struct {
	text   [len("2006-01-02")]byte
	date   calendar.Date
	start  int64 // the day's first midnight, were its clock never set
	steady bool  // the day's clock is not set, so that start holds for it
}

// instant reads YYYY-MM-DDThh:mm:ss as the seller's clock shows it, or a date
// alone, which is the first instant of that day.
func (r *record) instant(col int) time.Time {
	cell := r.cell(col)
	if len(cell) == 0 {
		r.missing(col)
		return time.Time{}
	}
	const reason = "write a day and time that exist as YYYY-MM-DDThh:mm:ss, as the seller's clock shows it"
	whole := len(cell) == len("2006-01-02T15:04:05")
	if !whole && len(cell) != len(r.clock.text) || !r.clock.turn(cell[:len(r.clock.text)], r.zone) {
		r.fail(col, BadTime, reason)
		return time.Time{}
	}
	if !whole {
		return r.clock.date.FirstInstant(r.zone).In(r.zone)
	}
	seconds := timeOfDay(cell[len(r.clock.text):])
	if seconds < 0 {
		r.fail(col, BadTime, reason)
		return time.Time{}
	}
	t, ok := r.clock.at(seconds, r.zone)
	if !ok {
		r.fail(col, BadTime, "the clock is set forward over this time: correct it")
	}
	return t
}

// timeOfDay reads Thh:mm:ss as seconds, -1 for anything else.
func timeOfDay(text []byte) int {
	h, m, s := digits(text[1:3]), digits(text[4:6]), digits(text[7:9])
	if text[0] != 'T' || text[3] != ':' || text[6] != ':' ||
		h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 {
		return -1
	}
	return h*3600 + m*60 + s
}

// turn sets the clock to a day.
func (c *clock) turn(day []byte, zone *time.Location) bool {
	if string(c.text[:]) == string(day) {
		return true
	}
	date, ok := parseDate(day)
	if !ok {
		return false
	}
	copy(c.text[:], day)
	c.date = date
	first := time.Date(date.Year(), date.Month(), date.Day(), 0, 0, 0, 0, zone)
	_, before := first.Add(-25 * time.Hour).Zone()
	_, offset := first.Zone()
	_, after := first.Add(49 * time.Hour).Zone()
	c.start = first.Unix()
	c.steady = before == offset && offset == after
	return true
}

// at returns the instant at which the day's clock shows a time; false where it
// never does. Of two such instants the first counts.
func (c *clock) at(seconds int, zone *time.Location) (time.Time, bool) {
	if c.steady {
		return time.Unix(c.start+int64(seconds), 0).In(zone), true
	}
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	t := time.Date(c.date.Year(), c.date.Month(), c.date.Day(), h, m, s, 0, zone)
	_, offset := t.Zone()
	_, before := t.Add(-25 * time.Hour).Zone()
	if first := t.Add(time.Duration(offset-before) * time.Second); first.Before(t) && shows(first, h, m, s) && first.Day() == c.date.Day() {
		t = first
	}
	return t, shows(t, h, m, s) && t.Day() == c.date.Day()
}

func shows(t time.Time, h, m, s int) bool {
	hour, minute, second := t.Clock()
	return hour == h && minute == m && second == s
}
