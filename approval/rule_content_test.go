package approval_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

func TestAPR11_ChangedSince(t *testing.T) {
	d := newDesk(t, approval.Options{AmendPending: true}, sub("sam"), authorizer("ann"), authorizer("bob"))
	limit := listed("500", "ann", "bob")
	d.mustPlace("sam", "600", limit)
	seen := d.request.Content.Digest()
	want(t, d.amend("sam", "2", "700", limit), approval.Allowed)
	answer := approval.Respond{Key: "a", Order: "1001", By: approval.Self("ann", ""), Verdict: approval.Approve, Seen: seen}
	got := d.do(answer)
	want(t, got, approval.RefusedChangedSince)
	if !slices.Equal(got.Changed, []string{"lines"}) {
		t.Errorf("changed %q", got.Changed)
	}
	answer.Seen = "never"
	if got = d.do(answer); got.Code != approval.RefusedChangedSince || got.Changed != nil {
		t.Errorf("%+v", got)
	}
	answer.By.Principal, answer.By.User, answer.Seen = "eve", "eve", seen
	want(t, d.do(answer), approval.RefusedUnknownUser)
	want(t, d.approve("bob", 0), approval.Allowed)
	want(t, d.do(approval.Export{Key: "e", Order: "1001", Seen: seen}), approval.RefusedChangedSince)

	// Back to what it was: what was seen is right again.
	d = newDesk(t, approval.Options{AmendPending: true}, sub("sam"), authorizer("ann"))
	d.mustPlace("sam", "600", limit)
	for _, version := range []string{"2", "3", "1", "2", "1"} {
		want(t, d.amend("sam", version, "700", limit), approval.Allowed)
	}
	if len(d.request.Former) != 2 {
		t.Errorf("former %v", d.request.Former)
	}
	answer = approval.Respond{Key: "a", Order: "1001", By: approval.Self("ann", ""), Verdict: approval.Approve, Seen: seen}
	want(t, d.do(answer), approval.Allowed)
}

func TestAPR11_Content(t *testing.T) {
	a := approval.Content{{Name: "lines", Digest: "1"}, {Name: "address", Digest: "2"}}
	b := approval.Content{{Name: "address", Digest: "2"}, {Name: "lines", Digest: "1"}}
	if a.Digest() != b.Digest() || len(a.Digest()) != 64 || a.Changed(b) != nil {
		t.Error("the order of parts counts")
	}
	for _, other := range []approval.Content{
		{{Name: "lines", Digest: "1"}}, {{Name: "lines", Digest: "12"}, {Name: "address", Digest: ""}},
		{{Name: "lines1", Digest: "address2"}}, nil,
	} {
		if other.Digest() == a.Digest() {
			t.Errorf("%v reads like %v", other, a)
		}
	}
	for _, between := range []string{"", "\x00"} {
		long, short := approval.Content{{Name: "a" + between + "b", Digest: "c"}}, approval.Content{{Name: "a", Digest: "b" + between + "c"}}
		if long.Digest() == short.Digest() {
			t.Error("two contents read alike")
		}
	}
	other := approval.Content{{Name: "lines", Digest: "3"}, {Name: "total", Digest: "9"}}
	if got := a.Changed(other); !slices.Equal(got, []string{"address", "lines", "total"}) {
		t.Error(got)
	}
}
