package calendar_test

import (
	"errors"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// zones change their clocks at midnight, before and after it, by half an hour, in the south and in the north, or never.
var zones = []string{
	"UTC", "Europe/Rome", "Europe/London", "America/New_York", "America/St_Johns", "America/Santiago", "Africa/Cairo",
	"Australia/Lord_Howe", "Asia/Beirut", "America/Havana", "Asia/Tehran", "Pacific/Auckland", "Pacific/Apia",
	"Asia/Kolkata", "Africa/Casablanca", "America/Asuncion", "Pacific/Easter", "America/Scoresbysund", "Europe/Chisinau",
}

// slowFirst walks the instants one step at a time to the first at which the zone shows the date or a later one.
func slowFirst(d calendar.Date, zone *time.Location, step time.Duration) time.Time {
	at := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC).Add(-27 * time.Hour)
	for before(at, zone, d) {
		at = at.Add(step)
	}
	return at
}

// before compares civil days by the standard library alone.
func before(at time.Time, zone *time.Location, d calendar.Date) bool {
	y, m, day := at.In(zone).Date()
	if y != d.Year() {
		return y < d.Year()
	}
	if m != d.Month() {
		return m < d.Month()
	}
	return day < d.Day()
}

// changes returns the days on which a zone's offset changes.
func changes(zone *time.Location, from, until int) (days []calendar.Date) {
	end := time.Date(until, 1, 1, 0, 0, 0, 0, time.UTC)
	for at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(end); at = at.Add(time.Hour) {
		_, was := at.In(zone).Zone()
		if _, is := at.Add(time.Hour).In(zone).Zone(); was != is {
			days = append(days, calendar.DateOf(at, zone))
		}
	}
	return days
}

// P11: at every change of the clocks, to the microsecond.
func TestP11_EveryChangeOfTheClocks(t *testing.T) {
	seen := 0
	for _, name := range zones {
		zone := zoneOf(t, name)
		for _, day := range changes(zone, 2020, 2036) {
			seen++
			for _, near := range []int{-1, 0, 1} {
				d := day.AddDays(near)
				checkFirst(t, d, zone, slowFirst(d, zone, time.Minute))
			}
		}
	}
	if seen < 300 {
		t.Errorf("only %d changes seen", seen)
	}
}

// Every day of the years, the last of leap years among them, where the standard library's own bounds are wrong.
func TestP11_EveryDay(t *testing.T) {
	for _, name := range zones {
		zone := zoneOf(t, name)
		last := time.Time{}
		for d := calendar.MustDate("2019-12-01"); d.Year() < 2041; d = d.Next() {
			first := d.FirstInstant(zone)
			if !first.After(last) || calendar.DateOf(first, zone) != d || calendar.DateOf(first.Add(-time.Microsecond), zone) != d.AddDays(-1) {
				t.Fatalf("%s: %v does not begin at %v", name, d, first)
			}
			last = first
		}
	}
}

func TestFirstInstant_Hazards(t *testing.T) {
	tests := []struct {
		zone, date, want string
		reason           string
	}{
		{"America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00", "midnight is skipped"},
		{"America/Santiago", "2026-04-05", "2026-04-05T00:00:00-04:00", "clocks go back at midnight: the day begins once"},
		{"Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00", "midnight is skipped"},
		{"Africa/Cairo", "2026-10-30", "2026-10-30T00:00:00+02:00", "the hour before midnight comes twice"},
		{"Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00", "the day before the skipped one"},
		{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00", "the whole day is skipped"},
		{"Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00", "the day after the skipped one"},
		{"Pacific/Kwajalein", "1993-08-21", "1993-08-22T00:00:00+12:00", "the whole day is skipped"},
		{"Asia/Manila", "1844-12-31", "1845-01-01T00:00:00+08:04", "the whole day is skipped"},
		{"Australia/Lord_Howe", "2026-10-04", "2026-10-04T00:00:00+10:30", "half an hour, at two"},
		{"America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30", "a minute of the day, then the day before again"},
		{"America/Juneau", "1867-10-19", "1867-10-19T00:00:00-08:57", "one day twice"},
		{"UTC", "2026-03-31", "2026-03-31T00:00:00Z", "no change"},
		{"UTC", "0001-01-01", "0001-01-01T00:00:00Z", "the first date"},
		{"UTC", "9999-12-31", "9999-12-31T00:00:00Z", "the last date"},
		{"Europe/Rome", "2028-12-31", "2028-12-31T00:00:00+01:00", "the last day of a leap year"},
		{"Europe/Rome", "2029-01-01", "2029-01-01T00:00:00+01:00", "the day after"},
		{"America/Santiago", "2032-12-31", "2032-12-31T00:00:00-03:00", "the same in the south"},
	}
	for _, test := range tests {
		got := calendar.MustDate(test.date).FirstInstant(zoneOf(t, test.zone))
		want, err := time.Parse(time.RFC3339, test.want)
		if err != nil {
			t.Fatal(err)
		}
		if test.zone == "Asia/Manila" || test.zone == "America/Juneau" {
			// Local mean time has seconds, and editions of the database differ in it.
			want = slowFirst(calendar.MustDate(test.date), zoneOf(t, test.zone), time.Second)
		}
		if !got.Equal(want) {
			t.Errorf("%s, %s: %v, want %v: %s", test.zone, test.date, got, want, test.reason)
		}
		if got.Location() != time.UTC {
			t.Errorf("%s, %s: in %v, want UTC", test.zone, test.date, got.Location())
		}
	}
}

func TestFirstInstant_AnyZoneAnyDate(t *testing.T) {
	names := append([]string{"Europe/Amsterdam", "Africa/Monrovia", "America/Sao_Paulo", "Asia/Gaza", "Antarctica/Troll"}, zones...)
	rapid.Check(t, func(t *rapid.T) {
		zone := zoneOf(t, rapid.SampledFrom(names).Draw(t, "zone"))
		d := calendar.MustDate("1900-01-01").AddDays(rapid.IntRange(0, 250*365).Draw(t, "day"))
		checkFirst(t, d, zone, d.FirstInstant(zone))
	})
}

func TestFirstInstant_FixedZones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("fixed", rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "offset"))
		d := dates().Draw(t, "d")
		want := time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zone)
		if got := d.FirstInstant(zone); !got.Equal(want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
	if got := calendar.MustDate("2026-01-01").FirstInstant(nil); got != time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC) {
		t.Errorf("a nil zone gives %v", got)
	}
}

func TestParseZone(t *testing.T) {
	for _, bad := range []string{"", "Local", "Europe/Nowhere", "../etc/passwd", "/etc/localtime", "Europe/Rome\x00"} {
		if zone, err := calendar.ParseZone(bad); !errors.Is(err, calendar.ErrZone) || zone != nil {
			t.Errorf("%q: %v, %v", bad, zone, err)
		}
	}
	for _, good := range append([]string{"UTC", "Etc/GMT+5"}, zones...) {
		zone, err := calendar.ParseZone(good)
		if err != nil || calendar.CheckZone(zone) != nil {
			t.Errorf("%q: %v, %v", good, err, calendar.CheckZone(zone))
		}
	}
}

func TestCheckZone(t *testing.T) {
	local := time.FixedZone("Local", 3600)
	for _, bad := range []*time.Location{nil, time.Local, local} {
		if err := calendar.CheckZone(bad); !errors.Is(err, calendar.ErrZone) {
			t.Errorf("%v: %v", bad, err)
		}
	}
	if err := calendar.CheckZone(time.FixedZone("", 3600)); err != nil {
		t.Error(err)
	}
}

// A host that runs all in UTC still has UTC, and a zone named as the machine's own is still the machine's.
func TestCheckZone_LocalReplaced(t *testing.T) {
	was := time.Local
	defer func() { time.Local = was }()
	time.Local = time.UTC
	if err := calendar.CheckZone(time.UTC); err != nil {
		t.Error(err)
	}
	time.Local = zoneOf(t, "Europe/Rome")
	if err := calendar.CheckZone(time.Local); err == nil {
		t.Error("time.Local is accepted")
	}
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

func zoneOf(t failer, name string) *time.Location {
	t.Helper()
	zone, err := calendar.ParseZone(name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return zone
}

// checkFirst holds FirstInstant against another opinion and against the clock a microsecond before and after.
func checkFirst(t failer, d calendar.Date, zone *time.Location, want time.Time) {
	t.Helper()
	got := d.FirstInstant(zone)
	if !got.Equal(want) {
		t.Fatalf("%v in %v: %v, want %v", d, zone, got, want)
	}
	if before(got, zone, d) || before(got.Add(time.Microsecond), zone, d) || !before(got.Add(-time.Microsecond), zone, d) {
		t.Fatalf("%v in %v does not begin at %v", d, zone, got)
	}
	// No instant of the two days before shows the date either.
	for at := got.Add(-time.Minute); got.Sub(at) < 52*time.Hour; at = at.Add(-7 * time.Minute) {
		if !before(at, zone, d) {
			t.Fatalf("%v in %v begins at %v or before, not at %v", d, zone, at, got)
		}
	}
}
