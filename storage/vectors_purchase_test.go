package storage_test

import (
	"cmp"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// purchase is what an operation about buying rests on: accounts and users as a
// graph, and one of them who orders.
type purchase struct {
	*run
	setup    *setup
	options  *options
	graph    *account.Graph
	login    *login
	at       time.Time
	currency money.Currency // of limits and budgets

	ledger  map[budget.Pot]budget.Usage
	orders  int    // in the ledger
	helper  string // the authorizer whom the vector does not name
	helping bool
}

// purchase makes the graph for a user who orders; nil where the run ends.
func (r *run) purchase(s *setup, user string, at time.Time) *purchase {
	p := &purchase{run: r, setup: s, at: at, currency: money.EUR, ledger: make(map[budget.Pot]budget.Usage)}
	p.options = r.options(s.Settings)
	user = cmp.Or(user, "who orders")
	p.supplyUsers(user)
	p.login = s.user(user)
	p.helper = "authorizer of " + user
	s.Users = append(s.Users, login{ID: p.helper, Account: p.login.Account, ApproveLimit: number{stated: true}})
	p.login = s.user(user)
	facts := *s
	facts.Users = slices.Clone(s.Users)
	for i := range facts.Users {
		p.asFact(&facts.Users[i])
	}
	g, err := r.graph(&facts, p.options, nil)
	if err != nil {
		r.refused(err)
		return nil
	}
	p.graph = g
	return p
}

// supplyUsers adds those whom a setup names and does not describe: the one who
// orders, and who answers in a chain.
func (p *purchase) supplyUsers(user string) {
	s := p.setup
	add := func(id, account string) {
		if s.user(id) == nil && id != "" {
			s.Users = append(s.Users, login{ID: id, Account: account})
		}
	}
	at := "account"
	for _, l := range s.Users {
		if l.Account != "" {
			at = l.Account
			break
		}
	}
	if len(s.Accounts) > 0 {
		at = s.Accounts[0].ID
	}
	add(user, at)
	if s.user(user).Account == "" {
		s.user(user).Account = at
	}
	at = s.user(user).Account
	for _, id := range s.answering() {
		add(id, at)
	}
	for i := range s.Users {
		if l := &s.Users[i]; l.Account == "" && len(l.Represents) == 0 {
			l.Account = at
		}
	}
	p.supplyAccounts()
}

// supplyAccounts adds those that only users name.
func (p *purchase) supplyAccounts() {
	for _, l := range p.setup.Users {
		for _, id := range l.accounts() {
			if !slices.ContainsFunc(p.setup.Accounts, func(a party) bool { return a.ID == id }) {
				p.setup.Accounts = append(p.setup.Accounts, party{ID: id})
			}
		}
	}
}

// asFact leaves out limits that nobody is named for: in a graph there are none.
func (p *purchase) asFact(l *login) {
	if !l.limited() {
		return
	}
	named := []authorizing{} // limited all the same
	for _, a := range l.Authorizers {
		if len(a.Users) > 0 && a.Limit.given() {
			named = append(named, a)
		}
	}
	l.Authorizers = named
	if !p.covered(l) {
		l.OrderLimit = number{}
	}
}

// people are the users as approval knows them: what they may in each of their
// accounts, the graph decides.
func (p *purchase) people() approval.People {
	var users []approval.User
	above := make(map[string]string)
	for u := range p.graph.Users() {
		fact := approval.User{ID: u.ID, Person: u.Person, Active: u.Activated}
		fact.Manager = u.Kind() == account.KindAccountManager
		if l := p.setup.user(u.ID); l != nil && (u.ID != p.helper || p.helping) {
			fact.Right = p.right(l)
		}
		for _, id := range u.Accounts {
			own := account.Session{Principal: u.ID, User: u.ID, Account: id}
			if d := p.graph.May(own, account.ActionAuthorize, p.at); d.Allowed() {
				fact.Accounts = append(fact.Accounts, id)
				fact.MayAuthorize, fact.SeesPrices = true, true
			}
		}
		if u.ID == p.helper && !p.helping {
			fact.Manager, fact.MayAuthorize = false, false
		}
		users = append(users, fact)
	}
	for _, a := range p.setup.Accounts {
		if a.Parent != "" {
			above[a.ID] = a.Parent
		}
	}
	return approval.NewDirectory(users, above)
}

// right is a user's right to approve: null is unlimited, absent none.
func (p *purchase) right(l *login) approval.Right {
	switch {
	case l.Unlimited || l.ApproveLimit.stated && !l.ApproveLimit.given():
		return approval.Unlimited()
	case l.ApproveLimit.given():
		return approval.UpTo(p.amount(l.ApproveLimit, p.currency))
	}
	return approval.Right{}
}

// policy is what the settings come to. One person may answer several levels:
// no vector knows the rule that different ones must.
func (p *purchase) policy(asking approval.Asking) approval.Policy {
	policy, err := approval.NewPolicy(approval.Options{
		Asking: asking, SamePersonSeveralLevels: true,
		SelfApproval: p.options.selfApproval || p.options.auto, DeclineReason: p.options.declineReason,
	})
	if err != nil {
		p.problem("policy: %v", err)
	}
	return policy
}

// goods is an amount without delivery, where limits exclude it: what is stated includes it.
func (p *purchase) goods(total, delivery money.Amount) money.Amount {
	if !delivery.IsSet() {
		return total
	}
	goods, err := total.Sub(delivery)
	if err != nil {
		p.problem("delivery: %v", err)
	}
	return goods
}

func contentOf(version string) approval.Content {
	return approval.Content{{Name: "lines", Digest: version}}
}
