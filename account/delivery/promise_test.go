package delivery_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// notEarlier reports whether a promise is no earlier than another; a refusal is later than any day.
func notEarlier(p, than delivery.Promise) bool {
	return !p.OK() || than.OK() && p.Slot.Compare(than.Slot) >= 0
}

// worlds calls a test with worlds at random instants, half of them near a change of the clocks.
func worlds(t *testing.T, test func(w *world, plan *delivery.Plan, q delivery.Question)) {
	t.Helper()
	var near []time.Time
	for _, name := range zones[1:5] {
		near = append(near, changes(zoneOf(name))...)
	}
	for seed := range uint64(proof(300, 6000, 200000)) {
		r := rand.New(rand.NewPCG(seed, 3))
		at := someday(r)
		if seed%2 == 0 {
			at = near[r.IntN(len(near))].Add(time.Duration(r.IntN(40*60)-38*60) * time.Minute)
		}
		w := newWorld(seed, at, zoneOf(zones[r.IntN(len(zones))]))
		plan := planOf(t, w.data)
		test(w, plan, w.question())
	}
}

// Who orders later, or has to wait for the goods longer, never gets them earlier.
func TestDEL1_LaterIsNeverEarlier(t *testing.T) {
	ahead := 0
	worlds(t, func(w *world, plan *delivery.Plan, q delivery.Question) {
		p := plan.Promise(q)
		later := q
		later.At = q.At.Add(time.Duration(w.Int64N(int64(50*time.Hour)) + 1))
		if got := plan.Promise(later); !notEarlier(got, p) && withinReach(plan, q, got) {
			t.Fatalf("%+v\nordered at %s: %s, at %s: %s", w.data, q.At, p, later.At, got)
		} else if got.OK() && got.Slot != p.Slot {
			ahead++
		}
		longer := q
		longer.Lead += 1 + w.IntN(3)
		if got := plan.Promise(longer); !notEarlier(got, p) {
			t.Fatalf("%+v\nlead %d: %s, lead %d: %s", w.data, q.Lead, p, longer.Lead, got)
		}
	})
	if ahead == 0 {
		t.Error("nothing was ever later")
	}
}

// withinReach: what is too far ahead now may be near enough a day later, so only a day that both searches see counts.
func withinReach(plan *delivery.Plan, q delivery.Question, later delivery.Promise) bool {
	s, _ := plan.Schedule(later.Slot.Schedule)
	return !later.Slot.Date.After(calendar.DateOf(q.At, s.Zone).AddDays(delivery.MaxDays))
}

// One more closed day never makes anything earlier, one more schedule never later.
func TestDEL1_MoreClosedMoreSchedules(t *testing.T) {
	later, earlier := 0, 0
	worlds(t, func(w *world, plan *delivery.Plan, q delivery.Question) {
		p := plan.Promise(q)
		shut := w.data
		shut.Schedules = slices.Clone(shut.Schedules)
		i := w.IntN(len(shut.Schedules))
		shut.Schedules[i].Closed = append(slices.Clone(shut.Schedules[i].Closed), w.closure(shut.Schedules[i].Zone))
		if w.chance(50) && p.OK() {
			shut.Schedules[i].Closed = append(shut.Schedules[i].Closed, delivery.Closing(p.Slot.Date, ""))
		}
		got := planOf(t, shut).Promise(q)
		if !notEarlier(got, p) {
			t.Fatalf("%+v\n%s, and with more closed %s", shut, p, got)
		}
		more := q
		more.Schedules = append(slices.Clone(q.Schedules), w.data.Schedules[i].ID)
		with := plan.Promise(more)
		if !notEarlier(p, with) {
			t.Fatalf("%+v\n%s, and with more schedules %s", w.data, p, with)
		}
		if got.Slot != p.Slot {
			later++
		}
		if with.Slot != p.Slot {
			earlier++
		}
	})
	if later == 0 || earlier == 0 {
		t.Errorf("%d times later, %d times earlier", later, earlier)
	}
}

// The order of everything, saying a thing twice, and the zone in which the instant is written mean nothing.
func TestP2_OrderOfInputs(t *testing.T) {
	worlds(t, func(w *world, plan *delivery.Plan, q delivery.Question) {
		data := delivery.Data{Availability: slices.Clone(w.data.Availability)}
		for _, s := range w.data.Schedules {
			s.Closed = shuffled(w, append(slices.Clone(s.Closed), s.Closed...))
			s.Week = shuffled(w, s.Week)
			for i := range s.Week {
				s.Week[i].Weekdays, s.Week[i].Frames = shuffled(w, s.Week[i].Weekdays), shuffled(w, s.Week[i].Frames)
			}
			data.Schedules = append(data.Schedules, s)
		}
		data.Schedules = shuffled(w, data.Schedules)
		again := data.Schedules[0]
		again.Week, again.Closed = shuffled(w, again.Week), shuffled(w, again.Closed)
		for i := range again.Week {
			again.Week[i].Weekdays, again.Week[i].Frames = shuffled(w, again.Week[i].Weekdays), shuffled(w, again.Week[i].Frames)
		}
		data.Schedules = append(data.Schedules, again)
		data.Availability = append(data.Availability, data.Availability...)
		other := planOf(t, data)
		r := q
		r.Schedules, r.At = shuffled(w, q.Schedules), q.At.In(zoneOf("Asia/Kolkata"))
		if a, b := plan.Promise(q), other.Promise(r); a != b {
			t.Fatalf("%s and %s", a, b)
		}
		if !slices.Equal(plan.Why(q), other.Why(r)) || !slices.Equal(firstSlots(plan, q, 9), firstSlots(other, r, 9)) {
			t.Fatalf("%+v answers otherwise", data)
		}
	})
}

func shuffled[T any](w *world, list []T) []T {
	list = slices.Clone(list)
	w.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// The slots begin with the promise, follow each other, and end with the search; an order comes with its last line.
func TestDEL1_SlotsAndOrders(t *testing.T) {
	worlds(t, func(w *world, plan *delivery.Plan, q delivery.Question) {
		p := plan.Promise(q)
		slots := firstSlots(plan, q, 30)
		if p.OK() != (len(slots) > 0) || p.OK() && slots[0] != p.Slot {
			t.Fatalf("%+v\n%s, and the slots %v", w.data, p, slots)
		}
		for i, s := range slots {
			if i > 0 && s.Compare(slots[i-1]) <= 0 || s.Window.Empty() || s.Frame != (delivery.Frame{}) && s.Window.From.Before(q.At) {
				t.Fatalf("%+v\n%v", w.data, slots)
			}
		}
		var lines []delivery.Line
		for range 1 + w.IntN(4) {
			lines = append(lines, delivery.Line{Product: pick(w, []string{"", "bread", "flour"}), Lead: w.IntN(9)})
		}
		o := plan.Order(q.Schedules, lines, q.At)
		for i, line := range lines {
			want := plan.Promise(delivery.Question{Schedules: q.Schedules, Product: line.Product, Lead: line.Lead, At: q.At})
			if o.Lines[i] != want || !notEarlier(o.Promise, want) || i+1 < o.Line && want == o.Promise {
				t.Fatalf("line %d: %s, want %s; all %s", i+1, o.Lines[i], want, o.Promise)
			}
		}
		if _, own := plan.Availability(lines[o.Line-1].Product); o.Promise.OK() && !own {
			together(t, plan, q, lines, o.Promise.Slot)
		}
		if o.Promise != o.Lines[o.Line-1] {
			t.Fatalf("line %d is not that of %s", o.Line, o.Promise)
		}
	})
}

// together: lines without a schedule of their own can all come in the last one's slot.
func together(t *testing.T, plan *delivery.Plan, q delivery.Question, lines []delivery.Line, last delivery.Slot) {
	for _, line := range lines {
		if _, own := plan.Availability(line.Product); own {
			continue
		}
		can := false
		for slot := range plan.Slots(delivery.Question{Schedules: q.Schedules, Lead: line.Lead, At: q.At}) {
			if can = slot == last; can || slot.Compare(last) > 0 {
				break
			}
		}
		if !can {
			t.Fatalf("line of %q cannot come with the last one on %s", line.Product, last)
		}
	}
}

// The reasons of each schedule have no gap: they begin on the day of the order and end before the delivery date, and what is
// named is as the facts have it.
func TestDEL1_ReasonsCoverEachDay(t *testing.T) {
	worlds(t, func(w *world, plan *delivery.Plan, q delivery.Question) {
		p := plan.Promise(q)
		next := map[string]calendar.Date{}
		for _, r := range plan.Why(q) {
			s, _ := plan.Schedule(r.Schedule)
			if _, begun := next[s.ID]; !begun {
				next[s.ID] = calendar.DateOf(q.At, s.Zone)
			}
			frame := r.Code == delivery.ReasonFrameBegun || r.Code == delivery.ReasonFrameSkipped
			if r.Days.From != next[s.ID] && !(frame && r.Days.From.Next() == next[s.ID]) || r.Days.Check() != nil {
				t.Fatalf("%+v\n%s: %s does not follow %s", w.data, p, r, next[s.ID])
			}
			if r.Code == delivery.ReasonClosed && closureOf(&s, r.Days.From).Name != r.Subject {
				t.Fatalf("%+v\n%s", w.data, r)
			}
			next[s.ID] = r.Days.To.Next()
		}
		for id, day := range next {
			s, _ := plan.Schedule(id)
			if last := calendar.DateOf(q.At, s.Zone).AddDays(delivery.MaxDays + 1); !p.OK() && day != last {
				t.Fatalf("%s ends at %s", id, day)
			}
			if p.OK() && (day.Before(p.Slot.Date) || day.After(p.Slot.Date.Next())) {
				t.Fatalf("%s: %s ends at %s", p, id, day)
			}
		}
	})
}

// Compiling takes copies, both ways.
func TestPlan_SharesNothing(t *testing.T) {
	data := delivery.Data{Schedules: []delivery.Schedule{week()}}
	plan := planOf(t, data)
	want := plan.Promise(delivery.Question{Schedules: []string{"weekdays"}, At: noon})
	spoil := func(s *delivery.Schedule) {
		s.Week[0].Weekdays[0], s.Week[0].Frames[0], s.Week[0].CutOff = time.Sunday, delivery.Frame{}, calendar.Clock{}
		s.Closed[0] = delivery.Closure{}
	}
	spoil(&data.Schedules[0])
	s, ok := plan.Schedule("weekdays")
	kept, _ := plan.Schedule("weekdays")
	spoil(&s)
	again, _ := plan.Schedule("weekdays")
	opts := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
	if diff := cmp.Diff(kept, again, opts, cmp.Comparer(func(a, b calendar.Date) bool { return a == b }), cmp.Comparer(func(a, b calendar.Clock) bool { return a == b })); !ok || diff != "" {
		t.Error(diff)
	}
	if got := plan.Promise(delivery.Question{Schedules: []string{"weekdays"}, At: noon}); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

var noon = time.Date(2026, 12, 8, 12, 0, 0, 0, time.UTC)
