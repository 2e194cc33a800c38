package main

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/rickar/cal/v2/gb"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func Example() {
	main()
	// Output:
	// ordered Wed 2026-12-23 13:30 UTC, two working days to prepare
	//
	// from Leeds on 2026-12-29 08:00–12:00, since
	//    from 2026-12-23 to 2026-12-24: the goods are being prepared
	//    2026-12-25: closed, Christmas Day
	//    2026-12-26: closed, Boxing Day
	//    2026-12-27: no working day
	//    2026-12-28: closed, Boxing Day
	//
	// from Berlin on 2026-12-29 08:00–12:00, since
	//    2026-12-23: the order came after the cut-off at 14:00
	//    2026-12-24: the goods are being prepared
	//    2026-12-25: closed, Weihnachtstag
	//    2026-12-26: closed, Zweiter Weihnachtsfeiertag
	//    2026-12-27: no working day
	//    2026-12-28: the goods are being prepared
	//
	// from Boston on 2026-12-28 08:00–12:00, since
	//    from 2026-12-23 to 2026-12-24: the goods are being prepared
	//    2026-12-25: closed, Christmas Day
	//    from 2026-12-26 to 2026-12-27: no working day
}

// The library's bank holidays are those that the government published for England and Wales.
func TestBankHolidaysAreThePublishedOnes(t *testing.T) {
	text, err := os.ReadFile("../../account/delivery/testdata/bank-holidays/uk-bank-holidays.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Divisions map[string]map[string]json.RawMessage `json:"divisions"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	published := map[calendar.Date]bool{}
	for _, year := range []string{"2015", "2016", "2017", "2018", "2019", "2020", "2021"} {
		var days []struct{ Date string }
		if err := json.Unmarshal(file.Divisions["england-and-wales"][year], &days); err != nil {
			t.Fatal(err)
		}
		for _, d := range days {
			at, err := time.Parse("02/01/2006", d.Date)
			if err != nil {
				t.Fatal(err)
			}
			published[calendar.DateOf(at, time.UTC)] = true
		}
	}
	closed, err := closures(gb.Holidays, 2015, 2021)
	if err != nil || len(published) != 56 {
		t.Fatal(err, len(published))
	}
	kept := map[calendar.Date]bool{}
	for _, c := range closed {
		kept[c.Days.From] = true
		if day := c.Days.From; !published[day] && day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			t.Errorf("%s, %s, was not published", day, c.Name)
		}
	}
	for day := range published {
		if !kept[day] {
			t.Errorf("%s is missing", day)
		}
	}
}
