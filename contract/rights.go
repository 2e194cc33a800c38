package contract

import "github.com/tradeterms/tradeterms/account"

// rights says whether the session may make an edit of a contract as it is before; nil is none.
func (w *work) rights(e Edit, before *Contract) account.Decision {
	manage := w.may(account.ActionManageContracts, account.Target{Contract: e.Contract})
	if manage.Allowed() {
		return manage
	}
	modify := w.may(account.ActionModifyContracts, account.Target{})
	if modify.Code == account.RefusedNotRepresentative { // a worker: what he lacks is the administrator's permission
		return manage
	}
	for _, t := range e.targets(before) {
		if modify.Allowed() {
			modify = w.may(account.ActionModifyContracts, t)
		}
	}
	return modify
}

// targets are what a sales representative must have a right to: the contract as it is, and as it becomes, so that nobody
// moves one to himself or to another; and an account that gets prices by it, or for other days.
func (e Edit) targets(before *Contract) []account.Target {
	var all []account.Target
	own := account.Target{Contract: e.Contract}
	if before == nil && e.Kind != CreateContract {
		return nil // it is refused for that
	}
	if before != nil {
		own.Representative = before.SalesRep
		all = append(all, own)
	}
	switch e.Kind {
	case CreateContract, ChangeTerms:
		own.Representative = e.Terms.SalesRep
		all = append(all, own)
	case AddAccount, ChangeAccount:
		own.Account = e.Account.Account
		all = append(all, own)
	}
	return all
}

func (w *work) may(a account.Action, t account.Target) account.Decision {
	return w.rules.Graph.MayOn(w.session, a, t, w.at)
}
