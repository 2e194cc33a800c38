package approval_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
)

// queue is a year of orders in each state, of two accounts.
func queue(t *testing.T) (*desk, []approval.Request) {
	t.Helper()
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	var all []approval.Request
	for i, what := range []string{"draft", "pending", "approved", "declined", "exported", "pending"} {
		d.request, d.events, d.now = approval.Request{}, nil, noon.AddDate(0, i, 0)
		limit := listed("1", "ann")
		if i == 5 {
			limit = listed("1", "ann", "bob")
		}
		order := "10" + string(rune('0'+i))
		do := func(c approval.Command) { want(t, d.do(c), approval.Allowed) }
		do(approval.Place{Key: "1", Order: order, By: approval.Self("sam", "acme"), Content: content("1"), Basis: approval.Basis{
			Amount: gbp("10"), Limits: []approval.Limit{limit}}})
		answer := approval.Respond{Key: "2", Order: order, By: approval.Self("ann", ""), Verdict: approval.Approve, Seen: content("1").Digest()}
		switch what {
		case "draft":
			do(approval.Withdraw{Key: "2", Order: order, By: approval.Self("sam", "acme")})
		case "declined":
			answer.Verdict = approval.Decline
			do(answer)
		case "approved":
			do(answer)
		case "exported":
			do(answer)
			do(approval.Export{Key: "3", Order: order, Seen: content("1").Digest()})
		}
		all = append(all, d.request)
	}
	return d, all
}

func TestAPR6_Queue(t *testing.T) {
	d, all := queue(t)
	for _, test := range []struct {
		reason string
		filter approval.Filter
		want   []string
	}{
		{"all but drafts", approval.Filter{}, []string{"101", "102", "103", "104", "105"}},
		{"of the account", approval.Filter{Account: "acme"}, []string{"101", "102", "103", "104", "105"}},
		{"of another", approval.Filter{Account: "sister"}, nil},
		{"pending", approval.Filter{States: []approval.State{approval.Pending}}, []string{"101", "105"}},
		{"approved, gone on or not", approval.Filter{States: []approval.State{approval.Approved}}, []string{"102", "104"}},
		{"drafts on demand", approval.Filter{States: []approval.State{approval.Draft, approval.Declined}}, []string{"100", "103"}},
		{"a state that does not exist", approval.Filter{States: []approval.State{9}}, nil},
		{"by number", approval.Filter{Search: "03"}, []string{"103"}},
		{"by date", approval.Filter{Placed: calendar.Window{From: noon.AddDate(0, 2, 0), Until: noon.AddDate(0, 4, 0)}}, []string{"102", "103"}},
	} {
		var got []string
		for r := range test.filter.Select(slices.Values(all)) {
			got = append(got, r.Order)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
		for _, r := range all {
			if in := (approval.Filter{States: test.filter.States}); slices.Contains(in.Shown(), r.State) != in.Match(r) {
				t.Errorf("%s: shown are %v, and what is %v is not told by that", test.reason, in.Shown(), r.State)
			}
		}
	}
	for user, count := range map[string]int{"ann": 2, "bob": 1, "sam": 0, "ghost": 0} {
		if got := d.policy.CountWaiting(slices.Values(all), user, noon, d.people()); got != count {
			t.Errorf("%d wait for %s, want %d", got, user, count)
		}
	}
	for range d.policy.Waiting(slices.Values(all), "ann", noon, d.people()) {
		break // an iterator that is left stops
	}
	for range (approval.Filter{}).Select(slices.Values(all)) {
		break
	}
}

func TestAPR8_InTheWay(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	d.mustPlace("sam", "10", listed("1", "ann", "cy"), listed("2", "bob", "cy"))
	in := func(user string) []int { return d.policy.InTheWay(d.request, user, d.people()) }
	if !slices.Equal(in("cy"), []int{1, 2}) || !slices.Equal(in("bob"), []int{2}) || in("sam") != nil {
		t.Error(in("cy"), in("bob"), in("sam"))
	}
	want(t, d.approve("ann", 1), approval.Allowed)
	if !slices.Equal(in("cy"), []int{2}) || in("ann") != nil {
		t.Error(in("cy"), in("ann"))
	}
	want(t, d.decline("ann", 1), approval.Allowed)
	if in("cy") != nil {
		t.Error(in("cy"))
	}
}

// What the one who ordered is told, and what goes on with the order.
func TestAPR6_Status(t *testing.T) {
	d := newDesk(t, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "10", listed("1", "ann"), listed("2", "bob"))
	d.now = noon.Add(time.Hour)
	want(t, d.approve("ann", 1), approval.Allowed)
	got := d.request.Status()
	one, two := got.Levels[0], got.Levels[1]
	if got.Order != "1001" || got.State != approval.Pending || !got.Placed.Equal(noon) ||
		one.By != "ann" || one.Verdict != approval.Approve || !one.At.Equal(d.now) || one.Open || !two.Open || two.By != "" {
		t.Errorf("%+v", got)
	}
}
