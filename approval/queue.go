package approval

import (
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
)

// Filter says which requests a list shows (APR-6). The zero Filter shows all that are no drafts.
type Filter struct {
	// Account is the one that the orders are of; "" is any.
	Account string
	// States are those shown; none shows all but drafts. Who asks for Approved gets exported ones too.
	States []State
	// Placed is when the orders were placed.
	Placed calendar.Window
	// Search is a part of the order's number, byte by byte.
	Search string
}

// Match reports whether a list shows a request.
func (f Filter) Match(r Request) bool {
	return (f.Account == "" || r.By.Account == f.Account) && f.shows(r.State) &&
		(f.Placed == calendar.Window{} || !r.Placed.IsZero() && f.Placed.Contains(r.Placed)) &&
		strings.Contains(r.Order, f.Search)
}

func (f Filter) shows(s State) bool {
	if len(f.States) == 0 {
		return s != Draft
	}
	return slices.Contains(f.States, s) || s == Exported && slices.Contains(f.States, Approved)
}

// Shown returns the states of requests that a list shows, for the query of one who keeps them in a database.
func (f Filter) Shown() []State {
	var all []State
	for s := range State(len(states)) {
		if f.shows(s) {
			all = append(all, s)
		}
	}
	return all
}

// Select yields the requests that a list shows, in the order in which they come.
func (f Filter) Select(requests iter.Seq[Request]) iter.Seq[Request] {
	return func(yield func(Request) bool) {
		for r := range requests {
			if f.Match(r) && !yield(r) {
				return
			}
		}
	}
}

// Waiting yields the requests that wait for an answer of a user: those that he may approve now.
func (p Policy) Waiting(requests iter.Seq[Request], user string, at time.Time, people People) iter.Seq[Request] {
	return func(yield func(Request) bool) {
		for r := range requests {
			if p.waits(&r, user, at, people) && !yield(r) {
				return
			}
		}
	}
}

// CountWaiting returns how many requests wait for an answer of a user.
func (p Policy) CountWaiting(requests iter.Seq[Request], user string, at time.Time, people People) int {
	n := 0
	for range p.Waiting(requests, user, at, people) {
		n++
	}
	return n
}

func (p Policy) waits(r *Request, user string, at time.Time, people People) bool {
	m := p.moment(r, instant(at), people)
	return slices.ContainsFunc(r.Open(), func(level int) bool {
		_, d := m.reach(level, user, toApprove)
		return d.Allowed()
	})
}

// InTheWay returns the unanswered levels of a pending order that call upon a user as their authorizer: while there are any,
// he is not removed, deactivated, unlinked, nor is his right taken (APR-8).
func (p Policy) InTheWay(r Request, user string, people People) []int {
	if r.State != Pending {
		return nil
	}
	m := p.moment(&r, time.Time{}, people)
	var levels []int
	for _, level := range r.unanswered() {
		if slices.Contains(m.call(level).users, user) {
			levels = append(levels, level)
		}
	}
	return levels
}
