package budget_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
)

// Names for people, weeks by ISO 8601 against the time package.
func TestPeriod_Name(t *testing.T) {
	for _, c := range []struct{ id, want, reason string }{
		{"day:2026-02-03", "2026-02-03", "a day"},
		{"week:2020-12-28", "2020-W53", "the week of 2021-01-03 is one of 2020"},
		{"week:2026-01-04", "week from 2026-01-04", "weeks from Sunday have no number"},
		{"month:2026-02-01", "2026-02", "a month"},
		{"quarter:2026-07-01", "2026-Q3", "a quarter of the calendar"},
		{"quarter:2025-11-01", "2025-11 to 2026-01", "a quarter of a year that begins in February"},
		{"year:2026-01-01", "2026", "a year"},
		{"year:2026-04-01", "2026-04 to 2027-03", "a fiscal year"},
		{"one-off", "one-off", "for ever"},
	} {
		if got := budget.MustPeriod(c.id).Name(); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.reason, c.id, got, c.want)
		}
	}
	if name := (budget.Period{}).Name(); name != "" {
		t.Errorf("no period has the name %q", name)
	}
	for day := date("1999-01-04"); day.Year() < 2101; day = day.AddDate(0, 0, 7) {
		y, w := day.ISOWeek()
		p := budget.Period{Kind: budget.Week, First: calendar.DateOf(day, time.UTC)}
		if want := fmt.Sprintf("%04d-W%02d", y, w); p.Name() != want {
			t.Fatalf("%s is %s, want %s", p, p.Name(), want)
		}
	}
}

var notPeriods = []string{"month", "month:", "month:2026-02-02", "quarter:2026-01-31", "year:2026-13-01", "week:2026-01-06",
	"Month:2026-02-01", "month:2026-2-1", " month:2026-02-01", "month:2026-02-01 ", "one-off:", "one-off:2026-01-01", "one-of",
	":2026-01-01", ":", "", "2026-02", "day:0000-01-01", "month:9999-12-01", "year:9999-01-01", "week:9999-12-27", "unknown:2026-01-01"}

func TestParsePeriod_Refuses(t *testing.T) {
	for _, text := range notPeriods {
		if p, err := budget.ParsePeriod(text); !errors.Is(err, budget.ErrPeriod) || !p.IsZero() {
			t.Errorf("%q: %v %v", text, p, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("MustPeriod does not panic")
		}
	}()
	budget.MustPeriod("month")
}

// In JSON a period is its id, none is the empty text, and what is no period is refused and changes nothing.
func TestPeriod_JSON(t *testing.T) {
	p := budget.MustPeriod("week:2026-01-05")
	text, err := json.Marshal([]budget.Period{p, {}})
	if err != nil || string(text) != `["week:2026-01-05",""]` {
		t.Fatalf("%s %v", text, err)
	}
	var back []budget.Period
	if err := json.Unmarshal(text, &back); err != nil || len(back) != 2 || back[0] != p || !back[1].IsZero() {
		t.Errorf("%v %v", back, err)
	}
	if err := json.Unmarshal([]byte(`"week:2026-01-06"`), &p); !errors.Is(err, budget.ErrPeriod) || p.String() != "week:2026-01-05" {
		t.Errorf("%v %v", p, err)
	}
	if _, err := (budget.Period{Kind: budget.Month, First: calendar.MustDate("2026-02-02")}).MarshalText(); !errors.Is(err, budget.ErrPeriod) {
		t.Errorf("a month from its second day is written: %v", err)
	}
	if q := (budget.Period{Kind: 99}); q.Next() != (budget.Period{}) || !q.Last().IsZero() {
		t.Errorf("a kind that does not exist: %v", q)
	}
	if p := budget.MustPeriod("one-off"); !p.Next().IsZero() || !p.Previous().IsZero() || p.Days() != (calendar.Days{}) {
		t.Errorf("there is one one-off period: %v", p)
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, text := range append(notPeriods, "day:2026-02-28", "week:2026-01-04", "month:2026-02-01", "quarter:2026-04-01", "year:2026-10-01", "one-off") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := budget.ParsePeriod(text)
		if err != nil {
			if !errors.Is(err, budget.ErrPeriod) || !p.IsZero() {
				t.Fatalf("%q: %v %v", text, p, err)
			}
			return
		}
		if p.String() != text || p.Name() == "" || p.Kind != budget.OneOff && !p.Days().Contains(p.First) {
			t.Fatalf("%q: %v, named %q", text, p, p.Name())
		}
		if next := p.Next(); !next.IsZero() && (next.Previous() != p || next.String() <= p.String()) {
			t.Fatalf("%q is followed by %v", text, next)
		}
	})
}
