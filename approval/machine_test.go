package approval_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/approval"
)

// The machine does what the reference says, whatever is commanded and whatever changes about persons meanwhile.
func TestMachine(t *testing.T) {
	seen, allowed := make(map[string]int), publishedTable(t)
	for range proof(1, 50) {
		rapid.Check(t, func(t *rapid.T) {
			m := newMachine(t, allowed)
			for range 2 {
				t.Repeat(rapid.StateMachineActions(m))
			}
			for what := range m.seen {
				seen[what] += one(m.seen[what] > 0)
			}
			seen["sequences"]++
		})
	}
	t.Log(seen)
	for _, what := range expected {
		if seen["sequences"] >= 1000 && seen[what]*200 < seen["sequences"] {
			t.Errorf("%q: only %d of %d sequences", what, seen[what], seen["sequences"])
		}
	}
}

// expected is what must come up in at least one of 200 sequences.
var expected = []string{
	"state draft", "state pending", "state approved", "state declined", "state exported",
	"one level", "two levels", "three levels", "routed", "covered", "budget", "answered by a substitute",
	"answered by escalation", "reversed", "declined late", "placed while acting", "amended while pending", "replayed", "key reused",
	"escalated", "reminded", "changed since", "no path", "strands a level", "already answered", "behind the order",
	"answered another level", "not an authorizer", "not in this state", "not its turn", "user not active", "may not authorize",
	"does not see prices", "another account", "amount not covered", "stands in for one who may not",
}

// publishedTable reads the table of the package documentation.
func publishedTable(t *testing.T) map[step]bool {
	t.Helper()
	golden, err := os.ReadFile("testdata/states.golden")
	if err != nil {
		t.Fatal(err)
	}
	allowed := make(map[step]bool)
	for _, row := range rows {
		_, line, found := strings.Cut(string(golden), "\n"+row+"  ")
		line, _, _ = strings.Cut(line, "\n")
		line = strings.Repeat(" ", len(row)+2) + line
		for i, from := range allStates {
			for _, to := range allStates {
				cell := line[min(len(line), 26+20*i):min(len(line), 46+20*i)]
				allowed[step{row, from, to}] = found && slices.Contains(strings.Split(strings.TrimSpace(cell), ", "), to.String())
			}
		}
	}
	return allowed
}

// machine is one order, the reference beside it, and persons to whom things happen.
type machine struct {
	*desk
	model   *model
	allowed map[step]bool
	seen    map[string]int
	named   map[string]approval.Substitutes
	last    approval.Command
	told    map[tellingKey]bool
}

// tellingKey is what is told of a level once: an escalation (0) or a reminder, for each time that it began to wait.
type tellingKey struct {
	level, number int
	since         time.Time
}

func newMachine(t *rapid.T, allowed map[step]bool) *machine {
	o := approval.Options{
		Asking: rapid.SampledFrom([]approval.Asking{
			approval.InTurn, approval.InTurn, approval.SideBySide, approval.HighestOnly,
		}).Draw(t, "asking"),
		SamePersonSeveralLevels: rapid.IntRange(0, 5).Draw(t, "same person") == 0,
		SelfApproval:            rapid.IntRange(0, 5).Draw(t, "self") == 0,
		AmendPending:            rapid.Bool().Draw(t, "amend pending"),
		DeclineReason:           rapid.IntRange(0, 5).Draw(t, "reason") == 0,
		EscalateAfter:           rapid.SampledFrom([]time.Duration{0, time.Hour, 3 * time.Hour}).Draw(t, "escalate"),
		RemindEvery:             rapid.SampledFrom([]time.Duration{0, time.Hour, 5 * time.Hour}).Draw(t, "remind"),
	}
	d := newDesk(t, o, worldOfMachine()...)
	d.above = map[string]string{"acme": "group", "group": "top"}
	m := &machine{
		desk: d, model: &model{options: o, users: d.users, above: d.above}, allowed: allowed, seen: make(map[string]int),
		named: make(map[string]approval.Substitutes), told: make(map[tellingKey]bool),
	}
	d.watch = m.check
	return m
}

func worldOfMachine() []approval.User {
	upTo := func(u approval.User, amount string) approval.User {
		u.Right = approval.UpTo(gbp(amount))
		return u
	}
	boss := manager("eve", "top")
	boss.Right = approval.Unlimited()
	twin := authorizer("ann2")
	twin.Person = "ann"
	sam := authorizer("sam")
	return []approval.User{
		sam, sub("sue"), {ID: "rep", Active: true}, upTo(authorizer("ann"), "2"), twin, upTo(authorizer("bob"), "5"), authorizer("cy"),
		upTo(manager("mia", "acme"), "2"), upTo(authorizer("dan", "group"), "5"), boss,
	}
}

// check holds each outcome against the reference and the promises.
func (m *machine) check(before approval.Request, c approval.Command, out approval.Outcome) {
	m.t.Helper()
	m.seen[out.Decision.Code.String()]++
	if out.Replayed || out.Decision.Code == approval.RefusedKeyReused {
		return
	}
	m.last = c
	done := m.model.do(c, m.now)
	if out.Decision.Allowed() != done {
		m.t.Fatalf("%#v\non %s\nmachine: %s\nreference: %v", c, text(m.t, before), out.Decision, done)
	}
	s := m.model.scene()
	holds(m.t, &s, m.request)
	if got, want := m.policy.Eligible(m.request, m.now, m.people()), m.model.eligible(m.now); !slices.Equal(got, want) {
		m.t.Fatalf("after %#v eligible %v\nreference %v", c, got, want)
	}
	var stored approval.Request
	if err := json.Unmarshal([]byte(text(m.t, m.request)), &stored); err != nil || text(m.t, stored) != text(m.t, m.request) {
		m.t.Fatal("the request does not come back from where it is stored", err)
	}
	if done {
		m.note(before, c, out)
		row := rowOf(before, c)
		if !m.allowed[step{row, before.State, m.request.State}] {
			m.t.Fatalf("%s from %s to %s is not in the published table", row, before.State, m.request.State)
		}
	}
	m.separate()
}

func rowOf(before approval.Request, c approval.Command) string {
	switch c := c.(type) {
	case approval.Place:
		return "place"
	case approval.Withdraw:
		return "withdraw"
	case approval.Amend:
		if before.State == approval.Pending {
			return "amend, with AmendPending"
		}
		return "amend"
	case approval.Respond:
		return c.Verdict.String()
	case approval.Reverse:
		return "reverse"
	}
	return "export"
}

// separate: no person behind the order answered it, and none two levels (W6). A decline in the place of an agreement is no
// second answer: cy, who turned out since to be ann, may take back what he agreed to though ann agreed to another level. Who may
// is in the model.
func (m *machine) separate() {
	o := m.policy.Options()
	var persons []string
	for i, a := range m.request.Answers {
		takenBack := a.Verdict == approval.Decline && slices.ContainsFunc(m.request.Answers[:i], func(b approval.Answer) bool {
			return b.Placement == a.Placement && b.Level == a.Level && b.Verdict == approval.Approve
		})
		if !a.Void.IsZero() || takenBack {
			continue
		}
		own := []string{a.Person}
		if a.For != "" {
			own = append(own, a.ForPerson)
		}
		for _, p := range own {
			if !o.SelfApproval && slices.Contains(m.request.Persons, p) {
				m.t.Fatalf("%s is behind the order and answered level %d", p, a.Level)
			}
			if !o.SamePersonSeveralLevels && slices.Contains(persons, p) {
				m.t.Fatalf("%s answered twice: %+v", p, m.request.Answers)
			}
		}
		persons = append(persons, own...)
	}
}

// note counts what came up.
func (m *machine) note(before approval.Request, c approval.Command, out approval.Outcome) {
	m.seen["state "+m.request.State.String()]++
	switch c := c.(type) {
	case approval.Place:
		if n := len(m.request.Levels); n > 0 {
			m.seen[[]string{"one level", "two levels", "three levels", "more levels"}[min(n, 4)-1]]++
		}
		for _, l := range m.request.Levels {
			m.seen["routed"] += one(l.Routed)
			m.seen["covered"] += one(l.Covered)
			m.seen["budget"] += one(len(l.Budgets) > 0)
		}
		m.seen["placed while acting"] += one(c.By.Principal != c.By.User)
	case approval.Amend:
		m.seen["amended while pending"] += one(before.State == approval.Pending)
	case approval.Reverse:
		m.seen["reversed"]++
	case approval.Respond:
		a := out.Request.Answers[len(out.Request.Answers)-1]
		m.seen["answered by a substitute"] += one(a.For != "")
		m.seen["answered by escalation"] += one(a.Escalated)
		m.seen["declined late"] += one(a.Verdict == approval.Decline && !slices.Contains(before.Open(), a.Level))
	}
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Check is called by rapid after each action.
func (m *machine) Check(t *rapid.T) {
	m.t = t
	if !reflect.DeepEqual(approval.Fold(m.events), m.request) {
		t.Fatal("the events do not give the request")
	}
}
