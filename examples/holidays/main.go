// Holidays shows when one order comes from three warehouses, each closed on the holidays of its own country. The closed
// days are those of a calendar library, github.com/rickar/cal, not of a list that somebody has to keep.
//
//	go run ./examples/holidays
package main

import (
	"fmt"
	"io"
	"log"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/us"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

func main() {
	if err := run(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// ordered is when the order is placed; the library reads no clock.
var ordered = time.Date(2026, time.December, 23, 13, 30, 0, 0, time.UTC)

var warehouses = []struct {
	id, zone string
	holidays []*cal.Holiday
}{
	{"Leeds", "Europe/London", gb.Holidays},
	{"Berlin", "Europe/Berlin", de.HolidaysBE},
	{"Boston", "America/New_York", us.Holidays},
}

func run(w io.Writer) error {
	var data delivery.Data
	for _, house := range warehouses {
		s, err := schedule(house.id, house.zone, house.holidays)
		if err != nil {
			return err
		}
		data.Schedules = append(data.Schedules, s)
	}
	plan, err := delivery.NewPlan(data)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintln(w, "ordered", ordered.Format("Mon 2006-01-02 15:04 MST")+", two working days to prepare")
	for _, house := range warehouses {
		question := delivery.Question{Schedules: []string{house.id}, Lead: 2, At: ordered}
		_, _ = fmt.Fprintf(w, "\nfrom %s on %s, since\n", house.id, plan.Promise(question))
		for _, reason := range plan.Why(question) {
			_, _ = fmt.Fprintln(w, "  ", reason)
		}
	}
	return nil
}

// schedule is that of a warehouse which is closed on some holidays, this year's and those of the next two, which is as far
// ahead as a delivery date is looked for.
func schedule(id, zone string, holidays []*cal.Holiday) (delivery.Schedule, error) {
	place, err := calendar.ParseZone(zone)
	if err != nil {
		return delivery.Schedule{}, err
	}
	closed, err := closures(holidays, ordered.Year(), ordered.Year()+2)
	at := calendar.MustClock
	return delivery.Schedule{
		ID: id, Zone: place, Closed: closed,
		Week: []delivery.Workday{{
			Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
			CutOff:   at("14:00"),
			Frames:   []delivery.Frame{{From: at("08:00"), Until: at("12:00")}, {From: at("13:00"), Until: at("17:00")}},
		}},
	}, err
}

// closures turns holidays into closed days. Where one that falls on a weekend is kept on another day, both are closed.
func closures(holidays []*cal.Holiday, first, last int) ([]delivery.Closure, error) {
	var all []delivery.Closure
	for _, holiday := range holidays {
		for year := first; year <= last; year++ {
			actual, observed := holiday.Calc(year)
			for i, day := range []time.Time{actual, observed} {
				if day.IsZero() || i == 1 && observed.Equal(actual) {
					continue // not kept in that year, or on that day already
				}
				date, err := calendar.NewDate(day.Date()) // it is midnight in the machine's zone, so its date is what counts
				if err != nil {
					return nil, fmt.Errorf("%s of %d: %w", holiday.Name, year, err)
				}
				all = append(all, delivery.Closing(date, holiday.Name))
			}
		}
	}
	return all, nil
}
