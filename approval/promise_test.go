package approval_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/approval"
)

// Only transitions of the published table; a refusal for the state says it (W1).
func TestW1_PublishedTransitions(t *testing.T) {
	table := publishedTable(t)
	refused := make(map[approval.State]int)
	everywhere(t, func(d *desk, r approval.Request) {
		for row, c := range commands(r, d.policy.Options().AmendPending) {
			row = row[:strings.IndexByte(row, '/')]
			out := d.policy.Do(r, c, noon, d.people())
			if out.Decision.Allowed() && !table[step{row, r.State, out.Request.State}] {
				t.Fatalf("%s from %s to %s", row, r.State, out.Request.State)
			}
			if out.Decision.Code == approval.RefusedState {
				refused[r.State]++
				if out.Decision.State != r.State {
					t.Fatalf("%s in %s: %+v", row, r.State, out.Decision)
				}
			}
		}
	})
	if len(refused) != len(allStates) {
		t.Error(refused)
	}
}

// everywhere goes to each standing that some commands of two levels lead to, in several policies.
func everywhere(t *testing.T, do func(*desk, approval.Request)) {
	t.Helper()
	for _, o := range []approval.Options{{}, {AmendPending: true}, {Asking: approval.SideBySide}} {
		d := newDesk(t, o, sub("sam"), authorizer("ann"), authorizer("bob"))
		seen, fresh := make(map[string]bool), []approval.Request{{}}
		for range 6 {
			var next []approval.Request
			for _, r := range fresh {
				do(d, r)
				for _, c := range commands(r, o.AmendPending) {
					out := d.policy.Do(r, c, noon, d.people())
					if now := standing(out.Request); out.Decision.Allowed() && !seen[now] {
						seen[now] = true
						next = append(next, out.Request)
					}
				}
			}
			fresh = next
		}
	}
}

// Placed and pending: each level can have an active authorizer of its own, none of the persons behind; else it is refused,
// with whom it lacks (W2).
func TestW2_SomebodyForEachLevel(t *testing.T) {
	placed, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t, nil)
		m.watch = nil
		for _, id := range []string{"ann", "bob", "cy", "mia"} {
			m.change(id, func(u *approval.User) { u.Active = rapid.IntRange(0, 4).Draw(t, "active") > 0 })
		}
		c := approval.Place{Key: "1", Order: "1001", By: approval.Self("sam", "acme"), Content: content("1"), Basis: m.basis(t)}
		m.t = t
		before := model{options: m.policy.Options(), users: m.users, above: m.above}
		before.log = []deed{{at: m.now, what: "place", by: c.By, content: c.Content, basis: c.Basis, persons: []string{"sam"}}}
		s := before.scene()
		all := unanswered(&s)
		most := most(before.seats(&s, all), nil, m.policy.Options().SamePersonSeveralLevels)
		d := m.do(c)
		if d.Allowed() != (most == len(all)) {
			t.Fatalf("%s: %d of %d levels can be filled", d, most, len(all))
		}
		if d.Allowed() {
			placed++
			return
		}
		refused++
		want(t, d, approval.RefusedNoPath)
		if len(d.Missing) != len(all)-most || d.Missing[0].Level != d.Level {
			t.Fatalf("%+v lacks %d of %d", d.Missing, len(all)-most, len(all))
		}
	})
	if placed == 0 || refused == 0 { // with -short rapid draws few
		t.Error(placed, refused)
	}
}

// A dearer order never needs fewer levels, and each level that the cheaper one needs, unless the highest is asked only (W3).
func TestW3_DearerNeedsNoFewer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(-3, 9)
		b := approval.Basis{}
		for range rapid.IntRange(0, 6).Draw(t, "limits") {
			l := listed(fmt.Sprint(rapid.IntRange(0, 7).Draw(t, "over")), lists.Draw(t, "who")...)
			if l.Routed = rapid.Bool().Draw(t, "routed"); l.Routed {
				l.Authorizers = nil
			}
			b.Limits = append(b.Limits, l)
		}
		asking := rapid.SampledFrom([]approval.Asking{approval.InTurn, approval.SideBySide, approval.HighestOnly}).Draw(t, "asking")
		p := approval.MustPolicy(approval.Options{Asking: asking})
		low, high := amount.Draw(t, "a"), amount.Draw(t, "b")
		cheap, dear := b, b
		cheap.Amount, dear.Amount = gbp(fmt.Sprint(min(low, high))), gbp(fmt.Sprint(max(low, high)))
		few, _ := p.Plan(cheap)
		more, _ := p.Plan(dear)
		if asking == approval.HighestOnly {
			if len(few) > 0 && len(more) == 0 {
				t.Fatalf("%v %v", levels(few), levels(more))
			}
			return
		}
		if len(few) > len(more) || !slices.Equal(levels(few), levels(more)[:len(few)]) {
			t.Fatalf("%v %v", levels(few), levels(more))
		}
	})
}

// Approved: one valid answer for each level, all for the present digest, and nothing else passes for approved (W4).
func TestW4_ApprovedIsAnswered(t *testing.T) {
	approved := 0
	everywhere(t, func(d *desk, r approval.Request) {
		if r.State != approval.Approved && r.State != approval.Exported {
			return
		}
		approved++
		var answered []int
		for _, a := range r.Answers {
			if a.Void.IsZero() {
				if a.Verdict != approval.Approve || a.Seen != r.Content.Digest() || a.Placement != r.Placement {
					t.Fatalf("%+v", a)
				}
				answered = append(answered, a.Level)
			}
		}
		slices.Sort(answered)
		for i := range r.Levels {
			if answered[i] != i+1 {
				t.Fatalf("%v of %d levels", answered, len(r.Levels))
			}
		}
		if len(answered) != len(r.Levels) {
			t.Fatalf("%v of %d levels", answered, len(r.Levels))
		}
	})
	if approved < 5 {
		t.Error(approved)
	}
}

// Whatever part changes, the digest does, and the part is named (W5; which parts there are is the order's).
func TestW5_DigestCoversParts(t *testing.T) {
	word := rapid.StringMatching(`[a-c0-2]{1,3}`)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.MapOfN(word, word, 1, 5)
		made := func() approval.Content {
			var c approval.Content
			for name, digest := range parts.Draw(t, "parts") {
				c = append(c, approval.Part{Name: name, Digest: digest})
			}
			return c
		}
		a, b := made(), made()
		changed := a.Changed(b)
		if (a.Digest() == b.Digest()) != (len(changed) == 0) || !slices.Equal(changed, b.Changed(a)) {
			t.Fatalf("%v %v: %v", a, b, changed)
		}
	})
}

// Persons: never one behind the order, and different ones for each level, however logins and sessions are arranged (W6).
func TestW6_Persons(t *testing.T) {
	o := approval.Options{Asking: approval.SideBySide}
	seen := make(map[string]int)
	people := []string{"p", "q", "r", "s"}
	for n := range 4 * 4 * 4 * 4 * 2 {
		d := newDesk(t, o, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
		for i, id := range []string{"sam", "ann", "bob", "cy"} {
			d.change(id, func(u *approval.User) { u.Person = people[n>>(2*i)%4] })
		}
		by := approval.Self("sam", "acme")
		if n >= 256 {
			by.Principal = "cy"
		}
		d.do(approval.Place{Key: d.key(), Order: "1001", By: by, Content: content("1"), Basis: approval.Basis{
			Amount: gbp("10"), Limits: []approval.Limit{listed("1", "ann", "bob", "cy"), listed("2", "ann", "bob", "cy")}}})
		for _, user := range []string{"ann", "bob", "cy"} {
			for level := range 3 {
				d.approve(user, level)
			}
		}
		m := machine{desk: d}
		m.separate()
		seen[d.request.State.String()]++
	}
	if seen["approved"] == 0 || seen["draft"] == 0 || seen["pending"] != 0 {
		t.Error(seen)
	}
}

// Rights are those of the moment of the answer: what is given later counts, what is taken meanwhile does not (W7).
func TestW7_RightsOfTheMoment(t *testing.T) {
	for name, take := range map[string]func(*approval.User, bool){
		"active":        func(u *approval.User, has bool) { u.Active = has },
		"may authorize": func(u *approval.User, has bool) { u.MayAuthorize = has },
		"sees prices":   func(u *approval.User, has bool) { u.SeesPrices = has },
		"account": func(u *approval.User, has bool) {
			if u.Accounts = nil; has {
				u.Accounts = []string{"acme"}
			}
		},
	} {
		d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
		d.change("ann", func(u *approval.User) { take(u, false) })
		d.mustPlace("sam", "10", listed("1", "ann", "bob"))
		for _, has := range []bool{false, true, false, true} {
			d.change("ann", func(u *approval.User) { take(u, has) })
			out := d.policy.Do(d.request, respondOf(d, "ann", 1), noon, d.people())
			if out.Decision.Allowed() != has {
				t.Errorf("%s %v: %s", name, has, out.Decision)
			}
			if eligible := slices.Contains(d.eligible(), "1:ann"); eligible != has {
				t.Errorf("%s %v: eligible %q", name, has, d.eligible())
			}
		}
	}
}
