package purchase

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
)

// Substitute names who may answer in the place of the session's user, for a window (APR-12).
type Substitute struct {
	Key string
	By  account.Session
	At  time.Time
	// User is the substitute.
	User   string
	Window calendar.Window
}

// Recall ends at once what a Substitute began.
type Recall struct {
	Key  string
	By   account.Session
	At   time.Time
	User string
}

func (c Substitute) step() step {
	return naming(c.Key, c.By, c.At, c.User, func(s *state, st step) approval.SubstituteOutcome {
		return s.substitutes.Name(approval.Naming{
			Key: c.Key, By: st.session(), Substitution: approval.Substitution{User: c.User, Window: c.Window},
		}, st.at, s.people)
	})
}

func (c Recall) step() step {
	return naming(c.Key, c.By, c.At, c.User, func(s *state, st step) approval.SubstituteOutcome {
		return s.substitutes.Recall(approval.Recall{Key: c.Key, By: st.session(), User: c.User}, st.at, s.people)
	})
}

// naming is what both have in common.
func naming(key string, by account.Session, at time.Time, user string, do func(*state, step) approval.SubstituteOutcome) step {
	st := stepOf(key, "", by, at)
	st.users = []string{user}
	return st.as(func(s *state) (Result, effects, error) {
		if r, refused := s.ended(st); refused {
			return r, effects{}, nil
		}
		used := slices.ContainsFunc(s.substitutes.Remembered, func(m approval.Remembered) bool { return m.Key == key })
		if r, refused := s.forbidden(st, account.ActionSubstitute); refused && !used {
			return r, effects{}, nil
		}
		out := do(s, st)
		r := s.outcome(st, approval.Outcome{Decision: out.Decision, Replayed: out.Replayed})
		return r, effects{substitutes: &out.Substitutes, messages: told(out.Events)}, nil
	})
}
