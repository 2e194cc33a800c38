package approval_test

import (
	"encoding/json"
	"testing"

	"github.com/tradeterms/tradeterms/approval"
)

// Whatever a host's store hands back, nothing panics, and what is not sound goes nowhere.
func FuzzStored(f *testing.F) {
	d := newDesk(f, approval.Options{AmendPending: true}, sub("sam"), authorizer("ann"), authorizer("bob"))
	d.mustPlace("sam", "6000", listed("500", "ann"), listed("5000", "bob"))
	f.Add([]byte(text(f, d.request)), []byte(text(f, d.events)))
	d.approve("ann", 1)
	d.decline("bob", 2)
	f.Add([]byte(text(f, d.request)), []byte(text(f, d.events)))
	f.Add([]byte(`{"State":"approved","Levels":[{}],"Answers":[{"Level":-1}]}`), []byte(`[{"Kind":"reversed","Level":9},{"Kind":"reminds"}]`))
	f.Fuzz(func(t *testing.T, stored, told []byte) {
		var r approval.Request
		if json.Unmarshal(stored, &r) == nil {
			for row, c := range commands(r, true) {
				out := d.policy.Do(r, c, noon, d.people())
				if out.Decision.Allowed() && !out.Replayed && (r.Check() != nil || out.Request.Check() != nil) {
					t.Fatalf("%s on what is not sound: %s", row, out.Decision)
				}
			}
			d.policy.Due(r, noon, d.people())
			d.policy.DueAt(r)
			d.policy.Eligible(r, noon, d.people())
			d.policy.Missing(r, noon, nil)
			d.policy.InTheWay(r, "ann", d.people())
			r.Status()
		}
		var events []approval.Event
		if json.Unmarshal(told, &events) == nil {
			approval.Fold(events)
		}
	})
}
