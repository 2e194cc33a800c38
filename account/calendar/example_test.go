package calendar_test

import (
	"fmt"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account/calendar"
)

func ExampleDays_Window() {
	rome, err := calendar.ParseZone("Europe/Rome")
	if err != nil {
		fmt.Println(err)
		return
	}
	spring := calendar.Days{From: calendar.MustDate("2026-03-01"), To: calendar.MustDate("2026-03-31")}
	window := spring.Window(rome)
	fmt.Println(window.From.Format(time.RFC3339), window.Until.Format(time.RFC3339))
	fmt.Println(window.Contains(time.Date(2026, 3, 31, 23, 59, 59, 0, rome)))
	// Output:
	// 2026-02-28T23:00:00Z 2026-03-31T22:00:00Z
	// true
}

func ExampleDate_FirstInstant() {
	santiago, err := calendar.ParseZone("America/Santiago")
	if err != nil {
		fmt.Println(err)
		return
	}
	// On this day Chile's clocks go from 24:00 to 01:00.
	fmt.Println(calendar.MustDate("2026-09-06").FirstInstant(santiago).In(santiago))
	// Output:
	// 2026-09-06 01:00:00 -0300 -03
}

func ExampleParseDate() {
	date, err := calendar.ParseDate("2026-12-31")
	fmt.Println(date.Next(), date.Weekday(), err)
	_, err = calendar.ParseDate("2026-02-30")
	fmt.Println(err)
	// Output:
	// 2027-01-01 Thursday <nil>
	// not a calendar date: "2026-02-30": write it as YYYY-MM-DD, between 0001-01-01 and 9999-12-31
}
