package pricing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// crew is a world with a graph of its accounts, their users and the sessions that
// those can have.
type crew struct {
	*world
	facts    account.Data
	graph    *account.Graph
	sessions []account.Session
}

// logins is when all sessions of a crew began.
var logins = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func newCrew(w *world) (*crew, error) {
	// an instance of its own, so that the world stays what it is without a crew
	own := *w
	own.Rand = rand.New(rand.NewPCG(w.number, 0x63726577))
	c := &crew{world: &own}
	c.application()
	for _, id := range worldAccounts {
		c.account(id)
	}
	for _, id := range worldAccounts {
		c.user(account.RoleRegular, id)
		c.user(pick(c.world, []account.Role{account.NoRole, account.RoleAccountManager, account.RoleSubAccount}), id)
	}
	c.user(account.RoleRegular, worldAccounts[c.IntN(3):]...)
	c.facts.Users = append(c.facts.Users, account.User{
		ID: "worker", Type: account.TypeWorker, Activated: true, PermissionRoles: []string{"anyone"},
	})
	var err error
	if c.graph, err = account.NewGraph(c.facts); err != nil {
		return nil, fmt.Errorf("world %d: %w", w.number, err)
	}
	c.openSessions(c.graph)
	return c, nil
}

func (c *crew) application() {
	c.facts.Revision = 1
	c.facts.Application = account.Application{
		Features: append(account.FeatureSet{
			account.PowerCustomers, account.Impersonate, account.PricingOverride, account.BillingOverride, account.CustomerAccountContracts,
		}, some(c.world, 90, worldFeatures)...),
		CountOwnContracts: c.chance(30), ShowPrices: c.chance(95), Permissions: []account.Permission{"see promotions"},
	}
	for _, id := range worldGroups {
		c.facts.Groups = append(c.facts.Groups, account.Group{ID: id, Features: some(c.world, 80, worldFeatures)})
	}
	c.facts.Groups = append(c.facts.Groups, account.Group{ID: "all", Features: worldFeatures})
	c.facts.PermissionRoles = []account.PermissionRole{
		{ID: "buyer", Allow: worldRights},
		{ID: "promoted", Allow: worldRights[1:]},
		{ID: "no contracts", Deny: worldRights[:1]},
		{ID: "no prices", Deny: []account.Permission{account.Permission(account.ActionSeePrices)}},
		{ID: "anyone", Kind: account.Administration, Allow: []account.Permission{account.ImpersonateCustomers}},
	}
}

// account adds one: acme is above, branch below it, other now and then.
func (c *crew) account(id string) {
	a := account.Account{ID: id, National: true, Groups: some(c.world, 50, append([]string{"all"}, worldGroups...)), Currency: money.GBP}
	a.Groups = append(a.Groups, account.PowerCustomerGroup)
	if id == "branch" || id == "other" && c.chance(60) {
		a.Parent = "acme"
	}
	if id != "acme" && c.chance(50) {
		a.PricingFrom = "acme"
	}
	if id == "branch" && c.chance(20) {
		a.PricingFrom = "other"
	}
	if id != "acme" && c.chance(20) {
		a.BillTo = "acme"
	}
	for _, n := range c.Perm(4) {
		if c.chance(60) {
			a.PriceLevels = append(a.PriceLevels, worldLevels[n])
		}
	}
	if c.chance(10) {
		a.Currency = money.EUR
	}
	if c.chance(3) {
		a.Status = account.Blocked
	}
	c.facts.Accounts = append(c.facts.Accounts, a)
}

func (c *crew) user(role account.Role, accounts ...string) {
	u := account.User{
		ID: fmt.Sprintf("user%d", len(c.facts.Users)), Type: account.TypeCustomer, Role: role, Accounts: accounts,
		Activated: true, MaySeePrices: c.chance(92), PermissionRoles: []string{"buyer"},
	}
	if role == account.NoRole {
		u.Type = account.TypeContact
	}
	if len(accounts) > 1 {
		u.Relation = account.OneToMulti
	}
	if c.chance(15) {
		u.PermissionRoles = some(c.world, 50, []string{"buyer", "promoted", "no contracts", "no prices"})
	}
	c.facts.Users = append(c.facts.Users, u)
}

// openSessions begins all that can be begun.
func (c *crew) openSessions(g *account.Graph) {
	var own []account.Session
	for u := range g.Users() {
		s, d := g.Login(u.ID, false, logins)
		if !d.Allowed() {
			continue
		}
		own = append(own, s)
		for _, id := range u.Accounts {
			if s, d := g.Represent(s, id, logins); d.Allowed() {
				own = append(own, s)
			}
		}
	}
	c.sessions = own
	for _, s := range own {
		for u := range g.Users() {
			for _, id := range u.Accounts {
				if as, d := g.Impersonate(s, u.ID, id, logins); d.Allowed() {
					c.sessions = append(c.sessions, as)
				}
			}
		}
	}
	c.sessions = slices.DeleteFunc(c.sessions, func(s account.Session) bool { return s.Account == "" })
}

// aside is all that there is in one of two worlds.
type aside struct {
	facts account.Data
	data  pricing.Data
	graph *account.Graph
	book  *pricing.Book
}

// two returns the world of a crew twice, sharing nothing that a test changes.
func (c *crew) two() (left, right *aside) {
	one := func() *aside {
		facts := c.facts
		facts.Application.Features = slices.Clone(facts.Application.Features)
		facts.Accounts = slices.Clone(facts.Accounts)
		facts.Users = slices.Clone(facts.Users)
		facts.Groups = slices.Clone(facts.Groups)
		return &aside{facts: facts, data: c.clone()}
	}
	return one(), one()
}

// build makes graph and Book of what is known.
func (a *aside) build() (err error) {
	if a.graph, err = account.NewGraph(a.facts); err != nil {
		return err
	}
	a.book, err = pricing.NewBook(a.data)
	return err
}

func (a *aside) account(id string) *account.Account {
	return &a.facts.Accounts[slices.IndexFunc(a.facts.Accounts, func(b account.Account) bool { return b.ID == id })]
}

func (a *aside) user(id string) *account.User {
	return &a.facts.Users[slices.IndexFunc(a.facts.Users, func(u account.User) bool { return u.ID == id })]
}
