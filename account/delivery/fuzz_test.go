package delivery_test

import (
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// Whatever the facts are, they are refused or answered as the slow simulation does.
func FuzzPlan(f *testing.F) {
	f.Add(uint8(1), int64(1774746000), uint8(0b0111110), uint16(840), uint16(480), uint16(720), int16(0), uint8(3), uint8(2))
	f.Add(uint8(6), int64(1788656400), uint8(0b1111111), uint16(150), uint16(135), uint16(165), int16(-3), uint8(0), uint8(0)) // a night without an hour
	f.Add(uint8(9), int64(1775318400), uint8(1), uint16(1440), uint16(1320), uint16(1560), int16(7), uint8(14), uint8(9))      // over midnight
	f.Add(uint8(5), int64(1767225600), uint8(0), uint16(0), uint16(0), uint16(0), int16(0), uint8(0), uint8(0))                // nothing at all
	f.Fuzz(func(t *testing.T, zone uint8, unix int64, days uint8, cutOff, from, until uint16, closed int16, long, lead uint8) {
		at := time.Unix(unix%2_000_000_000, 0)
		if at.Year() < 2000 {
			t.Skip("clocks were stranger then")
		}
		s := delivery.Schedule{ID: "s", Zone: zoneOf(zones[int(zone)%len(zones)])}
		w := delivery.Workday{CutOff: clock(int(cutOff) % 2881)}
		for day := range 7 {
			if days>>day&1 == 1 {
				w.Weekdays = append(w.Weekdays, time.Weekday(day))
			}
		}
		if from|until != 0 {
			w.Frames = []delivery.Frame{{From: clock(int(from) % 2881), Until: clock(int(until) % 2881)}}
		}
		first := calendar.DateOf(at, s.Zone).AddDays(int(closed))
		s.Closed = []delivery.Closure{{Days: calendar.Days{From: first, To: first.AddDays(int(long))}}}
		s.Week = []delivery.Workday{w}
		data := delivery.Data{Schedules: []delivery.Schedule{s}}
		plan, err := delivery.NewPlan(data)
		if err != nil {
			return
		}
		agree(t, &world{data: data}, plan, &reference{data: data}, delivery.Question{Schedules: []string{"s"}, Lead: int(lead), At: at}, map[string]int{})
	})
}
