package approval_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

func TestAPR2_WhoMayAnswer(t *testing.T) {
	for _, test := range []struct {
		reason string
		change func(*approval.User)
		want   approval.Code
	}{
		{"as he is", func(*approval.User) {}, approval.Allowed},
		{"not active", func(u *approval.User) { u.Active = false }, approval.RefusedInactiveUser},
		{"may no longer authorize", func(u *approval.User) { u.MayAuthorize = false }, approval.RefusedMayNotAuthorize},
		{"sees no prices", func(u *approval.User) { u.SeesPrices = false }, approval.RefusedBlind},
		{"of another account", func(u *approval.User) { u.Accounts = []string{"sister"} }, approval.RefusedOtherAccount},
		{"of this account too", func(u *approval.User) { u.Accounts = []string{"sister", "acme"} }, approval.Allowed},
		{"the same person as the one who ordered", func(u *approval.User) { u.Person = "sam" }, approval.RefusedBehindOrder},
	} {
		d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
		d.mustPlace("sam", "600", listed("500", "ann", "bob"))
		d.change("ann", test.change)
		if got := d.approve("ann", 1); got.Code != test.want {
			t.Errorf("%s: %s", test.reason, got)
		}
	}
}

func TestAPR3_Decline(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	two := []approval.Limit{listed("500", "ann", "cy"), listed("5000", "bob")}
	d.mustPlace("sam", "6000", two...)
	want(t, d.approve("ann", 1), approval.Allowed)
	got := d.do(approval.Respond{
		Key: d.key(), Order: "1001", By: approval.Self("bob", ""), Verdict: approval.Decline, Seen: content("1").Digest(), Feedback: "too dear",
	})
	want(t, got, approval.Allowed)
	d.wantState(approval.Declined)
	status := d.request.Status()
	if s := status.Levels[1]; s.By != "bob" || s.Feedback != "too dear" || s.Verdict != approval.Decline || !s.At.Equal(noon) || s.Open {
		t.Errorf("%+v", status)
	}

	// Whoever answered a level may still decline while it is pending, and nobody else of that level.
	want(t, d.place("sam", "6000", two...), approval.Allowed)
	want(t, d.decline("bob", 2), approval.RefusedNotItsTurn)
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.decline("cy", 1), approval.RefusedAlreadyAnswered)
	want(t, d.decline("ann", 0), approval.Allowed)
	d.wantState(approval.Declined)
	if a := d.request.Answers; len(a) != 4 || a[2].Void.IsZero() || a[3].Verdict != approval.Decline || a[3].Level != 1 {
		t.Errorf("%+v", a)
	}
	want(t, d.reverse("cy", 1), approval.Allowed)
	d.wantEligible("1:ann", "1:cy")
	if d.approve("ann", 1); d.request.State != approval.Pending {
		t.Fatal(d.request.State)
	}
	if d.approve("bob", 2); d.request.State != approval.Approved {
		t.Fatal(d.request.State)
	}
	want(t, d.decline("ann", 1), approval.RefusedAlreadyAnswered)
}

// He who agreed and then lost the right no longer declines.
func TestAPR3_DeclineLateByRight(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "6000", listed("500", "ann"), listed("5000", "bob"))
	want(t, d.approve("ann", 1), approval.Allowed)
	d.change("ann", func(u *approval.User) { u.MayAuthorize = false })
	want(t, d.decline("ann", 1), approval.RefusedMayNotAuthorize)
	d.change("ann", func(u *approval.User) { u.MayAuthorize, u.Accounts = true, nil })
	want(t, d.decline("ann", 0), approval.RefusedOtherAccount)
}

func TestAPR4_FirstAnswerCounts(t *testing.T) {
	for _, first := range []approval.Verdict{approval.Approve, approval.Decline} {
		d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
		d.mustPlace("sam", "600", listed("500", "ann", "bob"))
		want(t, d.respond("ann", 0, first), approval.Allowed)
		for _, second := range []approval.Verdict{approval.Approve, approval.Decline} {
			got := d.respond("bob", 0, second)
			want(t, got, approval.RefusedAlreadyAnswered)
			if got.By != "ann" || got.Level != 1 || got.Verdict != first || !got.At.Equal(noon) || got.State != d.request.State {
				t.Errorf("%+v", got)
			}
			want(t, d.respond("cy", 0, second), approval.RefusedState)
			want(t, d.respond("bob", 2, second), approval.RefusedNoLevel)
		}
	}
}

func TestAPR5_Reversal(t *testing.T) {
	three := []approval.Limit{listed("1", "ann", "ann2"), listed("2", "bob", "mia"), listed("3", "cy", "mia")}
	for _, asking := range []approval.Asking{approval.InTurn, approval.SideBySide} {
		d := newDesk(t, approval.Options{Asking: asking},
			sub("sam"), authorizer("ann"), authorizer("ann2"), authorizer("bob"), authorizer("cy"), manager("mia"))
		d.mustPlace("sam", "10", three...)
		want(t, d.reverse("ann", 1), approval.RefusedNotAnswered)
		for i, user := range []string{"ann", "bob", "cy"} {
			want(t, d.approve(user, i+1), approval.Allowed)
		}
		d.wantState(approval.Approved)

		// Another authorizer of the level cancels, and no stranger to it; what was answered above is void, too.
		want(t, d.reverse("ann", 2), approval.RefusedNotAuthorizer)
		want(t, d.reverse("sam", 2), approval.RefusedBehindOrder)
		want(t, d.reverse("mia", 2), approval.Allowed)
		d.wantState(approval.Pending)
		if s := d.request.Status(); s.Levels[0].By != "ann" || s.Levels[1].By != "" || s.Levels[2].By != "" {
			t.Errorf("%+v", s)
		}
		want(t, d.approve("mia", 2), approval.Allowed)
		want(t, d.approve("cy", 3), approval.Allowed)
		want(t, d.reverse("mia", 0), approval.Allowed) // the highest that he may: 3
		if open := d.request.Open(); !slices.Equal(open, []int{3}) {
			t.Errorf("open %v", open)
		}
		want(t, d.approve("mia", 3), approval.RefusedAnsweredAnother)
		want(t, d.approve("cy", 3), approval.Allowed)
		want(t, d.export(), approval.Allowed)
		want(t, d.reverse("cy", 3), approval.RefusedState)
		want(t, d.reverse("cy", 4), approval.RefusedState)
	}
}

// A decline below stands, whatever is cancelled above; one that is cancelled makes the order wait again.
func TestAPR5_ReversalOfDecline(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob"), listed("3", "cy"))
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.approve("bob", 2), approval.Allowed)
	want(t, d.decline("ann", 1), approval.Allowed)
	got := d.reverse("bob", 2)
	want(t, got, approval.RefusedDeclineStands)
	if got.By != "ann" || got.Level != 1 || got.Verdict != approval.Decline {
		t.Errorf("%+v", got)
	}
	want(t, d.reverse("bob", 0), approval.RefusedDeclineStands)
	want(t, d.reverse("cy", 0), approval.RefusedNotAuthorizer)
	want(t, d.reverse("ann", 0), approval.Allowed)
	d.wantEligible("1:ann")
	d.wantState(approval.Pending)

	// The one below may cancel his own of an order that was declined above him: all of that is asked again.
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.decline("bob", 2), approval.Allowed)
	want(t, d.reverse("ann", 1), approval.Allowed)
	if s := d.request.Status(); s.Levels[1].Verdict != 0 {
		t.Errorf("%+v", s)
	}
}

// To bring back a declined order needs someone for all that is open again; to take an agreement back needs nobody.
func TestAPR5_ReversalWithoutPath(t *testing.T) {
	for _, v := range []approval.Verdict{approval.Decline, approval.Approve} {
		d := newDesk(t, approval.Options{Asking: approval.SideBySide}, sub("sam"), authorizer("ann"), authorizer("bob"))
		d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob"))
		want(t, d.approve("bob", 2), approval.Allowed)
		want(t, d.respond("ann", 1, v), approval.Allowed)
		d.change("bob", func(u *approval.User) { u.Active = false })
		got := d.reverse("ann", 1)
		if v == approval.Approve {
			want(t, got, approval.Allowed)
			continue
		}
		want(t, got, approval.RefusedNoPath)
		if len(got.Missing) != 1 || got.Missing[0].Level != 2 || got.Missing[0].Unfit[0].Code != approval.RefusedInactiveUser {
			t.Errorf("%+v", got)
		}
	}
}

func TestAPR16_Separation(t *testing.T) {
	limits := []approval.Limit{listed("1", "ann", "bob"), listed("2", "ann", "twin", "cy")}
	begin := func(o approval.Options) *desk {
		twin := authorizer("twin")
		twin.Person = "ann"
		ordering := authorizer("bob")
		d := newDesk(t, o, sub("sam"), authorizer("ann"), ordering, authorizer("cy"), twin)
		want(t, d.do(approval.Place{Key: d.key(), Order: "1001", By: approval.Session{Principal: "bob", User: "sam", Account: "acme"},
			Content: content("1"), Basis: approval.Basis{Amount: gbp("10"), Limits: limits}}), approval.Allowed)
		return d
	}
	d := begin(approval.Options{})
	want(t, d.approve("bob", 1), approval.RefusedBehindOrder) // he ordered as sam
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.approve("ann", 2), approval.RefusedAnsweredAnother)
	want(t, d.approve("twin", 2), approval.RefusedAnsweredAnother)
	d.wantEligible("2:cy")

	d = begin(approval.Options{SamePersonSeveralLevels: true})
	want(t, d.approve("bob", 1), approval.RefusedBehindOrder)
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.approve("twin", 2), approval.Allowed)

	d = begin(approval.Options{SelfApproval: true})
	want(t, d.approve("bob", 1), approval.Allowed)
	want(t, d.approve("ann", 2), approval.Allowed)

	// Persons who were behind it stay so, whatever their logins say later.
	d = begin(approval.Options{})
	d.change("bob", func(u *approval.User) { u.Person = "someone else" })
	want(t, d.approve("bob", 1), approval.RefusedBehindOrder)
	d.change("bob", func(u *approval.User) { u.Person = "" })
	d.change("ann", func(u *approval.User) { u.Person = "bob" })
	want(t, d.approve("ann", 1), approval.RefusedBehindOrder)
}

// REP-4: who acts for another answers nothing, cancels nothing.
func TestREP4_OwnHand(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "10", listed("1", "ann", "bob"))
	as := approval.Session{Principal: "bob", User: "ann", Account: "acme"}
	seen := content("1").Digest()
	want(t, d.do(approval.Respond{Key: "1", Order: "1001", By: as, Verdict: approval.Approve, Seen: seen}), approval.RefusedOwnHand)
	want(t, d.approve("ann", 1), approval.Allowed)
	want(t, d.do(approval.Reverse{Key: "2", Order: "1001", By: as}), approval.RefusedOwnHand)
	as.Account = ""
	out := approval.Substitutes{}.Name(approval.Naming{Key: "3", By: as, Substitution: approval.Substitution{User: "bob"}}, noon, d.people())
	want(t, out.Decision, approval.RefusedOwnHand)
}

func TestDeclineReason(t *testing.T) {
	d := newDesk(t, approval.Options{DeclineReason: true}, sub("sam"), authorizer("ann"))
	d.mustPlace("sam", "10", listed("1", "ann"))
	want(t, d.decline("ann", 1), approval.RefusedNoFeedback)
	want(t, d.do(approval.Respond{
		Key: "1", Order: "1001", By: approval.Self("ann", ""), Verdict: approval.Decline, Seen: content("1").Digest(), Feedback: "no",
	}), approval.Allowed)
}

func TestInstantsAreCut(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"))
	d.now = noon.Add(1234 * time.Nanosecond).In(time.FixedZone("", 3600))
	want(t, d.place("sam", "10"), approval.Allowed)
	if got := d.request.Placed; got != noon.Add(time.Microsecond) {
		t.Error(got)
	}
}
