package delivery

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/defect"
)

// schedules checks the facts, and returns copies of them by id, each once.
func (d *defects) schedules(given []Schedule) []Schedule {
	facts := make([]Schedule, len(given))
	for i := range given {
		facts[i] = given[i].clone()
		facts[i].normalize()
	}
	slices.SortStableFunc(facts, byID)
	for i := 0; i < len(facts); i++ {
		if i > 0 && facts[i].ID == facts[i-1].ID {
			if !same(&facts[i], &facts[i-1]) {
				d.add(Defect{Schedule: defect.Cut(facts[i].ID)}, DefectDuplicate, "schedule id", "")
			}
			facts = slices.Delete(facts, i, i+1)
			i--
			continue
		}
		d.schedule(&facts[i])
	}
	return facts
}

// normalize brings into one order what has none.
func (s *Schedule) normalize() {
	for _, w := range s.Week {
		slices.Sort(w.Weekdays)
		slices.SortFunc(w.Frames, Frame.compare)
	}
	slices.SortStableFunc(s.Week, func(v, w Workday) int { return slices.Compare(v.Weekdays, w.Weekdays) })
	slices.SortFunc(s.Closed, func(a, b Closure) int {
		return cmp.Or(a.Days.From.Compare(b.Days.From), a.Days.To.Compare(b.Days.To), cmp.Compare(a.Name, b.Name),
			compareBool(a.DeliveryOnly, b.DeliveryOnly))
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// same: equal content; zones are equal by name, as each is loaded anew.
func same(a, b *Schedule) bool {
	c, d := *a, *b
	if c.Zone == nil || d.Zone == nil || c.Zone.String() != d.Zone.String() {
		return c.Zone == d.Zone && reflect.DeepEqual(c, d)
	}
	c.Zone, d.Zone = nil, nil
	return reflect.DeepEqual(c, d)
}

func (d *defects) schedule(s *Schedule) {
	at := Defect{Schedule: defect.Cut(s.ID)}
	if account.CheckID(s.ID) != nil {
		d.add(at, DefectBadID, "schedule id", s.ID)
	}
	if calendar.CheckZone(s.Zone) != nil {
		d.add(at, DefectBadZone, "zone", "")
	}
	d.week(at, s.Week)
	for _, c := range s.Closed {
		if c.Days == (calendar.Days{}) || c.Days.Check() != nil {
			d.add(at, DefectBadClosure, "closure", c.Name)
		}
	}
}

func (d *defects) week(at Defect, week []Workday) {
	var seen [7]bool
	works, delivers, counts := false, false, false
	for _, w := range week {
		d.workday(at, w)
		for _, day := range w.Weekdays {
			switch {
			case day < time.Sunday || day > time.Saturday:
				d.add(at, DefectBadWeekday, "weekday", strconv.Itoa(int(day)))
			case seen[day]:
				d.add(at, DefectTwoWorkdays, "weekday", day.String())
			default:
				seen[day] = true
			}
		}
		works = works || !w.NoWork
		delivers = delivers || !w.NoDelivery
		counts = counts || !w.NoWork && w.CutOff != calendar.Clock{}
	}
	switch {
	case !works:
		d.add(at, DefectNoWorkday, "week", "")
	case !delivers:
		d.add(at, DefectNoDelivery, "week", "")
	case !counts:
		d.add(at, DefectNoCutOff, "cut-off", "")
	}
}

func (d *defects) workday(at Defect, w Workday) {
	if len(w.Weekdays) == 0 {
		d.add(at, DefectNoWeekday, "weekdays", "")
	}
	if w.CutOff.Compare(calendar.EndOfDay()) > 0 {
		d.add(at, DefectBadCutOff, "cut-off", w.CutOff.String())
	}
	if w.NoWork && w.CutOff != (calendar.Clock{}) {
		d.add(at, DefectMisplacedCutOff, "cut-off", w.CutOff.String())
	}
	if w.NoWork && w.NoDelivery {
		d.add(at, DefectIdleDay, "week", "")
	}
	if w.NoDelivery && len(w.Frames) > 0 {
		d.add(at, DefectMisplacedFrame, "frames", "")
	}
	for _, f := range w.Frames {
		if !f.valid() {
			d.add(at, DefectBadFrame, "frame", f.From.String()+"–"+f.Until.String())
		}
	}
}

// availability checks the products that have a schedule of their own, and returns each once.
func (d *defects) availability(given []Availability, known map[string]int32) []Availability {
	all := slices.Clone(given)
	slices.SortFunc(all, func(a, b Availability) int {
		return cmp.Or(cmp.Compare(a.Product, b.Product), cmp.Compare(a.Schedule, b.Schedule))
	})
	all = slices.Compact(all)
	for i, a := range all {
		at := Defect{Product: defect.Cut(a.Product)}
		if account.CheckID(a.Product) != nil {
			d.add(at, DefectBadID, "product", a.Product)
		}
		if i > 0 && a.Product == all[i-1].Product {
			d.add(at, DefectDuplicate, "product", "")
		}
		if _, ok := known[a.Schedule]; !ok {
			d.add(at, DefectUnknownSchedule, "schedule", strconv.Quote(defect.Cut(a.Schedule)))
		}
	}
	return all
}
