package delivery_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// bankHolidays reads those of the divisions of the United Kingdom, 2015 to 2021 (testdata/bank-holidays, Crown copyright).
func bankHolidays(t testing.TB) map[string][]delivery.Closure {
	t.Helper()
	text, err := os.ReadFile("testdata/bank-holidays/uk-bank-holidays.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Divisions map[string]map[string]json.RawMessage `json:"divisions"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	all := map[string][]delivery.Closure{}
	for division, years := range file.Divisions {
		for year, list := range years {
			if year < "2000" || year > "2099" {
				continue // its title
			}
			var days []struct{ Title, Date string }
			if err := json.Unmarshal(list, &days); err != nil {
				t.Fatal(err)
			}
			for _, d := range days {
				at, err := time.Parse("02/01/2006", d.Date)
				if err != nil {
					t.Fatal(err)
				}
				all[division] = append(all[division], delivery.Closing(calendar.DateOf(at, time.UTC), strings.TrimPrefix(d.Title, "bank_holidays.")))
			}
		}
	}
	return all
}

func britain(t testing.TB) (delivery.Data, map[string][]delivery.Closure) {
	holidays := bankHolidays(t)
	var data delivery.Data
	for _, division := range []string{"england-and-wales", "scotland", "northern-ireland"} {
		s := week()
		s.ID, s.Closed = division, holidays[division]
		if len(s.Closed) < 56 {
			t.Fatalf("%s has %d bank holidays in seven years", division, len(s.Closed))
		}
		data.Schedules = append(data.Schedules, s)
	}
	return data, holidays
}

// Nothing comes on a bank holiday, and no day is passed over but for weekends and bank holidays: every day of seven years.
func TestDEL1_BankHolidays(t *testing.T) {
	data, holidays := britain(t)
	plan := planOf(t, data)
	for division, closed := range holidays {
		off := map[calendar.Date]bool{}
		for _, c := range closed {
			off[c.Days.From] = true
		}
		works := func(d calendar.Date) bool {
			return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday && !off[d]
		}
		for d := calendar.MustDate("2015-01-01"); d.Year() < 2022; d = d.Next() {
			for _, late := range []bool{false, true} {
				at := d.At(calendar.MustClock("07:59"), zoneOf("Europe/London"))
				want := d
				if late {
					at, want = at.Add(7*time.Hour), d.Next()
				}
				for !works(want) {
					want = want.Next()
				}
				if p := plan.Promise(delivery.Question{Schedules: []string{division}, At: at}); p.Slot.Date != want {
					t.Fatalf("%s: ordered %s, comes %s, want %s", division, at, p, want)
				}
			}
		}
	}
}

// The same order comes on different days north and south of the border.
func TestDEL1_BankHolidaysOfDivisions(t *testing.T) {
	data, _ := britain(t)
	plan := planOf(t, data)
	for _, test := range []struct{ division, at, want, why string }{
		{"england-and-wales", "2019-04-18T15:00:00+01:00", "2019-04-23 08:00–12:00", "from 2019-04-20 to 2019-04-21: no working day|2019-04-22: closed, easter_monday"},
		{"scotland", "2019-04-18T15:00:00+01:00", "2019-04-22 08:00–12:00", "2019-04-19: closed, good_friday"},
		{"scotland", "2019-12-31T15:00:00Z", "2020-01-03 08:00–12:00", "2020-01-02: closed, 2nd_january"},
		{"england-and-wales", "2019-12-31T15:00:00Z", "2020-01-02 08:00–12:00", "2020-01-01: closed, new_year"},
		{"northern-ireland", "2021-03-16T15:00:00Z", "2021-03-18 08:00–12:00", "2021-03-17: closed, st_patrick"},
		{"england-and-wales", "2021-12-24T15:00:00Z", "2021-12-29 08:00–12:00", "2021-12-27: closed, christmas|2021-12-28: closed, boxing_day"},
	} {
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		q := delivery.Question{Schedules: []string{test.division}, At: at}
		var why []string
		for _, r := range plan.Why(q) {
			why = append(why, r.String())
		}
		if p, all := plan.Promise(q), strings.Join(why, "|"); p.String() != test.want || !strings.Contains(all, test.why) {
			t.Errorf("%s, %s: %s\n%s", test.division, test.at, p, all)
		}
	}
}
