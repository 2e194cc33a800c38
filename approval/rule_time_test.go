package approval_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

func substitute(user string, from, until int) []approval.Substitution {
	return []approval.Substitution{{User: user, Window: days(from, until)}}
}

func substituted(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, approval.Options{},
		sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), authorizer("dan"), authorizer("far", "sister"))
	d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob", "dan"))
	d.change("ann", func(u *approval.User) { u.Substitutes = substitute("cy", -1, 1) })
	return d
}

// standIns are who answers level 1, which is ann's, for whom cy stands in.
var standIns = []struct {
	reason string
	change func(*desk)
	by     string
	want   approval.Code
}{
	{"in the window", func(*desk) {}, "cy", approval.Allowed},
	{"before it", func(d *desk) { d.now = noon.AddDate(0, 0, -1).Add(-time.Microsecond) }, "cy", approval.RefusedNotAuthorizer},
	{"at its first instant", func(d *desk) { d.now = noon.AddDate(0, 0, -1) }, "cy", approval.Allowed},
	{"at its end", func(d *desk) { d.now = noon.AddDate(0, 0, 1) }, "cy", approval.RefusedNotAuthorizer},
	{"he may not authorize himself", func(d *desk) {
		d.change("cy", func(u *approval.User) { u.MayAuthorize = false })
	}, "cy", approval.RefusedMayNotAuthorize},
	{"he sees no prices", func(d *desk) {
		d.change("cy", func(u *approval.User) { u.SeesPrices = false })
	}, "cy", approval.RefusedBlind},
	{"he is of another account", func(d *desk) {
		d.change("ann", func(u *approval.User) { u.Substitutes = substitute("far", -1, 1) })
	}, "far", approval.RefusedOtherAccount},
	{"he is behind the order", func(d *desk) {
		d.change("cy", func(u *approval.User) { u.Person = "sam" })
	}, "cy", approval.RefusedBehindOrder},
	{"the one whom he stands for is behind the order", func(d *desk) {
		d.change("ann", func(u *approval.User) { u.Person = "sam" })
	}, "cy", approval.RefusedStandsIn},
	{"the one whom he stands for lost the right", func(d *desk) {
		d.change("ann", func(u *approval.User) { u.MayAuthorize = false })
	}, "cy", approval.RefusedStandsIn},
	{"he hands on no further", func(d *desk) {
		d.change("cy", func(u *approval.User) { u.Substitutes = substitute("dan", -1, 1) })
	}, "dan", approval.RefusedNotAuthorizer},
	{"nobody names himself into anything", func(d *desk) {
		d.change("dan", func(u *approval.User) { u.Substitutes = substitute("dan", -1, 1) })
	}, "dan", approval.RefusedNotAuthorizer},
}

func TestAPR12_Substitutes(t *testing.T) {
	for _, test := range standIns {
		d := substituted(t)
		test.change(d)
		if got := d.approve(test.by, 1); got.Code != test.want {
			t.Errorf("%s: %s", test.reason, got)
		}
	}
}

// Neither the substitute nor the one for whom he stood answers another level.
func TestAPR12_SubstituteUsesUpBoth(t *testing.T) {
	d := substituted(t)
	d.change("ann", func(u *approval.User) { u.Substitutes = substitute("bob", -1, 1) })
	d.wantEligible("1:ann", "1:bob for ann")
	want(t, d.approve("bob", 1), approval.Allowed)
	if a := d.request.Answers[0]; a.By != "bob" || a.For != "ann" || a.ForPerson != "ann" || a.Escalated {
		t.Errorf("%+v", a)
	}
	d.change("dan", func(u *approval.User) { u.Substitutes = substitute("ann", -1, 1) })
	want(t, d.approve("bob", 2), approval.RefusedAnsweredAnother)
	want(t, d.approve("ann", 2), approval.RefusedAnsweredAnother)
	d.wantEligible("2:dan")
	// Nor does it help that logins change persons meanwhile.
	for _, answered := range []string{"ann", "bob"} {
		d.change(answered, func(u *approval.User) { u.Person = "someone else" })
		d.change("dan", func(u *approval.User) { u.Person = answered })
		want(t, d.approve("dan", 2), approval.RefusedAnsweredAnother)
		d.change("dan", func(u *approval.User) { u.Person = "someone else" })
		want(t, d.approve("dan", 2), approval.RefusedAnsweredAnother)
		d.change("dan", func(u *approval.User) { u.Person = "" })
		d.change(answered, func(u *approval.User) { u.Person = "" })
	}
	// He may cancel while he stands in, and decline what he has agreed to even after that.
	want(t, d.reverse("bob", 1), approval.Allowed)
	want(t, d.approve("bob", 1), approval.Allowed)
	d.change("ann", func(u *approval.User) { u.Substitutes = nil })
	want(t, d.reverse("bob", 1), approval.RefusedNotAuthorizer)
	want(t, d.approve("bob", 1), approval.RefusedAlreadyAnswered)
	d.change("ann", func(u *approval.User) { u.Person = "sam" })
	want(t, d.decline("bob", 1), approval.Allowed)
	if a := d.request.Answers[2]; a.Verdict != approval.Decline || a.For != "ann" || a.ForPerson != "ann" {
		t.Errorf("%+v", a)
	}
}

// Nobody is named as missing who is not called: a substitute is for his window only.
func TestAPR15_MissingNamesTheCalled(t *testing.T) {
	d := substituted(t)
	d.change("bob", func(u *approval.User) { u.MayAuthorize = false })
	for _, test := range []struct{ at, who int }{{-2, 1}, {0, 2}, {1, 1}} {
		need := d.policy.Missing(d.request, noon.AddDate(0, 0, test.at), d.people())
		if len(need) != 2 || len(need[0].Eligible) != test.who || need[0].Unfit != nil || !need[0].Open || need[1].Open {
			t.Errorf("%d days on: %+v", test.at, need)
		}
		if two := need[1]; len(two.Eligible) != 1 || len(two.Unfit) != 1 || two.Unfit[0].Code != approval.RefusedMayNotAuthorize {
			t.Errorf("%+v", two)
		}
	}
}

func waiting(t *testing.T) *desk {
	t.Helper()
	d := newDesk(t, approval.Options{EscalateAfter: 48 * time.Hour, RemindEvery: 24 * time.Hour},
		sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), manager("mia"))
	d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob", "cy"))
	return d
}

func TestAPR12_Escalation(t *testing.T) {
	d := waiting(t)
	d.wantEligible("1:ann")
	if at, ok := d.policy.DueAt(d.request); !ok || !at.Equal(noon.Add(24*time.Hour)) {
		t.Error(at, ok)
	}
	d.now = noon.Add(48*time.Hour - time.Microsecond)
	want(t, d.approve("bob", 1), approval.RefusedNotAuthorizer)
	if got := d.due(); len(got) != 1 || got[0].Kind != approval.Reminds || got[0].Reminder != 1 || !slices.Equal(got[0].To, []string{"ann"}) {
		t.Errorf("%+v", got)
	}
	d.now = noon.Add(48 * time.Hour)
	d.wantEligible("1:ann", "1:bob escalated", "1:cy escalated")
	got := d.due()
	if len(got) != 2 || got[0].Kind != approval.Escalated || !slices.Equal(got[0].To, []string{"bob", "cy"}) ||
		got[1].Kind != approval.Reminds || got[1].Reminder != 2 || !slices.Equal(got[1].To, []string{"ann", "bob", "cy"}) {
		t.Errorf("%+v", got)
	}
}

func TestAPR12_EscalatedAnswer(t *testing.T) {
	d := waiting(t)
	d.now = noon.Add(48 * time.Hour)
	want(t, d.approve("bob", 1), approval.Allowed)
	if a := d.request.Answers[0]; !a.Escalated || a.By != "bob" {
		t.Errorf("%+v", a)
	}
	d.wantEligible("2:cy")
	// After the last, the managers of the account; and long silence is one reminder.
	d.now = d.now.Add(100 * 24 * time.Hour)
	d.wantEligible("2:cy", "2:mia escalated")
	if got := d.due(); len(got) != 2 || got[1].Reminder != 100 {
		t.Errorf("%+v", got)
	}
	want(t, d.approve("mia", 2), approval.Allowed)
	d.wantState(approval.Approved)
	// Who came to a level by escalation may cancel there; the level then waits anew.
	want(t, d.reverse("mia", 2), approval.Allowed)
	d.wantEligible("2:cy")
	if at, _ := d.policy.DueAt(d.request); !at.Equal(d.now.Add(24 * time.Hour)) {
		t.Error(at)
	}

}

// One above whom a level would lack afterwards is not called; a level answered in time never went up.
func TestAPR12_NoEscalation(t *testing.T) {
	d := waiting(t)
	d.change("cy", func(u *approval.User) { u.Active = false })
	d.now = noon.Add(50 * time.Hour)
	d.wantEligible("1:ann")
	want(t, d.approve("bob", 1), approval.RefusedStrands)
	want(t, d.approve("ann", 1), approval.Allowed)
	d = waiting(t)
	want(t, d.approve("ann", 1), approval.Allowed)
	d.now = noon.Add(500 * time.Hour)
	want(t, d.reverse("bob", 1), approval.RefusedNotAuthorizer)
}
