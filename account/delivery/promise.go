package delivery

import (
	"strconv"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Promise is when goods can come, or why not. The zero Promise refuses.
type Promise struct {
	Code Code
	// Subject is what a refusal is about; see the code.
	Subject string
	// Slot is the earliest one; Slot.Date is the delivery date.
	Slot Slot
	// Taken is the working day for which the order counts, Ready the one on which its lead time is over.
	Taken, Ready calendar.Date
}

// OK reports whether the goods can come.
func (p Promise) OK() bool { return p.Code == Promised }

// String says the promise or refusal for people: "2026-12-29 08:00–12:00".
func (p Promise) String() string {
	switch {
	case p.OK():
		return p.Slot.String()
	case int(p.Code) >= len(codeSentences):
		return "refused"
	}
	return "refused: " + strings.ReplaceAll(codeSentences[p.Code], "{subject}", strconv.Quote(p.Subject))
}

// Promise returns the earliest slot of a line, or why there is none (DEL-1).
func (p *Plan) Promise(q Question) Promise {
	if no := p.refuse(&q); no.Code != 0 {
		return no
	}
	if s := p.overruling(q.Product); s != nil {
		return s.promise(&q)
	}
	best := Promise{}
	for _, id := range q.Schedules {
		next := p.find(id).promise(&q)
		if !best.OK() && (next.OK() || best.Code == 0) || next.OK() && next.Slot.Compare(best.Slot) < 0 {
			best = next
		}
	}
	return best
}

func (s *schedule) promise(q *Question) Promise {
	c := s.start(q.At, q.Lead)
	if c.day.IsZero() {
		return Promise{Code: RefusedNoInstant}
	}
	slot, ok := c.first()
	if !ok {
		return Promise{Code: RefusedTooFar}
	}
	return Promise{Code: Promised, Slot: slot, Taken: c.taken, Ready: c.ready}
}
