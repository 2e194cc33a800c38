package postgres

import (
	"math"
	"time"
)

// instantOf reads what time.Time.UnixMicro writes.
func instantOf(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

// microsFrom returns the first whole microsecond that is not before an instant.
func microsFrom(t time.Time) int64 {
	at := micros(t)
	if t.Nanosecond()%1000 != 0 && at < math.MaxInt64 {
		at++
	}
	return at
}

// micros returns an instant as columns have it; what is beyond all of theirs stays beyond them.
func micros(t time.Time) int64 {
	switch year := t.Year(); {
	case year < -290_000:
		return math.MinInt64
	case year > 290_000:
		return math.MaxInt64
	}
	return t.UnixMicro()
}
