package calendar

import "time"

// ParseZone returns the zone of that name in the zone database. The empty name and "Local" are refused with a *ZoneError:
// what they mean depends on the machine. "UTC" is a name like any other.
func ParseZone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, &ZoneError{Name: name}
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return nil, &ZoneError{Name: cut(name), Err: err}
	}
	return zone, nil
}

// CheckZone refuses no zone and the machine's own with a *ZoneError.
func CheckZone(zone *time.Location) error {
	if zone == nil {
		return &ZoneError{}
	}
	// A host that sets time.Local to time.UTC has a definite zone in both.
	if zone.String() == "Local" || zone == time.Local && zone != time.UTC {
		return &ZoneError{Name: cut(zone.String())}
	}
	return nil
}

const (
	daySeconds = 24 * 60 * 60
	// maxOffset is more than any zone is ahead of or behind UTC, in seconds (RFC 9636: under 26 hours).
	maxOffset = 26 * 60 * 60
)

// FirstInstant returns the first instant at which the zone's calendar shows d or, where d was skipped, a later day.
// It is in UTC, so that equal instants are equal values. A nil zone is UTC. No date gives the zero time.
//
// Clocks that are set back over midnight may leave a day and enter it again: the first time counts.
func (d Date) FirstInstant(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return firstInstant(int64(d.n), orUTC(zone))
}

// firstInstant takes the number of a day, which may be the one after the last Date.
func firstInstant(day int64, zone *time.Location) time.Time {
	return firstShown((day-unixDay)*daySeconds, zone)
}

// firstShown returns the first instant at which the zone's clock shows what a clock in UTC shows at that Unix time, or
// anything later.
func firstShown(clock int64, zone *time.Location) time.Time {
	at := clock - maxOffset
	for {
		offset, until, fixed := offsetAt(at, zone)
		switch first := clock - offset; {
		case fixed || at < first && first < until:
			return time.Unix(first, 0).UTC()
		case first <= at:
			return time.Unix(at, 0).UTC() // the clock jumped over it
		}
		at = until
	}
}

// offsetAt returns the zone's offset from UTC at a Unix time, in seconds, a later time until which it holds, and whether
// the zone has no other. Time.ZoneBounds alone does not do: where a rule of the zone is extrapolated, which is every year
// from now on, its ends are those of a year of 365 days, and may lie before the instant asked for. The rule is evaluated
// by UTC years, so no change hides between here and the next midnight of UTC.
func offsetAt(at int64, zone *time.Location) (offset, until int64, fixed bool) {
	t := time.Unix(at, 0).In(zone)
	_, seconds := t.Zone()
	start, end := t.ZoneBounds()
	if start.IsZero() && end.IsZero() {
		return int64(seconds), 0, true
	}
	until = at - mod(at, daySeconds) + daySeconds
	if !end.IsZero() && at < end.Unix() {
		until = end.Unix()
	}
	return int64(seconds), until, false
}

func mod(a, b int64) int64 { return (a%b + b) % b }

func orUTC(zone *time.Location) *time.Location {
	if zone == nil {
		return time.UTC
	}
	return zone
}
