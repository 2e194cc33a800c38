package storage_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// graph makes the account graph of a setup, with everything switched on that
// its settings do not switch off. An account with children is a national one.
func (r *run) graph(s *setup, o *options, levelsOf func(*party) []string) (*account.Graph, error) {
	data := account.Data{Application: o.application(), Users: r.users(s)}
	for _, id := range s.groupNames() {
		data.Groups = append(data.Groups, account.Group{ID: id})
	}
	for i := range s.Accounts {
		data.Accounts = append(data.Accounts, fact(&s.Accounts[i], s.Accounts, levelsOf))
	}
	if len(s.Accounts) == 0 {
		data.Accounts = accountsOf(data.Users)
	}
	g, err := account.NewGraph(data)
	if err != nil {
		return nil, err
	}
	return g.With(account.Changes{RemoveUsers: s.removed()})
}

// application has on what overrides, contracts, acting and buying need.
func (o *options) application() account.Application {
	a := account.Application{
		Features: account.FeatureSet{
			account.PowerCustomers, account.BillingOverride, account.PricingOverride, account.CustomerAccountContracts,
		},
		ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
		DirectChildrenOnly: o.directChildren,
	}
	if o.impersonation {
		a.Features = append(a.Features, account.Impersonate)
	}
	return a
}

// groupNames are all groups that a setup has or names.
func (s *setup) groupNames() []string {
	var names []string
	for _, g := range s.Groups {
		names = append(names, g.ID)
	}
	for _, a := range s.Accounts {
		names = append(names, a.Groups...)
	}
	for _, u := range s.Users {
		names = append(names, u.Groups...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func fact(p *party, all []party, levelsOf func(*party) []string) account.Account {
	a := account.Account{
		ID: p.ID, Parent: p.Parent, PricingFrom: p.PricingFrom, BillTo: p.BillTo,
		Groups:       slices.Clone(p.Groups),
		PaymentTerms: account.PaymentTerms{Online: true, OnAccount: true},
		National:     slices.ContainsFunc(all, func(child party) bool { return child.Parent == p.ID }),
	}
	if p.Blocked {
		a.Status = account.Blocked
	}
	if p.PricingFrom != "" || p.BillTo != "" {
		a.Groups = append(a.Groups, account.ChildCustomerGroup)
	}
	if levelsOf != nil {
		a.PriceLevels = levelsOf(p)
	}
	return a
}

// resolveAccount is the operation resolve_account.
func (r *run) resolveAccount() {
	var request struct {
		Op, Account, What string
	}
	var expect struct {
		Account string `json:"account"`
		Error   any    `json:"error"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &request) || !r.read("expect", r.Expect, &expect) {
		return
	}
	got, refused := "", false
	g, err := r.graph(&s, r.options(s.Settings), nil)
	switch {
	case err != nil:
		refused = true
	case request.What == "pricing":
		o := g.Pricing(request.Account)
		got, refused = o.Account, !o.Allowed()
	case request.What == "billing":
		o := g.Billing(request.Account)
		got, refused = o.Account, !o.Allowed()
	default:
		r.lack("resolve_account of %s", request.What)
	}
	mustFail := expect.Error != nil && expect.Error != false
	switch {
	case mustFail != refused:
		r.problem("refused: got %v (%v), want %v", refused, err, mustFail)
	case !mustFail && got != expect.Account:
		r.problem("account: got %s, want %s", got, expect.Account)
	}
}

// levelNames works out the price levels of an account, as a host would state
// them: its own, its groups', the default ones, until one says none; or those
// of the nearest account above. There are open levels too, which nobody names.
type levelNames struct {
	setup   *setup
	options *options
	open    []string
	last    string // the level of list prices, "" for none
	parts   map[string][]part
}

func (n *levelNames) of(p *party) []string {
	names := n.chain(p)
	for _, id := range n.open {
		if !slices.Contains(names, id) {
			names = append(names, id)
		}
	}
	if n.last != "" {
		names = append(names, n.last)
	}
	return n.inTurn(names)
}

func (n *levelNames) chain(p *party) []string {
	for up := p; n.options.inheritLevels && len(p.Levels) == 0 && up != nil; up = n.account(up.Parent) {
		if len(up.Levels) > 0 {
			return slices.Clone(up.Levels)
		}
	}
	names := slices.Clone(p.Levels)
	if p.Fallback == "none" {
		return names
	}
	toDefault := true
	for _, id := range p.Groups {
		for _, g := range n.setup.Groups {
			if g.ID == id {
				names = append(names, g.Levels...)
				toDefault = toDefault && g.Fallback != "none"
			}
		}
	}
	if toDefault {
		names = append(names, n.setup.DefaultLevels...)
	}
	return distinct(names)
}

func (n *levelNames) account(id string) *party {
	for i := range n.setup.Accounts {
		if n.setup.Accounts[i].ID == id {
			return &n.setup.Accounts[i]
		}
	}
	return nil
}

// distinct drops all but the first of equal names.
func distinct(names []string) []string {
	var out []string
	for _, name := range names {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
