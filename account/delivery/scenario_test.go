package delivery_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/account/delivery"
)

// scenario is schedules and what becomes of orders, as testdata/scenarios tells it and says why. All of it was written by
// hand from the rules.
type scenario struct {
	Name         string            `json:"name"`
	Why          string            `json:"why"`
	Schedules    []roster          `json:"schedules"`
	Availability map[string]string `json:"availability"`
	Orders       []purchase        `json:"orders"`
}

type roster struct {
	ID   string `json:"id"`
	Zone string `json:"zone"`
	Week []struct {
		Days       string         `json:"days"`
		CutOff     calendar.Clock `json:"cut_off"`
		Frames     []string       `json:"frames"`
		NoDelivery bool           `json:"no_delivery"`
		NoWork     bool           `json:"no_work"`
	} `json:"week"`
	Closed []struct {
		Day          calendar.Date `json:"day"`
		From         calendar.Date `json:"from"`
		To           calendar.Date `json:"to"`
		Name         string        `json:"name"`
		DeliveryOnly bool          `json:"delivery_only"`
	} `json:"closed"`
}

// purchase is one order. By are its schedules, all where none are given; At is by the clocks of the first one, or an instant.
type purchase struct {
	By         *[]string `json:"by"`
	Product    string    `json:"product"`
	Lead       int       `json:"lead"`
	At         string    `json:"at"`
	Comes      string    `json:"comes"`
	NotEarlier []string  `json:"not_earlier"`
	Next       []string  `json:"next"`
}

func (r roster) schedule(t *testing.T) delivery.Schedule {
	s := delivery.Schedule{ID: r.ID, Zone: zoneOf(r.Zone)}
	for _, w := range r.Week {
		workday := delivery.Workday{CutOff: w.CutOff, NoDelivery: w.NoDelivery, NoWork: w.NoWork}
		for _, day := range strings.Fields(w.Days) {
			n := slices.Index([]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}, day)
			workday.Weekdays = append(workday.Weekdays, time.Weekday(n))
		}
		for _, f := range w.Frames {
			from, until, ok := strings.Cut(f, "–")
			if !ok {
				t.Fatal(f)
			}
			workday.Frames = append(workday.Frames, delivery.Frame{From: calendar.MustClock(from), Until: calendar.MustClock(until)})
		}
		s.Week = append(s.Week, workday)
	}
	for _, c := range r.Closed {
		closure := delivery.Closure{Days: calendar.Days{From: c.From, To: c.To}, Name: c.Name, DeliveryOnly: c.DeliveryOnly}
		if !c.Day.IsZero() {
			closure.Days = calendar.Days{From: c.Day, To: c.Day}
		}
		s.Closed = append(s.Closed, closure)
	}
	return s
}

func (s scenario) play(t *testing.T) {
	var data delivery.Data
	var all []string
	for _, r := range s.Schedules {
		data.Schedules = append(data.Schedules, r.schedule(t))
		all = append(all, r.ID)
	}
	for product, id := range s.Availability {
		data.Availability = append(data.Availability, delivery.Availability{Product: product, Schedule: id})
	}
	plan := planOf(t, data)
	for _, o := range s.Orders {
		at, err := time.ParseInLocation("2006-01-02 15:04", o.At, data.Schedules[0].Zone)
		if err != nil {
			if at, err = time.Parse(time.RFC3339, o.At); err != nil {
				t.Fatal(err)
			}
		}
		q := delivery.Question{Schedules: all, Product: o.Product, Lead: o.Lead, At: at}
		if o.By != nil {
			q.Schedules = *o.By
		}
		if got := plan.Promise(q).String(); got != o.Comes {
			t.Errorf("%s: ordered %s: %s, want %s", s.Name, o.At, got, o.Comes)
		}
		var why, next []string
		for _, r := range plan.Why(q) {
			why = append(why, r.String())
		}
		if o.NotEarlier != nil && !slices.Equal(why, o.NotEarlier) {
			t.Errorf("%s: ordered %s: not earlier since\n%s\nwant\n%s", s.Name, o.At, strings.Join(why, "\n"), strings.Join(o.NotEarlier, "\n"))
		}
		for _, slot := range firstSlots(plan, q, len(o.Next)) {
			next = append(next, slot.String())
		}
		if !slices.Equal(next, o.Next) {
			t.Errorf("%s: ordered %s: the next are %q, want %q", s.Name, o.At, next, o.Next)
		}
	}
}

func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	orders := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var scenarios []scenario
		d := json.NewDecoder(bytes.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(&scenarios); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, s := range scenarios {
			if s.Name == "" || s.Why == "" || len(s.Orders) == 0 {
				t.Errorf("%s: %q says too little", file, s.Name)
			}
			orders += len(s.Orders)
			s.play(t)
		}
	}
	if orders < 40 {
		t.Errorf("only %d orders", orders)
	}
}
