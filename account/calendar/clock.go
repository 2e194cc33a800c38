package calendar

import (
	"cmp"
	"errors"
	"strconv"
	"time"
)

// ErrClock is the class of every time of day that is not written as HH:MM between 00:00 and 48:00.
var ErrClock = errors.New("not a time of day")

// Clock is a time of day in whole minutes, as a clock on the wall shows it. From 24:00 on it goes on into the next day, as
// timetables do: 26:00 is two in the morning after. Clocks are compared with ==. The zero Clock is 00:00.
type Clock struct {
	minute uint16
}

const (
	minutesPerHour = 60
	maxMinute      = 48 * minutesPerHour
)

// EndOfDay is 24:00, the end of a day.
func EndOfDay() Clock { return Clock{minute: maxMinute / 2} }

// ParseClock reads HH:MM from 00:00 to 48:00 and nothing else; what is no time of day is a *ClockError.
func ParseClock(text string) (Clock, error) {
	if len(text) == len("00:00") && text[2] == ':' {
		h, okH := number(text[:2])
		m, okM := number(text[3:])
		if minute := h*minutesPerHour + m; okH && okM && m < minutesPerHour && minute <= maxMinute {
			return Clock{minute: uint16(minute)}, nil
		}
	}
	return Clock{}, &ClockError{Text: cut(text)}
}

// MustClock is ParseClock for constants: it panics where ParseClock fails.
func MustClock(text string) Clock {
	c, err := ParseClock(text)
	if err != nil {
		panic(err)
	}
	return c
}

// Minutes returns how many minutes after 00:00 it is, at most 2880.
func (c Clock) Minutes() int { return int(c.minute) }

// Compare is -1, 0 or 1 as c comes before e, is e, or comes after it.
func (c Clock) Compare(e Clock) int { return cmp.Compare(c.minute, e.minute) }

// String returns HH:MM.
func (c Clock) String() string {
	h, m := int(c.minute)/minutesPerHour, int(c.minute)%minutesPerHour
	return string([]byte{digit(h / 10), digit(h), ':', digit(m / 10), digit(m)})
}

// MarshalText returns HH:MM.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes; anything else is a *ClockError and leaves c as it was.
func (c *Clock) UnmarshalText(text []byte) error {
	read, err := ParseClock(string(text))
	if err == nil {
		*c = read
	}
	return err
}

// UnmarshalJSON reads a JSON string as UnmarshalText does. null is refused: it would leave an old time in place.
func (c *Clock) UnmarshalJSON(text []byte) error {
	if n := len(text); n >= 2 && text[0] == '"' && text[n-1] == '"' {
		return c.UnmarshalText(text[1 : n-1])
	}
	return &ClockError{Text: cut(string(text))}
}

// At returns the first instant at which the zone's clocks show c on the day d, or anything later. So a time that a day has
// twice is the first of the two, and one that it skips is the end of the gap. It is in UTC; a nil zone is UTC, and no date
// gives the zero time.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return firstShown((int64(d.n)-unixDay)*daySeconds+int64(c.minute)*60, orUTC(zone))
}

// ClockError tells which text is no time of day. errors.Is finds ErrClock in it.
type ClockError struct {
	// Text is what was given, cut after 40 bytes.
	Text string
}

func (e *ClockError) Error() string {
	return "not a time of day: " + strconv.Quote(e.Text) + ": write it as HH:MM, between 00:00 and 48:00"
}

func (e *ClockError) Unwrap() error { return ErrClock }
