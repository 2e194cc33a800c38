package approval

// purpose is what a level is approached for; each asks for less than the one before.
type purpose uint8

const (
	toApprove purpose = iota
	toDecline
	toReverse
)

// way is how a user comes to a level: as one of its authorizers or as someone's substitute, by the level's own call or by
// that of the next, to which it went.
type way struct {
	standsFor string
	escalated bool
	accounts  []string
}

// ways returns how a user comes to a level: himself before as a substitute, by its own call before the next one's.
func (m *moment) ways(level int, user string) []way {
	calls := []call{m.call(level)}
	if m.escalated(level) {
		calls = append(calls, m.call(level+1))
	}
	var own, standing []way
	for i, c := range calls {
		for _, id := range c.users {
			if id == user {
				own = append(own, way{"", i > 0, c.accounts})
				continue
			}
			if u, ok := m.people.User(id); ok && u.named(user, m.at) {
				standing = append(standing, way{id, i > 0, c.accounts})
			}
		}
	}
	return append(own, standing...)
}

// reach returns the first way on which a user may do something at a level, or else why not on the first; without any way
// he is not its authorizer.
func (m *moment) reach(level int, user string, why purpose) (way, Decision) {
	refusal := Decision{Code: RefusedNotAuthorizer, Level: level}
	if m.barred(m.person(user)) {
		return way{}, Decision{Code: RefusedBehindOrder, Level: level}
	}
	for i, w := range m.ways(level, user) {
		d := m.judge(level, user, w, why)
		if d.Level = level; d.Allowed() {
			return w, d
		}
		if i == 0 {
			refusal = d
		}
	}
	return way{}, refusal
}

// judge says whether a user may do something at a level on this way.
func (m *moment) judge(level int, user string, w way, why purpose) Decision {
	if code := m.holds(level, user, w.accounts); code != Allowed {
		return Decision{Code: code}
	}
	if w.standsFor != "" {
		if m.holds(level, w.standsFor, w.accounts) != Allowed {
			return Decision{Code: RefusedStandsIn, Subject: w.standsFor}
		}
	}
	if why == toReverse {
		return Decision{Code: Allowed}
	}
	persons := m.uses(user, w)
	for _, p := range persons {
		if m.spent(p, level) {
			return Decision{Code: RefusedAnsweredAnother}
		}
	}
	if why == toApprove && len(m.strands(level, persons)) > 0 {
		return Decision{Code: RefusedStrands}
	}
	return Decision{Code: Allowed}
}

// uses returns the persons whom an answer uses up: the one who gives it, and the one in whose place.
func (m *moment) uses(user string, w way) []string {
	persons := []string{m.person(user)}
	if w.standsFor != "" {
		persons = append(persons, m.person(w.standsFor))
	}
	return persons
}

// holds says whether a user meets what a level asks of whoever answers it, by present data.
func (m *moment) holds(level int, user string, accounts []string) Code {
	u, ok := m.people.User(user)
	if !ok {
		return RefusedUnknownUser
	}
	if m.barred(u.person()) {
		return RefusedBehindOrder
	}
	if code := u.unfit(); code != Allowed {
		return code
	}
	if !u.of(accounts) {
		return RefusedOtherAccount
	}
	if m.request.level(level).Covered && !u.Right.Covers(m.request.Amount) {
		return RefusedNotCovered
	}
	return Allowed
}

// barred reports whether a person may answer nothing of the order for being behind it.
func (m *moment) barred(person string) bool {
	return !m.policy.options.SelfApproval && m.behind(person)
}
