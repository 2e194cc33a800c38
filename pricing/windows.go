package pricing

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// windows compiles days to instants and remembers them.
type windows struct {
	zone  *time.Location
	known map[calendar.Days][2]int64
}

// of compiles days to instants; ok is false where they end before they begin.
func (w *windows) of(days calendar.Days) (from, until int64, ok bool) {
	if days == (calendar.Days{}) {
		return beginning, forever, true
	}
	if p, had := w.known[days]; had {
		return p[0], p[1], true
	}
	if days.Check() != nil {
		return 0, 0, false
	}
	span := days.Window(w.zone)
	from, until = beginning, forever
	if !span.From.IsZero() {
		from = span.From.UnixMicro()
	}
	if !span.Until.IsZero() {
		until = span.Until.UnixMicro()
	}
	if w.known == nil {
		w.known = make(map[calendar.Days][2]int64)
	}
	w.known[days] = [2]int64{from, until}
	return from, until, true
}
