package approval_test

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/approval"
)

var (
	anyUser  = rapid.SampledFrom([]string{"ann", "bob", "cy", "mia", "dan", "eve", "ann2", "sam", "sue", "ghost"})
	mostUser = rapid.SampledFrom([]string{"ann", "bob", "cy", "mia", "dan", "eve", "ann2"})
	lists    = rapid.SampledFrom([][]string{
		{"ann"}, {"bob"}, {"ann", "bob"}, {"bob", "cy"}, {"ann", "ann2", "cy"}, {"mia", "bob"}, {"sam", "cy", "ann"},
		{"ann", "bob", "cy", "mia"}, {"cy", "mia", "ghost"}, {"ann2", "bob", "mia"},
	})
)

func (m *machine) basis(t *rapid.T) approval.Basis {
	b := approval.Basis{Amount: gbp(rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "6"}).Draw(t, "amount"))}
	for i := range rapid.SampledFrom([]int{0, 1, 2, 2, 3, 3}).Draw(t, "limits") {
		l := listed(fmt.Sprint(i), lists.Draw(t, "authorizers")...)
		l.Covered = rapid.IntRange(0, 3).Draw(t, "covered") == 0
		if l.Routed = rapid.IntRange(0, 3).Draw(t, "routed") == 0; l.Routed {
			l.Authorizers = nil
		}
		b.Limits = append(b.Limits, l)
	}
	for i := range rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "budgets") {
		b.Budgets = append(b.Budgets, approval.Budget{
			ID: fmt.Sprint("budget ", i), Supervisors: lists.Draw(t, "supervisors"),
			Accounts: rapid.SampledFrom([][]string{nil, {"acme", "group"}, {"top"}}).Draw(t, "accounts"),
		})
	}
	return b
}

func (m *machine) version(t *rapid.T) approval.Content {
	return content(rapid.SampledFrom([]string{"1", "2", "3"}).Draw(t, "version"))
}

func (m *machine) Place(t *rapid.T) {
	m.t = t
	if s := m.request.State; s != approval.Draft && s != approval.Declined && rapid.IntRange(0, 9).Draw(t, "all the same") > 0 {
		m.Forget(t)
		return
	}
	by := approval.Self(rapid.SampledFrom([]string{"sam", "sam", "sue"}).Draw(t, "by"), "acme")
	if m.request.Placement > 0 && rapid.IntRange(0, 9).Draw(t, "another") > 0 {
		by = m.request.By
	}
	if rapid.IntRange(0, 4).Draw(t, "acting") == 0 {
		by.Principal = rapid.SampledFrom([]string{"rep", "ann"}).Draw(t, "principal")
	}
	m.do(approval.Place{Key: m.key(), Order: "1001", By: by, Content: m.version(t), Basis: m.basis(t)})
}

// ready sees to it that mostly an order waits.
func (m *machine) ready(t *rapid.T) {
	m.t = t
	if m.request.State == approval.Pending || rapid.IntRange(0, 9).Draw(t, "all the same") == 0 {
		return
	}
	m.Forget(t)
	m.Place(t)
}

func (m *machine) Withdraw(t *rapid.T) {
	if m.t = t; rapid.IntRange(0, 4).Draw(t, "rarely") == 0 {
		m.withdraw(rapid.SampledFrom([]string{"sam", "sue", "rep", "bob"}).Draw(t, "by"))
	}
}

func (m *machine) Amend(t *rapid.T) {
	m.t = t
	by := approval.Self(rapid.SampledFrom([]string{"sam", "sue", "ann"}).Draw(t, "by"), "acme")
	if s := m.request.State; (s != approval.Pending || !m.policy.Options().AmendPending) && rapid.IntRange(0, 7).Draw(t, "rarely") > 0 {
		return
	}
	m.do(approval.Amend{Key: m.key(), Order: "1001", By: by, Content: m.version(t), Basis: m.basis(t)})
}

func (m *machine) answer(t *rapid.T, user string, v approval.Verdict, seen string) {
	m.t = t
	c := approval.Respond{
		Key: m.key(), Order: "1001", By: approval.Self(user, "acme"), Level: m.level(t),
		Verdict: v, Seen: seen, Feedback: rapid.SampledFrom([]string{"", "too dear"}).Draw(t, "feedback"),
	}
	if rapid.IntRange(0, 29).Draw(t, "acting") == 0 {
		c.By.Principal = "rep"
	}
	m.do(c)
}

// level is one that the order has, mostly.
func (m *machine) level(t *rapid.T) int {
	if n := len(m.request.Levels); n > 0 && rapid.IntRange(0, 19).Draw(t, "any") > 0 {
		return rapid.IntRange(0, n).Draw(t, "level")
	}
	return rapid.SampledFrom([]int{0, 0, 1, 4}).Draw(t, "level")
}

// user is one whom the order names, or anybody.
func (m *machine) user(t *rapid.T) string {
	var named []string
	for _, l := range m.request.Levels {
		named = append(named, l.Authorizers...)
	}
	if len(named) > 0 && rapid.Bool().Draw(t, "named") {
		return rapid.SampledFrom(named).Draw(t, "user")
	}
	return anyUser.Draw(t, "user")
}

func (m *machine) Approve(t *rapid.T) {
	m.ready(t)
	m.answer(t, m.user(t), approval.Approve, m.request.Content.Digest())
}

func (m *machine) ApproveEligible(t *rapid.T) {
	m.ready(t)
	all := m.policy.Eligible(m.request, m.now, m.people())
	if len(all) == 0 {
		return
	}
	c := rapid.SampledFrom(all).Draw(t, "candidate")
	if d := m.approve(c.User, c.Level); !d.Allowed() {
		t.Fatalf("%v is eligible, and is refused: %s", c, d)
	}
}

func (m *machine) ApproveSubstitute(t *rapid.T) {
	m.t = t
	for _, c := range m.policy.Eligible(m.request, m.now, m.people()) {
		if c.For != "" || c.Escalated {
			want(t, m.approve(c.User, c.Level), approval.Allowed)
			return
		}
	}
}

func (m *machine) Decline(t *rapid.T) {
	m.ready(t)
	if rapid.IntRange(0, 2).Draw(t, "rarely") == 0 {
		m.answer(t, m.user(t), approval.Decline, m.request.Content.Digest())
	}
}

func (m *machine) DeclineLate(t *rapid.T) {
	for _, a := range m.request.Answers {
		if a.Void.IsZero() && m.request.State == approval.Pending {
			m.answer(t, a.By, approval.Decline, m.request.Content.Digest())
			return
		}
	}
}

func (m *machine) AnswerStale(t *rapid.T) {
	m.ready(t)
	m.answer(t, m.user(t), approval.Approve, content("0").Digest())
}

func (m *machine) Reverse(t *rapid.T) {
	m.t = t
	m.reverse(m.user(t), m.level(t))
}

func (m *machine) Export(t *rapid.T) {
	if m.t = t; rapid.IntRange(0, 3).Draw(t, "rarely") == 0 {
		m.export()
	}
}

// Forget begins another order, so that exported ones are not the end.
func (m *machine) Forget(t *rapid.T) {
	if m.t = t; m.request.State == approval.Exported || m.request.State == approval.Approved && rapid.Bool().Draw(t, "rarely") {
		m.request, m.events, m.model.log, m.last = approval.Request{}, nil, nil, nil
		clear(m.told)
	}
}

// Replay sends the last command again: it has the outcome that it had, and no effect.
func (m *machine) Replay(t *rapid.T) {
	if m.t = t; m.last == nil {
		return
	}
	remembered := slices.ContainsFunc(m.request.Remembered, func(r approval.Remembered) bool { return r.Key == keyOf(m.last) })
	if !remembered {
		return
	}
	if out := m.outcome(m.last); !out.Replayed || !out.Decision.Allowed() {
		t.Fatalf("%#v: %s", m.last, out.Decision)
	}
	m.seen["replayed"]++
	stranger := approval.Respond{Key: keyOf(m.last), Order: "1001", By: approval.Self("dan", "top"), Verdict: approval.Approve, Seen: "?"}
	d := m.do(stranger)
	want(t, d, approval.RefusedKeyReused)
	if d.State != approval.Draft || d.Level != 0 || d.By != "" || d.Subject != "" {
		t.Fatalf("discloses %+v", d)
	}
}

func keyOf(c approval.Command) string {
	switch c := c.(type) {
	case approval.Place:
		return c.Key
	case approval.Amend:
		return c.Key
	case approval.Withdraw:
		return c.Key
	case approval.Respond:
		return c.Key
	case approval.Reverse:
		return c.Key
	case approval.Export:
		return c.Key
	}
	return ""
}
