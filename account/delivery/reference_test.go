package delivery_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// reference answers from the facts alone, day by day and minute by minute, as slowly and plainly as it can.
type reference struct {
	data  delivery.Data
	shown map[shownKey]time.Time
}

type shownKey struct {
	zone   string
	day    calendar.Date
	minute int
}

// refDay is one day of a schedule in the light of a question.
type refDay struct {
	date     calendar.Date
	workday  *delivery.Workday // nil where the day of the week has none
	closure  *delivery.Closure
	reason   delivery.ReasonCode
	subject  string
	slots    []delivery.Slot
	unusable []delivery.Reason // frames before the first slot
}

// shows returns the first minute at which the clocks of a zone show a time of a day, or anything later.
func (r *reference) shows(d calendar.Date, c calendar.Clock, zone *time.Location) time.Time {
	key := shownKey{zone.String(), d, c.Minutes()}
	if at, ok := r.shown[key]; ok {
		return at
	}
	want := time.Date(d.Year(), d.Month(), d.Day(), 0, c.Minutes(), 0, 0, time.UTC)
	before := func(at time.Time) bool {
		local := at.In(zone)
		y, m, day := local.Date()
		return time.Date(y, m, day, local.Hour(), local.Minute(), 0, 0, time.UTC).Before(want)
	}
	at := want.Add(-15 * time.Hour)
	for before(at) {
		at = at.Add(time.Hour)
	}
	for at = at.Add(-4 * time.Hour); before(at); { // no clock goes back by more than an hour in these years
		at = at.Add(time.Minute)
	}
	if r.shown == nil {
		r.shown = map[shownKey]time.Time{}
	}
	r.shown[key] = at
	return at
}

func (r *reference) schedule(id string) *delivery.Schedule {
	for i := range r.data.Schedules {
		if r.data.Schedules[i].ID == id {
			return &r.data.Schedules[i]
		}
	}
	return nil
}

// schedules are those that count, by id.
func (r *reference) schedules(q delivery.Question) []*delivery.Schedule {
	ids := slices.Clone(q.Schedules)
	for _, a := range r.data.Availability {
		if a.Product == q.Product {
			ids = []string{a.Schedule}
		}
	}
	slices.Sort(ids)
	var all []*delivery.Schedule
	for _, id := range slices.Compact(ids) {
		all = append(all, r.schedule(id))
	}
	return all
}

// closure returns the closure of a day that people are told of.
func closureOf(s *delivery.Schedule, d calendar.Date) (told *delivery.Closure) {
	for i := range s.Closed {
		c := &s.Closed[i]
		if c.Days.Contains(d) && (told == nil || tells(c, told)) {
			told = c
		}
	}
	return told
}

func tells(c, than *delivery.Closure) bool {
	if c.DeliveryOnly != than.DeliveryOnly {
		return !c.DeliveryOnly
	}
	if c.Days.From != than.Days.From {
		return c.Days.From.After(than.Days.From)
	}
	if c.Days.To != than.Days.To {
		return than.Days.To.IsZero() || !c.Days.To.IsZero() && c.Days.To.Before(than.Days.To)
	}
	return c.Name < than.Name
}

// refSlots is how many slots of a schedule are looked for; days after them are not judged.
const refSlots = 12

// days are all days of the search, each with what it has or lacks, and the working days on which the order is taken in and
// ready.
func (r *reference) days(s *delivery.Schedule, q delivery.Question) (days []refDay, taken, ready calendar.Date) {
	first := calendar.DateOf(q.At, s.Zone)
	var working []calendar.Date // those that count, from the one on which the order is taken in
	for n := 0; n <= delivery.MaxDays; n++ {
		day := refDay{date: first.AddDays(n), closure: closureOf(s, first.AddDays(n))}
		for i := range s.Week {
			if slices.Contains(s.Week[i].Weekdays, day.date.Weekday()) {
				day.workday = &s.Week[i]
			}
		}
		works := day.workday != nil && !day.workday.NoWork && (day.closure == nil || day.closure.DeliveryOnly)
		if works && (len(working) > 0 || q.At.Before(r.shows(day.date, day.workday.CutOff, s.Zone))) {
			working = append(working, day.date)
		}
		days = append(days, day)
	}
	if len(working) > 0 {
		taken = working[0]
	}
	if len(working) > q.Lead {
		ready = working[q.Lead]
	}
	for i, slots := 0, 0; i < len(days) && slots < refSlots; i++ {
		r.judge(&days[i], s, q, taken, ready)
		slots += len(days[i].slots)
	}
	return days, taken, ready
}

func (r *reference) judge(day *refDay, s *delivery.Schedule, q delivery.Question, taken, ready calendar.Date) {
	isReady := !ready.IsZero() && !day.date.Before(ready)
	isTaken := !taken.IsZero() && !day.date.Before(taken)
	switch {
	case day.closure != nil && (!day.closure.DeliveryOnly || isReady):
		day.reason, day.subject = delivery.ReasonClosed, day.closure.Name
	case day.workday == nil:
		day.reason = delivery.ReasonNoWork
	case !isReady && day.workday.NoWork:
		day.reason = delivery.ReasonNoWork
	case !isTaken:
		day.reason, day.subject = delivery.ReasonCutOff, day.workday.CutOff.String()
	case !isReady:
		day.reason = delivery.ReasonLead
	case day.workday.NoDelivery:
		day.reason = delivery.ReasonNoDelivery
	default:
		r.frames(day, s, q)
	}
}

func (r *reference) frames(day *refDay, s *delivery.Schedule, q delivery.Question) {
	if len(day.workday.Frames) == 0 {
		whole := calendar.Window{From: r.shows(day.date, calendar.Clock{}, s.Zone), Until: r.shows(day.date.Next(), calendar.Clock{}, s.Zone)}
		day.slots = []delivery.Slot{{Schedule: s.ID, Date: day.date, Window: whole}}
		return
	}
	frames := slices.Clone(day.workday.Frames)
	slices.SortFunc(frames, func(f, g delivery.Frame) int {
		return (f.From.Minutes()-g.From.Minutes())*10000 + f.Until.Minutes() - g.Until.Minutes()
	})
	for _, f := range slices.Compact(frames) {
		w := calendar.Window{From: r.shows(day.date, f.From, s.Zone), Until: r.shows(day.date, f.Until, s.Zone)}
		no := delivery.Reason{Schedule: s.ID, Days: calendar.Days{From: day.date, To: day.date}, Subject: f.String()}
		switch {
		case !w.From.Before(w.Until):
			no.Code = delivery.ReasonFrameSkipped
		case w.From.Before(q.At):
			no.Code = delivery.ReasonFrameBegun
		default:
			day.slots = append(day.slots, delivery.Slot{Schedule: s.ID, Date: day.date, Frame: f, Window: w})
			continue
		}
		if len(day.slots) == 0 {
			day.unusable = append(day.unusable, no)
		}
	}
}

// refAnswer is all that can be asked.
type refAnswer struct {
	promise delivery.Promise
	slots   []delivery.Slot
	reasons []delivery.Reason
}

func (r *reference) answer(q delivery.Question) (a refAnswer) {
	type side struct {
		days         []refDay
		taken, ready calendar.Date
	}
	sides := map[string]side{}
	for _, s := range r.schedules(q) {
		days, taken, ready := r.days(s, q)
		sides[s.ID] = side{days, taken, ready}
		for _, d := range days {
			a.slots = append(a.slots, d.slots...)
		}
	}
	slices.SortFunc(a.slots, delivery.Slot.Compare)
	a.promise = delivery.Promise{Code: delivery.RefusedTooFar}
	if len(a.slots) > 0 {
		best := sides[a.slots[0].Schedule]
		a.promise = delivery.Promise{Code: delivery.Promised, Slot: a.slots[0], Taken: best.taken, Ready: best.ready}
	}
	for _, s := range r.schedules(q) {
		var own []delivery.Reason
		for _, d := range sides[s.ID].days {
			last := a.promise.OK() && d.date == a.promise.Slot.Date
			if a.promise.OK() && d.date.After(a.promise.Slot.Date) {
				break
			}
			if d.reason != 0 && !last {
				own = joined(own, delivery.Reason{Code: d.reason, Schedule: s.ID, Days: calendar.Days{From: d.date, To: d.date}, Subject: d.subject})
			}
			for _, no := range d.unusable {
				own = joined(own, no)
			}
		}
		a.reasons = append(a.reasons, own...)
	}
	return a
}

// joined adds a reason, or lets the last one reach a day further.
func joined(all []delivery.Reason, r delivery.Reason) []delivery.Reason {
	if n := len(all); n > 0 && all[n-1].Code == r.Code && all[n-1].Subject == r.Subject && all[n-1].Days.To.Next() == r.Days.From {
		all[n-1].Days.To = r.Days.To
		return all
	}
	return append(all, r)
}
