package storage_test

import (
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// authorize places the order with approval and says what becomes of it.
func (p *purchase) authorize(j budget.Judgement, basis approval.Basis, want *placed) (outcome, reason string) {
	for _, f := range j.ToAuthorize() {
		basis.Budgets = append(basis.Budgets, approval.Budget{ID: f.Budget, Supervisors: f.Supervisors})
	}
	policy := p.policy(p.asking())
	out := p.place(policy, basis)
	if out.Decision.Code == approval.RefusedNoPath && p.expectsAuthorize() {
		p.help(basis)
		out = p.place(policy, basis)
	}
	p.compareAuthorizers(policy, out.Request, want)
	switch {
	case !out.Decision.Allowed():
		return "block", out.Decision.Code.String()
	case out.Request.State == approval.Pending:
		return "authorize", ""
	case j.Code == budget.Warned:
		return "warn", ""
	}
	return "accept", ""
}

func (p *purchase) place(policy approval.Policy, basis approval.Basis) approval.Outcome {
	return policy.Do(approval.Request{}, approval.Place{
		Key: "place", Order: "order", By: approval.Self(p.login.ID, p.login.Account), Content: contentOf("1"), Basis: basis,
	}, p.at, p.people())
}

// asking is the highest limit only, unless all of them are asked. A chain is asked whole.
func (p *purchase) asking() approval.Asking {
	if p.options.allLimits || p.setup.Chain != nil {
		return approval.InTurn
	}
	return approval.HighestOnly
}

// help adds an authorizer whom the vector does not name, where nobody it names could answer.
func (p *purchase) help(basis approval.Basis) {
	p.helping = true
	for i := range basis.Limits {
		if l := &basis.Limits[i]; !l.Routed {
			l.Authorizers = append(l.Authorizers, p.helper)
		}
	}
}

// limits are the amounts above which others must agree.
func (p *purchase) limits(amount money.Amount) []approval.Limit {
	l := p.login
	var limits []approval.Limit
	if p.setup.Chain != nil {
		limits, _ = p.chain(amount)
	}
	for _, a := range l.Authorizers {
		over := a.Limit
		if !over.given() {
			over = l.OrderLimit
		}
		over = p.limit(over, &p.options.buying, false)
		if over.given() {
			limits = append(limits, p.listed(over, a.Users))
		}
	}
	over := p.limit(l.OrderLimit, &p.options.buying, false)
	if !over.given() || p.covered(l) {
		return limits
	}
	users := p.accountAnswerers(l)
	limit := p.listed(over, users)
	if len(users) == 0 && slices.ContainsFunc(p.setup.Users, p.routes) {
		limit.Routed = true
	}
	return append(limits, limit)
}

// routes reports whether a user has a right to approve that the vector states.
func (p *purchase) routes(l login) bool {
	return l.ID != p.helper && l.ID != p.login.ID && l.ApproveLimit.stated
}

// listed is a limit with authorizers. Where rights are stated for them, these must cover the amount.
func (p *purchase) listed(over number, users []string) approval.Limit {
	covered := slices.ContainsFunc(users, func(id string) bool {
		l := p.setup.user(id)
		return l != nil && l.ApproveLimit.stated
	})
	return approval.Limit{Over: p.amount(over, p.currency), Authorizers: slices.Clone(users), Covered: covered}
}

// answerers are those who answer for a user: his approver, those of his account, or whom his limits list.
func (p *purchase) answerers(l *login) []string {
	users := p.accountAnswerers(l)
	if len(users) > 0 {
		return users
	}
	for _, a := range l.Authorizers {
		users = append(users, a.Users...)
	}
	return distinct(users)
}

func (p *purchase) accountAnswerers(l *login) []string {
	if l.Approver != "" {
		return []string{l.Approver}
	}
	for _, a := range p.setup.Accounts {
		switch {
		case a.ID != l.Account:
		case len(a.Approvers) > 0:
			return a.Approvers
		default:
			return a.Admins
		}
	}
	return nil
}

// compareExceeded compares which budgets and limits the order exceeds.
func (p *purchase) compareExceeded(j budget.Judgement, basis approval.Basis, want *placed) {
	if want.Exceeded == nil {
		return
	}
	var got []string
	for _, f := range j.Exceeded() {
		if !strings.HasSuffix(f.Budget, below) {
			got = append(got, f.Budget)
		}
	}
	levels, d := approval.Policy{}.Plan(approval.Basis{Amount: basis.Amount, Limits: basis.Limits})
	if !d.Allowed() {
		p.problem("plan: %s", d)
	}
	if len(levels) > 0 && p.setup.Chain == nil {
		got = append(got, "order_limit")
	}
	p.sameSet("exceeded", got, *want.Exceeded)
}

// compareAuthorizers compares who may answer at any level.
func (p *purchase) compareAuthorizers(policy approval.Policy, r approval.Request, want *placed) {
	if want.Authorizers == nil {
		return
	}
	var got []string
	for _, need := range policy.Missing(r, p.at, p.people()) {
		for _, c := range need.Eligible {
			if c.User != p.helper {
				got = append(got, c.User)
			}
		}
	}
	p.sameSet("authorizers", got, *want.Authorizers)
}

// sameSet compares texts whatever their order.
func (r *run) sameSet(what string, got, want []string) {
	got, want = distinct(got), distinct(want)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		r.problem("%s: got %v, want %v", what, got, want)
	}
}
