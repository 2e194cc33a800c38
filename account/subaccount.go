package account

import (
	"errors"
	"reflect"
	"slices"
	"time"
)

// SubAccount is what an account manager sets of a sub-account (ACC-7).
type SubAccount struct {
	ID            string
	Name          string
	Email         string
	Activated     bool
	MayOrder      bool
	MaySeePrices  bool
	MaySeeStock   bool
	MayAuthorize  bool
	LimitedBudget bool
	Limits        []SpendingLimit
	// PermissionRoles may grant nothing that the manager does not hold.
	PermissionRoles []string
}

// SubAccount returns what a manager sets of the user, to change some of it.
func (u User) SubAccount() SubAccount {
	u = u.normal()
	return SubAccount{
		ID: u.ID, Name: u.Name, Email: u.Email, Activated: u.Activated,
		MayOrder: u.MayOrder, MaySeePrices: u.MaySeePrices, MaySeeStock: u.MaySeeStock, MayAuthorize: u.MayAuthorize,
		LimitedBudget: u.LimitedBudget, Limits: u.Limits, PermissionRoles: u.PermissionRoles,
	}
}

// PutSubAccount creates a sub-account of the account that the session is for, or changes one, if the session may and
// grants no more than it holds. Refusal is in the outcome's decision; an error, always a *[DataError], means that what was
// given is defective. What a manager does not set stays as it was; a new sub-account is a person of its own, so its id may
// not be the person of another user.
func (g *Graph) PutSubAccount(s Session, sub SubAccount, at time.Time) (Outcome, error) {
	r := g.For(s, at)
	before, known := g.User(sub.ID)
	d := r.MayOn(ActionManageSubAccounts, Target{})
	if d.Target.User = sub.ID; d.Allowed() && known {
		d = r.MayOn(ActionManageSubAccounts, Target{User: sub.ID})
	}
	if d.Allowed() && !known && g.isPerson(sub.ID) {
		d = d.refused(RefusedOtherUser, sub.ID)
	}
	if !d.Allowed() {
		return Outcome{Decision: d}, nil
	}
	after := before
	kind := SubAccountChanged
	if !known {
		kind = SubAccountCreated
		after = User{ID: sub.ID, Type: TypeCustomer, Role: RoleSubAccount, Accounts: []string{s.Account}}
	}
	after = sub.over(after).normal()
	if reflect.DeepEqual(before, after) {
		return Outcome{Decision: d, Graph: g}, nil
	}
	changes := Changes{Revision: g.revision + 1, PutUsers: []User{after}}
	next, err := g.With(changes)
	if err != nil {
		return Outcome{}, g.veil(err, s.Account)
	}
	if no := r.grants(g.user(sub.ID), next.user(sub.ID)); no.code != 0 {
		return Outcome{Decision: d.because(no)}, nil
	}
	e := s.event(kind, at)
	e.UserBefore, e.UserAfter = before, after
	return Outcome{Decision: d, Graph: next, Changes: changes, Events: []Event{e}}, nil
}

// veil says of authorizers who are not the account's users only that there are none of that id.
func (g *Graph) veil(err error, account string) error {
	var data *DataError
	if !errors.As(err, &data) {
		return err
	}
	for i, d := range data.Defects {
		switch d.Code {
		case DefectAuthorizerMayNot, DefectAuthorizerElsewhere, DefectAuthorizerInactive, DefectAuthorizerBlind:
			if n, _ := g.find(account); g.user(d.Value) != nil && !g.user(d.Value).linked(n) {
				data.Defects[i].Code = DefectUnknownAuthorizer
			}
		}
	}
	slices.SortFunc(data.Defects, Defect.compare)
	return data
}

func (sub SubAccount) over(u User) User {
	u.Name, u.Email, u.Activated = sub.Name, sub.Email, sub.Activated
	u.MayOrder, u.MaySeePrices, u.MaySeeStock, u.MayAuthorize = sub.MayOrder, sub.MaySeePrices, sub.MaySeeStock, sub.MayAuthorize
	u.LimitedBudget, u.Limits, u.PermissionRoles = sub.LimitedBudget, sub.Limits, sub.PermissionRoles
	return u
}
