package purchase

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// motion is a command on an order as it is, which budgets follow.
type motion struct {
	step
	command approval.Command
	// action is what the session must be allowed; "" for nothing but that it holds.
	action account.Action
	// own: of the session's account only.
	own bool
}

func (m motion) decide(s *state) (Result, effects, error) {
	if r, answered := m.begin(s); answered {
		return r, effects{}, nil
	}
	out := s.rules.Policy.Do(s.request, m.command, m.at, s.people)
	r := s.outcome(m.step, out)
	if !r.Allowed() {
		return r, effects{}, nil
	}
	moved, err := s.follow(m.step, out)
	if err != nil {
		return Result{}, effects{}, err
	}
	r.Budget = moved.Judgement
	if !moved.Allowed() {
		r.Code, r.State = RefusedBudget, out.From
		return r, effects{}, nil
	}
	r.Priced, r.Digest, r.Status = s.order.Order.Clone(), out.Request.Content.Digest(), out.Request.Status()
	e := effects{request: &out.Request, posting: storage.NewPosting(s.ledger, moved), messages: told(out.Events)}
	e.reschedule(s.rules.Policy, s.request, out.Request)
	return r, e, nil
}

// begin answers a session that may not, an order that is none or not its concern, and a key that was used.
func (m motion) begin(s *state) (Result, bool) {
	if r, refused := s.ended(m.step); refused {
		return r, true
	}
	if s.order.Kind != storage.KindOrder || !m.concerns(s) {
		return m.refused(RefusedNoOrder), true
	}
	if r, answered := s.recall(m.step, m.command); answered {
		return r, true
	}
	if m.action == "" {
		return Result{}, false
	}
	return s.forbidden(m.step, m.action)
}

// concerns reports whether an order may be spoken of to the session: it is of its account or of one below, or it calls upon
// its user, or upon one who has named him his substitute.
func (m motion) concerns(s *state) bool {
	if m.seller || s.order.Account == m.by.Account {
		return true
	}
	if m.own {
		return false
	}
	return s.graph.AtOrAbove(m.by.Account, s.order.Account) || s.calls(m.by.User)
}

// calls reports whether the order's request calls upon a user, or has: he is listed or a substitute, has answered, or could
// come to answer on another way.
func (s *state) calls(user string) bool {
	if slices.ContainsFunc(s.request.Answers, func(a approval.Answer) bool { return a.By == user }) {
		return true
	}
	is := func(c approval.Candidate) bool { return c.User == user }
	for _, n := range s.rules.Policy.Missing(s.request, s.people.at, s.people) {
		if slices.ContainsFunc(n.Eligible, is) || slices.ContainsFunc(n.Unfit, is) {
			return true
		}
	}
	for _, l := range s.request.Levels {
		for _, id := range l.Authorizers {
			if id == user || slices.ContainsFunc(s.people.named[id], func(n approval.Substitution) bool { return n.User == user }) {
				return true
			}
		}
	}
	return false
}

// follow moves what is reserved and spent as the order goes from one state to the next (BUD-5).
func (s *state) follow(c step, out approval.Outcome) (budget.Outcome, error) {
	m := s.moving(c, s.order.Round)
	switch from, to := out.From, out.Request.State; {
	case from == approval.Pending && to == approval.Approved:
		return budget.Commit(m, budget.Totals{}, s.ledger)
	case from == approval.Pending && (to == approval.Declined || to == approval.Draft):
		return budget.Release(m, s.ledger)
	case from == approval.Approved && to == approval.Pending:
		return budget.Reopen(m, s.ledger)
	case from == approval.Declined && to == approval.Pending:
		return s.budgets.Restore(m, s.ledger)
	}
	return budget.Outcome{Judgement: budget.Judgement{Decision: budget.Decision{Code: budget.Done}}}, nil
}
