package calendar_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func ExampleDate_At() {
	london, err := calendar.ParseZone("Europe/London")
	if err != nil {
		fmt.Println(err)
		return
	}
	// On this day Britain's clocks go from 01:00 to 02:00.
	day := calendar.MustDate("2026-03-29")
	for _, clock := range []string{"00:59", "01:30", "02:00", "26:00"} {
		fmt.Println(clock, "is", day.At(calendar.MustClock(clock), london).In(london).Format("2006-01-02 15:04 MST"))
	}
	// Output:
	// 00:59 is 2026-03-29 00:59 GMT
	// 01:30 is 2026-03-29 02:00 BST
	// 02:00 is 2026-03-29 02:00 BST
	// 26:00 is 2026-03-30 02:00 BST
}

func ExampleParseClock() {
	clock, err := calendar.ParseClock("14:30")
	fmt.Println(clock, clock.Minutes(), err)
	_, err = calendar.ParseClock("2 pm")
	fmt.Println(err)
	// Output:
	// 14:30 870 <nil>
	// not a time of day: "2 pm": write it as HH:MM, between 00:00 and 48:00
}

// slowAt walks the minutes to the first one at which the zone's clocks show the time or a later one, as text.
func slowAt(d calendar.Date, c calendar.Clock, zone *time.Location) time.Time {
	want := time.Date(d.Year(), d.Month(), d.Day(), 0, c.Minutes(), 0, 0, time.UTC).Format("2006-01-02 15:04")
	at := time.Date(d.Year(), d.Month(), d.Day(), 0, c.Minutes(), 0, 0, time.UTC).Add(-15 * time.Hour)
	for at.In(zone).Format("2006-01-02 15:04") < want {
		at = at.Add(time.Minute)
	}
	return at
}

// P11: every change of the clocks, in steps of less than the smallest of them.
func TestP11_ClockAtEveryChange(t *testing.T) {
	step, seen := 307, 0
	for n, name := range zones {
		zone := zoneOf(t, name)
		for i, day := range changes(zone, 2020, 2036) {
			for minute := (n + i) % step; minute <= 48*60; minute += step {
				d := day.AddDays(-1)
				c := calendar.MustClock(fmt.Sprintf("%02d:%02d", minute/60, minute%60))
				if got, want := d.At(c, zone), slowAt(d, c, zone); !got.Equal(want) {
					t.Fatalf("%s: %s on %s is %s, want %s", name, c, d, got, want)
				}
				seen++
			}
		}
	}
	if seen < 3000 {
		t.Errorf("only %d", seen)
	}
}

func TestAt_FirstInstantAndNextDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := calendar.ParseZone(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		d := calendar.MustDate("2020-01-01").AddDays(rapid.IntRange(0, 6000).Draw(t, "day"))
		if !d.At(calendar.Clock{}, zone).Equal(d.FirstInstant(zone)) || !d.At(calendar.EndOfDay(), zone).Equal(d.Next().FirstInstant(zone)) {
			t.Fatalf("%s has other ends", d)
		}
	})
	if at := (calendar.Date{}).At(calendar.EndOfDay(), time.UTC); !at.IsZero() {
		t.Error(at)
	}
	if at := calendar.MustDate("9999-12-31").At(calendar.EndOfDay(), nil); at.Year() != 10000 {
		t.Error(at)
	}
}

func TestClock_Text(t *testing.T) {
	for minute := 0; minute <= 48*60; minute++ {
		text := fmt.Sprintf("%02d:%02d", minute/60, minute%60)
		c, err := calendar.ParseClock(text)
		if err != nil || c.String() != text || c.Minutes() != minute {
			t.Fatalf("%s is %s, %v", text, c, err)
		}
		var back calendar.Clock
		js, _ := json.Marshal(c)
		if err := json.Unmarshal(js, &back); err != nil || back != c || back.Compare(c) != 0 || back.Compare(calendar.MustClock("24:00")) != cmp.Compare(minute, 1440) {
			t.Fatalf("%s came back as %s, %v", js, back, err)
		}
	}
	for _, bad := range []string{"", "1:00", "01:60", "48:01", "99:00", "+1:00", "-1:00", "01.00", "01:00:00", " 01:00", "0１:00", "01:0"} {
		if c, err := calendar.ParseClock(bad); !errors.Is(err, calendar.ErrClock) || c != (calendar.Clock{}) {
			t.Errorf("%q is %s, %v", bad, c, err)
		}
	}
	c := calendar.MustClock("10:00")
	for _, bad := range []string{`null`, `10`, `"x"`, `""`, `{}`} {
		if err := json.Unmarshal([]byte(bad), &c); err == nil || c.String() != "10:00" {
			t.Errorf("%s: %s, %v", bad, c, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("MustClock did not panic")
		}
	}()
	calendar.MustClock("x")
}
