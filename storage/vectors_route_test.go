package storage_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// approverRoute is the operation approver_route: whom is an order asked of, one after the other?
func (r *run) approverRoute() {
	var q struct {
		Op     string `json:"op"`
		User   string `json:"user"`
		Amount number `json:"amount"`
	}
	var want struct {
		From *[]string `json:"requested_from"`
		Auto *bool     `json:"auto"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	p := r.purchase(&s, q.User, r.instant(""))
	if p == nil {
		return
	}
	d := &desk{purchase: p, policy: p.policy(approval.InTurn)}
	d.basis.Amount = p.amount(q.Amount, p.currency)
	people := p.people()
	switch p.options.route {
	case "direct":
		d.basis.Limits = p.direct()
	case "first_qualified":
		d.basis.Limits, people = p.firstQualified()
	default:
		d.basis.Limits = p.upwards()
	}
	asked := d.walk(people)
	if want.From != nil && !slices.Equal(asked, *want.From) {
		r.problem("requested from: got %v, want %v", asked, *want.From)
	}
	auto := d.request.State == approval.Approved && len(asked) == 0
	r.sameAnswer("auto", auto, want.Auto)
}

// walk places the order and answers every level by the first who may.
func (d *desk) walk(people approval.People) []string {
	do := func(c approval.Command) approval.Decision {
		out := d.policy.Do(d.request, c, d.at, people)
		d.request = out.Request
		return out.Decision
	}
	by := approval.Self(d.login.ID, d.login.Account)
	asked := []string{}
	placed := do(approval.Place{Key: d.key(), Order: "order", By: by, Content: d.content(), Basis: d.basis})
	if !placed.Allowed() && placed.Code != approval.RefusedNoPath {
		d.problem("placing: %s", placed)
	}
	for range d.request.Levels {
		who := d.policy.Eligible(d.request, d.at, people)
		if len(who) == 0 {
			break
		}
		by.Principal, by.User = who[0].User, who[0].User
		asked = append(asked, who[0].User)
		do(approval.Respond{Key: d.key(), Order: "order", By: by, Verdict: approval.Approve, Seen: d.content().Digest()})
	}
	return asked
}

// upwards is a limit for each approver on the way up: above the right of the one before.
func (p *purchase) upwards() []approval.Limit {
	var limits []approval.Limit
	apart, _ := money.Parse("0.000001", p.currency)
	last := apart.Neg()
	seen := []string{p.login.ID}
	for l := p.login; l.Approver != "" && !slices.Contains(seen, l.Approver); l = p.setup.user(l.Approver) {
		over, unlimited := p.reach(l)
		if unlimited {
			break
		}
		if c, err := over.Cmp(last); err != nil || c <= 0 {
			over, _ = last.Add(apart)
		}
		last = over
		seen = append(seen, l.Approver)
		limits = append(limits, approval.Limit{Over: over, Authorizers: []string{l.Approver}})
	}
	return limits
}

// reach is the amount up to which a user needs nobody.
func (p *purchase) reach(l *login) (upTo money.Amount, unlimited bool) {
	switch {
	case l.Unlimited || l.ApproveLimit.stated && !l.ApproveLimit.given():
		return money.Amount{}, true
	case l.ApproveLimit.given():
		return p.amount(l.ApproveLimit, p.currency), false
	}
	return money.Zero(p.currency), false
}

// direct asks the user's own approver, whatever either may approve, unless the user need not ask.
func (p *purchase) direct() []approval.Limit {
	over, unlimited := p.reach(p.login)
	switch {
	case !p.options.auto:
		over = money.Zero(p.currency)
	case unlimited:
		return nil
	}
	var users []string
	if p.login.Approver != "" {
		users = []string{p.login.Approver}
	}
	return []approval.Limit{{Over: over, Authorizers: users}}
}

// firstQualified routes: every user is an account of his own, below that of his
// approver, so that the nearest one above whose right covers the amount answers.
func (p *purchase) firstQualified() ([]approval.Limit, approval.People) {
	users := []approval.User{}
	above := make(map[string]string)
	for i := range p.setup.Users {
		l := &p.setup.Users[i]
		u, _ := p.people().User(l.ID)
		u.ID, u.Manager = l.ID, false
		u.Accounts = []string{p.nook(l.ID)}
		if l.Approver != "" {
			above[p.nook(l.ID)] = p.nook(l.Approver)
		}
		users = append(users, u)
	}
	over, unlimited := p.reach(p.login)
	if unlimited {
		return nil, approval.NewDirectory(users, above)
	}
	return []approval.Limit{{Over: over, Routed: true}}, approval.NewDirectory(users, above)
}

// nook is the account that a user has for himself; that of the one who orders is the order's.
func (p *purchase) nook(user string) string {
	if user == p.login.ID {
		return p.login.Account
	}
	return "above " + user
}
