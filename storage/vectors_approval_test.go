package storage_test

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// flow is the request of the operation approval, flowed what it expects.
type flow struct {
	Op    string `json:"op"`
	Order struct {
		Requester string          `json:"requester"`
		Amount    number          `json:"amount"`
		Status    string          `json:"status"`
		Approved  json.RawMessage `json:"approved_levels"`
		ERPOpen   *bool           `json:"erp_open"`
	} `json:"order"`
	Steps []step `json:"steps"`
}

type step struct {
	Do     string `json:"do"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

type flowed struct {
	Steps []struct {
		OK      *bool  `json:"ok"`
		Status  string `json:"status"`
		Pending *[]int `json:"pending_levels"`
	} `json:"steps"`
	Status string `json:"status"`
}

// desk is one order on its way through approval.
type desk struct {
	*purchase
	policy    approval.Policy
	basis     approval.Basis
	numbers   map[string]int // the vector's number of a level, by the amount that it is over
	request   approval.Request
	keys      int
	version   int
	closed    bool // the back office has it once it is approved
	confirmed bool
}

// approval is the operation approval.
func (r *run) approval() {
	var f flow
	var want flowed
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &f) || !r.read("expect", r.Expect, &want) {
		return
	}
	p := r.purchase(&s, f.Order.Requester, r.instant(""))
	if p == nil {
		return
	}
	amount := p.amount(f.Order.Amount, p.currency)
	d := &desk{purchase: p, policy: p.policy(p.inTurn()), closed: off(f.Order.ERPOpen)}
	d.basis = approval.Basis{Amount: amount}
	d.basis.Limits, d.numbers = p.chain(amount)
	d.begin(&f)
	for i, step := range f.Steps {
		done := d.do(step)
		if i >= len(want.Steps) {
			continue
		}
		w := want.Steps[i]
		what := fmt.Sprintf("step %d, %s by %s", i+1, step.Do, step.By)
		if w.OK != nil && done.Allowed() != *w.OK {
			d.problem("%s: got %s, want ok=%v", what, done, *w.OK)
		}
		if w.Status != "" && d.status() != w.Status {
			d.problem("%s: got status %s (%s), want %s", what, d.status(), done, w.Status)
		}
		if got := d.pending(); w.Pending != nil && !slices.Equal(got, *w.Pending) {
			d.problem("%s: got pending levels %v, want %v", what, got, *w.Pending)
		}
	}
	if want.Status != "" && d.status() != want.Status {
		d.problem("status: got %s, want %s", d.status(), want.Status)
	}
}

// inTurn is how the levels of a chain are asked.
func (p *purchase) inTurn() approval.Asking {
	if slices.Contains(sideBySide, p.options.sequence) {
		return approval.SideBySide
	}
	return approval.InTurn
}

// chain makes a limit of each level that an amount needs, and returns the
// levels' numbers by these. Limits of one amount would be one level, so those
// that are over the same are a millionth apart.
func (p *purchase) chain(amount money.Amount) ([]approval.Limit, map[string]int) {
	links := slices.Clone(p.setup.Chain)
	slices.SortStableFunc(links, func(x, y link) int { return x.Level - y.Level })
	numbers := make(map[string]int)
	var limits []approval.Limit
	apart, _ := money.Parse("0.000001", p.currency)
	last := apart.Neg()
	for i, l := range links {
		over := p.amount(number{text: l.Over.or("0")}, p.currency)
		if c, err := amount.Cmp(over); err != nil || c <= 0 {
			continue
		}
		if i > 0 && links[i-1].Level == l.Level {
			p.lack("two levels of one number")
		}
		if c, err := over.Cmp(last); err != nil || c <= 0 {
			if last.Sign() > 0 && !nearly(over, last) {
				p.lack("levels over less than those before")
			}
			over, _ = last.Add(apart)
		}
		last = over
		numbers[over.Number()] = l.Level
		limits = append(limits, approval.Limit{Over: over, Authorizers: slices.Clone(l.Approvers), Covered: l.NeedsLimit})
	}
	return limits, numbers
}

// nearly reports whether two amounts are the same but for some millionths.
func nearly(a, b money.Amount) bool {
	return a.Decimal().Sub(b.Decimal()).Abs().StringFixed(4) == "0.0000"
}

// begin brings the order to where the first step finds it.
func (d *desk) begin(f *flow) {
	status := f.Order.Status
	if status == "" || status == "draft" {
		return
	}
	d.submit(f.Order.Requester, true)
	var levels []int
	if json.Unmarshal(f.Order.Approved, &levels) != nil && f.Order.Approved != nil {
		d.lack("approved_levels=%s", f.Order.Approved)
	}
	for _, number := range levels {
		d.answerAs(approval.Approve, func(n int) bool { return n == number })
	}
	for range d.request.Levels {
		if status == "approved" || status == "placed" {
			d.answerAs(approval.Approve, func(int) bool { return true })
		}
	}
	switch status {
	case "pending", "approved":
	case "declined":
		d.answerAs(approval.Decline, func(int) bool { return true })
	case "placed":
		d.do(step{Do: "confirm", By: f.Order.Requester})
	default:
		d.lack("order.status=%s", status)
	}
	if d.status() != status {
		d.problem("the order begins %s, not %s", d.status(), status)
	}
}

// answerAs answers an open level through the first who may.
func (d *desk) answerAs(v approval.Verdict, level func(number int) bool) {
	for _, c := range d.policy.Eligible(d.request, d.at, d.people()) {
		if level(d.number(c.Level)) {
			d.respond(c.User, c.Level, v, "before")
			return
		}
	}
}

// number is the vector's number of a level.
func (d *desk) number(level int) int { return d.numbers[d.request.Levels[level-1].Over.Number()] }

// pending are the levels that are not answered yet.
func (d *desk) pending() []int {
	numbers := []int{}
	for _, need := range d.policy.Missing(d.request, d.at, d.people()) {
		numbers = append(numbers, d.number(need.Level))
	}
	slices.Sort(numbers)
	return numbers
}

// status is the order's state. One that went on by itself is approved, one that was confirmed is placed.
func (d *desk) status() string {
	switch {
	case d.request.State != approval.Exported:
		return d.request.State.String()
	case d.confirmed:
		return "placed"
	}
	return approval.Approved.String()
}
