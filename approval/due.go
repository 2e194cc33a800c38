package approval

import "time"

// Due tells whom time has made it necessary to tell: those above of a level that waits too long, and those for whom one
// waits of that again (APR-7, APR-12). Asked again of the Request that it returns, at the same instant, it has nothing to
// tell. However long nobody asked, of each level there is one reminder, the latest.
// Who may answer does not depend on it: time alone makes those above eligible.
func (p Policy) Due(r Request, at time.Time, people People) Outcome {
	at = instant(at)
	next := r.clone()
	w := &work{moment: p.moment(&next, at, people)}
	out := Outcome{Decision: Decision{Code: Allowed, Order: r.Order, State: r.State}, From: r.State, Request: r}
	if err := r.Check(); err != nil {
		out.Decision.Code, out.Decision.Subject = RefusedUnsound, err.Error()
		return out
	}
	if at.IsZero() {
		out.Decision.Code = RefusedNoInstant
		return out
	}
	for _, level := range next.Open() {
		w.escalate(level)
		w.remind(level)
	}
	if w.events != nil {
		out.Request, out.Events = next, w.events
	}
	return out
}

// escalate tells those above of a level that waits too long, once.
func (w *work) escalate(level int) {
	l := w.request.level(level)
	if !l.Escalated.IsZero() || !w.escalated(level) {
		return
	}
	var added []Candidate
	for _, c := range w.need(level).Eligible {
		if c.Escalated {
			added = append(added, c)
		}
	}
	w.record(Event{Kind: Escalated, State: Pending, Level: level, To: tellable(added)})
}

// remind tells those for whom a level waits of the latest reminder, once.
func (w *work) remind(level int) {
	l, every := w.request.level(level), w.policy.options.RemindEvery
	if every == 0 {
		return
	}
	if n := int(w.at.Sub(l.Since) / every); n > l.Reminded {
		w.record(Event{Kind: Reminds, State: Pending, Level: level, To: w.tellable(level), Reminder: n})
	}
}

// DueAt returns the next instant at which [Policy.Due] has something to tell, and whether there is one. A host can look
// requests up by it.
func (p Policy) DueAt(r Request) (time.Time, bool) {
	var next time.Time
	earlier := func(at time.Time) {
		if next.IsZero() || at.Before(next) {
			next = at
		}
	}
	for _, level := range r.Open() {
		l := r.level(level)
		if after := p.options.EscalateAfter; after > 0 && l.Escalated.IsZero() {
			earlier(l.Since.Add(after))
		}
		if every := p.options.RemindEvery; every > 0 {
			earlier(l.Since.Add(time.Duration(l.Reminded+1) * every))
		}
	}
	return next, !next.IsZero()
}
