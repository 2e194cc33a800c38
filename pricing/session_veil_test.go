package pricing_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// veil makes two worlds differ in what a session may not see, and reports false
// where there is no such thing for that session.
type veil struct {
	name string
	// whole: the seller's form of the trace is the same, too.
	whole bool
	lower func(c *crew, s account.Session, left, right *aside) bool
}

// veils are all that a user of a session may not see.
func veils() []veil {
	var all []veil
	for name, blind := range blinders {
		all = append(all, veil{"amounts, " + name, true, blinded(blind)})
	}
	return append(all,
		veil{"a contract without the permission", false, adding(withoutPermission)},
		veil{"a contract while the application has contracts off", false, adding(withoutContracts)},
		veil{"a list whose feature no group grants", false, adding(withoutGroups)},
		veil{"another customer's contract", false, adding(anothers)},
		veil{"the account's own contract, set aside", false, adding(setAside)},
		veil{"an inactive contract", false, adding(hiding("inactive"))},
		veil{"an inactive assignment", false, adding(hiding("assignment inactive"))},
		veil{"an inactive product", false, inactiveProduct},
		veil{"costs", false, adding(hiding("costs"))},
		veil{"derivations", false, derivations},
		veil{"the principal's own terms", true, principals},
		veil{"what others have", true, colleagues},
	)
}

// blinders each keep a session from seeing prices.
var blinders = map[string]func(c *crew, s account.Session, a *aside) bool{
	"option off": func(_ *crew, s account.Session, a *aside) bool {
		a.user(s.User).MaySeePrices = false
		return true
	},
	"switched off for all": func(_ *crew, _ account.Session, a *aside) bool {
		a.facts.Application.ShowPrices = false
		return true
	},
	"denied": func(_ *crew, s account.Session, a *aside) bool {
		a.user(s.User).PermissionRoles = []string{"buyer", "no prices"}
		return true
	},
	"account blocked": func(_ *crew, s account.Session, a *aside) bool {
		a.account(s.Account).Status = account.Blocked
		return true
	},
	"terms blocked": func(c *crew, s account.Session, a *aside) bool {
		terms := c.graph.Pricing(s.Account)
		if terms.Code == account.OverrideInForce {
			a.account(terms.Account).Status = account.Blocked
		}
		return terms.Code == account.OverrideInForce
	},
	"user deactivated": func(_ *crew, s account.Session, a *aside) bool {
		a.user(s.User).Activated = false
		return true
	},
	"unlinked": func(_ *crew, s account.Session, a *aside) bool {
		u := a.user(s.User)
		u.Relation, u.Accounts = account.OneToOne, []string{worldAccounts[(slices.Index(worldAccounts, s.Account)+1)%3]}
		return true
	},
	"relation cut": func(_ *crew, s account.Session, a *aside) bool {
		a.account(s.Account).Parent = ""
		return s.From != ""
	},
}

// blinded changes all amounts, and their order, under the eyes of who may see none.
func blinded(blind func(*crew, account.Session, *aside) bool) func(*crew, account.Session, *aside, *aside) bool {
	return func(c *crew, s account.Session, left, right *aside) bool {
		for _, l := range right.data.Lists {
			for i := range l.Rows {
				l.Rows[i].Price, _ = money.MustParse("20", l.Rows[i].Price.Currency()).Sub(l.Rows[i].Price)
			}
		}
		return blind(c, s, left) && blind(c, s, right)
	}
}

// adding gives the right world a contract that would be everyone's, and then hides
// it.
func adding(hide func(c *crew, s account.Session, l *pricing.List, left, right *aside) bool) func(*crew, account.Session, *aside, *aside) bool {
	return func(c *crew, s account.Session, left, right *aside) bool {
		l := c.contract()
		l.ID.Code = pick(c.world, []string{"AA", "NEW", "zz"})
		l.Inactive, l.Feature, l.Permission = false, "", ""
		l.Audience = everybody(pricing.Assignment{})
		l.Rows = append(twice(l.Rows), pricing.Row{Product: "absent", Price: money.MustParse("1", money.GBP)})
		if !hide(c, s, &l, left, right) {
			return false
		}
		right.data.Lists = append(right.data.Lists, l)
		return true
	}
}

func hiding(name string) func(*crew, account.Session, *pricing.List, *aside, *aside) bool {
	return func(_ *crew, _ account.Session, l *pricing.List, _, _ *aside) bool {
		hidings[name](l)
		return true
	}
}

func withoutPermission(c *crew, s account.Session, l *pricing.List, left, right *aside) bool {
	l.Permission = account.MyContracts
	roles := pick(c.world, [][]string{nil, {"promoted"}, {"buyer", "no contracts"}})
	left.user(s.User).PermissionRoles, right.user(s.User).PermissionRoles = roles, roles
	return true
}

func withoutContracts(_ *crew, _ account.Session, l *pricing.List, left, right *aside) bool {
	l.Feature = account.CustomerAccountContracts
	for _, a := range []*aside{left, right} {
		a.facts.Application.Features = slices.DeleteFunc(a.facts.Application.Features, func(f account.Feature) bool { return f == l.Feature })
	}
	return true
}

func withoutGroups(_ *crew, _ account.Session, l *pricing.List, left, right *aside) bool {
	l.Feature = "promotions"
	for _, a := range []*aside{left, right} {
		for i := range a.facts.Groups {
			a.facts.Groups[i].Features = worldFeatures[:1]
		}
	}
	return true
}

// anothers assigns to every account and group but those whose lists count.
func anothers(c *crew, s account.Session, l *pricing.List, _, _ *aside) bool {
	terms, _ := c.graph.Account(c.graph.Pricing(s.Account).Account)
	all := []pricing.Assignment{{Account: "stranger"}, {Group: "strangers"}}
	for _, id := range worldAccounts {
		if id != s.Account && id != terms.ID {
			all = append(all, pricing.Assignment{Account: id})
		}
	}
	for _, id := range worldGroups {
		if !slices.Contains(terms.Groups, id) {
			all = append(all, pricing.Assignment{Group: id})
		}
	}
	l.Audience = assignedTo(all...)
	return true
}

func setAside(c *crew, s account.Session, l *pricing.List, _, _ *aside) bool {
	l.Audience = assignedTo(pricing.Assignment{Account: s.Account})
	return c.graph.Pricing(s.Account).Code == account.OverrideInForce && !c.facts.Application.CountOwnContracts
}
