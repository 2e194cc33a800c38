package exchange

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
)

// checkLists finds the levels to write, and refuses lists that reading would not make.
func (x *termsExport) checkLists() error {
	known := make(map[pricing.ListID]bool, len(x.terms.Contracts))
	for i := range x.terms.Contracts {
		known[x.terms.Contracts[i].ID()] = true
	}
	for _, l := range x.terms.Book.Data().Lists {
		if l.ID.Kind == pricing.Level {
			x.levels = append(x.levels, l.ID)
		}
		if x.given[l.ID] != nil || known[l.ID] {
			continue
		}
		if what := x.stranger(&l); what != "" {
			return refusedList(l.ID, what)
		}
		for range x.terms.Book.Rows(l.ID) {
			known[l.ID] = true
			break
		}
		if !known[l.ID] {
			return refusedList(l.ID, "it has no rows, and files name a list by its rows: give it in the options")
		}
	}
	return x.checkContracts()
}

// stranger says why files cannot make a list, "" if they can.
func (x *termsExport) stranger(l *pricing.List) string {
	plain := pricing.List{ID: l.ID, Breaks: x.options.Breaks}
	if l.ID == PurchaseID() {
		plain.Audience.Kind = pricing.Nobody
	}
	switch {
	case l.ID.Kind == pricing.Contract:
		return "the Book has a contract that is not among the contracts of the terms: add it to them"
	case l.ID.Kind != pricing.Level && l.ID != PurchaseID():
		return "no file holds lists of its kind: give it in the options"
	case l.Breaks != plain.Breaks:
		return "its breaks work otherwise than the options say: give it in the options"
	case l.Derived != nil:
		return "it is derived: give it in the options"
	case l.Name != "" || l.Audience.Kind != plain.Audience.Kind || l.Competes != plain.Competes || l.Days != plain.Days || l.Inactive ||
		l.Feature != "" || l.Permission != "" || l.Priority != 0:
		return "it has a name, days, rights or other terms of its own: give it in the options"
	}
	return ""
}

func refusedList(id pricing.ListID, what string) error {
	return &FileError{Code: NotInCSV, Reason: id.String() + ": " + what}
}

// checkContracts refuses contracts that the Book does not have, and accounts of theirs that files could not name.
func (x *termsExport) checkContracts() error {
	if err := contract.Check(x.terms.Contracts, nil); err != nil {
		return err
	}
	listed := make(map[pricing.ListID]bool)
	for id := range x.terms.Book.Lists() {
		listed[id] = true
	}
	owners := make(map[string]int, len(x.codes))
	for _, code := range x.codes {
		owners[code]++
	}
	for i := range x.terms.Contracts {
		c := &x.terms.Contracts[i]
		if !listed[c.ID()] {
			return refusedList(c.ID(), "the Book does not have the contract: make it of the same contracts")
		}
		for _, a := range c.Accounts {
			switch code, ok := x.codes[a.Account]; {
			case !ok:
				return x.refusedMember(c, UnknownID, "it names an account that is not among those of the terms: add it or name another")
			case owners[code] > 1:
				return x.refusedMember(c, AmbiguousID, "several accounts have the code of one of its accounts: give each its own")
			}
		}
	}
	return nil
}

func (x *termsExport) refusedMember(c *contract.Contract, code Code, what string) error {
	return &FileError{File: PartName(contractAccountsTable.name, 1), Column: contractAccountsTable.columns[memberAccount].name,
		Code: code, Reason: c.ID().String() + ": " + what}
}

// checkAccounts refuses what reading could not look up.
func (x *termsExport) checkAccounts() error {
	groups := make(map[string]bool)
	for _, g := range slices.Concat(account.DefaultGroups(), x.options.Groups) {
		groups[g.ID] = true
	}
	levels := make(map[string]bool)
	for id := range x.terms.Book.Lists() {
		if id.Kind == pricing.Level {
			levels[id.Code] = true
		}
	}
	x.codes = make(map[string]string)
	for a := range x.terms.Graph.Accounts() {
		x.codes[a.ID] = cmp.Or(a.Code, a.ID)
		if i := slices.IndexFunc(a.Groups, func(id string) bool { return !groups[id] }); i >= 0 {
			return x.refusedAccount(accountGroups, "a group of an account is not in the options: add it to them")
		}
		if i := slices.IndexFunc(a.PriceLevels, func(code string) bool { return !levels[code] }); i >= 0 {
			return x.refusedAccount(accountLevel, "an account has a price level that the Book does not have: add it, or name another")
		}
	}
	return nil
}

func (x *termsExport) refusedAccount(column int, what string) error {
	return &FileError{File: PartName(accountsTable.name, 1), Column: accountColumn(column), Code: UnknownID, Reason: what}
}
