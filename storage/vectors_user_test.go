package storage_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// login is a user of a vector.
type login struct {
	ID             string        `json:"id"`
	Account        string        `json:"account"`
	Groups         []string      `json:"groups"`
	Active         *bool         `json:"active"`
	Remove         bool          `json:"remove"`
	MayOrder       *bool         `json:"may_order"`
	OrderLimit     number        `json:"order_limit"`
	PeriodLimits   []periodLimit `json:"period_limits"`
	ApproveLimit   number        `json:"approve_limit"`
	Authorizers    []authorizing `json:"authorizers"`
	MayImpersonate bool          `json:"may_impersonate"`
	Relation       string        `json:"relation"`
	Represents     []string      `json:"represents"`
	Approver       string        `json:"approver"`
	Unlimited      bool          `json:"unlimited"`
}

// authorizing is a limit, and who may authorize above it.
type authorizing struct {
	Limit number   `json:"limit"`
	Users []string `json:"users"`
}

// waiting is an order of a user that waits for an authorizer.
type waiting struct {
	User       string `json:"user"`
	Authorizer string `json:"authorizer"`
}

// limited reports whether the user spends within limits.
func (l *login) limited() bool {
	return l.OrderLimit.given() || l.Authorizers != nil || l.PeriodLimits != nil
}

// accounts are those that the user is linked to, the own one first.
func (l *login) accounts() []string {
	linked := append([]string{l.Account}, l.Represents...)
	return slices.DeleteFunc(distinct(linked), func(id string) bool { return id == "" })
}

// users makes the users of a setup.
func (r *run) users(s *setup) []account.User {
	var users []account.User
	answering := s.answering()
	for i := range s.Users {
		l := &s.Users[i]
		u := account.User{
			ID: l.ID, Type: account.TypeCustomer, Role: account.RoleRegular, Activated: !off(l.Active),
			Accounts: l.accounts(), Groups: slices.Clone(l.Groups),
			MayOrder: !off(l.MayOrder), MaySeePrices: true, MaySeeStock: true,
		}
		authorizes := l.ApproveLimit.stated || slices.Contains(answering, l.ID)
		switch {
		case l.limited():
			u.Role, u.MayAuthorize, u.Limits = account.RoleSubAccount, authorizes, r.limits(l)
			u.LimitedBudget = len(u.Limits) > 0
		case authorizes:
			u.Role = account.RoleAccountManager
		}
		if l.MayImpersonate {
			u.Groups = append(u.Groups, account.PowerCustomerGroup)
		}
		switch {
		case l.Relation == "multi" || l.Relation == "" && len(u.Accounts) > 1:
			u.Relation = account.OneToMulti
		case l.Relation != "" && l.Relation != "single":
			r.lack("relation=%s", l.Relation)
		}
		users = append(users, u)
	}
	return users
}

// limits are the amounts above which others must authorize, also the one above
// which nobody could.
func (r *run) limits(l *login) []account.SpendingLimit {
	var limits []account.SpendingLimit
	for _, a := range l.Authorizers {
		limits = append(limits, account.SpendingLimit{Amount: r.amount(a.Limit, money.EUR), Authorizers: a.Users})
	}
	if l.OrderLimit.given() && !r.covered(l) {
		limits = append(limits, account.SpendingLimit{Amount: r.amount(l.OrderLimit, money.EUR)})
	}
	return limits
}

// covered reports whether somebody is named who may authorize above the user's
// order limit.
func (r *run) covered(l *login) bool {
	return slices.ContainsFunc(l.Authorizers, func(a authorizing) bool {
		return a.Limit.given() && r.decimal(a.Limit).Equal(r.decimal(l.OrderLimit))
	})
}

// answering are the users who answer for others.
func (s *setup) answering() []string {
	var ids []string
	for _, l := range s.Users {
		ids = append(ids, l.Approver)
		for _, a := range l.Authorizers {
			ids = append(ids, a.Users...)
		}
	}
	for _, a := range s.Accounts {
		ids = append(append(ids, a.Approvers...), a.Admins...)
	}
	for _, l := range s.Chain {
		ids = append(ids, l.Approvers...)
	}
	return ids
}

func (s *setup) removed() []string {
	var ids []string
	for _, l := range s.Users {
		if l.Remove {
			ids = append(ids, l.ID)
		}
	}
	return ids
}

// user returns a user of the setup by id, nil where there is none.
func (s *setup) user(id string) *login {
	for i := range s.Users {
		if s.Users[i].ID == id {
			return &s.Users[i]
		}
	}
	return nil
}

// accountsOf are accounts for users of a setup that has none.
func accountsOf(users []account.User) []account.Account {
	var ids []string
	for _, u := range users {
		ids = append(ids, u.Accounts...)
	}
	var accounts []account.Account
	for _, id := range distinct(ids) {
		accounts = append(accounts, account.Account{ID: id})
	}
	return accounts
}
