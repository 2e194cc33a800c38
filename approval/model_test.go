package approval_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

// model is a slow reference of the machine. It shares the facts with it and nothing else: what stands is read off the whole
// log of what was done, and whether levels can be filled is tried out by all ways there are to fill them.
type model struct {
	options approval.Options
	users   map[string]approval.User
	above   map[string]string
	log     []deed
}

// deed is a command that was done.
type deed struct {
	at   time.Time
	what string // place, amend, withdraw, approve, decline, reverse, export
	by   approval.Session
	// of place and amend
	content approval.Content
	basis   approval.Basis
	// of answers and reversals; waited and routedTo are what was true then
	level   int
	answer  approval.Answer
	persons []string
}

// scene is what the log amounts to.
type scene struct {
	state    approval.State
	by       approval.Session
	persons  []string
	content  approval.Content
	former   []approval.Content
	amount   approval.Basis
	levels   []approval.Level
	answers  map[int]approval.Answer
	since    map[int]time.Time
	placed   time.Time
	placings int
}

// scene reads the log.
func (m *model) scene() scene {
	s := scene{answers: map[int]approval.Answer{}, since: map[int]time.Time{}}
	for _, d := range m.log {
		switch d.what {
		case "place", "amend":
			m.put(&s, d)
		case "withdraw":
			s.state, s.levels = approval.Draft, nil
			clear(s.answers)
			clear(s.since)
		case "approve", "decline":
			s.answers[d.level] = d.answer
		case "reverse":
			for level := range s.levels {
				if level+1 >= d.level {
					delete(s.answers, level+1)
					delete(s.since, level+1)
				}
			}
		case "export":
			s.state = approval.Exported
		}
		if s.state != approval.Draft && s.state != approval.Exported {
			s.state = m.stateOf(&s)
		}
		for _, level := range m.open(&s) {
			if s.since[level].IsZero() {
				s.since[level] = d.at
			}
		}
	}
	return s
}

func (m *model) put(s *scene, d deed) {
	s.former = append(s.former, s.content)
	wasPending := s.state == approval.Pending
	s.content, s.by, s.persons = d.content, d.by, append(s.persons, d.persons...)
	s.state, s.levels = approval.Draft, nil
	clear(s.answers)
	clear(s.since)
	if d.what == "amend" && !wasPending {
		return
	}
	s.placings++
	if !wasPending {
		s.placed = d.at
	}
	s.amount, s.levels, s.state = d.basis, m.plan(d.basis), approval.Pending
}

// stateOf reads the state off the answers.
func (m *model) stateOf(s *scene) approval.State {
	agreed := 0
	for _, a := range s.answers {
		if a.Verdict == approval.Decline {
			return approval.Declined
		}
		agreed++
	}
	if agreed == len(s.levels) {
		return approval.Approved
	}
	return approval.Pending
}

// open are the levels that wait.
func (m *model) open(s *scene) []int {
	var open []int
	if s.state != approval.Pending {
		return nil
	}
	for _, level := range unanswered(s) {
		if m.options.Asking == approval.SideBySide || len(open) == 0 {
			open = append(open, level)
		}
	}
	return open
}

func unanswered(s *scene) []int {
	var levels []int
	for level := 1; level <= len(s.levels); level++ {
		if _, ok := s.answers[level]; !ok {
			levels = append(levels, level)
		}
	}
	return levels
}

// plan makes levels by picking the lowest amount that is left, again and again.
func (m *model) plan(b approval.Basis) []approval.Level {
	var levels []approval.Level
	rest := slices.Clone(b.Limits)
	for len(rest) > 0 {
		low := 0
		for i := range rest {
			if rest[i].Over.Decimal().LessThan(rest[low].Over.Decimal()) {
				low = i
			}
		}
		over := rest[low].Over
		var same []approval.Limit
		rest = slices.DeleteFunc(rest, func(l approval.Limit) bool {
			if l.Over.Equal(over) {
				same = append(same, l)
			}
			return l.Over.Equal(over)
		})
		if !b.Amount.Decimal().GreaterThan(over.Decimal()) {
			continue
		}
		if m.options.Asking == approval.HighestOnly {
			levels = nil
		}
		levels = append(levels, ofOneAmount(same)...)
	}
	return append(levels, ofBudgets(b.Budgets)...)
}

func ofOneAmount(limits []approval.Limit) []approval.Level {
	var levels []approval.Level
	for _, kind := range []struct{ routed, covered bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		var who []string
		found := false
		for _, l := range limits {
			if l.Routed == kind.routed && l.Covered == kind.covered {
				found, who = true, append(who, l.Authorizers...)
			}
		}
		if found {
			levels = append(levels, approval.Level{Over: limits[0].Over, Authorizers: who, Routed: kind.routed, Covered: kind.covered})
		}
	}
	return levels
}

func ofBudgets(budgets []approval.Budget) []approval.Level {
	budgets = slices.Clone(budgets)
	slices.SortFunc(budgets, func(a, b approval.Budget) int {
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	var levels []approval.Level
next:
	for _, b := range budgets {
		for i, l := range levels {
			if sameSet(l.Authorizers, b.Supervisors) && sameSet(l.Accounts, b.Accounts) {
				levels[i].Budgets = append(levels[i].Budgets, b.ID)
				continue next
			}
		}
		levels = append(levels, approval.Level{Budgets: []string{b.ID}, Authorizers: b.Supervisors, Accounts: b.Accounts})
	}
	return levels
}

func sameSet(a, b []string) bool {
	in := func(list []string) func(string) bool {
		return func(s string) bool { return !slices.Contains(list, s) }
	}
	return !slices.ContainsFunc(a, in(b)) && !slices.ContainsFunc(b, in(a))
}
