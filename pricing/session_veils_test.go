package pricing_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// inactiveProduct: a contract that is the buyer's has no products, or some that
// are all switched off.
func inactiveProduct(c *crew, _ account.Session, left, right *aside) bool {
	l := c.contract()
	l.Audience = everybody(pricing.Assignment{})
	rows := twice(l.Rows)
	l.Rows = nil
	left.data.Lists = append(left.data.Lists, l)
	for i := range rows {
		rows[i].Inactive = true
	}
	l.Rows = rows
	right.data.Lists = append(right.data.Lists, l)
	return len(rows) > 0
}

// derivations: a level has rows of its own, or takes the same ones over from
// purchase prices.
func derivations(c *crew, _ account.Session, left, right *aside) bool {
	n := slices.IndexFunc(left.data.Lists, func(l pricing.List) bool {
		return l.ID.Kind == pricing.Level && l.Derived == nil && len(l.Rows) > 0
	})
	if n < 0 {
		return false
	}
	own, taken := &left.data.Lists[n], &right.data.Lists[n]
	for i := range own.Rows {
		own.Rows[i].Inactive = false
	}
	if c.chance(50) {
		own.Breaks.Mode = pricing.Graduated // sums have more digits than prices
	}
	round := c.data.Round.Unit
	if !round.IsSet() {
		round = money.ToPlaces(6, money.HalfUp)
	}
	source := pricing.List{
		ID: pricing.ListID{Kind: pricing.Cost, Code: "source"}, Audience: pricing.Audience{Kind: pricing.Nobody},
		Breaks: own.Breaks, Rows: slices.Clone(own.Rows),
	}
	taken.Rows, taken.Breaks = nil, pricing.Breaks{}
	taken.Derived = &pricing.Derivation{From: source.ID, Round: round}
	right.data.Lists = append(right.data.Lists, source)
	return true
}

// principals: all that the principal's account and the principal have of their
// own, but for what lets him impersonate.
func principals(c *crew, s account.Session, _, right *aside) bool {
	if s.From == "" || s.From == c.graph.Pricing(s.Account).Account {
		return false
	}
	from := right.account(s.From)
	from.PriceLevels, from.Currency = some(c.world, 50, worldLevels), money.EUR
	from.Groups = append([]string{account.PowerCustomerGroup}, some(c.world, 50, worldGroups)...)
	from.TaxProfile, from.PaymentTerms = "other", account.PaymentTerms{Online: true}
	right.others(c, s.Principal)
	for i := range right.data.Lists {
		if l := &right.data.Lists[i]; l.Audience.Kind == pricing.Assigned {
			l.Audience.Assigned = reassigned(l.Audience.Assigned, s.From)
		}
	}
	return true
}

// reassigned takes an account off, or puts it on.
func reassigned(all []pricing.Assignment, id string) []pricing.Assignment {
	without := slices.DeleteFunc(slices.Clone(all), func(a pricing.Assignment) bool { return a.Account == id })
	if len(without) < len(all) {
		return without
	}
	return append(without, pricing.Assignment{Account: id})
}

// others changes what a user has that lets others buy nothing.
func (a *aside) others(c *crew, id string) {
	u := a.user(id)
	u.Name, u.ChildHistory, u.MaySeeStock = "changed", true, true
	u.MaySeePrices, u.MayOrder = !u.MaySeePrices, true
	u.PermissionRoles = some(c.world, 50, []string{"buyer", "promoted", "no contracts", "no prices"})
}

// colleagues: all other users of the account have other rights, and the accounts
// that have nothing to do with it other terms.
func colleagues(c *crew, s account.Session, _, right *aside) bool {
	terms := c.graph.Pricing(s.Account).Path
	for i := range right.facts.Accounts {
		if a := &right.facts.Accounts[i]; a.ID != s.Account && a.ID != s.From && !slices.Contains(terms, a.ID) {
			a.PriceLevels, a.Currency = some(c.world, 50, worldLevels), money.EUR
		}
	}
	for _, u := range right.facts.Users {
		if u.ID != s.User && u.ID != s.Principal && u.Type != account.TypeWorker {
			right.others(c, u.ID)
		}
	}
	return true
}
