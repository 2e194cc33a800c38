package approval

import (
	"slices"
	"time"
)

// moment is what a judgement rests on: the rules, a request, an instant, and the persons as they are then.
type moment struct {
	policy  Policy
	request *Request
	at      time.Time
	people  People
	// calls are whom the levels call upon, by their number; found once.
	calls map[int]call
	// left are the persons who could fill the unanswered levels, in their order; found once.
	left [][]string
	know bool
}

// call is whom a level calls upon: its authorizers, and the accounts of which they and their substitutes must be one's.
type call struct {
	users    []string
	accounts []string
}

func (p Policy) moment(r *Request, at time.Time, people People) *moment {
	if people == nil {
		people = new(Directory)
	}
	return &moment{policy: p, request: r, at: at, people: people, calls: make(map[int]call)}
}

// instant cuts to what stores keep.
func instant(at time.Time) time.Time { return at.UTC().Truncate(time.Microsecond) }

// person returns the human behind a user, by present data; "" of one who does not exist.
func (m *moment) person(id string) string {
	u, ok := m.people.User(id)
	if !ok {
		return ""
	}
	return u.person()
}

// behind reports whether a person is behind the order: as one who was when it was placed, or as what its principal and user
// are by present data.
func (m *moment) behind(person string) bool {
	return person != "" && (slices.Contains(m.request.Persons, person) ||
		person == m.person(m.request.By.Principal) || person == m.person(m.request.By.User))
}

// spent reports whether a person has answered a level other than this one, or someone in his place.
func (m *moment) spent(person string, level int) bool {
	if m.policy.options.SamePersonSeveralLevels {
		return false
	}
	for i := range m.request.Answers {
		a := &m.request.Answers[i]
		if !a.valid() || a.Level == level {
			continue
		}
		if person == a.Person || a.For != "" && person == a.ForPerson ||
			person == m.person(a.By) || a.For != "" && person == m.person(a.For) {
			return true
		}
	}
	return false
}

// call returns whom a level calls upon, sorted. The number after the last calls upon the managers of the order's account.
func (m *moment) call(level int) call {
	c, known := m.calls[level]
	if !known {
		c = m.findCall(level)
		m.calls[level] = c
	}
	return c
}

func (m *moment) findCall(level int) call {
	own := []string{m.request.By.Account}
	if level > len(m.request.Levels) {
		return call{m.managers(own[0]), own}
	}
	switch l := m.request.level(level); {
	case l.Routed:
		return m.route()
	case len(l.Budgets) > 0:
		return call{l.Authorizers, l.Accounts}
	default:
		return call{l.Authorizers, own}
	}
}

// escalated reports whether a level, until it was answered, waited so long that it went to those above as well.
func (m *moment) escalated(level int) bool {
	l := m.request.level(level)
	if !l.Escalated.IsZero() {
		return true
	}
	until := m.at
	if a := m.request.answer(level); a != nil {
		until = a.At
	}
	after := m.policy.options.EscalateAfter
	return after > 0 && !l.Since.IsZero() && until.Sub(l.Since) >= after
}
