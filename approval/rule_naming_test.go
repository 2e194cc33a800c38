package approval_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

// namer names substitutes for ann, and holds each outcome against what holds for all.
type namer struct {
	*desk
	own    approval.Substitutes
	events []approval.Event
}

func newNamer(t *testing.T) *namer {
	t.Helper()
	twin := authorizer("twin")
	twin.Person = "ann"
	return &namer{desk: newDesk(t, approval.Options{},
		sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"), authorizer("far", "sister"), twin)}
}

func (n *namer) keep(out approval.SubstituteOutcome) approval.SubstituteOutcome {
	n.t.Helper()
	if (out.Decision.Allowed() && !out.Replayed) != (len(out.Events) == 1) {
		n.t.Fatalf("%s: %v", out.Decision, out.Events)
	}
	n.own, n.events = out.Substitutes, append(n.events, out.Events...)
	return out
}

func (n *namer) name(key, by, user string, from, until int) approval.SubstituteOutcome {
	n.t.Helper()
	c := approval.Naming{Key: key, By: approval.Self(by, "acme"), Substitution: substitute(user, from, until)[0]}
	return n.keep(n.own.Name(c, noon, n.people()))
}

func TestAPR12_NamingRefused(t *testing.T) {
	n := newNamer(t)
	for _, test := range []struct {
		reason        string
		key, by, user string
		from, until   int
		want          approval.Code
	}{
		{"without a key", "", "ann", "bob", 0, 5, approval.RefusedNoKey},
		{"who does not exist", "1", "ann", "ghost", 0, 5, approval.RefusedUnknownUser},
		{"himself", "1", "ann", "ann", 0, 5, approval.RefusedOwnSubstitute},
		{"himself under another login", "1", "ann", "twin", 0, 5, approval.RefusedOwnSubstitute},
		{"who may not authorize", "1", "ann", "sam", 0, 5, approval.RefusedUnfitSubstitute},
		{"who is of no account of his", "1", "ann", "far", 0, 5, approval.RefusedUnfitSubstitute},
		{"for an empty window", "1", "ann", "bob", 5, 5, approval.RefusedNoWindow},
		{"for a window that is over", "1", "ann", "bob", -5, 0, approval.RefusedNoWindow},
		{"by one who may not authorize", "1", "sam", "bob", 0, 5, approval.RefusedMayNotAuthorize},
		{"by nobody", "1", "", "bob", 0, 5, approval.RefusedNoSession},
	} {
		if out := n.name(test.key, test.by, test.user, test.from, test.until); out.Decision.Code != test.want {
			t.Errorf("%s: %s", test.reason, out.Decision)
		}
	}
}

func TestAPR12_Naming(t *testing.T) {
	n := newNamer(t)
	first := n.name("1", "ann", "cy", 0, 5)
	want(t, first.Decision, approval.Allowed)
	e := first.Events[0]
	if e.Kind != approval.SubstituteNamed || !slices.Equal(e.To, []string{"cy"}) || e.User != "ann" || e.Key() != "user:1:ann" {
		t.Errorf("%+v", e)
	}
	if again := n.name("1", "ann", "cy", 0, 5); !again.Decision.Allowed() || !again.Replayed {
		t.Errorf("%+v", again)
	}
	want(t, n.name("1", "ann", "cy", 0, 6).Decision, approval.RefusedKeyReused)
	n.name("2", "ann", "bob", 1, 2)
	n.name("3", "ann", "cy", 0, 9)
	got := n.own.Named
	if len(got) != 2 || got[0].User != "bob" || got[1].User != "cy" || !got[1].Window.Until.Equal(noon.AddDate(0, 0, 9)) {
		t.Errorf("%+v", got)
	}
	want(t, n.name("4", "bob", "cy", 0, 5).Decision, approval.RefusedOtherUser)
	recall := approval.Recall{Key: "4", By: approval.Self("ann", ""), User: "dan"}
	want(t, n.keep(n.own.Recall(recall, noon, n.people())).Decision, approval.RefusedNotNamed)
	recall.User = "bob"
	out := n.keep(n.own.Recall(recall, noon, n.people()))
	if want(t, out.Decision, approval.Allowed); len(n.own.Named) != 1 || out.Events[0].Kind != approval.SubstituteRecalled {
		t.Errorf("%+v", out)
	}

	var folded approval.Substitutes
	for _, e := range n.events {
		folded = folded.Apply(e)
	}
	if !reflect.DeepEqual(folded, n.own) {
		t.Errorf("the events give %+v, want %+v", folded, n.own)
	}
}
