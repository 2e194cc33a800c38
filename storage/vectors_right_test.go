package storage_test

import (
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// rightAsked is the request of the operation can_approve.
type rightAsked struct {
	Op       string `json:"op"`
	User     string `json:"user"`
	Amount   number `json:"amount"`
	Field    string `json:"limit_field"`
	Shipping number `json:"shipping"`
}

// canApprove is the operation can_approve: does a user's right cover an amount,
// and does a level that must be covered say the same?
func (r *run) canApprove() {
	var q rightAsked
	var want struct {
		Allowed *bool `json:"allowed"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	const orderer = "who orders"
	account := ""
	if l := s.user(q.User); l != nil {
		account = l.Account
	}
	s.Users = append(s.Users, login{ID: orderer, Account: account})
	p := r.purchase(&s, orderer, r.instant(""))
	if p == nil {
		return
	}
	amount := p.amount(q.Amount, p.currency)
	if p.options.goodsOnly && q.Shipping.given() {
		amount = p.goods(amount, p.amount(q.Shipping, p.currency))
	}
	allowed := false
	switch l := s.user(q.User); {
	case q.Field == "order_limit":
		allowed = l != nil && p.withinOrderLimit(l, amount)
	case q.Field != "" && q.Field != "approve_limit":
		p.lack("limit_field=%s", q.Field)
	case l != nil:
		allowed = p.right(l).Covers(amount)
		if level := p.answersCovered(q.User, amount); amount.Sign() > 0 && level != allowed {
			p.problem("the right says %v, a level that must be covered %v", allowed, level)
		}
	}
	r.sameAnswer("allowed", allowed, want.Allowed)
}

// withinOrderLimit reports whether a user's order of an amount needs nobody.
func (p *purchase) withinOrderLimit(l *login, amount money.Amount) bool {
	over := p.limit(l.OrderLimit, &p.options.buying, false)
	if !over.given() {
		return true
	}
	basis := approval.Basis{Amount: amount, Limits: []approval.Limit{{Over: p.amount(over, p.currency)}}}
	levels, d := approval.Policy{}.Plan(basis)
	return d.Allowed() && len(levels) == 0
}

// answersCovered reports whether a user may answer a level that must be covered.
func (p *purchase) answersCovered(user string, amount money.Amount) bool {
	limit := approval.Limit{Over: money.Zero(p.currency), Authorizers: []string{user}, Covered: true}
	out := p.place(p.policy(approval.InTurn), approval.Basis{Amount: amount, Limits: []approval.Limit{limit}})
	return out.Decision.Allowed()
}

// verdicts are the words of the vectors for what an approver says.
var verdicts = map[string]approval.Verdict{
	"approve": approval.Approve, "approved": approval.Approve, "accept": approval.Approve, "accepted": approval.Approve,
	"decline": approval.Decline, "declined": approval.Decline, "reject": approval.Decline, "rejected": approval.Decline,
	"pending": 0, "waiting": 0, "open": 0,
}

// chainOf adds a level for each decision, or one for all where any may decide.
func (r *run) chainOf(s *setup, decisions []string) {
	anyone := slices.Contains(anyAgrees, r.options(s.Settings).combine)
	declines := 0
	for i, word := range decisions {
		l := link{Level: i + 1, Approvers: []string{fmt.Sprint("approver ", i+1)}}
		if anyone && i > 0 {
			s.Chain[0].Approvers = append(s.Chain[0].Approvers, l.Approvers...)
		} else {
			s.Chain = append(s.Chain, l)
		}
		if v, known := verdicts[word]; !known {
			r.lack("decision %s", word)
		} else if v == approval.Decline {
			declines++
		}
	}
	if anyone && declines > 0 && len(decisions) > declines {
		r.lack("a decline that others may overrule")
	}
}

// combineDecisions is the operation combine_decisions: a level for each
// decision, side by side; or one level for all where any may decide.
func (r *run) combineDecisions() {
	var q struct {
		Op        string   `json:"op"`
		Decisions []string `json:"decisions"`
	}
	var want struct {
		Status string `json:"status"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	r.chainOf(&s, q.Decisions)
	p := r.purchase(&s, "who orders", r.instant(""))
	if p == nil || len(r.lacks) > 0 {
		return
	}
	d := &desk{purchase: p, policy: p.policy(approval.SideBySide)}
	d.basis.Amount = p.amount(number{text: "10"}, p.currency)
	d.basis.Limits, d.numbers = p.chain(d.basis.Amount)
	d.submit("who orders", false)
	for i, word := range q.Decisions {
		if v := verdicts[word]; v != 0 {
			d.respond(fmt.Sprint("approver ", i+1), 0, v, "")
		}
	}
	got, wanted := d.status(), want.Status
	if v, known := verdicts[wanted]; known {
		wanted = map[approval.Verdict]string{0: "pending", approval.Approve: "approved", approval.Decline: "declined"}[v]
	}
	if wanted != "" && got != wanted {
		r.problem("status: got %s, want %s", got, want.Status)
	}
}
