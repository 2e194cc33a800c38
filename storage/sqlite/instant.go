package sqlite

import (
	"math"
	"time"

	"github.com/tradeterms/tradeterms/storage"
)

// micros returns an instant as a column has it.
func micros(t time.Time) int64 { return clamped(storage.Instant(t)) }

// until returns the least instant of a column that is not before an instant, which may be finer.
func until(t time.Time) int64 {
	if at := storage.Instant(t); at.Before(t) && clamped(at) < math.MaxInt64 {
		return clamped(at) + 1
	}
	return micros(t)
}

// clamped keeps what is beyond all instants of columns beyond them.
func clamped(t time.Time) int64 {
	switch {
	case t.Year() < -290_000:
		return math.MinInt64
	case t.Year() > 290_000:
		return math.MaxInt64
	}
	return t.UnixMicro()
}

func instant(at int64) time.Time { return time.UnixMicro(at).UTC() }
