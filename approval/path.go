package approval

import "slices"

// seats returns the persons who could fill a level by its own call, without substitutes and escalation, which do not count
// for that (APR-15).
func (m *moment) seats(level int) []string {
	c := m.call(level)
	var persons []string
	for _, id := range c.users {
		if p := m.person(id); m.holds(level, id, c.accounts) == Allowed && !m.spent(p, level) {
			persons = append(persons, p)
		}
	}
	return sorted(persons)
}

// allSeats returns the seats of all unanswered levels, in their order.
func (m *moment) allSeats() [][]string {
	if !m.know {
		m.know = true
		for _, level := range m.request.unanswered() {
			m.left = append(m.left, m.seats(level))
		}
	}
	return m.left
}

// empty returns the unanswered levels that nobody is left for, where each person fills one level only unless the policy
// permits more.
func (m *moment) empty() []int {
	levels, seats := m.request.unanswered(), m.allSeats()
	var empty []int
	for i, filled := range m.fill(seats) {
		if !filled {
			empty = append(empty, levels[i])
		}
	}
	return empty
}

// strands returns the levels that nobody would be left for once these persons have answered this one, of those others that
// can be filled now. None is filled then that is not now: the lower ones would take whoever is left.
func (m *moment) strands(level int, persons []string) []int {
	if m.policy.options.SamePersonSeveralLevels {
		return nil
	}
	var others []int
	var before, after [][]string
	for i, other := range m.request.unanswered() {
		if other == level {
			continue
		}
		seats := m.allSeats()[i]
		others, before = append(others, other), append(before, seats)
		after = append(after, slices.DeleteFunc(slices.Clone(seats), func(p string) bool { return slices.Contains(persons, p) }))
	}
	var lost []int
	was, is := m.fill(before), m.fill(after)
	for i, other := range others {
		if was[i] && !is[i] {
			lost = append(lost, other)
		}
	}
	return lost
}

// fill says which levels can be filled, as many as possible and the lower ones first, by different persons.
func (m *moment) fill(seats [][]string) []bool {
	filled, holder := make([]bool, len(seats)), make(map[string]int)
	for level, persons := range seats {
		if m.policy.options.SamePersonSeveralLevels {
			filled[level] = len(persons) > 0
			continue
		}
		filled[level] = seat(level, seats, holder, make(map[string]bool))
	}
	return filled
}

// seat finds a person for a level, moving those who hold others where that makes room: an augmenting path.
func seat(level int, seats [][]string, holder map[string]int, tried map[string]bool) bool {
	for _, p := range seats[level] {
		if tried[p] {
			continue
		}
		tried[p] = true
		if other, taken := holder[p]; !taken || seat(other, seats, holder, tried) {
			holder[p] = level
			return true
		}
	}
	return false
}
