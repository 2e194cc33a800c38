package approval_test

import (
	"encoding/json"
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
	if placed < 10 || refused < 10 {
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

// The same key and payload: the outcome that it had, and one effect; another payload: refused, and nothing told (W8).
func TestW8_Replay(t *testing.T) {
	replayed := 0
	everywhere(t, func(d *desk, r approval.Request) {
		for row, c := range commands(r, d.policy.Options().AmendPending) {
			out := d.policy.Do(r, c, noon, d.people())
			if !out.Decision.Allowed() {
				continue
			}
			again := d.policy.Do(out.Request, c, noon.AddDate(0, 0, 1), d.people())
			if !again.Replayed || again.Decision.String() != out.Decision.String() || again.Events != nil || text(t, again.Request) != text(t, out.Request) {
				t.Fatalf("%s again: %+v", row, again)
			}
			replayed++
			if d.policy.Options().AmendPending {
				continue
			}
			for otherRow, other := range commands(r, false) {
				if text(t, other) == text(t, c) && strings.Split(row, "/")[0] == strings.Split(otherRow, "/")[0] {
					continue
				}
				got := d.policy.Do(out.Request, other, noon, d.people())
				if got.Decision.Code != approval.RefusedKeyReused || text(t, got.Decision) != text(t, approval.Decision{Code: approval.RefusedKeyReused, Order: "1001"}) {
					t.Fatalf("%s under the key of %s: %+v", otherRow, row, got)
				}
			}
		}
	})
	if replayed < 100 {
		t.Error(replayed)
	}
}

// A refusal is not remembered: the same command may be done later.
func TestW8_RefusalsAreJudgedAnew(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"))
	d.change("ann", func(u *approval.User) { u.Active = false })
	c := placeOf(d)
	c.Basis.Limits = []approval.Limit{listed("1", "ann")}
	want(t, d.do(c), approval.RefusedNoPath)
	d.change("ann", func(u *approval.User) { u.Active = true })
	want(t, d.do(c), approval.Allowed)
	// The prices have changed since: what was asked has not, so it is the same.
	c.Payload = "basket 7"
	want(t, d.do(c), approval.RefusedKeyReused)
	d = newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"))
	c.Basis.Limits = []approval.Limit{listed("1", "ann")}
	want(t, d.do(c), approval.Allowed)
	c.Content, c.Basis = content("dearer"), approval.Basis{Amount: gbp("1")}
	if out := d.outcome(c); !out.Replayed || out.Decision.State != approval.Pending {
		t.Errorf("%+v", out)
	}
}

// Of several answers that were made of one request, whichever is stored first counts, and all others are told so (W9).
func TestW9_OneAnswerCounts(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	d.mustPlace("sam", "10", listed("1", "ann", "bob", "cy"))
	var answers []approval.Respond
	for i, user := range []string{"ann", "bob", "cy", "ann", "bob"} {
		c := respondOf(d, user, i%2)
		c.Verdict = []approval.Verdict{approval.Approve, approval.Decline}[i%2]
		answers = append(answers, c)
	}
	for _, first := range answers {
		stored := d.policy.Do(d.request, first, noon, d.people()).Request
		for _, late := range answers {
			got := d.policy.Do(stored, late, noon, d.people())
			if late.Key == first.Key {
				if !got.Replayed {
					t.Errorf("%+v", got)
				}
				continue
			}
			want(t, got.Decision, approval.RefusedAlreadyAnswered)
			if got.Decision.By != first.By.User || text(t, got.Request) != text(t, stored) {
				t.Errorf("%+v", got.Decision)
			}
		}
	}
}

// Nobody cancels anything of an order that is no longer open (W10).
func TestW10_ReversalWhileOpen(t *testing.T) {
	exported := 0
	everywhere(t, func(d *desk, r approval.Request) {
		if r.State != approval.Exported {
			return
		}
		exported++
		for row, c := range commands(r, true) {
			if got := d.policy.Do(r, c, noon, d.people()); got.Decision.Code != approval.RefusedState {
				t.Fatalf("%s: %s", row, got.Decision)
			}
		}
	})
	if exported == 0 {
		t.Error("nothing was exported")
	}
}

// From every reachable pending state each eligible answer leads on until the order is approved; the one who ordered can
// withdraw, and someone decline (W11).
func TestW11_PendingCanEnd(t *testing.T) {
	ended, n := 0, 0
	for w := range smallWorlds() {
		if n++; n%proof(37, 1) != 0 {
			continue
		}
		d, _ := w.begin(t)
		people := d.people()
		seen, fresh := make(map[string]bool), []approval.Request{{}}
		for range 5 {
			var next []approval.Request
			for _, r := range fresh {
				if r.State == approval.Pending {
					ended++
					endsWell(t, d, r)
				}
				for _, c := range w.commands(fmt.Sprint("key ", r.Events)) {
					out := d.policy.Do(r, c, noon, people)
					if now := standing(out.Request); out.Decision.Allowed() && !seen[now] {
						seen[now] = true
						next = append(next, out.Request)
					}
				}
			}
			fresh = next
		}
	}
	t.Log(ended, "pending states")
}

func endsWell(t *testing.T, d *desk, r approval.Request) {
	t.Helper()
	people := d.people()
	ends := func(c approval.Command) bool {
		return d.policy.Do(r, c, noon, people).Decision.Allowed()
	}
	if !ends(approval.Withdraw{Key: "w", Order: "1001", By: approval.Self("sam", "acme")}) {
		t.Fatal("cannot be withdrawn", standing(r))
	}
	for n := 0; r.State == approval.Pending; n++ {
		eligible := d.policy.Eligible(r, noon, people)
		if len(eligible) == 0 {
			t.Fatal("nobody may answer", standing(r))
		}
		c := approval.Respond{Key: fmt.Sprint("e", n), Order: "1001", By: approval.Self(eligible[n%len(eligible)].User, ""),
			Level: eligible[n%len(eligible)].Level, Verdict: approval.Decline, Seen: r.Content.Digest()}
		if !ends(c) {
			t.Fatal("cannot be declined", standing(r))
		}
		c.Verdict = approval.Approve
		out := d.policy.Do(r, c, noon, people)
		want(t, out.Decision, approval.Allowed)
		r = out.Request
	}
}

// The events of an order, stored and read again, give its request (W12; every test of this package that drives an order
// holds each step against that).
func TestW12_Fold(t *testing.T) {
	d := newDesk(t, approval.Options{AmendPending: true}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	two := []approval.Limit{listed("1", "ann", "bob"), listed("2", "cy", "bob")}
	d.mustPlace("sam", "10", two...)
	d.approve("ann", 1)
	d.amend("sam", "2", "11", two...)
	d.approve("bob", 1)
	d.decline("cy", 2)
	d.reverse("bob", 1)
	d.approve("ann", 1)
	d.approve("cy", 2)
	d.export()
	d.wantState(approval.Exported)
	var events []approval.Event
	if err := json.Unmarshal([]byte(text(t, d.events)), &events); err != nil {
		t.Fatal(err)
	}
	if got, want := text(t, approval.Fold(events)), text(t, d.request); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
