package delivery_test

import (
	"fmt"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// week is what most examples go by: orders until two, delivery in the morning and in the afternoon.
func week() delivery.Schedule {
	at := calendar.MustClock
	london, err := calendar.ParseZone("Europe/London")
	if err != nil {
		panic(err)
	}
	return delivery.Schedule{
		ID: "weekdays", Zone: london,
		Week: []delivery.Workday{{
			Weekdays: []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
			CutOff:   at("14:00"),
			Frames:   []delivery.Frame{{From: at("08:00"), Until: at("12:00")}, {From: at("13:00"), Until: at("17:00")}},
		}},
		Closed: []delivery.Closure{
			delivery.Closing(calendar.MustDate("2026-12-25"), "Christmas Day"),
			delivery.Closing(calendar.MustDate("2026-12-28"), "Boxing Day (substitute day)"),
		},
	}
}

func ExamplePlan_Promise() {
	plan, err := delivery.NewPlan(delivery.Data{Schedules: []delivery.Schedule{week()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	question := delivery.Question{
		Schedules: []string{"weekdays"}, // of the account
		Lead:      1,                    // working day
		At:        time.Date(2026, 12, 23, 15, 10, 0, 0, time.UTC),
	}
	promise := plan.Promise(question)
	fmt.Println(promise.OK(), promise)
	for _, reason := range plan.Why(question) {
		fmt.Println("  ", reason)
	}
	// Output:
	// true 2026-12-29 08:00–12:00
	//    2026-12-23: the order came after the cut-off at 14:00
	//    2026-12-24: the goods are being prepared
	//    2026-12-25: closed, Christmas Day
	//    from 2026-12-26 to 2026-12-27: no working day
	//    2026-12-28: closed, Boxing Day (substitute day)
}

func ExamplePlan_Slots() {
	plan, err := delivery.NewPlan(delivery.Data{Schedules: []delivery.Schedule{week()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	next := 0
	for slot := range plan.Slots(delivery.Question{
		Schedules: []string{"weekdays"}, At: time.Date(2026, 12, 24, 10, 0, 0, 0, time.UTC),
	}) {
		fmt.Println(slot)
		if next++; next == 3 {
			break
		}
	}
	// Output:
	// 2026-12-24 13:00–17:00
	// 2026-12-29 08:00–12:00
	// 2026-12-29 13:00–17:00
}

// Bread that is baked on Fridays comes on Fridays, whatever the customer's own schedule.
func ExamplePlan_Order() {
	friday := week()
	friday.ID, friday.Week = "bakery", []delivery.Workday{{
		Weekdays: []time.Weekday{time.Friday}, CutOff: calendar.EndOfDay(),
	}}
	plan, err := delivery.NewPlan(delivery.Data{
		Schedules:    []delivery.Schedule{week(), friday},
		Availability: []delivery.Availability{{Product: "bread", Schedule: "bakery"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	lines := []delivery.Line{{Product: "flour"}, {Product: "bread"}, {Product: "oven", Lead: 3}}
	order := plan.Order([]string{"weekdays"}, lines, time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC))
	for i, line := range order.Lines {
		fmt.Println(lines[i].Product, line)
	}
	fmt.Println("all of it", order.Promise.Slot.Date, "with line", order.Line)
	// Output:
	// flour 2026-12-08 13:00–17:00
	// bread 2026-12-11 any time
	// oven 2026-12-11 08:00–12:00
	// all of it 2026-12-11 with line 3
}

// A schedule that has ended: there is no day, and the reasons say so.
func ExamplePlan_Why() {
	ended := week()
	ended.Closed = []delivery.Closure{{Name: "the route has ended", Days: calendar.Days{From: calendar.MustDate("2026-12-10")}}}
	plan, err := delivery.NewPlan(delivery.Data{Schedules: []delivery.Schedule{ended}})
	if err != nil {
		fmt.Println(err)
		return
	}
	question := delivery.Question{Schedules: []string{"weekdays"}, Lead: 2, At: time.Date(2026, 12, 8, 9, 0, 0, 0, time.UTC)}
	fmt.Println(plan.Promise(question))
	for _, reason := range plan.Why(question) {
		fmt.Println("  ", reason)
	}
	// Output:
	// refused: no day within 731 days of the order
	//    from 2026-12-08 to 2026-12-09: the goods are being prepared
	//    from 2026-12-10 to 2028-12-08: closed, the route has ended
}

func ExampleNewPlan_defects() {
	bad := week()
	bad.Zone = nil
	bad.Week[0].Frames[0].Until = calendar.MustClock("07:00")
	_, err := delivery.NewPlan(delivery.Data{Schedules: []delivery.Schedule{bad}})
	fmt.Println(err)
	// Output:
	// delivery schedules refused, 2 defects
	// 	schedule "weekdays": frame 08:00–07:00 must begin before 24:00 and end later, within 24 hours: correct it; 2 at night is 26:00
	// 	schedule "weekdays": has no usable time zone: name one of the zone database
}
