package approval_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

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
			if !again.Replayed || again.Decision.String() != out.Decision.String() || again.Events != nil ||
				text(t, again.Request) != text(t, out.Request) {
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
				if text(t, got.Decision) != text(t, approval.Decision{Code: approval.RefusedKeyReused, Order: "1001"}) {
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
		for steps := range 5 {
			var next []approval.Request
			for _, r := range fresh {
				if r.State == approval.Pending {
					ended++
					endsWell(t, d, r)
				}
				if steps == 4 {
					continue
				}
				for _, c := range w.commands(fmt.Sprint("key ", r.Events)) {
					out := d.policy.Do(r, c, noon, people)
					if !out.Decision.Allowed() {
						continue
					}
					if now := standing(out.Request); !seen[now] {
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
