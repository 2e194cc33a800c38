package approval_test

import (
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
)

func (m *machine) Pass(t *rapid.T) {
	m.t = t
	m.ready(t)
	m.now = m.now.Add(rapid.SampledFrom([]time.Duration{time.Microsecond, time.Hour, 90 * time.Minute, 6 * time.Hour}).Draw(t, "time"))
}

// Due tells once of what has become due, and DueAt says when there is something.
func (m *machine) Due(t *rapid.T) {
	m.t = t
	s, o := m.model.scene(), m.policy.Options()
	want := make(map[tellingKey]bool)
	for _, level := range m.model.open(&s) {
		since := s.since[level]
		if m.model.tooLong(&s, level, m.now) {
			want[tellingKey{level, 0, since}] = true
		}
		if o.RemindEvery > 0 && m.now.Sub(since) >= o.RemindEvery {
			want[tellingKey{level, int(m.now.Sub(since) / o.RemindEvery), since}] = true
		}
	}
	for k := range want {
		if m.told[k] {
			delete(want, k)
		}
	}
	if at, ok := m.policy.DueAt(m.request); (ok && !at.After(m.now)) != (len(want) > 0) {
		t.Fatalf("due at %s, %v, now %s, want %v", at, ok, m.now, want)
	}
	for _, e := range m.due() {
		k := tellingKey{e.Level, e.Reminder, s.since[e.Level]}
		if !want[k] {
			t.Fatalf("told %+v, want %v", e, want)
		}
		delete(want, k)
		m.told[k] = true
		m.seen[map[bool]string{true: "escalated", false: "reminded"}[e.Kind == approval.Escalated]]++
	}
	if len(want) > 0 {
		t.Fatalf("not told: %v", want)
	}
}

// Name names a substitute, or recalls one.
func (m *machine) Name(t *rapid.T) {
	m.t = t
	user, other := m.user(t), mostUser.Draw(t, "substitute")
	until := m.now.Add(rapid.SampledFrom([]time.Duration{time.Hour, 30 * time.Hour}).Draw(t, "window"))
	window := calendar.Window{From: m.now.Add(-time.Hour), Until: until}
	if _, ok := m.users[user]; !ok {
		return
	}
	out := m.named[user].Name(approval.Naming{
		Key: m.key(), By: approval.Self(user, "acme"), Substitution: approval.Substitution{User: other, Window: window},
	}, m.now, m.people())
	m.seen["named "+out.Decision.Code.String()]++
	m.keep(user, out)
	if rapid.Bool().Draw(t, "at once") {
		m.approve(other, 0)
	}
}

func (m *machine) Recall(t *rapid.T) {
	if m.t = t; rapid.IntRange(0, 3).Draw(t, "rarely") == 0 {
		user := mostUser.Draw(t, "user")
		for _, s := range m.named[user].Named {
			m.keep(user, m.named[user].Recall(approval.Recall{Key: m.key(), By: approval.Self(user, ""), User: s.User}, m.now, m.people()))
		}
	}
}

func (m *machine) keep(user string, out approval.SubstituteOutcome) {
	m.named[user] = out.Substitutes
	m.change(user, func(u *approval.User) { u.Substitutes = out.Substitutes.Named })
}

// Happen changes something about a user.
func (m *machine) Happen(t *rapid.T) {
	m.ready(t)
	user := m.user(t)
	if _, ok := m.users[user]; !ok {
		return
	}
	what := rapid.IntRange(0, 6).Draw(t, "what")
	m.change(user, func(u *approval.User) {
		switch what {
		case 0:
			u.Active = !u.Active
		case 1:
			u.MayAuthorize = !u.MayAuthorize
		case 2:
			u.SeesPrices = !u.SeesPrices
		case 3:
			u.Accounts = rapid.SampledFrom([][]string{{"acme"}, {"group"}, {"acme", "top"}}).Draw(t, "accounts")
		case 4:
			u.Right = rapid.SampledFrom([]approval.Right{{}, approval.UpTo(gbp("3")), approval.Unlimited()}).Draw(t, "right")
		case 5:
			u.Person = rapid.SampledFrom([]string{"", "ann", "sam"}).Draw(t, "person")
		case 6:
			u.Manager = !u.Manager
		}
	})
	m.approve(user, m.level(t))
	for _, s := range m.users[user].Substitutes {
		m.approve(s.User, 0)
	}
}

// Mend makes users again what they were, lest nobody is left who can do anything.
func (m *machine) Mend(t *rapid.T) {
	if m.t = t; rapid.Bool().Draw(t, "rarely") {
		return
	}
	for _, u := range worldOfMachine() {
		u.Substitutes = m.users[u.ID].Substitutes
		m.users[u.ID] = u
	}
}
