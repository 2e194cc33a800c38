package delivery_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

func changed(change func(*delivery.Schedule)) delivery.Data {
	s := week()
	change(&s)
	return delivery.Data{Schedules: []delivery.Schedule{s}}
}

// Every defect is found, with a sentence, and all of them at once.
func TestNewPlan_Defects(t *testing.T) {
	flaws := map[delivery.DefectCode]delivery.Data{
		delivery.DefectBadID:     changed(func(s *delivery.Schedule) { s.ID = " x" }),
		delivery.DefectBadZone:   changed(func(s *delivery.Schedule) { s.Zone = time.Local }),
		delivery.DefectNoWorkday: changed(func(s *delivery.Schedule) { s.Week = nil }),
		delivery.DefectNoDelivery: changed(func(s *delivery.Schedule) {
			s.Week[0].NoDelivery, s.Week[0].Frames = true, nil
		}),
		delivery.DefectNoWeekday: changed(func(s *delivery.Schedule) {
			s.Week = append(s.Week, delivery.Workday{CutOff: calendar.EndOfDay()})
		}),
		delivery.DefectBadWeekday: changed(func(s *delivery.Schedule) { s.Week[0].Weekdays[0] = 7 }),
		delivery.DefectTwoWorkdays: changed(func(s *delivery.Schedule) {
			s.Week = append(s.Week, delivery.Workday{Weekdays: []time.Weekday{time.Friday}, CutOff: calendar.EndOfDay()})
		}),
		delivery.DefectBadCutOff: changed(func(s *delivery.Schedule) { s.Week[0].CutOff = clock(1441) }),
		delivery.DefectNoCutOff:  changed(func(s *delivery.Schedule) { s.Week[0].CutOff = calendar.Clock{} }),
		delivery.DefectBadFrame:  changed(func(s *delivery.Schedule) { s.Week[0].Frames[1] = delivery.Frame{} }),
		delivery.DefectMisplacedCutOff: changed(func(s *delivery.Schedule) {
			s.Week = append(s.Week, delivery.Workday{Weekdays: []time.Weekday{time.Sunday}, NoWork: true, CutOff: clock(1)})
		}),
		delivery.DefectIdleDay: changed(func(s *delivery.Schedule) {
			s.Week = append(s.Week, delivery.Workday{Weekdays: []time.Weekday{time.Sunday}, NoWork: true, NoDelivery: true})
		}),
		delivery.DefectMisplacedFrame: changed(func(s *delivery.Schedule) {
			s.Week = append(s.Week, delivery.Workday{Weekdays: []time.Weekday{time.Sunday}, NoDelivery: true, Frames: s.Week[0].Frames})
		}),
		delivery.DefectBadClosure:      changed(func(s *delivery.Schedule) { s.Closed[0] = delivery.Closure{Name: "x"} }),
		delivery.DefectDuplicate:       {Schedules: []delivery.Schedule{week(), changed(func(s *delivery.Schedule) { s.Name = "x" }).Schedules[0]}},
		delivery.DefectUnknownSchedule: {Availability: []delivery.Availability{{Product: "x", Schedule: "y"}}},
	}
	var all delivery.Data
	for code, data := range flaws {
		_, err := delivery.NewPlan(data)
		var found *delivery.DataError
		if !errors.As(err, &found) || !errors.Is(err, delivery.ErrData) || len(found.Defects) != 1 || found.Defects[0].Code != code {
			t.Errorf("%s: %v", code, err)
			continue
		}
		if text := found.Defects[0].String(); strings.Contains(text, "{") || !strings.Contains(text, ": ") || strings.HasSuffix(text, ": ") {
			t.Errorf("%s: %s", code, text)
		}
		for _, s := range data.Schedules {
			s.ID += string(code)
			all.Schedules = append(all.Schedules, s)
		}
		all.Availability = append(all.Availability, data.Availability...)
	}
	if len(flaws) != 16 {
		t.Errorf("%d flaws", len(flaws))
	}
	_, err := delivery.NewPlan(all)
	var found *delivery.DataError
	if !errors.As(err, &found) || len(found.Defects) != len(flaws) {
		t.Error(err)
	}
}

func TestAbuse_Defects(t *testing.T) {
	for reason, data := range map[string]delivery.Data{
		"a frame beyond its day": changed(func(s *delivery.Schedule) {
			s.Week[0].Frames[0] = delivery.Frame{From: clock(1440), Until: clock(1500)}
		}),
		"a frame longer than a day":  changed(func(s *delivery.Schedule) { s.Week[0].Frames[0] = delivery.Frame{From: clock(60), Until: clock(1501)} }),
		"a closure the wrong way":    changed(func(s *delivery.Schedule) { s.Closed[0].Days.To = calendar.MustDate("2020-01-01") }),
		"a negative weekday":         changed(func(s *delivery.Schedule) { s.Week[0].Weekdays[0] = -1 }),
		"a weekday twice in one":     changed(func(s *delivery.Schedule) { s.Week[0].Weekdays[0] = time.Friday }),
		"delivery without any work":  changed(func(s *delivery.Schedule) { s.Week[0].NoWork, s.Week[0].CutOff = true, calendar.Clock{} }),
		"no zone":                    changed(func(s *delivery.Schedule) { s.Zone = nil }),
		"a product without an id":    {Schedules: []delivery.Schedule{week()}, Availability: []delivery.Availability{{Schedule: "weekdays"}}},
		"a product with two":         {Schedules: []delivery.Schedule{week(), changed(func(s *delivery.Schedule) { s.ID = "b" }).Schedules[0]}, Availability: []delivery.Availability{{"x", "b"}, {"x", "weekdays"}}},
		"an id of a megabyte":        changed(func(s *delivery.Schedule) { s.ID = strings.Repeat("x", 1<<20) }),
		"a closure name of megabyte": changed(func(s *delivery.Schedule) { s.Closed[0] = delivery.Closure{Name: strings.Repeat("x", 1<<20)} }),
	} {
		plan, err := delivery.NewPlan(data)
		if plan != nil || !errors.Is(err, delivery.ErrData) || len(err.Error()) > 2000 {
			t.Errorf("%s: %.300v", reason, err)
		}
	}
	_, err := delivery.NewPlan(changed(func(s *delivery.Schedule) { s.Week = append(s.Week, s.Week[0], s.Week[0]) }))
	var found *delivery.DataError
	if !errors.As(err, &found) || len(found.Defects) != 5 { // one for each day, however often it is given
		t.Error(err)
	}
	var many delivery.Data
	for n := range 1000 {
		s := week()
		s.ID, s.Zone = fmt.Sprint(n), nil
		many.Schedules = append(many.Schedules, s)
	}
	_, err = delivery.NewPlan(many)
	if !errors.As(err, &found) || len(found.Defects) != delivery.MaxDefects || found.More != 900 || !strings.HasSuffix(err.Error(), "and 900 more") {
		t.Error(err)
	}
}

func TestDEL1_Refusals(t *testing.T) {
	plan := planOf(t, changed(func(s *delivery.Schedule) {}))
	mine := []string{"weekdays"}
	for _, test := range []struct {
		reason string
		plan   *delivery.Plan
		q      delivery.Question
		want   string
	}{
		{"nothing asked", plan, delivery.Question{}, "refused: the question does not say when the order is placed"},
		{"no schedule", plan, delivery.Question{At: noon}, "refused: the account has no delivery schedule"},
		{"an unknown one", plan, delivery.Question{Schedules: []string{"weekdays", "moon"}, At: noon}, `refused: there is no delivery schedule "moon"`},
		{"one without an id", plan, delivery.Question{Schedules: []string{""}, At: noon}, `refused: there is no delivery schedule ""`},
		{"below no lead", plan, delivery.Question{Schedules: mine, Lead: -1, At: noon}, "refused: the lead is not between 0 and 365 working days"},
		{"too much lead", plan, delivery.Question{Schedules: mine, Lead: delivery.MaxLead + 1, At: noon}, "refused: the lead is not between 0 and 365 working days"},
		{"as much as there can be", plan, delivery.Question{Schedules: mine, Lead: delivery.MaxLead, At: noon}, "2028-05-04 08:00–12:00"},
		{"after the calendar", plan, delivery.Question{Schedules: mine, At: time.Date(10001, 1, 1, 0, 0, 0, 0, time.UTC)}, "refused: the question does not say when the order is placed"},
		{"at its end", plan, delivery.Question{Schedules: mine, Lead: 9, At: time.Date(9999, 12, 30, 0, 0, 0, 0, time.UTC)}, "refused: no day within 731 days of the order"},
		{"a plan of nothing", planOf(t, delivery.Data{}), delivery.Question{Schedules: mine, At: noon}, `refused: there is no delivery schedule "weekdays"`},
		{"no plan", nil, delivery.Question{Schedules: mine, At: noon}, `refused: there is no delivery schedule "weekdays"`},
		{"the zero plan", &delivery.Plan{}, delivery.Question{Schedules: mine, At: noon, Product: "x"}, `refused: there is no delivery schedule "weekdays"`},
	} {
		p := test.plan.Promise(test.q)
		if p.String() != test.want {
			t.Errorf("%s: %s", test.reason, p)
		}
		o := test.plan.Order(test.q.Schedules, []delivery.Line{{Lead: test.q.Lead}}, test.q.At)
		if o.Promise != p || o.Line != 1 || p.Code != delivery.RefusedTooFar && !p.OK() && (test.plan.Why(test.q) != nil || len(firstSlots(test.plan, test.q, 1)) != 0) {
			t.Errorf("%s: the order gets %+v", test.reason, o)
		}
	}
	if o := plan.Order(mine, nil, noon); o.Promise.Code != delivery.RefusedNoLine || o.Line != 0 || o.Promise.String() != "refused: the order has no line" {
		t.Errorf("%+v", o)
	}
	o := plan.Order(mine, []delivery.Line{{Lead: 3}, {Lead: -1}, {Lead: 5}, {Lead: 999}}, noon)
	if o.Promise.Code != delivery.RefusedLead || o.Line != 2 || !o.Lines[2].OK() {
		t.Errorf("%+v", o)
	}
	if _, ok := plan.Schedule("moon"); ok {
		t.Error("there is a moon")
	}
}

// What never comes is a refusal that says why, however many days are closed.
func TestAbuse_Never(t *testing.T) {
	ever := delivery.Closure{Days: calendar.Days{From: calendar.MustDate("2026-01-01")}, Name: "closed down"}
	q := delivery.Question{Schedules: []string{"weekdays"}, At: noon}
	plan := planOf(t, changed(func(s *delivery.Schedule) { s.Closed = []delivery.Closure{ever} }))
	if p, why := plan.Promise(q), plan.Why(q); p.Code != delivery.RefusedTooFar || len(why) != 1 || why[0].String() != "from 2026-12-08 to 2028-12-08: closed, closed down" {
		t.Error(p, why)
	}
	days := changed(func(s *delivery.Schedule) {
		s.Closed = nil
		for n := range 10_000 {
			s.Closed = append(s.Closed, delivery.Closing(calendar.MustDate("2026-12-01").AddDays(n), "day"))
		}
		slices.Reverse(s.Closed)
	})
	plan = planOf(t, days)
	if p, why := plan.Promise(q), plan.Why(q); p.Code != delivery.RefusedTooFar || len(why) != 1 {
		t.Error(p, why)
	}
	days.Schedules[0].Closed = slices.DeleteFunc(days.Schedules[0].Closed, func(c delivery.Closure) bool {
		return c.Days.From == calendar.MustDate("2028-12-07") || c.Days.From == calendar.MustDate("2028-12-08")
	})
	if p := planOf(t, days).Promise(q); p.String() != "2028-12-07 08:00–12:00" {
		t.Error(p)
	}
	late := q
	late.Lead = 1
	if p := planOf(t, days).Promise(late); p.String() != "2028-12-08 08:00–12:00" {
		t.Error(p)
	}
	over := changed(func(s *delivery.Schedule) { // all over each other
		for n := range 10_000 {
			s.Closed = append(s.Closed, delivery.Closure{Days: calendar.Days{
				From: calendar.MustDate("2020-01-01").AddDays(n), To: calendar.MustDate("2099-01-01").AddDays(-n)}, Name: fmt.Sprint(n)})
		}
	})
	plan = planOf(t, over)
	if why := plan.Why(q); len(why) < 700 || why[0].String() != "2026-12-08: closed, 2533" {
		t.Error(len(why), why[0])
	}
}

// Clocks that are put forward, or back.
func TestAbuse_Clocks(t *testing.T) {
	everyNight := func(cutOff int, frames ...delivery.Frame) delivery.Data {
		return delivery.Data{Schedules: []delivery.Schedule{{ID: "s", Zone: zoneOf("Europe/Rome"), Week: []delivery.Workday{
			{Weekdays: everyDay, CutOff: clock(cutOff), Frames: frames}}}}}
	}
	frame := func(from, until int) delivery.Frame { return delivery.Frame{From: clock(from), Until: clock(until)} }
	for _, test := range []struct {
		reason string
		data   delivery.Data
		at     string
		want   string
		why    string
	}{
		{"before a cut-off in the gap", everyNight(150), "2026-03-29T01:59:59+01:00", "2026-03-29 any time", ""},
		{"at a cut-off in the gap", everyNight(150), "2026-03-29T03:00:00+02:00", "2026-03-30 any time", "[2026-03-29: the order came after the cut-off at 02:30]"},
		{"a frame in the gap", everyNight(1440, frame(135, 165)), "2026-03-29T00:00:00+01:00", "2026-03-30 02:15–02:45",
			"[2026-03-29: the clocks are put forward over the frame 02:15–02:45]"},
		{"a frame from before the gap", everyNight(1440, frame(90, 150)), "2026-03-29T00:00:00+01:00", "2026-03-29 01:30–02:30", ""},
		{"a cut-off that comes twice, the first time", everyNight(150), "2026-10-25T02:29:59+02:00", "2026-10-25 any time", ""},
		{"a cut-off that comes twice, in between", everyNight(150), "2026-10-25T02:00:00+01:00", "2026-10-26 any time", "[2026-10-25: the order came after the cut-off at 02:30]"},
		{"a frame that comes twice, the first time", everyNight(1440, frame(120, 165)), "2026-10-25T02:00:00+02:00", "2026-10-25 02:00–02:45", ""},
		{"a frame that comes twice, the second time", everyNight(1440, frame(120, 165)), "2026-10-25T02:00:00+01:00", "2026-10-26 02:00–02:45",
			"[2026-10-25: the frame 02:00–02:45 had begun]"},
		{"over midnight", everyNight(1440, frame(1320, 1560)), "2026-03-28T22:00:00+01:00", "2026-03-28 22:00–26:00", ""},
		{"over midnight, begun", everyNight(1440, frame(1320, 1560)), "2026-03-28T22:00:01+01:00", "2026-03-29 22:00–26:00",
			"[2026-03-28: the frame 22:00–26:00 had begun]"},
		{"a day long", everyNight(1440, frame(360, 1800)), "2026-05-05T06:00:00+02:00", "2026-05-05 06:00–30:00", ""},
		{"the last microsecond", everyNight(840), "2026-05-05T13:59:59.999999+02:00", "2026-05-05 any time", ""},
		{"the cut-off itself", everyNight(840), "2026-05-05T14:00:00+02:00", "2026-05-06 any time", "[2026-05-05: the order came after the cut-off at 14:00]"},
		{"another day here and there", everyNight(840), "2026-05-05T23:30:00Z", "2026-05-06 any time", ""},
	} {
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		q := delivery.Question{Schedules: []string{"s"}, At: at}
		plan := planOf(t, test.data)
		why := ""
		if reasons := plan.Why(q); reasons != nil {
			why = fmt.Sprint(reasons)
		}
		if p := plan.Promise(q); p.String() != test.want || why != test.why {
			t.Errorf("%s: %s %s", test.reason, p, why)
		}
	}
	s, _ := planOf(t, everyNight(1440, frame(1320, 1560))).Schedule("s")
	w := firstSlots(planOf(t, everyNight(1440, frame(1320, 1560))), delivery.Question{Schedules: []string{"s"}, At: time.Date(2026, 3, 28, 12, 0, 0, 0, s.Zone)}, 1)[0].Window
	if w.Until.Sub(w.From) != 4*time.Hour { // it ends where the gap begins
		t.Errorf("22:00–26:00 of the night before the change lasts %s", w.Until.Sub(w.From))
	}
}
