package calendar_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func TestWindow_String(t *testing.T) {
	first, last := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	for want, w := range map[string]calendar.Window{
		"always":                        {},
		"until 2026-04-01 00:00:00 UTC": {Until: last},
		"from 2026-03-01 00:00:00 UTC":  {From: first},
		"from 2026-03-01 00:00:00 UTC until 2026-04-01 00:00:00 UTC": {From: first, Until: last},
	} {
		if got := w.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
