package delivery_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	if testing.Short() { // under the race detector, which finds nothing in pure functions
		return (small + 3) / 4
	}
	return small
}

// zones change their clocks at two, at midnight, before it, by half an hour, in the south and in the north, or never.
var zones = []string{
	"UTC", "Europe/London", "Europe/Rome", "America/New_York", "America/St_Johns", "America/Santiago", "Africa/Cairo",
	"Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Pacific/Auckland", "Asia/Kolkata",
}

func zoneOf(name string) *time.Location {
	zone, err := calendar.ParseZone(name)
	if err != nil {
		panic(err)
	}
	return zone
}

func clock(minute int) calendar.Clock {
	return calendar.MustClock(fmt.Sprintf("%02d:%02d", minute/60, minute%60))
}

// changes returns the instants from 2020 to 2035 at which a zone's offset changes.
func changes(zone *time.Location) (all []time.Time) {
	end := time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)
	for at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(end); at = at.Add(time.Hour) {
		_, was := at.In(zone).Zone()
		if _, is := at.Add(time.Hour).In(zone).Zone(); was == is {
			continue
		}
		for m := range 60 {
			if _, is := at.Add(time.Duration(m+1) * time.Minute).In(zone).Zone(); was != is {
				all = append(all, at.Add(time.Duration(m+1)*time.Minute))
				break
			}
		}
	}
	return all
}

// world makes schedules and questions about them.
type world struct {
	*rand.Rand
	data delivery.Data
	at   time.Time // around which things happen
	// night: work on all days, and frames while clocks change
	night bool
}

func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func pick[T any](w *world, all []T) T { return all[w.IntN(len(all))] }

// newWorld makes schedules in one zone, around an instant.
func newWorld(seed uint64, at time.Time, zone *time.Location) *world {
	w := &world{Rand: rand.New(rand.NewPCG(seed, 7)), at: at}
	w.night = w.chance(35)
	for n := range 1 + w.IntN(3) {
		s := delivery.Schedule{ID: string(rune('a' + n)), Zone: zone, Week: w.week()}
		if w.chance(10) {
			s.Zone = zoneOf(pick(w, zones))
		}
		for range pick(w, []int{0, 1, 3, 12}) {
			s.Closed = append(s.Closed, w.closure(zone))
		}
		w.data.Schedules = append(w.data.Schedules, s)
	}
	if w.chance(50) {
		w.data.Availability = []delivery.Availability{{Product: "bread", Schedule: pick(w, w.data.Schedules).ID}}
	}
	return w
}

func (w *world) week() (week []delivery.Workday) {
	days := w.Perm(7)[:1+w.IntN(7)]
	if w.night {
		days = w.Perm(7)
	}
	for len(days) > 0 {
		n := 1 + w.IntN(len(days))
		workday := delivery.Workday{CutOff: pick(w, []calendar.Clock{clock(840), clock(w.IntN(1441)), clock(30 * w.IntN(9)), calendar.EndOfDay(), {}})}
		for _, day := range days[:n] {
			workday.Weekdays = append(workday.Weekdays, time.Weekday(day))
		}
		days = days[n:]
		if workday.NoDelivery = w.chance(20); !workday.NoDelivery {
			workday.Frames = w.frames()
			if workday.NoWork = w.chance(20) && len(week) > 0; workday.NoWork {
				workday.CutOff = calendar.Clock{}
			}
		}
		week = append(week, workday)
	}
	week[0].CutOff = clock(1 + w.IntN(1440))
	week[len(week)-1].NoDelivery = false
	return week
}

// frames are mostly by the hour, some at night where clocks change, some over midnight.
func (w *world) frames() (frames []delivery.Frame) {
	for range pick(w, []int{0, 1, 2, 2, 5}) {
		from := pick(w, []int{60 * w.IntN(24), 15 * w.IntN(16), w.IntN(1440)})
		length := pick(w, []int{240, 30, 15, 1 + w.IntN(1440)})
		if w.night {
			from, length = pick(w, []int{0, 15, 30, 60, 90, 120, 130, 150}), pick(w, []int{10, 15, 30, 60})
		}
		frames = append(frames, delivery.Frame{From: clock(from), Until: clock(from + length)})
	}
	return frames
}

func (w *world) closure(zone *time.Location) delivery.Closure {
	from := calendar.DateOf(w.at, zone).AddDays(w.IntN(30) - 5)
	c := delivery.Closure{
		Days: calendar.Days{From: from, To: from.AddDays(pick(w, []int{0, 0, 1, w.IntN(15)}))},
		Name: pick(w, []string{"", "feast", "fair", "frost"}), DeliveryOnly: w.chance(30),
	}
	switch w.IntN(40) {
	case 0:
		c.Days.To = calendar.Date{}
	case 1:
		c.Days.From = calendar.Date{}
	}
	return c
}

func (w *world) question() delivery.Question {
	q := delivery.Question{At: w.at, Lead: pick(w, []int{0, 0, 1, 2, w.IntN(10), w.IntN(120)})}
	if w.night {
		q.Lead = w.IntN(2)
	}
	for _, s := range w.data.Schedules {
		if len(q.Schedules) == 0 || w.chance(50) {
			q.Schedules = append(q.Schedules, s.ID)
		}
	}
	if w.chance(10) {
		q.Schedules = append(q.Schedules, q.Schedules[0])
	}
	w.Shuffle(len(q.Schedules), func(i, j int) { q.Schedules[i], q.Schedules[j] = q.Schedules[j], q.Schedules[i] })
	q.Product = pick(w, []string{"", "bread", "flour"})
	return q
}

func planOf(t testing.TB, data delivery.Data) *delivery.Plan {
	t.Helper()
	plan, err := delivery.NewPlan(data)
	if err != nil {
		t.Fatalf("%v\n%.2000s", err, fmt.Sprintf("%+v", data))
	}
	return plan
}

// someday is any instant of the years, to the microsecond.
func someday(w *rand.Rand) time.Time {
	span := time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC).Sub(time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC))
	at := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(w.Int64N(int64(span))))
	return at.Truncate([]time.Duration{time.Microsecond, time.Minute, time.Hour}[w.IntN(3)])
}

func firstSlots(plan *delivery.Plan, q delivery.Question, n int) (slots []delivery.Slot) {
	for slot := range plan.Slots(q) {
		if len(slots) == n {
			break
		}
		slots = append(slots, slot)
	}
	return slots
}

func prefix(slots []delivery.Slot) []delivery.Slot { return slots[:min(refSlots, len(slots))] }
