package delivery

import (
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Plan is all schedules of a seller, compiled. It never changes and is safe for any number of readers. The zero Plan has no
// schedule.
type Plan struct {
	schedules []schedule // by id
	number    map[string]int32
	products  map[string]int32 // the schedule that overrules, by product
}

// schedule is a Schedule ready to be asked.
type schedule struct {
	fact   Schedule
	zone   *time.Location
	week   [7]weekday
	closed []closed // disjoint, by day
}

// weekday is a day of the week, by time.Weekday.
type weekday struct {
	works    bool
	delivers bool
	cutOff   calendar.Clock
	frames   []Frame // sorted, each once
}

// NewPlan checks the data and compiles it. Everything that is wrong is told at once, by a *[DataError]. What is given is
// copied. The same schedule or availability given twice counts once.
func NewPlan(data Data) (*Plan, error) {
	var found defects
	p := &Plan{number: map[string]int32{}, products: map[string]int32{}}
	facts := found.schedules(data.Schedules)
	for _, fact := range facts {
		p.number[fact.ID] = int32(len(p.schedules))
		p.schedules = append(p.schedules, compile(fact))
	}
	for _, a := range found.availability(data.Availability, p.number) {
		p.products[a.Product] = p.number[a.Schedule]
	}
	if err := found.err(); err != nil {
		return nil, err
	}
	return p, nil
}

// Schedule returns the schedule of an id, its lists sorted, and false where there is none.
func (p *Plan) Schedule(id string) (Schedule, bool) {
	s := p.find(id)
	if s == nil {
		return Schedule{}, false
	}
	return s.fact.clone(), true
}

// Availability returns the id of the schedule that overrules for a product, and false where none does.
func (p *Plan) Availability(product string) (schedule string, ok bool) {
	if s := p.overruling(product); s != nil {
		return s.fact.ID, true
	}
	return "", false
}

func (p *Plan) find(id string) *schedule {
	if p == nil {
		return nil
	}
	if n, ok := p.number[id]; ok {
		return &p.schedules[n]
	}
	return nil
}

func (p *Plan) overruling(product string) *schedule {
	if p == nil {
		return nil
	}
	if n, ok := p.products[product]; ok {
		return &p.schedules[n]
	}
	return nil
}

// compile takes a normal fact, whose frames are sorted.
func compile(fact Schedule) schedule {
	s := schedule{fact: fact, zone: fact.Zone, closed: flatten(fact.Closed)}
	for _, w := range fact.Week {
		frames := slices.Clip(slices.Compact(slices.Clone(w.Frames)))
		for _, day := range w.Weekdays {
			if day >= time.Sunday && day <= time.Saturday {
				s.week[day] = weekday{works: !w.NoWork, delivers: !w.NoDelivery, cutOff: w.CutOff, frames: frames}
			}
		}
	}
	return s
}

func byID(a, b Schedule) int { return strings.Compare(a.ID, b.ID) }
