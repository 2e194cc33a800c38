package account_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
)

// targeted: what the action is done to. Fields that it is not about are told before the rest. For whom the action is not,
// or who has chosen no account, is told nothing of it. Only staff is told that there is no such account: to others, it is
// as a stranger's is.
func (c permCase) targeted() permStage {
	if len(c.kind()) > 0 || !c.staff && c.of.ID == "" && c.action != account.ActionRepresent {
		return nil
	}
	no := c.strange()
	if len(no) > 0 {
		return no
	}
	switch {
	case c.action == account.ActionRepresent:
		return c.represented()
	case c.action == account.ActionImpersonate:
		return c.impersonated()
	case c.staff:
		return c.sold()
	}
	return c.bought()
}

// represented: REP-1, another of several accounts.
func (c permCase) represented() (no permStage) {
	single, to := c.user.Relation == account.OneToOne, c.target.Account
	no.add(single, account.RefusedOneToOne, c.user.ID)
	no.add(!single && to != "" && !slices.Contains(c.user.Accounts, to), account.RefusedNotLinked, to)
	return no
}

// strange: what is named of a target must be what the action is about.
func (c permCase) strange() (no permStage) {
	t := c.target
	users := c.action == account.ActionImpersonate || c.action == account.ActionManageSubAccounts
	no.add(t.User != "" && !users, account.RefusedStrangeTarget, "user")
	no.add(t.Address != "" && c.action != account.ActionChooseAddress, account.RefusedStrangeTarget, "address")
	no.add(t.AddressKind != 0 && (t.Address == "" || c.action != account.ActionChooseAddress), account.RefusedStrangeTarget, "address kind")
	no.add(t.Point != "" && (t.Address == "" || c.action != account.ActionChooseAddress), account.RefusedStrangeTarget, "delivery point")
	no.add(t.Contract != "" && !c.is(permContracts), account.RefusedStrangeTarget, "contract")
	no.add(t.Representative != "" && !c.is(permContracts), account.RefusedStrangeTarget, "representative")
	return no
}

// impersonated: REP-2, a user of an account below; REP-5, of any or of an assigned one. What comes later is not told before
// all that comes earlier is right: first out of which account, then of which one, then who, and last how he stands.
func (c permCase) impersonated() (no permStage) {
	t := c.target
	no.add(!c.staff && c.of.Status == account.Blocked, account.RefusedFromBlocked, c.of.ID)
	if len(no) == 0 && t.Account != "" {
		no = c.reach(t.Account)
	}
	if len(no) > 0 || t.User == "" {
		return no
	}
	u, known := c.permRef.user(t.User)
	if !known || permLetter(u) == "A" || permLetter(u) == "W" || t.User == c.session.Principal {
		no.add(true, account.RefusedOtherUser, t.User)
		return no
	}
	if t.Account == "" {
		t.Account = u.Accounts[0]
		no = c.reach(t.Account)
		if len(no) > 0 && c.staff {
			return no
		}
	}
	if len(no) > 0 || !slices.Contains(u.Accounts, t.Account) {
		return permStage{permBecause(account.RefusedOtherUser, t.User)}
	}
	no.add(!u.Activated, account.RefusedInactiveUser, t.User)
	mayNotBeThere := t.Account != u.Accounts[0] && c.denies(u, account.Permission(account.ActionRepresent))
	no.add(u.Activated && mayNotBeThere, account.RefusedDenied, string(account.ActionRepresent))
	return no
}

// reach: how far down or out a session goes.
func (c permCase) reach(id string) (no permStage) {
	at, known := c.find(id)
	if c.staff {
		assigned := c.representative() != "" && slices.Contains(at.Representatives, c.representative())
		no.add(!known, account.RefusedUnknownTarget, id)
		no.add(known && !assigned && !c.impersonatesAll(), account.RefusedNotAssigned, id)
		return no
	}
	below := known && c.below(id, c.of.ID)
	no.add(!below, account.RefusedNotBelow, id)
	no.add(below && c.Application.DirectChildrenOnly && at.Parent != c.of.ID, account.RefusedNotChild, id)
	return no
}

// sold: CON-6, a representative's contracts and accounts are his own; what else staff does is about any that there is.
func (c permCase) sold() (no permStage) {
	t := c.target
	at, known := c.find(t.Account)
	no.add(t.Account != "" && !known, account.RefusedUnknownTarget, t.Account)
	if !c.is(permRepresentatives) {
		return no
	}
	no.add(t.Representative != "" && t.Representative != c.representative(), account.RefusedOtherRepresentative, t.Representative)
	no.add(t.Contract != "" && t.Representative == "", account.RefusedOtherRepresentative, t.Contract)
	no.add(known && !slices.Contains(at.Representatives, c.representative()), account.RefusedNotAssigned, t.Account)
	return no
}

// bought: what customers and contacts do is about their own account, or for some actions about those below.
func (c permCase) bought() (no permStage) {
	t := c.target
	below := c.below(t.Account, c.of.ID)
	switch {
	case c.action == account.ActionManageChild:
		no.add(t.Account != "" && !below, account.RefusedNotBelow, t.Account)
	case t.Account == "" || t.Account == c.of.ID:
		no = append(no, c.within()...)
	case c.is(permHistory) || c.host.Below:
		no.add(!below, account.RefusedNotBelow, t.Account)
		if below && c.is(permHistory) {
			no = append(no, c.history()...)
		}
	default:
		no.add(true, account.RefusedOtherAccount, t.Account)
	}
	return no
}

// within: a sub-account or an address of the own account.
func (c permCase) within() (no permStage) {
	t := c.target
	if t.User != "" {
		u, known := c.permRef.user(t.User)
		his := known && permLetter(u) == "S" && u.Accounts[0] == c.of.ID
		no.add(!his, account.RefusedOtherUser, t.User)
	}
	if t.Address == "" {
		return no
	}
	i := slices.IndexFunc(c.of.Addresses, func(a account.Address) bool { return a.ID == t.Address })
	no.add(i < 0, account.RefusedUnknownTarget, t.Address)
	if i >= 0 && t.AddressKind != 0 && t.AddressKind != c.of.Addresses[i].Kind {
		no.add(true, account.RefusedAddressKind, t.Address)
		return no
	}
	if i >= 0 && t.Point != "" {
		point := func(p account.DeliveryPoint) bool { return p.ID == t.Point }
		no.add(!slices.ContainsFunc(c.of.Addresses[i].Points, point), account.RefusedUnknownTarget, t.Point)
	}
	return no
}

// history: HIS-1, where the setting and the feature open the accounts below.
func (c permCase) history() (no permStage) {
	granted := c.grants(slices.Concat(c.of.Groups, c.user.Groups), account.PowerCustomers)
	on := slices.Contains(c.Application.Features, account.PowerCustomers)
	no.add(!on, account.RefusedFeatureOff, string(account.PowerCustomers))
	no.add(!granted, account.RefusedFeatureNotGranted, string(account.PowerCustomers))
	no.add(!c.user.ChildHistory, account.RefusedOwnHistoryOnly, c.target.Account)
	return no
}
