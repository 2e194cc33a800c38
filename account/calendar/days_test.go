package calendar_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func days(from, to string) calendar.Days {
	var r calendar.Days
	if from != "" {
		r.From = calendar.MustDate(from)
	}
	if to != "" {
		r.To = calendar.MustDate(to)
	}
	return r
}

func TestDays(t *testing.T) {
	tests := []struct {
		days     calendar.Days
		in, out  []string
		text     string
		reversed bool
		reason   string
	}{
		{days("", ""), []string{"0001-01-01", "9999-12-31"}, nil, "always", false, "open at both ends"},
		{days("2026-01-01", ""), []string{"2026-01-01", "9999-12-31"}, []string{"2025-12-31"}, "from 2026-01-01", false, "open end"},
		{days("", "2026-03-31"), []string{"0001-01-01", "2026-03-31"}, []string{"2026-04-01"}, "to 2026-03-31", false, "the last day is included"},
		{days("2026-03-31", "2026-03-31"), []string{"2026-03-31"}, []string{"2026-03-30", "2026-04-01"}, "from 2026-03-31 to 2026-03-31", false, "one day"},
		{days("2026-04-01", "2026-03-31"), nil, []string{"2026-03-31", "2026-04-01"}, "from 2026-04-01 to 2026-03-31", true, "reversed"},
	}
	for _, test := range tests {
		for _, in := range test.in {
			if !test.days.Contains(calendar.MustDate(in)) {
				t.Errorf("%v does not hold %s: %s", test.days, in, test.reason)
			}
		}
		for _, out := range test.out {
			if test.days.Contains(calendar.MustDate(out)) {
				t.Errorf("%v holds %s: %s", test.days, out, test.reason)
			}
		}
		if test.days.Contains(calendar.Date{}) {
			t.Errorf("%v holds no date", test.days)
		}
		if got := test.days.String(); got != test.text {
			t.Errorf("%q, want %q", got, test.text)
		}
		err := test.days.Check()
		if errors.Is(err, calendar.ErrReversed) != test.reversed || (err != nil) != test.reversed {
			t.Errorf("%v: %v", test.days, err)
		}
	}
}

// Where no day comes twice, the window holds exactly the instants of the days.
func TestP11_WindowHoldsTheDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := zoneOf(t, rapid.SampledFrom(zones).Draw(t, "zone"))
		first := calendar.MustDate("2020-01-01").AddDays(rapid.IntRange(0, 15*365).Draw(t, "first"))
		r := calendar.Days{From: first, To: first.AddDays(rapid.IntRange(-3, 40).Draw(t, "length"))}
		w := r.Window(zone)
		if w.Empty() != (r.Check() != nil) {
			t.Fatalf("%v: empty is %v", r, w.Empty())
		}
		edge := rapid.SampledFrom([]time.Time{w.From, w.Until}).Draw(t, "edge")
		at := edge.Add(time.Duration(rapid.SampledFrom([]int{-1, 0, 1}).Draw(t, "off")) * time.Microsecond)
		if w.Contains(at) != r.Contains(calendar.DateOf(at, zone)) {
			t.Fatalf("%v in %v, at %v: the window says %v", r, zone, at, w.Contains(at))
		}
	})
}

func TestDays_WindowOpenEnds(t *testing.T) {
	rome := zoneOf(t, "Europe/Rome")
	if w := days("", "").Window(rome); w != (calendar.Window{}) {
		t.Errorf("always is %v", w)
	}
	if w := days("2026-01-01", "").Window(rome); w.From.IsZero() || !w.Until.IsZero() {
		t.Errorf("an open end is %v", w)
	}
	if w := days("", "9999-12-31").Window(rome); !w.From.IsZero() || !w.Contains(time.Date(9999, 12, 31, 22, 59, 0, 0, time.UTC)) ||
		w.Contains(time.Date(9999, 12, 31, 23, 0, 0, 0, time.UTC)) {
		t.Errorf("the last date ends at %v", w.Until)
	}
	apia := zoneOf(t, "Pacific/Apia")
	if w := days("2011-12-30", "2011-12-30").Window(apia); !w.Empty() || w.Contains(w.From) {
		t.Errorf("a day that was skipped is %v", w)
	}
}

func TestWindow_Intersect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ends := rapid.Custom(func(t *rapid.T) time.Time {
			if n := rapid.IntRange(0, 6).Draw(t, "n"); n > 0 {
				return time.Unix(int64(n), 0)
			}
			return time.Time{}
		})
		v := calendar.Window{From: ends.Draw(t, "v.From"), Until: ends.Draw(t, "v.Until")}
		w := calendar.Window{From: ends.Draw(t, "w.From"), Until: ends.Draw(t, "w.Until")}
		both, any := v.Intersect(w), false
		for half := int64(0); half < 16; half++ {
			at := time.Unix(0, half*500_000_000)
			any = any || both.Contains(at)
			if both.Contains(at) != (v.Contains(at) && w.Contains(at)) {
				t.Fatalf("%v and %v make %v, which is wrong at %v", v, w, both, at)
			}
		}
		if both.Empty() == any {
			t.Fatalf("%v: empty is %v", both, both.Empty())
		}
	})
}
