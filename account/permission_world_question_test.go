package account_test

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
)

// session is mostly one that a host could keep, often one of acting, and sometimes a forged one.
func (w *permWorld) session() account.Session {
	var s account.Session
	switch n := w.IntN(100); {
	case n < 62:
		s = w.own(permPick(w, w.data.Users))
	case n < 92:
		s = w.acting()
	default:
		s = w.forged()
	}
	s.Since = noon.Add(-time.Duration(w.IntN(4)) * time.Hour)
	if w.chance(2) {
		s.Since = noon.Add(time.Microsecond)
	}
	return s
}

func (w *permWorld) own(u account.User) account.Session {
	s := account.Session{Principal: u.ID, User: u.ID}
	if len(u.Accounts) > 0 && !(len(u.Accounts) > 1 && w.chance(15)) {
		s.Account = permPick(w, u.Accounts)
	}
	return s
}

// acting tries for a session that holds, and takes what it has in the end.
func (w *permWorld) acting() account.Session {
	var s account.Session
	r := permRef{reference{w.data}}
	for range 25 {
		principal, user := permPick(w, w.data.Users), permPick(w, w.data.Users)
		s = account.Session{Principal: principal.ID, User: user.ID, From: w.own(principal).Account, Account: w.own(user).Account}
		if principal.ID == user.ID || s.Account == "" || s.From != "" && !r.below(s.Account, s.From) {
			continue
		}
		if len(r.holds(s, noon)) == 0 || w.chance(10) {
			return s
		}
	}
	return s
}

// forged sessions say what a thief would.
func (w *permWorld) forged() account.Session {
	u := permPick(w, w.data.Users)
	s := w.own(u)
	switch w.IntN(8) {
	case 0:
		s.Account = w.someAccount()
	case 1:
		s.From = w.someAccount()
	case 2:
		s.User = w.someUser()
	case 3:
		s.Principal = w.someUser()
	case 4:
		s = w.acting()
		s.From = ""
	case 5:
		s = w.acting()
		s.Account, s.From = s.From, s.Account
	case 6:
		s.Principal, s.User = permPick(w, []string{"", "nobody", s.User}), permPick(w, []string{"", "nobody", s.User})
	default:
		s = account.Session{
			Principal: w.someUser(), User: w.someUser(), From: permPick(w, []string{"", w.someAccount()}), Account: w.someAccount(),
		}
	}
	return s
}

// someAction is mostly one for users of the kind.
func (w *permWorld) someAction(letter string) account.Action {
	switch {
	case w.chance(2):
		return permPick(w, []account.Action{"", "no such action", "See prices"})
	case w.chance(12):
		return permPick(w, permHosts)
	}
	a := permPick(w, permActions)
	for range 8 {
		for _, may := range permKinds[a] {
			if string(may) == letter {
				return a
			}
		}
		a = permPick(w, permActions)
	}
	return a
}

// permActions are this package's, in the order of its documentation.
var permActions = []account.Action{
	account.ActionSeePrices, account.ActionSeeStock, account.ActionOrder, account.ActionQuote, account.ActionConvertQuote,
	account.ActionPayInvoice, account.ActionReturn, account.ActionChooseAddress, account.ActionAddAddress,
	account.ActionViewOrders, account.ActionViewInvoices, account.ActionSeeLinks, account.ActionRepresent,
	account.ActionImpersonate, account.ActionManageChild, account.ActionManageSubAccounts, account.ActionManageBudgets,
	account.ActionViewAuthorizations, account.ActionAuthorize, account.ActionReverse, account.ActionSubstitute,
	account.ActionViewContracts, account.ActionEmailContracts, account.ActionModifyContracts, account.ActionManageContracts,
	account.ActionExportContracts, account.ActionEditNationalAccounts, account.ActionEditBillingOverride,
	account.ActionEditPricingOverride,
}

// someTarget is mostly something that the action is about.
func (w *permWorld) someTarget(a account.Action, s account.Session) (t account.Target) {
	if w.chance(35) {
		return t
	}
	if w.chance(55) {
		t.Account = permPick(w, []string{s.Account, w.someAccount(), w.someAccount()})
	}
	switch a {
	case account.ActionImpersonate:
		t.User = w.someUser()
		if u, ok := w.findUser(t.User); ok && w.chance(70) {
			t.Account = w.own(u).Account
		}
	case account.ActionManageSubAccounts:
		t.User = w.someUser()
	case account.ActionChooseAddress:
		t.Address = permPick(w, []string{"d0", "d0", "d1", "d2"})
		t.Point = permPick(w, []string{"", "p0", "p1"})
		t.AddressKind = permPick(w, []account.AddressKind{0, 0, account.DeliveryAddress, account.InvoiceAddress})
		t.Account = permPick(w, []string{"", s.Account, t.Account})
	case account.ActionViewContracts, account.ActionEmailContracts, account.ActionModifyContracts, account.ActionManageContracts:
		t.Representative = permPick(w, []string{"", "r1", "r2"})
		t.Contract = permPick(w, []string{"", "SPRING"})
	}
	if w.chance(5) {
		*permPick(w, []*string{&t.User, &t.Address, &t.Point, &t.Contract, &t.Representative}) = permPick(w, []string{"u0", "d0", "p0", "r1"})
	}
	return t
}
