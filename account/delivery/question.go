package delivery

import (
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Question asks when goods can come.
type Question struct {
	// Schedules are ids: those of the account. The earliest day of any counts.
	Schedules []string
	// Product is the one asked about, whose availability schedule overrules Schedules if it has one; "" is any.
	Product string
	// Lead is how many working days the goods need until they can be brought, from 0 to MaxLead.
	Lead int
	// At is when the order is placed.
	At time.Time
}

// Line is a line of an order.
type Line struct {
	Product string
	// Lead is as in a Question.
	Lead int
}

const (
	// MaxDays is how many days after the order a day is looked for.
	MaxDays = 731
	// MaxLead is the greatest lead, in working days.
	MaxLead = 365
)

// refuse says what is wrong with a question, and nothing where it can be answered.
func (p *Plan) refuse(q *Question) Promise {
	switch {
	case q.At.IsZero():
		return Promise{Code: RefusedNoInstant}
	case q.Lead < 0 || q.Lead > MaxLead:
		return Promise{Code: RefusedLead}
	case p.overruling(q.Product) != nil:
		return Promise{}
	case len(q.Schedules) == 0:
		return Promise{Code: RefusedNoSchedule}
	}
	for _, id := range q.Schedules {
		if p.find(id) == nil {
			return Promise{Code: RefusedUnknownSchedule, Subject: defect.Cut(id)}
		}
	}
	return Promise{}
}
