package delivery_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// agree compares all that a plan answers with the reference.
func agree(t *testing.T, w *world, plan *delivery.Plan, ref *reference, q delivery.Question, hits map[string]int) {
	t.Helper()
	want := ref.answer(q)
	got := plan.Promise(q)
	opts := cmp.Comparer(func(a, b calendar.Date) bool { return a == b })
	clocks := cmp.Comparer(func(a, b calendar.Clock) bool { return a == b })
	if diff := cmp.Diff(want.promise, got, opts, clocks); diff != "" {
		t.Fatalf("%+v\n%+v\n%s", w.data, q, diff)
	}
	if diff := cmp.Diff(want.reasons, plan.Why(q), opts, clocks); diff != "" {
		t.Fatalf("%+v\n%+v\n%s", w.data, q, diff)
	}
	if diff := cmp.Diff(prefix(want.slots), firstSlots(plan, q, refSlots), opts, clocks); diff != "" {
		t.Fatalf("%+v\n%+v\n%s", w.data, q, diff)
	}
	count(q, want, ref, hits)
}

// count notes what a case is an example of.
func count(q delivery.Question, a refAnswer, ref *reference, hits map[string]int) {
	hits["all"]++
	found := map[string]bool{"code " + a.promise.Code.String(): true}
	for _, r := range a.reasons {
		found["reason "+r.Code.String()] = true
	}
	asked := ref.schedules(q)
	found["several schedules"] = len(asked) > 1
	found["overruled"] = len(asked) == 1 && !slices.Contains(q.Schedules, asked[0].ID)
	found["on the day itself"] = a.promise.OK() && a.promise.Slot.Date == calendar.DateOf(q.At, asked[0].Zone)
	found["any time"] = a.promise.OK() && a.promise.Slot.Frame == delivery.Frame{}
	found["without work"] = a.promise.OK() && worksNot(ref.schedule(a.promise.Slot.Schedule), a.promise.Slot.Date)
	found["over midnight"] = a.promise.Slot.Frame.Until.Minutes() > 1440
	found["not by the first schedule"] = a.promise.OK() && a.promise.Slot.Schedule != asked[0].ID
	if a.promise.OK() {
		f, long := a.promise.Slot.Frame, a.promise.Slot.Window
		found["a frame of another length"] = f != delivery.Frame{} &&
			long.Until.Sub(long.From) != time.Duration(f.Until.Minutes()-f.From.Minutes())*time.Minute
	}
	for name, is := range found {
		if is {
			hits[name]++
		}
	}
}

// Around every change of the clocks in 12 zones, and at any other time, the plan says what the slow simulation says.
func TestDEL1_Differential(t *testing.T) {
	hits := map[string]int{}
	perChange, anywhere := proof(1, 10, 200), proof(25, 250, 5000)
	seed := uint64(0)
	for _, name := range zones {
		zone := zoneOf(name)
		for _, change := range changes(zone) {
			for range perChange {
				seed++
				r := rand.New(rand.NewPCG(seed, 1))
				near := change.Add(time.Duration(r.IntN(33*60)-30*60) * time.Minute)
				if seed%3 > 0 {
					near = change.Add(-time.Duration(r.IntN(9*60)) * time.Minute)
				}
				compare(t, seed, near, zone, hits)
			}
		}
		for range anywhere {
			seed++
			compare(t, seed, someday(rand.New(rand.NewPCG(seed, 1))), zone, hits)
		}
	}
	for _, name := range []string{
		"code promised", "code too far ahead", "several schedules", "overruled", "on the day itself", "any time", "without work", "over midnight",
		"not by the first schedule", "a frame of another length", "reason closed", "reason no working day", "reason after the cut-off",
		"reason lead time", "reason no delivery", "reason frame begun", "reason frame skipped",
	} {
		if share := float64(hits[name]) * 100 / float64(hits["all"]); share < 0.5 {
			t.Errorf("%s: %.2f %% of %d", name, share, hits["all"])
		}
	}
	for _, name := range slices.Sorted(maps.Keys(hits)) {
		t.Logf("%6d %s", hits[name], name)
	}
}

func worksNot(s *delivery.Schedule, d calendar.Date) bool {
	return slices.ContainsFunc(s.Week, func(w delivery.Workday) bool { return w.NoWork && slices.Contains(w.Weekdays, d.Weekday()) })
}

func compare(t *testing.T, seed uint64, at time.Time, zone *time.Location, hits map[string]int) {
	w := newWorld(seed, at, zone)
	plan, ref := planOf(t, w.data), &reference{data: w.data}
	for range 2 {
		agree(t, w, plan, ref, w.question(), hits)
	}
	w.at = at.Add(time.Microsecond * time.Duration(w.IntN(3)-1))
	agree(t, w, plan, ref, w.question(), hits)
}

// At the cut-off of each day on which a clock changes, to the microsecond.
func TestDEL1_CutOffAtEveryChange(t *testing.T) {
	seen := 0
	for _, name := range zones {
		zone := zoneOf(name)
		for _, change := range changes(zone) {
			day := calendar.DateOf(change, zone)
			for _, minute := range []int{1, 30, 60, 90, 119, 120, 150, 180, 720, 1410, 1440} {
				s := delivery.Schedule{ID: "s", Zone: zone, Week: []delivery.Workday{{Weekdays: everyDay, CutOff: clock(minute)}}}
				plan, ref := planOf(t, delivery.Data{Schedules: []delivery.Schedule{s}}), &reference{}
				end := ref.shows(day, clock(minute), zone)
				for off, want := range map[time.Duration]bool{-time.Microsecond: true, 0: false, time.Microsecond: false} {
					at := end.Add(off)
					p := plan.Promise(delivery.Question{Schedules: []string{"s"}, At: at})
					if sameDay := p.Taken == day; sameDay != want && calendar.DateOf(at, zone) == day {
						t.Fatalf("%s, cut-off %s of %s, %s: counts for %s", name, clock(minute), day, at, p.Taken)
					}
					seen++
				}
			}
		}
	}
	if seen < 5000 {
		t.Errorf("only %d", seen)
	}
}

var everyDay = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
