package approval_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

// Each is refused and leaves the request byte-identical, which desk holds every refusal against.

func TestAbuse_OwnOrder(t *testing.T) {
	// sam is listed as his own authorizer, and cannot hide behind another login, a substitute or impersonation.
	twin := authorizer("twin")
	twin.Person = "sam"
	twin.Substitutes = substitute("cy", -1, 1)
	d := newDesk(t, approval.Options{}, authorizer("sam"), twin, authorizer("cy"), authorizer("bob"))
	want(t, d.place("sam", "10", listed("1", "sam", "twin")), approval.RefusedNoPath)
	d.mustPlace("sam", "10", listed("1", "sam", "twin", "bob"))
	want(t, d.approve("sam", 1), approval.RefusedBehindOrder)
	want(t, d.approve("twin", 1), approval.RefusedBehindOrder)
	want(t, d.approve("cy", 1), approval.RefusedStandsIn)
	want(t, d.do(approval.Respond{
		Key: d.key(), Order: "1001", By: approval.Session{Principal: "sam", User: "bob"}, Verdict: approval.Approve, Seen: content("1").Digest(),
	}), approval.RefusedOwnHand)
	// Nor does it help to have another log in place it again.
	want(t, d.withdraw("sam"), approval.Allowed)
	want(t, d.place("cy", "10", listed("1", "sam", "bob")), approval.RefusedNotOrderer)
	want(t, d.place("twin", "10", listed("1", "sam", "bob")), approval.Allowed)
	want(t, d.approve("sam", 1), approval.RefusedBehindOrder)
}

func TestAbuse_ApprovingAsOneWhatAnotherOrdered(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	want(t, d.do(approval.Place{Key: "1", Order: "1001", By: approval.Session{Principal: "ann", User: "sam", Account: "acme"},
		Content: content("1"), Basis: approval.Basis{Amount: gbp("10"), Limits: []approval.Limit{listed("1", "ann", "bob")}}}), approval.Allowed)
	want(t, d.approve("ann", 1), approval.RefusedBehindOrder)
	d.wantEligible("1:bob")
}

func TestAbuse_ChangedAfterOpened(t *testing.T) {
	// Declined at 600, amended to 60,000, and the decline taken back: the levels would be those of 600.
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "600", listed("500", "ann"), listed("5000", "bob"))
	want(t, d.decline("ann", 1), approval.Allowed)
	want(t, d.amend("sam", "2", "60000"), approval.Allowed)
	want(t, d.reverse("ann", 1), approval.RefusedState)
	want(t, d.approve("ann", 1), approval.RefusedState)
	want(t, d.export(), approval.RefusedState)
	d.wantState(approval.Draft)
	// Amending what waits or is approved is refused where it is not permitted, and what goes on must be what was approved.
	d.mustPlace("sam", "600", listed("500", "ann"))
	want(t, d.amend("sam", "3", "60000"), approval.RefusedState)
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.amend("sam", "3", "60000"), approval.RefusedState)
	want(t, d.do(approval.Export{Key: "x", Order: "1001", Seen: content("3").Digest()}), approval.RefusedChangedSince)
}

func TestAbuse_SkippedLevel(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "6000", listed("500", "ann"), listed("5000", "bob"))
	want(t, d.approve("bob", 2), approval.RefusedNotItsTurn)
	want(t, d.approve("bob", 0), approval.RefusedNotItsTurn)
	want(t, d.approve("bob", 1), approval.RefusedNotAuthorizer)
	want(t, d.decline("bob", 2), approval.RefusedNotItsTurn)
	want(t, d.export(), approval.RefusedState)
}

func TestAbuse_LastAuthorizerRemoved(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "6000", listed("500", "ann"), listed("5000", "bob"))
	if got := d.policy.InTheWay(d.request, "bob", d.people()); len(got) != 1 {
		t.Fatal("nothing is in the way of removing the last authorizer")
	}
	delete(d.users, "bob")
	need := d.policy.Missing(d.request, noon, d.people())
	if len(need) != 2 || need[1].Eligible != nil || need[1].Unfit[0].Code != approval.RefusedUnknownUser {
		t.Fatalf("%+v", need)
	}
	// It never becomes approved, and still can end.
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.approve("bob", 2), approval.RefusedUnknownUser)
	want(t, d.decline("ann", 1), approval.Allowed)
}

func TestAbuse_ApproveAndDeclineAtOnce(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "10", listed("1", "ann", "bob"))
	want(t, d.decline("ann", 1), approval.Allowed)
	want(t, d.approve("bob", 1), approval.RefusedAlreadyAnswered)
	want(t, d.approve("ann", 1), approval.RefusedAlreadyAnswered)
	d.wantState(approval.Declined)
}

func TestAbuse_KeyOfAnother(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "10", listed("1", "ann", "bob"))
	c := respondOf(d, "ann", 1)
	want(t, d.do(c), approval.Allowed)
	c.By = approval.Self("bob", "acme")
	want(t, d.do(c), approval.RefusedKeyReused)
}

// A quote, or anything else that was never placed, does not go on.
func TestAbuse_NeverPlaced(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"))
	for _, c := range []approval.Command{
		approval.Export{Key: "1", Order: "1001", Seen: content("1").Digest()}, approval.Export{Key: "1", Order: "1001"},
		respondOf(d, "ann", 0), approval.Reverse{Key: "1", Order: "1001", By: approval.Self("ann", "")},
		approval.Withdraw{Key: "1", Order: "1001", By: approval.Self("sam", "acme")},
	} {
		want(t, d.do(c), approval.RefusedState)
	}
	want(t, d.amend("sam", "1", "10"), approval.Allowed)
	want(t, d.export(), approval.RefusedState)
}

// State set directly, answers written by hand: Check finds it, and no command goes on from it.
func TestAbuse_StateSetDirectly(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "6000", listed("500", "ann"), listed("5000", "bob"))
	d.approve("ann", 1)
	for name, tamper := range tamperings {
		var forged approval.Request
		if err := json.Unmarshal([]byte(text(t, d.request)), &forged); err != nil {
			t.Fatal(err)
		}
		tamper(&forged)
		if forged.Check() == nil {
			t.Errorf("%s: not found", name)
		}
		for row, c := range commands(forged, true) {
			out := d.policy.Do(forged, c, noon, d.people())
			if out.Decision.Code != approval.RefusedUnsound || text(t, out.Request) != text(t, forged) {
				t.Fatalf("%s, %s: %s", name, row, out.Decision)
			}
		}
		if out := d.policy.Due(forged, noon.AddDate(1, 0, 0), d.people()); out.Decision.Code != approval.RefusedUnsound {
			t.Errorf("%s: %s", name, out.Decision)
		}
	}
}

// tamperings are of a request that was approved at the first of two levels.
var tamperings = map[string]func(*approval.Request){
	"approved": func(r *approval.Request) { r.State = approval.Approved },
	"exported": func(r *approval.Request) { r.State, r.Exported = approval.Exported, noon },
	"declined": func(r *approval.Request) { r.State = approval.Declined },
	"draft":    func(r *approval.Request) { r.State = approval.Draft },
	"no such state": func(r *approval.Request) {
		r.State = 17
	},
	"a level taken away":  func(r *approval.Request) { r.Levels = r.Levels[:1] },
	"all levels away":     func(r *approval.Request) { r.Levels = nil },
	"another content":     func(r *approval.Request) { r.Content = content("2") },
	"an answer of before": func(r *approval.Request) { r.Placement = 2 },
	"an answer by nobody": func(r *approval.Request) { r.Answers[0].By = "" },
	"an answer by no one": func(r *approval.Request) { r.Answers[0].Person = "" },
	"an answer doubled":   func(r *approval.Request) { r.Answers = append(r.Answers, r.Answers[0]) },
	"an answer out of turn": func(r *approval.Request) {
		r.Answers[0].Level = 2
	},
	"an answer nowhere":    func(r *approval.Request) { r.Answers[0].Level = 3 },
	"an answer below":      func(r *approval.Request) { r.Answers[0].Level = 0 },
	"an answer of nothing": func(r *approval.Request) { r.Answers[0].Verdict = 0 },
	"an answer turned":     func(r *approval.Request) { r.Answers[0].Verdict = approval.Decline },
	"an answer voided":     func(r *approval.Request) { r.Answers[0].Void = noon },
	"a turn given":         func(r *approval.Request) { r.Levels[1].Since = time.Time{} },
	"exported unsaid":      func(r *approval.Request) { r.Exported = noon },
	"never placed":         func(r *approval.Request) { r.Placement, r.Answers[0].Placement = 0, 0 },
}

// What is handed out and what was given share nothing: a host that writes into one does not change the other.
func TestNothingIsShared(t *testing.T) {
	d := newDesk(t, approval.Options{AmendPending: true}, sub("sam"), authorizer("ann"), authorizer("bob"))
	limits := []approval.Limit{listed("1", "ann", "bob"), listed("2", "ann", "bob")}
	c := placeOf(d)
	c.Basis.Limits = limits
	want(t, d.do(c), approval.Allowed)
	d.amend("sam", "2", "10", limits...)
	before := text(t, d.request)
	out := d.policy.Do(d.request, respondOf(d, "ann", 0), noon, d.people())
	out = d.policy.Do(d.request, approval.Respond{Key: "z", Order: "1001", By: approval.Self("ann", ""), Verdict: approval.Approve,
		Seen: d.request.Content.Digest()}, noon, d.people())
	want(t, out.Decision, approval.Allowed)
	after := text(t, out.Request)
	c.Content[0].Name, limits[0].Authorizers[0] = "x", "x"
	for _, e := range d.events {
		for i := range e.Placing.Levels {
			e.Placing.Levels[i].Authorizers[0] = "x"
		}
		if len(e.Placing.Content) > 0 {
			e.Placing.Content[0].Digest, e.Placing.Persons[0] = "x", "x"
		}
	}
	if text(t, d.request) != before || text(t, out.Request) != after {
		t.Fatal("a request shares something with what made it")
	}
	r := d.request
	r.Levels[0].Authorizers[0], r.Content[0].Digest, r.Former[0][0].Digest, r.Persons[0], r.Remembered[0].Key = "y", "y", "y", "y", "y"
	if text(t, out.Request) != after {
		t.Fatal("two requests share something")
	}
}
