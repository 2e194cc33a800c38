package budget_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
)

// zones are twelve: ahead and behind, clocks set back over midnight (St. John's), midnights and whole days that did not
// happen (Santiago, Cairo, Apia, Kiritimati), half an hour (Lord Howe), two rules that changed often (Casablanca, Moscow).
var zones = []string{"UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "America/Santiago", "Africa/Cairo",
	"Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Europe/Moscow", "Pacific/Kiritimati"}

func zoneOf(t failer, name string) *time.Location {
	t.Helper()
	zone, err := calendar.ParseZone(name)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return zone
}

// cycles are all that divides time: each kind, both starts of weeks, twelve fiscal starts.
func cycles() []budget.Budget {
	all := []budget.Budget{{Period: budget.Day}, {Period: budget.Week}, {Period: budget.Week, WeeksFromSunday: true},
		{Period: budget.Month}, {Period: budget.OneOff}}
	for m := time.January; m <= time.December; m++ {
		all = append(all, budget.Budget{Period: budget.Quarter, FiscalStart: m}, budget.Budget{Period: budget.Year, FiscalStart: m})
	}
	return all
}

// Every instant is in exactly one period of each kind, which the reference finds too: at noon of each day from 1970 to
// 2100, in every zone, for all fiscal starts and both starts of weeks.
func TestB9_EachInstantInOnePeriod(t *testing.T) {
	step := proof(37, 1, 1)
	count := 0
	for z, name := range zones {
		zone := zoneOf(t, name)
		for _, b := range cycles() {
			b.Zone = zone
			var last budget.Period
			var window calendar.Window
			for day := date("1970-01-01").AddDate(0, 0, z%step); day.Year() <= 2100; day = day.AddDate(0, 0, step) {
				noon := time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, zone)
				y, m, d := noon.Date() // Apia had no 2011-12-30
				p := b.PeriodAt(noon)
				if want := periodOfDay(b, y, m, d); p.String() != want {
					t.Fatalf("%s at %s: %s, want %s", name, noon, p, want)
				}
				if p != last {
					last, window = p, p.Window(zone)
				}
				if p.Kind != budget.OneOff && !window.Contains(noon) {
					t.Fatalf("%s at %s: not in the window of %s", name, noon, p)
				}
				count++
			}
		}
	}
	t.Log(count, "instants")
}

// One period ends where the next begins, to the microsecond, and its id is that of all its instants.
func TestB9_PeriodsMeet(t *testing.T) {
	count, empty := 0, 0
	for z, name := range zones {
		zone := zoneOf(t, name)
		for c, b := range cycles() {
			if b.Zone = zone; b.Period == budget.OneOff {
				continue
			}
			every := 1
			if b.Period == budget.Day || b.Period == budget.Week {
				every = proof(53, 1, 1)
			}
			p := b.PeriodAt(date("1970-01-01"))
			for i := (z + c) % every; p.First.Year() <= 2100; i++ {
				next := p.Next()
				if next.Previous() != p || next.First != p.Last().Next() || next.Compare(p) != 1 {
					t.Fatalf("%s: %s is followed by %s, %s by %s", name, p, next, p.Last(), next.First)
				}
				if i%every == 0 {
					count++
					if !meets(t, b, p) {
						empty++
					}
				}
				p = next
			}
		}
	}
	t.Log(count, "periods,", empty, "of them without an instant")
	if full := proof(0, 1, 1) > 0; full && empty != 2 {
		t.Errorf("%d periods have no instant, want the days that Apia and Kiritimati left out", empty)
	}
}

// meets checks the ends of a period, and reports whether it has any instant.
func meets(t *testing.T, b budget.Budget, p budget.Period) bool {
	t.Helper()
	w := p.Window(b.Zone)
	if w.Empty() {
		return false
	}
	last := w.Until.Add(-time.Microsecond)
	for _, at := range []time.Time{w.From, w.From.Add(time.Microsecond), last, last.Add(999 * time.Nanosecond)} {
		if got := b.PeriodAt(at); got != p || periodOf(b, at) != p.String() {
			t.Fatalf("%s at %s: %s, by the reference %s, want %s", b.Zone, at, got, periodOf(b, at), p)
		}
	}
	if got := b.PeriodAt(w.Until); got == p {
		t.Fatalf("%s at %s: still %s", b.Zone, w.Until, got)
	}
	return true
}

// Where clocks are set back over midnight, the hour after it comes twice, and the new day has begun with the first.
func TestBUD4_ClocksSetBackOverMidnight(t *testing.T) {
	b := budget.Budget{Period: budget.Month, Zone: zoneOf(t, "America/St_Johns")}
	before := budget.Period{}
	for at := date("1992-10-25 02:00"); at.Before(date("1992-10-25 06:00")); at = at.Add(time.Minute) {
		b.Period = budget.Day
		p := b.PeriodAt(at)
		if p.Compare(before) < 0 {
			t.Fatalf("at %s: %s after %s", at.In(b.Zone), p, before)
		}
		before = p
	}
	if before.String() != "day:1992-10-25" {
		t.Errorf("%s", before)
	}
}

// An instant that the calendar of dates does not reach is in no period.
func TestPeriodAt_EndsOfCalendar(t *testing.T) {
	for _, b := range cycles() {
		b.Zone = time.UTC
		for _, at := range []time.Time{{}, time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
			if p := b.PeriodAt(at); !p.IsZero() {
				t.Errorf("%s at %s", p, at)
			}
		}
		for _, at := range []time.Time{time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)} {
			p := b.PeriodAt(at)
			if _, err := budget.ParsePeriod(p.String()); err != nil && !p.IsZero() {
				t.Errorf("%s at %s does not exist", p, at)
			}
			if !p.IsZero() && p.Kind != budget.OneOff && !p.Window(time.UTC).Contains(at) {
				t.Errorf("%s at %s", p, at)
			}
		}
	}
}
