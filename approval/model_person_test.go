package approval_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

func (m *model) person(id string) string {
	u, ok := m.users[id]
	switch {
	case !ok:
		return ""
	case u.Person == "":
		return id
	}
	return u.Person
}

// behind: one of the persons behind the order, then or now.
func (m *model) behind(s *scene, id string) bool {
	p := m.person(id)
	return p != "" && (slices.Contains(s.persons, p) || p == m.person(s.by.Principal) || p == m.person(s.by.User))
}

// callPlace is one of the places to which a level can turn: who is called there, and of which accounts one must be.
type callPlace struct {
	users    []string
	accounts []string
}

// turnsTo says whom a level calls upon; the one after the last calls the account's managers.
func (m *model) turnsTo(s *scene, level int) callPlace {
	own := s.by.Account
	if level > len(s.levels) {
		return callPlace{m.managersOf(own), []string{own}}
	}
	l := s.levels[level-1]
	if len(l.Budgets) > 0 {
		return callPlace{l.Authorizers, l.Accounts}
	}
	if !l.Routed {
		return callPlace{l.Authorizers, []string{own}}
	}
	for account := own; ; account = m.above[account] {
		var users []string
		for id, u := range m.users {
			able := u.Active && u.MayAuthorize && u.SeesPrices && slices.Contains(u.Accounts, account)
			if able && covers(u.Right, s) && (m.options.SelfApproval || !m.behind(s, id)) {
				users = append(users, id)
			}
		}
		if len(users) > 0 {
			return callPlace{users, []string{account}}
		}
		if m.above[account] == "" {
			return callPlace{m.managersOf(account), []string{account}}
		}
	}
}

func covers(r approval.Right, s *scene) bool { return r.Covers(s.amount.Amount) }

func (m *model) managersOf(account string) []string {
	var users []string
	for id, u := range m.users {
		if u.Manager && slices.Contains(u.Accounts, account) {
			users = append(users, id)
		}
	}
	return users
}

// able: the user meets what a level asks of everybody who answers it.
func (m *model) able(s *scene, level int, id string, accounts []string) bool {
	u, ok := m.users[id]
	if !ok || !u.Active || !u.MayAuthorize || !u.SeesPrices {
		return false
	}
	if !m.options.SelfApproval && m.behind(s, id) {
		return false
	}
	if s.levels[level-1].Covered && !covers(u.Right, s) {
		return false
	}
	linked := len(accounts) == 0
	for _, a := range accounts {
		linked = linked || slices.Contains(u.Accounts, a)
	}
	return linked
}

// path is one way for a user to answer a level.
type path struct {
	user, standsFor string
	escalated       bool
	accounts        []string
}

// paths are all ways on which anybody could come to a level, the better ones first.
func (m *model) paths(s *scene, level int, user string, at time.Time) []path {
	var all []path
	for _, substitute := range []bool{false, true} {
		for _, escalated := range []bool{false, true} {
			if escalated && !m.tooLong(s, level, at) {
				continue
			}
			where := level
			if escalated {
				where++
			}
			to := m.turnsTo(s, where)
			for _, called := range slices.Sorted(slices.Values(to.users)) {
				if !substitute && called == user {
					all = append(all, path{user, "", escalated, to.accounts})
				}
				if substitute && called != user && m.named(called, user, at) {
					all = append(all, path{user, called, escalated, to.accounts})
				}
			}
		}
	}
	return all
}

func (m *model) named(by, user string, at time.Time) bool {
	for _, sub := range m.users[by].Substitutes {
		if sub.User == user && !at.Before(sub.Window.From) && at.Before(sub.Window.Until) {
			return true
		}
	}
	return false
}

// tooLong: the level has waited so long, until now or until it was answered, that it goes to those above as well.
func (m *model) tooLong(s *scene, level int, at time.Time) bool {
	since, waits := s.since[level]
	if a, ok := s.answers[level]; ok {
		at = a.At
	}
	after := m.options.EscalateAfter
	return after != 0 && waits && !at.Before(since.Add(after))
}

// usedUp are the persons who have answered levels other than one, and those in whose place.
func (m *model) usedUp(s *scene, but int) []string {
	var persons []string
	for level, a := range s.answers {
		if level != but && !m.options.SamePersonSeveralLevels {
			persons = append(persons, a.Person, m.person(a.By))
			if a.For != "" {
				persons = append(persons, a.ForPerson, m.person(a.For))
			}
		}
	}
	return persons
}

// most tries all ways to give levels to different persons and returns how many can have one.
func most(seats [][]string, taken []string, several bool) int {
	if len(seats) == 0 {
		return 0
	}
	best := most(seats[1:], taken, several)
	for _, p := range seats[0] {
		if several || !slices.Contains(taken, p) {
			best = max(best, 1+most(seats[1:], append(slices.Clip(taken), p), several))
		}
	}
	return best
}

// seats are the persons who could fill each of some levels, by their own call.
func (m *model) seats(s *scene, levels []int) [][]string {
	var all [][]string
	for _, level := range levels {
		var persons []string
		to := m.turnsTo(s, level)
		for _, id := range to.users {
			if m.able(s, level, id, to.accounts) && !slices.Contains(m.usedUp(s, level), m.person(id)) {
				persons = append(persons, m.person(id))
			}
		}
		all = append(all, persons)
	}
	return all
}
