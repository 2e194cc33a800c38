package approval_test

import (
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

// smallWorld is three levels, each with some of three authorizers, and rules.
type smallWorld struct {
	options approval.Options
	lists   [3][]string
}

// The small world, all of it: three levels, each with every choice of three authorizers, and all sequences of commands up
// to six, against the reference. Sequences that lead to the same standing go on from there once; TRADETERMS_PROOF=full also
// walks some worlds without that.
func TestExhaustive(t *testing.T) {
	depth, every := 5, 29
	if os.Getenv("TRADETERMS_PROOF") != "" {
		depth, every = 6, 1
	}
	total, n := make(map[string]int), 0
	for w := range smallWorlds() {
		if n++; n%every == 0 {
			w.walk(t, depth, total)
		}
	}
	t.Log(n/every, "worlds,", total)
	for _, what := range []string{"done", "refused", "approved", "declined", "exported", "no path", "strands a level", "decline stands"} {
		if total[what] == 0 {
			t.Errorf("never %s", what)
		}
	}
}

// Sequences up to five, six on demand, are walked one by one, whatever they lead to.
func TestExhaustive_Unmerged(t *testing.T) {
	depth := map[string]int{"full": 5, "soak": 6}[os.Getenv("TRADETERMS_PROOF")]
	if depth == 0 {
		t.Skip("TRADETERMS_PROOF=full walks it")
	}
	total := make(map[string]int)
	for _, asking := range []approval.Asking{approval.InTurn, approval.SideBySide} {
		w := smallWorld{approval.Options{Asking: asking}, [3][]string{{"ann", "bob"}, {"ann", "bob"}, {"bob", "cy"}}}
		d, m := w.begin(t)
		w.each(t, d, m, depth, total)
	}
	t.Log(total)
}

func smallWorlds() func(func(smallWorld) bool) {
	choices := [][]string{
		{"ann"}, {"bob"}, {"cy"}, {"ann", "bob"}, {"ann", "cy"}, {"bob", "cy"}, {"ann", "bob", "cy"},
	}
	return func(yield func(smallWorld) bool) {
		for _, o := range []approval.Options{
			{}, {Asking: approval.SideBySide}, {SamePersonSeveralLevels: true}, {Asking: approval.SideBySide, AmendPending: true},
		} {
			for i := range len(choices) * len(choices) * len(choices) {
				lists := [3][]string{choices[i%7], choices[i/7%7], choices[i/49]}
				if !yield(smallWorld{o, lists}) {
					return
				}
			}
		}
	}
}

func (w smallWorld) begin(t *testing.T) (*desk, *model) {
	d := newDesk(t, w.options, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	return d, &model{options: w.options, users: d.users}
}

// commands are all that can be said in the small world.
func (w smallWorld) commands(key string) []approval.Command {
	const order = "1001"
	sam, seen := approval.Self("sam", "acme"), content("1").Digest()
	basis := approval.Basis{Amount: gbp("9")}
	for i, list := range w.lists {
		basis.Limits = append(basis.Limits, listed(fmt.Sprint(i), list...))
	}
	place := approval.Place{Key: key, Order: order, By: sam, Content: content("1"), Basis: basis}
	all := []approval.Command{
		place, approval.Amend(place), approval.Withdraw{Key: key, Order: order, By: sam},
		approval.Export{Key: key, Order: order, Seen: seen}, approval.Export{Key: key, Order: order, Seen: "stale"},
	}
	for _, user := range []string{"ann", "bob", "cy", "sam"} {
		by := approval.Self(user, "acme")
		for level := range 4 {
			for _, v := range []approval.Verdict{approval.Approve, approval.Decline} {
				all = append(all, approval.Respond{Key: key, Order: order, By: by, Level: level, Verdict: v, Seen: seen})
			}
			all = append(all, approval.Reverse{Key: key, Order: order, By: by, Level: level})
		}
		all = append(all, approval.Respond{Key: key, Order: order, By: by, Verdict: approval.Approve, Seen: "stale"})
	}
	return all
}

type whereabouts struct {
	request approval.Request
	log     []deed
}

// walk goes on from every standing once.
func (w smallWorld) walk(t *testing.T, depth int, total map[string]int) {
	d, m := w.begin(t)
	people := d.people()
	seen, fresh := map[string]bool{}, []whereabouts{{}}
	for n := range depth {
		var next []whereabouts
		for _, at := range fresh {
			for _, c := range w.commands(fmt.Sprint("key ", n)) {
				m.log = slices.Clip(at.log)
				r, done := w.compare(t, d.policy, people, m, at.request, c, total)
				if !done {
					continue
				}
				if now := standing(r); !seen[now] {
					seen[now] = true
					next = append(next, whereabouts{r, m.log})
				}
			}
			w.compareEligible(t, d.policy, people, m, at)
		}
		fresh = next
	}
	total["standings"] += len(seen)
}

// each goes on from every sequence.
func (w smallWorld) each(t *testing.T, d *desk, m *model, depth int, total map[string]int) {
	if depth == 0 {
		return
	}
	people, at, log := d.people(), d.request, m.log
	for _, c := range w.commands(fmt.Sprint("key ", at.Events)) {
		m.log = slices.Clip(log)
		r, done := w.compare(t, d.policy, people, m, at, c, total)
		if done {
			d.request = r
			w.each(t, d, m, depth-1, total)
			d.request = at
		}
	}
}

// compare gives a command to the machine and to the reference, and holds what comes of it against what must hold.
func (w smallWorld) compare(
	t *testing.T, p approval.Policy, people approval.People, m *model, r approval.Request, c approval.Command,
	total map[string]int,
) (approval.Request, bool) {
	out := p.Do(r, c, noon, people)
	done := m.do(c, noon)
	if out.Decision.Allowed() != done {
		t.Fatalf("%v %v\non %s\n%#v\nmachine: %s\nreference: %v", w.options, w.lists, standing(r), c, out.Decision, done)
	}
	total[map[bool]string{true: "done", false: "refused"}[done]]++
	total[out.Decision.Code.String()]++
	if !done {
		if !reflect.DeepEqual(out.Request, r) {
			t.Fatal("refused, and something changed")
		}
		return r, false
	}
	total[out.Request.State.String()]++
	s := m.scene()
	holds(t, &s, out.Request)
	return out.Request, true
}

// holds compares a request with what the reference reads off its log.
func holds(t tester, s *scene, r approval.Request) {
	t.Helper()
	answers := make(map[int]approval.Answer)
	for _, a := range r.Answers {
		if a.Void.IsZero() {
			answers[a.Level] = a
		}
	}
	since := make(map[int]bool)
	for i, l := range r.Levels {
		if !l.Since.IsZero() {
			since[i+1] = true
			if !l.Since.Equal(s.since[i+1]) {
				t.Fatalf("level %d waits since %s, want %s", i+1, l.Since, s.since[i+1])
			}
		}
	}
	if r.State != s.state || len(r.Levels) != len(s.levels) || len(since) != len(s.since) || !maps.Equal(answers, s.answers) {
		t.Fatalf("machine: %s\nreference: %s %v %v", text(t, r), s.state, s.answers, s.since)
	}
	if r.By != s.by || !r.Placed.Equal(s.placed) || r.Placement != s.placings || !slices.Equal(r.Content.Changed(s.content), nil) {
		t.Fatalf("machine: %s\nreference: %+v", text(t, r), s)
	}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
}

func (w smallWorld) compareEligible(t *testing.T, p approval.Policy, people approval.People, m *model, at whereabouts) {
	m.log = at.log
	if got, want := p.Eligible(at.request, noon, people), m.eligible(noon); !slices.Equal(got, want) {
		t.Fatalf("%v %v on %s\neligible %v\nreference %v", w.options, w.lists, standing(at.request), got, want)
	}
}
