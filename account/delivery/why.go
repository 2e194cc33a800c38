package delivery

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Why returns why the goods do not come earlier than [Plan.Promise] says: by schedule, and by day within it, a reason for
// each day from that of the order to the one before the delivery date, and for the frames of the delivery date that are
// passed over. Where no day is found it gives a reason for each day of the search. It is nil where nothing is passed over,
// and for a question that is refused for what it says.
func (p *Plan) Why(q Question) []Reason {
	promise := p.Promise(q)
	if !promise.OK() && promise.Code != RefusedTooFar {
		return nil
	}
	var all []Reason
	for _, s := range p.asked(&q) {
		all = s.why(all, &q, promise.Slot.Date)
	}
	return all
}

// asked returns the schedules of a question that can be answered, by id, each once.
func (p *Plan) asked(q *Question) []*schedule {
	if s := p.overruling(q.Product); s != nil {
		return []*schedule{s}
	}
	ids := slices.Clone(q.Schedules)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	asked := make([]*schedule, len(ids))
	for i, id := range ids {
		asked[i] = p.find(id)
	}
	return asked
}

// why adds the reasons of a schedule up to a day; no date is the whole search.
func (s *schedule) why(all []Reason, q *Question, until calendar.Date) []Reason {
	first := len(all)
	add := func(code ReasonCode, day calendar.Date, subject string) {
		if n := len(all); n > first {
			last := &all[n-1]
			if last.Code == code && last.Subject == subject { // of the day before, as each has a reason
				last.Days.To = day
				return
			}
		}
		all = append(all, Reason{
			Code: code, Schedule: s.fact.ID, Days: calendar.Days{From: day, To: day}, Subject: subject,
		})
	}
	for c := s.start(q.At, q.Lead); !c.over() && (until.IsZero() || !c.day.After(until)); c.day = c.day.Next() {
		code := c.judge()
		if code != 0 {
			if c.day != until {
				add(code, c.day, c.subject(code))
			}
			continue
		}
		for _, f := range c.frames() {
			_, no := c.fit(f)
			if no == 0 {
				break
			}
			add(no, c.day, f.String())
		}
	}
	return all
}

func (c *course) subject(code ReasonCode) string {
	switch code {
	case ReasonClosed:
		return c.shut().name
	case ReasonCutOff:
		return c.weekday().cutOff.String()
	}
	return ""
}
