package approval_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

func TestAPR7_Notices(t *testing.T) {
	d := newDesk(t, approval.Options{AmendPending: true},
		sub("sam"), approval.User{ID: "rep", Active: true}, authorizer("ann"), authorizer("bob"), authorizer("cy"))
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
		got = append(got, string(e.Kind)+" "+e.State.String()+" "+strings.Join(e.To, " "))
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
