package approval_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

func benchDesk(b *testing.B) *desk {
	d := newDesk(b, approval.Options{}, sub("sam"), authorizer("ann"), authorizer("bob"), authorizer("cy"))
	d.mustPlace("sam", "6000", listed("500", "ann", "bob"), listed("1000", "bob", "cy"), listed("5000", "cy", "ann"))
	return d
}

func BenchmarkPlace(b *testing.B) {
	d := benchDesk(b)
	people, c := d.people(), placeOf(d)
	for b.Loop() {
		d.policy.Do(approval.Request{}, c, noon, people)
	}
}

func BenchmarkApprove(b *testing.B) {
	d := benchDesk(b)
	people, c := d.people(), respondOf(d, "ann", 1)
	for b.Loop() {
		d.policy.Do(d.request, c, noon, people)
	}
}

// A queue of 1,000 orders that wait: how many for ann.
func BenchmarkCountWaiting(b *testing.B) {
	d := benchDesk(b)
	people, all := d.people(), slices.Repeat([]approval.Request{d.request}, 1000)
	for b.Loop() {
		if d.policy.CountWaiting(slices.Values(all), "ann", noon, people) != 1000 {
			b.Fatal("they do not wait")
		}
	}
}
