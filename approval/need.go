package approval

import (
	"slices"
	"time"
)

// Candidate is a user and a level that he could, or could not, answer.
type Candidate struct {
	Level int
	User  string
	// For is the authorizer in whose place he would answer, "" if in his own.
	For string
	// Escalated: he, or For, was called because the level waits too long.
	Escalated bool
	// Code is Allowed, or why he may not.
	Code Code
}

// Need is what an unanswered level lacks.
type Need struct {
	Level int
	// Budgets are those that ask, none where a limit does.
	Budgets []string
	// Open levels wait now; others when those below have agreed.
	Open bool
	// Eligible may answer as things stand, or could if it were the level's turn; Unfit may not. Both are sorted by user.
	Eligible []Candidate
	Unfit    []Candidate
}

// Eligible returns who may approve now, by level and user (APR-15). Who may only decline, because another level would be
// stranded or he has answered already, is not among them.
func (p Policy) Eligible(r Request, at time.Time, people People) []Candidate {
	m := p.moment(&r, instant(at), people)
	var all []Candidate
	for _, level := range r.Open() {
		all = append(all, m.need(level).Eligible...)
	}
	return all
}

// Missing returns what a pending order still lacks: a Need for each unanswered level, from the lowest up.
func (p Policy) Missing(r Request, at time.Time, people People) []Need {
	if r.State != Pending {
		return nil
	}
	m := p.moment(&r, instant(at), people)
	var all []Need
	for _, level := range r.unanswered() {
		all = append(all, m.need(level))
	}
	return all
}

func (m *moment) needs(levels []int) []Need {
	var all []Need
	for _, level := range levels {
		all = append(all, m.need(level))
	}
	return all
}

func (m *moment) need(level int) Need {
	n := Need{Level: level, Budgets: clone(m.request.level(level).Budgets), Open: slices.Contains(m.request.Open(), level)}
	for _, user := range m.called(level) {
		w, d := m.reach(level, user, toApprove)
		c := Candidate{Level: level, User: user, For: w.standsFor, Escalated: w.escalated, Code: d.Code}
		if d.Allowed() {
			n.Eligible = append(n.Eligible, c)
		} else {
			n.Unfit = append(n.Unfit, c)
		}
	}
	return n
}

// called returns all who could come to a level on some way, sorted.
func (m *moment) called(level int) []string {
	users := slices.Clone(m.call(level).users)
	if m.escalated(level) {
		users = append(users, m.call(level+1).users...)
	}
	for _, id := range slices.Clone(users) {
		u, _ := m.people.User(id)
		for _, s := range u.Substitutes {
			if s.Window.Contains(m.at) {
				users = append(users, s.User)
			}
		}
	}
	return sorted(users)
}

// tellable returns the users of candidates, each once, sorted.
func tellable(candidates []Candidate) []string {
	var users []string
	for _, c := range candidates {
		users = append(users, c.User)
	}
	return sorted(users)
}
