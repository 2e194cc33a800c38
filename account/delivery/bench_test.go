package delivery_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

func benchPlan(t testing.TB) (*delivery.Plan, delivery.Question) {
	data, _ := britain(t)
	for n := range 10_000 {
		data.Availability = append(data.Availability, delivery.Availability{Product: fmt.Sprint("product ", n), Schedule: "scotland"})
	}
	return planOf(t, data), delivery.Question{
		Schedules: []string{"england-and-wales", "scotland"}, Product: "bolt", Lead: 3,
		At: time.Date(2019, 12, 20, 15, 0, 0, 0, time.UTC),
	}
}

// The question costs no memory.
func TestPromise_AllocatesNothing(t *testing.T) {
	plan, q := benchPlan(t)
	for _, lead := range []int{0, 3, delivery.MaxLead} {
		q.Lead = lead
		if n := testing.AllocsPerRun(100, func() { plan.Promise(q) }); n != 0 {
			t.Errorf("lead %d: %v allocations", lead, n)
		}
	}
	lines := make([]delivery.Line, 50)
	if n := testing.AllocsPerRun(100, func() { plan.Order(q.Schedules, lines, q.At) }); n > 1 {
		t.Errorf("an order: %v allocations", n)
	}
}

func BenchmarkPromise(b *testing.B) {
	plan, q := benchPlan(b)
	for _, lead := range []int{0, 3, 250} {
		b.Run(fmt.Sprintf("lead=%d", lead), func(b *testing.B) {
			q.Lead = lead
			b.ReportAllocs()
			for b.Loop() {
				plan.Promise(q)
			}
		})
	}
	b.Run("overruled", func(b *testing.B) {
		q.Lead, q.Product = 3, "product 5000"
		b.ReportAllocs()
		for b.Loop() {
			plan.Promise(q)
		}
	})
}

func BenchmarkOrder(b *testing.B) {
	plan, q := benchPlan(b)
	lines := make([]delivery.Line, 50)
	for i := range lines {
		lines[i] = delivery.Line{Product: fmt.Sprint("product ", i*400), Lead: i % 5}
	}
	b.ReportAllocs()
	for b.Loop() {
		plan.Order(q.Schedules, lines, q.At)
	}
}

func BenchmarkWhy(b *testing.B) {
	plan, q := benchPlan(b)
	b.ReportAllocs()
	for b.Loop() {
		plan.Why(q)
	}
}

func BenchmarkNewPlan(b *testing.B) {
	data := delivery.Data{}
	for n := range 100 {
		s := week()
		s.ID = fmt.Sprint(n)
		for d := range 100 {
			s.Closed = append(s.Closed, delivery.Closing(calendar.MustDate("2026-01-01").AddDays(d*7), ""))
		}
		data.Schedules = append(data.Schedules, s)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := delivery.NewPlan(data); err != nil {
			b.Fatal(err)
		}
	}
}
