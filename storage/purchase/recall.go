package purchase

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
)

// recall answers a session that does not hold, and a key that was used: with what it led to then if the command is the same,
// else with nothing (APR-13).
func (s *state) recall(c step, command approval.Command) (Result, bool) {
	if r, refused := s.ended(c); refused {
		return r, true
	}
	if _, own := remembered(s.order, c.key); own {
		return c.refused(RefusedKeyReused), true
	}
	if !s.used(c.key) {
		return Result{}, false
	}
	return s.outcome(c, s.rules.Policy.Do(s.request, command, c.at, s.people)), true
}

// used reports whether the order or its request remembers a key.
func (s *state) used(key string) bool {
	_, own := remembered(s.order, key)
	return own || slices.ContainsFunc(s.request.Remembered, func(m approval.Remembered) bool { return m.Key == key })
}

// ended refuses a session that does not hold.
func (s *state) ended(c step) (Result, bool) {
	if d := s.rights.Decision(); !c.seller && !d.Allowed() {
		r := c.refused(RefusedPermission)
		r.Permissions = []account.Decision{d}
		return r, true
	}
	return Result{}, false
}

// forbidden refuses what the session may not do, with all of it.
func (s *state) forbidden(c step, actions ...account.Action) (Result, bool) {
	r := c.refused(RefusedPermission)
	for _, a := range actions {
		if d := s.rights.May(a); !d.Allowed() {
			r.Permissions = append(r.Permissions, d)
		}
	}
	return r, len(r.Permissions) > 0
}

// outcome is what the rules of approval make of the step.
func (s *state) outcome(c step, out approval.Outcome) Result {
	r := Result{Order: c.order, Code: Done, State: out.Decision.State, Replayed: out.Replayed, Approval: out.Decision}
	switch out.Decision.Code {
	case approval.Allowed:
	case approval.RefusedKeyReused:
		return c.refused(RefusedKeyReused)
	default:
		r.Code = RefusedApproval
	}
	return r
}
