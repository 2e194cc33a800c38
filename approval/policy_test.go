package approval_test

import (
	"errors"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/approval"
)

func TestNewPolicy(t *testing.T) {
	_, err := approval.NewPolicy(approval.Options{Asking: 9, EscalateAfter: -1, RemindEvery: -time.Hour})
	var refused *approval.OptionsError
	if !errors.Is(err, approval.ErrOptions) || !errors.As(err, &refused) || len(refused.Faults) != 3 {
		t.Error(err)
	}
	o := approval.Options{Asking: approval.SideBySide, SelfApproval: true, RemindEvery: time.Hour}
	if p := approval.MustPolicy(o); p.Options() != o || (approval.Policy{}).Options() != (approval.Options{}) {
		t.Error(p.Options())
	}
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	approval.MustPolicy(approval.Options{Asking: 9})
}

type readable interface {
	MarshalText() ([]byte, error)
	String() string
}

// Texts come back; what does not exist is refused and changes nothing.
func TestTexts(t *testing.T) {
	for s := range approval.Exported + 1 {
		comesBack(t, s, new(approval.State), s)
	}
	for _, v := range []approval.Verdict{0, approval.Approve, approval.Decline} {
		comesBack(t, v, new(approval.Verdict), v)
	}
	for a := range approval.HighestOnly + 1 {
		comesBack(t, a, new(approval.Asking), a)
	}
	s, c := approval.Declined, approval.RefusedState
	if err := s.UnmarshalText([]byte("sold")); !errors.Is(err, approval.ErrText) || s != approval.Declined {
		t.Error(err, s)
	}
	if err := c.UnmarshalText([]byte("?")); !errors.Is(err, approval.ErrText) || c != approval.RefusedState {
		t.Error(err, c)
	}
	if approval.State(9).String() != "" || approval.Verdict(9).String() != "" || approval.Code(255).String() != "" {
		t.Error("what does not exist has a text")
	}
}

func comesBack[T comparable, P interface {
	*T
	UnmarshalText([]byte) error
}](t *testing.T, v readable, into P, want T) {
	t.Helper()
	text, err := v.MarshalText()
	if err != nil || string(text) != v.String() {
		t.Error(err, string(text))
	}
	if err := into.UnmarshalText(text); err != nil || *into != want {
		t.Errorf("%q: %v", text, err)
	}
}

// A directory keeps nothing of what it was made from.
func TestDirectoryCopies(t *testing.T) {
	users, above := []approval.User{authorizer("ann")}, map[string]string{"acme": "group"}
	users[0].Substitutes = substitute("bob", 0, 1)
	d := approval.NewDirectory(users, above)
	users[0].Accounts[0], users[0].Substitutes[0].User, above["acme"] = "x", "x", "x"
	d.Users("acme")[0] = "x"
	u, known := d.User("ann")
	if !known || u.Accounts[0] != "acme" || u.Substitutes[0].User != "bob" || d.Above("acme") != "group" || d.Users("acme")[0] != "ann" {
		t.Errorf("%+v", u)
	}
}

func TestNobodyIsKnown(t *testing.T) {
	var p approval.Policy
	d := newDesk(t, approval.Options{}, sub("sam"))
	if got := p.Do(approval.Request{}, placeOf(d), noon, nil); got.Decision.Code != approval.RefusedUnknownUser {
		t.Error(got.Decision)
	}
	place := placeOf(d)
	if got := p.Do(approval.Request{}, &place, noon, d.people()); got.Decision.Code != approval.RefusedNoCommand {
		t.Error(got.Decision)
	}
	var none *approval.Place
	if got := p.Do(approval.Request{}, none, noon, d.people()); got.Decision.Code != approval.RefusedNoCommand {
		t.Error(got.Decision)
	}
}

func TestOrderOf(t *testing.T) {
	for c, want := range map[approval.Command]string{
		approval.Withdraw{Order: "1"}: "1", approval.Respond{Order: "2"}: "2", approval.Export{}: "", nil: "", (*approval.Reverse)(nil): "",
	} {
		if got := approval.OrderOf(c); got != want {
			t.Errorf("%T: %q, want %q", c, got, want)
		}
	}
}
