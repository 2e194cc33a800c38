package calendar_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func TestParseDate(t *testing.T) {
	tests := []struct {
		text   string
		ok     bool
		reason string
	}{
		{"2026-03-31", true, "an ordinary day"},
		{"0001-01-01", true, "the first date"},
		{"9999-12-31", true, "the last date"},
		{"2024-02-29", true, "a leap day"},
		{"2000-02-29", true, "a leap day of a century divisible by 400"},
		{"1900-02-29", false, "a century is no leap year"},
		{"1800-02-29", false, "a century is no leap year, even if 200 divides it"},
		{"2026-02-29", false, "no leap year"},
		{"2026-02-30", false, "no such day"},
		{"2026-04-31", false, "no such day"},
		{"2026-00-10", false, "no month 0"},
		{"2026-13-01", false, "no month 13"},
		{"2026-01-00", false, "no day 0"},
		{"2026-01-32", false, "no day 32"},
		{"0000-01-01", false, "no year 0"},
		{"", false, "empty"},
		{"2026-3-31", false, "digits missing"},
		{"2026-03-31 ", false, "space at the end"},
		{"2026/03/31", false, "other separators"},
		{"+026-03-31", false, "a sign"},
		{"-026-03-31", false, "a sign"},
		{"2026-+3-31", false, "a sign within"},
		{"２026-03-31", false, "digits of another script"},
		{"20260331", false, "no separators"},
		{"2026-03-31T00:00:00Z", false, "an instant"},
		{"12026-03-31", false, "five digits of year"},
	}
	for _, test := range tests {
		date, err := calendar.ParseDate(test.text)
		if (err == nil) != test.ok {
			t.Errorf("%q: %v, but %s", test.text, err, test.reason)
		}
		if test.ok && date.String() != test.text {
			t.Errorf("%q became %q", test.text, date)
		}
		if !test.ok && (!errors.Is(err, calendar.ErrDate) || !date.IsZero()) {
			t.Errorf("%q: %v, %v: want no date and ErrDate", test.text, date, err)
		}
	}
}

func TestParseDate_ErrorIsBounded(t *testing.T) {
	_, err := calendar.ParseDate(strings.Repeat("9", 1_000_000))
	if len(err.Error()) > 200 {
		t.Errorf("the message has %d bytes", len(err.Error()))
	}
}

func TestParseDate_AllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { calendar.MustDate("2026-03-31") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestNewDate(t *testing.T) {
	for _, bad := range [][3]int{{0, 1, 1}, {10000, 1, 1}, {2026, 0, 1}, {2026, 13, 1}, {2026, 2, 29}, {2026, 1, 0}, {2026, 1, -1}} {
		if d, err := calendar.NewDate(bad[0], time.Month(bad[1]), bad[2]); !errors.Is(err, calendar.ErrDate) || !d.IsZero() {
			t.Errorf("%v: %v, %v", bad, d, err)
		}
	}
	if d, err := calendar.NewDate(2026, time.March, 31); err != nil || d != calendar.MustDate("2026-03-31") {
		t.Error(d, err)
	}
}

// Every date there is, against the standard library.
func TestDate_IsTheCivilCalendar(t *testing.T) {
	d := calendar.MustDate("0001-01-01")
	at := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	count := 0
	for !d.IsZero() {
		y, m, day := at.Date()
		if d.Year() != y || d.Month() != m || d.Day() != day || d.Weekday() != at.Weekday() {
			t.Fatalf("%v is not %v", d, at)
		}
		if again, err := calendar.NewDate(y, m, day); again != d || err != nil {
			t.Fatalf("%v: NewDate gives %v, %v", d, again, err)
		}
		d, at, count = d.Next(), at.AddDate(0, 0, 1), count+1
	}
	if count != 3652059 {
		t.Errorf("%d dates", count)
	}
}

func TestDate_Zero(t *testing.T) {
	var none calendar.Date
	if !none.IsZero() || none.String() != "" || none.Year() != 0 || none.Month() != 0 || none.Day() != 0 {
		t.Error("the zero Date has parts")
	}
	if !none.Next().IsZero() || !none.AddDays(5).IsZero() || !none.FirstInstant(time.UTC).IsZero() {
		t.Error("something comes of no date")
	}
	if !none.Before(calendar.MustDate("0001-01-01")) {
		t.Error("no date does not come first")
	}
}

func TestDate_AddDays(t *testing.T) {
	d := calendar.MustDate("2026-01-31")
	for _, test := range []struct {
		n    int
		want string
	}{
		{0, "2026-01-31"}, {1, "2026-02-01"}, {-31, "2025-12-31"}, {365, "2027-01-31"},
		{math.MaxInt, ""}, {math.MinInt, ""}, {1 << 32, ""}, {-800000, ""}, {4000000, ""},
	} {
		if got := d.AddDays(test.n).String(); got != test.want {
			t.Errorf("%d days later: %q, want %q", test.n, got, test.want)
		}
	}
	if !calendar.MustDate("9999-12-31").Next().IsZero() || !calendar.MustDate("0001-01-01").AddDays(-1).IsZero() {
		t.Error("there are dates beyond the ends")
	}
}

func TestDate_Order(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := dates().Draw(t, "d"), dates().Draw(t, "e")
		want := strings.Compare(d.String(), e.String())
		if d.Compare(e) != want || d.Before(e) != (want < 0) || d.After(e) != (want > 0) || (d == e) != (want == 0) {
			t.Fatalf("%v and %v are not ordered as their texts", d, e)
		}
	})
}

func TestDate_Text(t *testing.T) {
	type row struct{ Starts, Ends calendar.Date }
	given := row{Starts: calendar.MustDate("2026-03-31")}
	text, err := json.Marshal(given)
	if err != nil || string(text) != `{"Starts":"2026-03-31","Ends":""}` {
		t.Fatalf("%s, %v", text, err)
	}
	var back row
	if err := json.Unmarshal(text, &back); err != nil || back != given {
		t.Errorf("%v, %v", back, err)
	}
	for _, bad := range []string{`null`, `20260331`, `"2026-3-31"`, `{}`, `["2026-03-31"]`, `"`, `true`, `"null"`} {
		kept := calendar.MustDate("2020-01-01")
		if err := kept.UnmarshalJSON([]byte(bad)); !errors.Is(err, calendar.ErrDate) || kept != calendar.MustDate("2020-01-01") {
			t.Errorf("%s: %v, %v", bad, kept, err)
		}
	}
	var refused *calendar.DateError
	if err := json.Unmarshal([]byte(`{"Starts":null}`), &back); !errors.As(err, &refused) || !refused.Null {
		t.Errorf("null: %v", err)
	}
}

func TestMustDate_Panics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	calendar.MustDate("soon")
}

func TestDateOf_Outside(t *testing.T) {
	for _, at := range []time.Time{{}, time.Unix(1<<40, 0), time.Unix(-1<<40, 0), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		if d := calendar.DateOf(at, time.UTC); !d.IsZero() {
			t.Errorf("%v: %v", at, d)
		}
	}
	if d := calendar.DateOf(time.Unix(0, 0), nil); d != calendar.MustDate("1970-01-01") {
		t.Errorf("a nil zone gives %v", d)
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2026-03-31", "2024-02-29", "", "null", "0000-00-00", "9999-12-31", "2026-02-30", "2011-12-30"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want, wantErr := time.Parse("2006-01-02", text)
		got, err := calendar.ParseDate(text)
		if (err == nil) != (wantErr == nil && want.Year() > 0) {
			t.Fatalf("%q: %v, and time.Parse says %v", text, err, wantErr)
		}
		if err != nil {
			return
		}
		if got.String() != text || fmt.Sprint(got.Year(), got.Month(), got.Day()) != fmt.Sprint(want.Date()) {
			t.Fatalf("%q became %v", text, got)
		}
		var back calendar.Date
		b, _ := got.MarshalText()
		if err := back.UnmarshalText(b); err != nil || back != got {
			t.Fatalf("%q does not come back: %v, %v", text, back, err)
		}
	})
}

func dates() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		return calendar.MustDate("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(t, "day"))
	})
}
