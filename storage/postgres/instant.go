package postgres

import "time"

// instantOf reads what time.Time.UnixMicro writes.
func instantOf(micros int64) time.Time { return time.UnixMicro(micros).UTC() }

// microsFrom returns the first whole microsecond that is not before an instant.
func microsFrom(t time.Time) int64 {
	micros := t.UnixMicro()
	if t.Nanosecond()%1000 != 0 {
		micros++
	}
	return micros
}
