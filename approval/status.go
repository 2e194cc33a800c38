package approval

import (
	"slices"
	"time"
)

// Status is what the one who ordered is told, and what goes on with the order to where it is carried out (APR-6, APR-7):
// where it stands, by whom, and when. It holds no amount.
type Status struct {
	Order  string
	State  State
	Placed time.Time
	Levels []LevelStatus
}

// LevelStatus is where a level stands. Verdict is none, and By nobody, until it is answered.
type LevelStatus struct {
	Level   int
	Budgets []string
	// Open levels wait now.
	Open      bool
	Verdict   Verdict
	By        string
	For       string
	Escalated bool
	At        time.Time
	Feedback  string
}

// Status returns where the order stands.
func (r Request) Status() Status {
	s := Status{Order: r.Order, State: r.State, Placed: r.Placed}
	for i := range r.Levels {
		l := LevelStatus{Level: i + 1, Budgets: clone(r.Levels[i].Budgets), Open: slices.Contains(r.Open(), i+1)}
		if a := r.answer(i + 1); a != nil {
			l.Verdict, l.By, l.For, l.Escalated, l.At, l.Feedback = a.Verdict, a.By, a.For, a.Escalated, a.At, a.Feedback
		}
		s.Levels = append(s.Levels, l)
	}
	return s
}
