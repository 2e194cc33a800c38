package approval

import (
	"slices"
	"time"
)

// Fold returns the request to which events lead, from the first of an order on, in their order. Its Version is zero.
func Fold(events []Event) Request {
	var r Request
	for _, e := range events {
		r = r.Apply(e)
	}
	return r
}

// Apply returns the request after an event of its own. It judges nothing: what an event says has happened.
func (r Request) Apply(e Event) Request {
	r = r.clone()
	r.apply(&e)
	return r
}

func (r *Request) apply(e *Event) {
	switch e.Kind {
	case Placed:
		r.place(e)
	case Amended:
		r.amend(e)
	case Withdrawn:
		r.voidFrom(1, e.At)
		r.Levels = nil
	case Answered:
		r.enter(e)
	case Reversed:
		r.reopen(e.Level, e.At)
	case ExportedAway:
		r.Exported = e.At
	case Escalated:
		r.level(e.Level).Escalated = e.At
	case Reminds:
		r.level(e.Level).Reminded = e.Reminder
	}
	r.Order, r.State, r.Events = e.Order, e.State, e.Number
	if e.CommandKey != "" {
		r.Remembered = append(r.Remembered,
			Remembered{Key: e.CommandKey, Hash: e.Hash, State: e.State, Level: e.Level, At: e.At})
	}
}

func (r *Request) place(e *Event) {
	r.voidFrom(1, e.At)
	r.replace(e.Placing.Content)
	r.By, r.Persons, r.Placed = e.By, clone(e.Placing.Persons), e.Placing.Placed
	r.Amount, r.SideBySide, r.Levels = e.Placing.Amount, e.Placing.SideBySide, cloneLevels(e.Placing.Levels)
	r.Placement++
}

// amend makes a draft of what it was, or places it anew.
func (r *Request) amend(e *Event) {
	if e.State != Draft {
		r.place(e)
		return
	}
	r.voidFrom(1, e.At)
	r.replace(e.Placing.Content)
	r.By, r.Persons, r.Levels = e.By, clone(e.Placing.Persons), nil
}

// replace puts new content in the place of the present, which is kept once.
func (r *Request) replace(c Content) {
	same := func(other Content) bool { return other.Digest() == r.Content.Digest() }
	if len(r.Content) > 0 && !slices.ContainsFunc(r.Former, same) {
		r.Former = append(r.Former, r.Content)
	}
	now := c.Digest()
	r.Former = slices.DeleteFunc(r.Former, func(other Content) bool { return other.Digest() == now })
	if len(r.Former) == 0 {
		r.Former = nil
	}
	r.Content = clone(c)
}

// enter adds an answer; one that the same level had no longer counts.
func (r *Request) enter(e *Event) {
	if before := r.answer(e.Level); before != nil {
		before.Void = e.At
	}
	r.Answers = append(r.Answers, e.Answer)
	if e.State == Pending {
		r.turn(e.At)
	}
}

// reopen makes a level and all above it wait again.
func (r *Request) reopen(level int, at time.Time) {
	r.voidFrom(level, at)
	for i := range r.Levels {
		if i+1 >= level {
			r.Levels[i].wait(time.Time{})
		}
	}
	r.turn(at)
}

// turn begins the waiting of levels whose turn has come.
func (r *Request) turn(at time.Time) {
	for n, i := range r.unanswered() {
		if l := &r.Levels[i-1]; (n == 0 || r.SideBySide) && l.Since.IsZero() {
			l.wait(at)
		}
	}
}

// voidFrom takes their force from all answers at a level and above.
func (r *Request) voidFrom(level int, at time.Time) {
	for i := range r.Answers {
		if a := &r.Answers[i]; a.valid() && a.Level >= level {
			a.Void = at
		}
	}
}
