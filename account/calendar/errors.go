package calendar

import (
	"errors"
	"strconv"
)

var (
	// ErrDate is the class of every date that does not exist or is not written as YYYY-MM-DD.
	ErrDate = errors.New("not a calendar date")
	// ErrReversed is the class of a range whose last day comes before its first.
	ErrReversed = errors.New("the last day comes before the first")
	// ErrZone is the class of a time zone that cannot be used.
	ErrZone = errors.New("not a usable time zone")
)

// DateError tells which text or which numbers are no date. errors.Is finds ErrDate in it.
type DateError struct {
	// Text is what was given, cut after 40 bytes.
	Text string
	// Null is set where JSON null was given: an absent date is the empty text.
	Null bool
}

func (e *DateError) Error() string {
	if e.Null {
		return `null is not a calendar date: write "" for no date`
	}
	return "not a calendar date: " + strconv.Quote(e.Text) + ": write it as YYYY-MM-DD, between 0001-01-01 and 9999-12-31"
}

func (e *DateError) Unwrap() error { return ErrDate }

// ReversedError holds a range whose last day comes before its first. errors.Is finds ErrReversed in it.
type ReversedError struct {
	Days Days
}

func (e *ReversedError) Error() string {
	return "the last day " + e.Days.To.String() + " comes before the first " + e.Days.From.String() + ": exchange or correct them"
}

func (e *ReversedError) Unwrap() error { return ErrReversed }

// ZoneError tells which zone was refused and why. errors.Is finds ErrZone in it, and what the loader said, if it did.
type ZoneError struct {
	// Name is what was given, cut after 40 bytes.
	Name string
	// Err is what the zone database said, nil where it was not asked.
	Err error
}

func (e *ZoneError) Error() string {
	text := "not a usable time zone: " + strconv.Quote(e.Name) + ": name one of the zone database, such as Europe/Rome"
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

func (e *ZoneError) Unwrap() []error {
	if e.Err == nil {
		return []error{ErrZone}
	}
	return []error{ErrZone, e.Err}
}

// maxQuoted bounds what an error repeats of foreign input, in bytes.
const maxQuoted = 40

func cut(text string) string {
	if len(text) > maxQuoted {
		return text[:maxQuoted]
	}
	return text
}
