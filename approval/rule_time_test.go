package approval_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

func substitute(user string, from, until int) []approval.Substitution {
	return []approval.Substitution{{User: user, Window: days(from, until)}}
}

func TestAPR12_Substitutes(t *testing.T) {
	begin := func() *desk {
		d := newDesk(t, approval.Options{},
			sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), authorizer("dan"), authorizer("far", "sister"))
		d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob", "dan"))
		return d
	}
	for _, test := range []struct {
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
		{"he sees no prices", func(d *desk) { d.change("cy", func(u *approval.User) { u.SeesPrices = false }) }, "cy", approval.RefusedBlind},
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
	} {
		d := begin()
		d.change("ann", func(u *approval.User) { u.Substitutes = substitute("cy", -1, 1) })
		test.change(d)
		if got := d.approve(test.by, 1); got.Code != test.want {
			t.Errorf("%s: %s", test.reason, got)
		}
	}

	d := begin()
	d.change("ann", func(u *approval.User) { u.Substitutes = substitute("bob", -1, 1) })
	d.wantEligible("1:ann", "1:bob for ann")
	want(t, d.approve("bob", 1), approval.Allowed)
	if a := d.request.Answers[0]; a.By != "bob" || a.For != "ann" || a.ForPerson != "ann" || a.Escalated {
		t.Errorf("%+v", a)
	}
	// Neither he nor the one whom he stood for answers another level.
	d.change("dan", func(u *approval.User) { u.Substitutes = substitute("ann", -1, 1) })
	want(t, d.approve("bob", 2), approval.RefusedAnsweredAnother)
	want(t, d.approve("ann", 2), approval.RefusedAnsweredAnother)
	d.wantEligible("2:dan")
	// He may cancel while he stands in, and decline what he has agreed to even after that.
	want(t, d.reverse("bob", 1), approval.Allowed)
	want(t, d.approve("bob", 1), approval.Allowed)
	d.change("ann", func(u *approval.User) { u.Substitutes = nil })
	want(t, d.reverse("bob", 1), approval.RefusedNotAuthorizer)
	want(t, d.decline("bob", 1), approval.Allowed)
}

func TestAPR12_Naming(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), authorizer("far", "sister"))
	twin := authorizer("twin")
	twin.Person = "ann"
	d.users["twin"] = twin
	name := func(key, user string, from, until int) approval.Naming {
		return approval.Naming{Key: key, By: approval.Self("ann", "acme"), Substitution: substitute(user, from, until)[0]}
	}
	var s approval.Substitutes
	var events []approval.Event
	do := func(c approval.Naming) approval.SubstituteOutcome {
		out := s.Name(c, noon, d.people())
		if out.Decision.Allowed() != (len(out.Events) == 1) && !out.Replayed {
			t.Errorf("%s: %v", out.Decision, out.Events)
		}
		events = append(events, out.Events...)
		return out
	}
	want(t, do(name("", "bob", 0, 5)).Decision, approval.RefusedNoKey)
	want(t, do(name("1", "ghost", 0, 5)).Decision, approval.RefusedUnknownUser)
	want(t, do(name("1", "ann", 0, 5)).Decision, approval.RefusedOwnSubstitute)
	want(t, do(name("1", "twin", 0, 5)).Decision, approval.RefusedOwnSubstitute)
	want(t, do(name("1", "sam", 0, 5)).Decision, approval.RefusedUnfitSubstitute)
	want(t, do(name("1", "far", 0, 5)).Decision, approval.RefusedUnfitSubstitute)
	want(t, do(name("1", "bob", 5, 5)).Decision, approval.RefusedNoWindow)
	want(t, do(name("1", "bob", -5, 0)).Decision, approval.RefusedNoWindow)
	unfit := name("1", "bob", 0, 5)
	unfit.By = approval.Self("sam", "acme")
	want(t, do(unfit).Decision, approval.RefusedMayNotAuthorize)
	unfit.By = approval.Session{Principal: "ann"}
	want(t, do(unfit).Decision, approval.RefusedNoSession)

	first := do(name("1", "cy", 0, 5))
	want(t, first.Decision, approval.Allowed)
	if e := first.Events[0]; e.Kind != approval.SubstituteNamed || !slices.Equal(e.To, []string{"cy"}) || e.User != "ann" || e.Key() != "user:1:ann" {
		t.Errorf("%+v", e)
	}
	s = first.Substitutes
	again := do(name("1", "cy", 0, 5))
	if want(t, again.Decision, approval.Allowed); !again.Replayed || again.Events != nil {
		t.Errorf("%+v", again)
	}
	want(t, do(name("1", "cy", 0, 6)).Decision, approval.RefusedKeyReused)
	s = do(name("2", "bob", 1, 2)).Substitutes
	s = do(name("3", "cy", 0, 9)).Substitutes
	if got := s.Named; len(got) != 2 || got[0].User != "bob" || got[1].User != "cy" || !got[1].Window.Until.Equal(noon.AddDate(0, 0, 9)) {
		t.Errorf("%+v", got)
	}
	recall := approval.Recall{Key: "4", By: approval.Self("ann", ""), User: "dan"}
	want(t, s.Recall(recall, noon, d.people()).Decision, approval.RefusedNotNamed)
	recall.User = "bob"
	out := s.Recall(recall, noon, d.people())
	if want(t, out.Decision, approval.Allowed); len(out.Substitutes.Named) != 1 || out.Events[0].Kind != approval.SubstituteRecalled {
		t.Errorf("%+v", out)
	}
	recall.By = approval.Self("bob", "")
	want(t, s.Recall(recall, noon, d.people()).Decision, approval.RefusedOtherUser)

	// The events give what is stored.
	var folded approval.Substitutes
	for _, e := range events {
		folded = folded.Apply(e)
	}
	if !reflect.DeepEqual(folded, s) {
		t.Errorf("%+v, want %+v", folded, s)
	}
}

func TestAPR12_Escalation(t *testing.T) {
	begin := func() *desk {
		d := newDesk(t, approval.Options{EscalateAfter: 48 * time.Hour, RemindEvery: 24 * time.Hour},
			sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), manager("mia"))
		d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob", "cy"))
		return d
	}
	d := begin()
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

	// One above whom a level would lack afterwards is not called; a level answered in time never went up.
	d = begin()
	d.change("cy", func(u *approval.User) { u.Active = false })
	d.now = noon.Add(50 * time.Hour)
	d.wantEligible("1:ann")
	want(t, d.approve("bob", 1), approval.RefusedStrands)
	want(t, d.approve("ann", 1), approval.Allowed)
	d = begin()
	want(t, d.approve("ann", 1), approval.Allowed)
	d.now = noon.Add(500 * time.Hour)
	want(t, d.reverse("bob", 1), approval.RefusedNotAuthorizer)
}

func TestAPR7_Notices(t *testing.T) {
	d := newDesk(t, approval.Options{AmendPending: true}, sub("sam"), approval.User{ID: "rep", Active: true}, authorizer("ann"), authorizer("bob"), authorizer("cy"))
	two := []approval.Limit{listed("1", "ann", "bob"), listed("2", "cy")}
	d.do(approval.Place{Key: d.key(), Order: "1001", By: approval.Session{Principal: "rep", User: "sam", Account: "acme"},
		Content: content("1"), Basis: approval.Basis{Amount: gbp("10"), Limits: two}})
	d.approve("ann", 1)
	d.reverse("bob", 1)
	d.amend("sam", "2", "10", two...)
	d.approve("bob", 1)
	d.decline("cy", 2)
	d.place("sam", "10", two...)
	d.withdraw("sam")
	d.place("sam", "1")
	d.export()
	var got []string
	keys := make(map[string]bool)
	for _, e := range d.events {
		got = append(got, string(e.Kind)+" "+e.State.String()+" "+join(e.To))
		if keys[e.Key()] {
			t.Errorf("key %q twice", e.Key())
		}
		keys[e.Key()] = true
	}
	wanted := []string{
		"placed pending ", "waits pending ann bob", "answered pending rep sam", "waits pending cy",
		"reversed pending ann rep sam", "waits pending ann bob", "amended pending ann bob", "waits pending ann bob",
		"answered pending sam", "waits pending cy", "answered declined sam", "placed pending ", "waits pending ann bob",
		"withdrawn draft ann bob", "placed approved ", "exported exported ",
	}
	if !slices.Equal(got, wanted) {
		t.Errorf("got  %q\nwant %q", got, wanted)
	}
	if first := d.events[0].Key(); first != "order:1:1001" {
		t.Error(first)
	}
}

func join(ids []string) string {
	s := ""
	for i, id := range ids {
		if i > 0 {
			s += " "
		}
		s += id
	}
	return s
}
