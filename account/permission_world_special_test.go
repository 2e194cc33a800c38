package account_test

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// question is any, or one that was thought of; it asks for now, or once in a while for no instant.
func (w *permWorld) question(s account.Session) permQuestion {
	u, _ := w.findUser(s.User)
	q := permQuestion{session: s, at: noon}
	special := w.specials(s, u)
	if len(special) > 0 && w.chance(60) {
		made := permPick(w, special)
		q.action, q.target = made.action, made.target()
	} else {
		q.action = w.someAction(permLetter(u))
		q.target = w.someTarget(q.action, s)
	}
	if w.chance(1) {
		q.at = time.Time{}
	}
	return q
}

// permSpecial is an action with something that exists to do it to.
type permSpecial struct {
	action account.Action
	target func() account.Target
}

func (w *permWorld) specials(s account.Session, u account.User) []permSpecial {
	switch permLetter(u) {
	case "A", "W":
		return w.specialsOfStaff(u)
	}
	all := w.specialsBelow(s)
	if len(u.Accounts) > 1 {
		all = append(all, permSpecial{account.ActionRepresent, func() account.Target {
			return account.Target{Account: permPick(w, u.Accounts)}
		}})
	}
	if of := slices.IndexFunc(w.data.Accounts, func(a account.Account) bool { return a.ID == s.Account }); of >= 0 {
		all = append(all, w.specialsWithin(w.data.Accounts[of])...)
	}
	return all
}

// specialsBelow are about accounts under the session's own.
func (w *permWorld) specialsBelow(s account.Session) []permSpecial {
	r := permRef{reference{w.data}}
	below := slices.DeleteFunc(w.ids(), func(id string) bool { return !r.below(id, s.Account) })
	if len(below) == 0 {
		return nil
	}
	at := func() account.Target { return account.Target{Account: permPick(w, below)} }
	user := func() account.Target { return w.userOf(below[max(w.IntN(len(below)), w.IntN(len(below)))]) }
	return []permSpecial{
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{account.ActionManageChild, at},
		{account.ActionManageChild, at},
		{permPick(w, permHistory), at},
		{permPick(w, permHistory), at},
		{permPick(w, permHistory), func() account.Target { return account.Target{Account: s.Account} }},
		{permPick(w, permHosts), at},
		{permPick(w, permHosts), at},
		{account.ActionSeeLinks, func() account.Target { return account.Target{} }},
	}
}

// userOf is a user of an account, there or wherever he is at home, if the account has any.
func (w *permWorld) userOf(id string) account.Target {
	var users []string
	for _, u := range w.data.Users {
		if slices.Contains(u.Accounts, id) {
			users = append(users, u.ID)
		}
	}
	t := account.Target{Account: permPick(w, []string{id, id, id, ""})}
	if len(users) > 0 {
		t.User = permPick(w, users)
	}
	return t
}

// specialsWithin are about what the account has itself.
func (w *permWorld) specialsWithin(of account.Account) []permSpecial {
	itself := func() account.Target { return account.Target{} }
	all := []permSpecial{{permPick(w, permNoTerms), itself}, {permPick(w, permTrades), itself}}
	if of.BillTo+of.PricingFrom != "" {
		all = append(all, []permSpecial{{permPick(w, permNoTerms), itself}, {permPick(w, permNoTerms), itself}, {permPick(w, permNoTerms), itself}}...)
	}
	if of.Status == account.Blocked {
		all = append(all, permSpecial{permPick(w, permHistory), itself})
	}
	for _, address := range of.Addresses {
		all = append(all, permSpecial{account.ActionChooseAddress, func() account.Target {
			t := account.Target{Address: address.ID, AddressKind: permPick(w, []account.AddressKind{0, 1, 2, address.Kind})}
			if len(address.Points) > 0 && w.chance(70) {
				t.Point = permPick(w, address.Points).ID
			}
			return t
		}})
	}
	for _, u := range w.data.Users {
		if u.Role == account.RoleSubAccount && u.Accounts[0] == of.ID {
			sub := permSpecial{account.ActionManageSubAccounts, func() account.Target { return account.Target{User: u.ID} }}
			all = append(all, sub, sub, sub)
		}
	}
	return all
}

func contractless(t func() account.Target) func() account.Target {
	return func() account.Target { return account.Target{Account: t().Account} }
}

func (w *permWorld) someEdit() account.Action {
	return permPick(w, []account.Action{
		account.ActionEditNationalAccounts, account.ActionEditBillingOverride, account.ActionEditPricingOverride,
	})
}

// specialsOfStaff are about accounts assigned, and contracts of the own id.
func (w *permWorld) specialsOfStaff(u account.User) []permSpecial {
	assigned := w.ids()
	if mine := slices.DeleteFunc(slices.Clone(assigned), func(id string) bool {
		a, _ := permRef{reference{w.data}}.find(id)
		return !slices.Contains(a.Representatives, u.RepresentativeID)
	}); len(mine) > 0 && w.chance(70) {
		assigned = mine
	}
	contract := func() account.Target {
		contract := permPick(w, []string{"", "SPRING"})
		return account.Target{Account: permPick(w, append(assigned, "")), Contract: contract, Representative: u.RepresentativeID}
	}
	user := func() account.Target { return w.userOf(permPick(w, assigned)) }
	return []permSpecial{
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{account.ActionImpersonate, user},
		{permPick(w, permRepresentatives), contract},
		{permPick(w, permRepresentatives), contract},
		{permPick(w, permHosts), contractless(contract)},
		{w.someEdit(), contractless(contract)},
		{w.someEdit(), contractless(contract)},
	}
}
