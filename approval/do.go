package approval

import (
	"slices"
	"strconv"
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
)

func number(n int) string { return strconv.Itoa(n) }

// Do judges a command on a request, and does it if it may be done. Nothing but its arguments counts, and none of them is
// changed. Instants are cut to microseconds, which is what stores keep.
func (p Policy) Do(r Request, c Command, at time.Time, people People) Outcome {
	out := Outcome{From: r.State, Request: r}
	h, d := known(c)
	if d.Allowed() {
		d = h.check(&r, instant(at))
	}
	if !d.Allowed() {
		out.Decision = d
		return out
	}
	if i := slices.IndexFunc(r.Remembered, func(m Remembered) bool { return m.Key == h.key }); i >= 0 {
		return out.replay(h, r.Remembered[i])
	}
	next := r.clone()
	w := &work{moment: p.moment(&next, instant(at), people), head: h}
	if d = w.begin(); d.Allowed() {
		d = w.do(c)
	}
	out.Decision = w.tell(d, r.State)
	if !d.Allowed() {
		return out
	}
	out.Request, out.Events, out.Decision.State = next, w.events, next.State
	return out
}

// known returns the head of a command that there is, as a value.
func known(c Command) (head, Decision) {
	switch c.(type) {
	case Place, Withdraw, Amend, Respond, Reverse, Export:
		return c.head(), Decision{Code: Allowed}
	}
	return head{}, Decision{Code: RefusedNoCommand}
}

// check refuses a command that is none, whatever it is about.
func (h head) check(r *Request, at time.Time) Decision {
	d := Decision{Code: Allowed, Order: defect.Cut(h.order)}
	switch {
	case defect.OfID(h.key) != "":
		d.Code = RefusedNoKey
	case at.IsZero():
		d.Code = RefusedNoInstant
	case defect.OfID(h.order) != "":
		d.Code = RefusedNoOrder
	case r.Order != "" && r.Order != h.order:
		d.Code = RefusedOtherOrder
	}
	return d
}

// replay answers a key that was used: with the outcome that it had, or not at all.
func (out Outcome) replay(h head, m Remembered) Outcome {
	out.Decision = Decision{Code: RefusedKeyReused, Order: h.order}
	if m.Hash == h.hash() {
		out.Replayed = true
		out.Decision = Decision{Code: Allowed, Order: h.order, State: m.State, Level: m.Level}
	}
	return out
}

// work is a command being done: what it rests on, and the events so far, each of which is applied at once.
type work struct {
	*moment
	head   head
	events []Event
}

// begin refuses a request that is none of ours, and a session that is none.
func (w *work) begin() Decision {
	if err := w.request.Check(); err != nil {
		return Decision{Code: RefusedUnsound, Subject: err.Error()}
	}
	by := w.head.by
	if by == (Session{}) && w.head.asked[0] == "export" {
		return Decision{Code: Allowed}
	}
	if by.Principal == "" || by.User == "" || by.Account == "" && w.head.asked[0] == "place" {
		return Decision{Code: RefusedNoSession}
	}
	for _, id := range []string{by.Principal, by.User} {
		if u, ok := w.people.User(id); !ok {
			return Decision{Code: RefusedUnknownUser, Subject: defect.Cut(id)}
		} else if !u.Active {
			return Decision{Code: RefusedInactiveUser, Subject: defect.Cut(id)}
		}
	}
	return Decision{Code: Allowed}
}

func (w *work) do(c Command) Decision {
	switch c := c.(type) {
	case Place:
		return w.place(c)
	case Withdraw:
		return w.withdraw()
	case Amend:
		return w.amend(c)
	case Respond:
		return w.respond(c)
	case Reverse:
		return w.reverse(c)
	case Export:
		return w.export(c)
	}
	return Decision{Code: RefusedNoCommand}
}

// tell completes a decision with what every one says.
func (w *work) tell(d Decision, from State) Decision {
	d.Order, d.State = w.head.order, from
	return d
}

// record applies an event and keeps it; the first of a command carries its key.
func (w *work) record(e Event) {
	e.Order, e.Number, e.At = w.request.Order, w.request.Events+1, w.at
	if e.Order == "" {
		e.Order = w.head.order
	}
	if len(w.events) == 0 && w.head.key != "" {
		e.CommandKey, e.Hash = w.head.key, w.head.hash()
	}
	w.request.apply(&e)
	w.events = append(w.events, e)
	w.calls, w.left, w.know = make(map[int]call), nil, false
}

// notify tells those who may answer of each level that began to wait just now.
func (w *work) notify() {
	for _, level := range w.request.Open() {
		if w.request.level(level).Since.Equal(w.at) {
			w.record(Event{Kind: Waits, By: w.head.by, State: Pending, Level: level, To: w.tellable(level)})
		}
	}
}
