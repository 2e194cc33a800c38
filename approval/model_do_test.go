package approval_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

// do says whether a command may be done, and if so, does it. Keys are not the model's.
func (m *model) do(c approval.Command, at time.Time) bool {
	s := m.scene()
	d, ok := deed{}, false
	switch c := c.(type) {
	case approval.Place:
		d, ok = m.putting(&s, "place", c, at)
	case approval.Amend:
		d, ok = m.putting(&s, "amend", approval.Place(c), at)
	case approval.Withdraw:
		ok = s.state == approval.Pending && m.present(c.By) && m.orderer(&s, c.By)
		d = deed{what: "withdraw", by: c.By}
	case approval.Respond:
		d, ok = m.responding(&s, c, at)
	case approval.Reverse:
		d, ok = m.reversing(&s, c, at)
	case approval.Export:
		ok = s.state == approval.Approved && c.Seen == s.content.Digest()
		d = deed{what: "export", by: c.By}
	}
	if ok {
		d.at = at
		m.log = append(m.log, d)
	}
	return ok
}

func (m *model) present(by approval.Session) bool {
	return m.users[by.Principal].Active && m.users[by.User].Active
}

func (m *model) orderer(s *scene, by approval.Session) bool {
	return s.placings == 0 || m.behind(s, by.User)
}

func (m *model) putting(s *scene, what string, c approval.Place, at time.Time) (deed, bool) {
	d := deed{at: at, what: what, by: c.By, content: c.Content, basis: c.Basis,
		persons: []string{m.person(c.By.Principal), m.person(c.By.User)}}
	if !m.present(c.By) || !m.orderer(s, c.By) {
		return d, false
	}
	switch s.state {
	case approval.Draft, approval.Declined:
		if what == "amend" {
			return d, true
		}
	case approval.Pending:
		if what == "place" || !m.options.AmendPending {
			return d, false
		}
	default:
		return d, false
	}
	next := model{options: m.options, users: m.users, above: m.above, log: append(slices.Clip(m.log), d)}
	after := next.scene()
	all := unanswered(&after)
	return d, most(next.seats(&after, all), nil, m.options.SamePersonSeveralLevels) == len(all)
}

func (m *model) responding(s *scene, c approval.Respond, at time.Time) (deed, bool) {
	if s.state != approval.Pending || !m.present(c.By) || c.By.Principal != c.By.User {
		return deed{}, false
	}
	if c.Verdict == approval.Decline && c.Feedback == "" && m.options.DeclineReason || c.Seen != s.content.Digest() {
		return deed{}, false
	}
	for _, level := range m.open(s) {
		if c.Level != 0 && c.Level != level {
			continue
		}
		for _, p := range m.paths(s, level, c.By.User, at) {
			if m.mayOn(s, level, p, c.Verdict) {
				return m.answering(s, c, level, p.standsFor, m.person(p.standsFor), p.escalated, at), true
			}
		}
	}
	if c.Verdict == approval.Approve {
		return deed{}, false
	}
	for level := 1; level <= len(s.levels); level++ {
		a, ok := s.answers[level]
		if p := m.person(c.By.User); !ok || c.Level != 0 && c.Level != level || p != a.Person && p != m.person(a.By) {
			continue
		}
		where := level
		if a.Escalated {
			where++
		}
		return m.answering(s, c, level, a.For, a.ForPerson, a.Escalated, at), m.able(s, level, c.By.User, m.turnsTo(s, where).accounts)
	}
	return deed{}, false
}

// mayOn: nobody concerned is unable or used up, and every other level can be filled as well as before.
func (m *model) mayOn(s *scene, level int, p path, v approval.Verdict) bool {
	concerned := []string{p.user}
	if p.standsFor != "" {
		concerned = append(concerned, p.standsFor)
	}
	var persons []string
	for _, id := range concerned {
		if !m.able(s, level, id, p.accounts) || slices.Contains(m.usedUp(s, level), m.person(id)) {
			return false
		}
		persons = append(persons, m.person(id))
	}
	if v == approval.Decline || m.options.SamePersonSeveralLevels {
		return true
	}
	others := slices.DeleteFunc(unanswered(s), func(l int) bool { return l == level })
	seats := m.seats(s, others)
	return most(seats, persons, false) == most(seats, nil, false)
}

func (m *model) answering(
	s *scene, c approval.Respond, level int, standsFor, forPerson string, escalated bool, at time.Time,
) deed {
	what := "approve"
	if c.Verdict == approval.Decline {
		what = "decline"
	}
	return deed{what: what, by: c.By, level: level, answer: approval.Answer{
		Placement: s.placings, Level: level, Verdict: c.Verdict, By: c.By.User, Person: m.person(c.By.User), For: standsFor,
		ForPerson: forPerson, Escalated: escalated, At: at, Feedback: c.Feedback, Seen: c.Seen,
	}}
}

func (m *model) reversing(s *scene, c approval.Reverse, at time.Time) (deed, bool) {
	if s.state == approval.Draft || s.state == approval.Exported || !m.present(c.By) || c.By.Principal != c.By.User {
		return deed{}, false
	}
	lowest := len(s.levels)
	for level, a := range s.answers {
		if a.Verdict == approval.Decline {
			lowest = min(lowest, level)
		}
	}
	for level := lowest; level > 0; level-- {
		if _, answered := s.answers[level]; !answered || c.Level != 0 && c.Level != level || !m.mayReverse(s, level, c.By.User, at) {
			continue
		}
		d := deed{at: at, what: "reverse", by: c.By, level: level}
		next := model{options: m.options, users: m.users, above: m.above, log: append(slices.Clip(m.log), d)}
		after := next.scene()
		all := unanswered(&after)
		filled := most(next.seats(&after, all), nil, m.options.SamePersonSeveralLevels) == len(all)
		return d, s.state != approval.Declined || filled
	}
	return deed{}, false
}

func (m *model) mayReverse(s *scene, level int, user string, at time.Time) bool {
	for _, p := range m.paths(s, level, user, at) {
		if m.able(s, level, p.user, p.accounts) && (p.standsFor == "" || m.able(s, level, p.standsFor, p.accounts)) {
			return true
		}
	}
	return false
}

// eligible says who may approve now.
func (m *model) eligible(at time.Time) []approval.Candidate {
	s := m.scene()
	var all []approval.Candidate
	for _, level := range m.open(&s) {
		var users []string
		for id := range m.users {
			users = append(users, id)
		}
		slices.Sort(users)
		for _, user := range users {
			for _, p := range m.paths(&s, level, user, at) {
				if m.mayOn(&s, level, p, approval.Approve) {
					all = append(all, approval.Candidate{
						Level: level, User: user, For: p.standsFor, Escalated: p.escalated, Code: approval.Allowed,
					})
					break
				}
			}
		}
	}
	return all
}
