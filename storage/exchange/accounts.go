package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/account"
)

const (
	accountID = iota
	accountCode
	accountName
	accountStatus
	accountNational
	accountParent
	accountGroups
	accountLevel
	accountCurrency
	accountBillTo
	accountPricingFrom
)

var accountsTable = table[account.Account]{
	name: "accounts",
	columns: []column{
		accountID:          {"ref_id", true},
		accountCode:        {"code", false},
		accountName:        {"name", false},
		accountStatus:      {"status", false},
		accountNational:    {"national_account", false},
		accountParent:      {"parent_a_id", false},
		accountGroups:      {"user_groups_vir", false},
		accountLevel:       {"price_level", false},
		accountCurrency:    {"currency", false},
		accountBillTo:      {"bill_to", false},
		accountPricingFrom: {"pricing_from", false},
	},
	parse: parseAccount,
}

// Accounts reads accounts: ref_id; optional are code, name, status,
// national_account, parent_a_id, user_groups_vir, price_level, currency,
// bill_to, pricing_from. A blank status is active. Groups and price levels are
// separated by semicolons, levels in order. Without the column user_groups_vir
// national accounts are in [account.PowerCustomerGroup]; with a blank cell an
// account is in none (CSV-1, CSV-2).
func Accounts(r io.Reader, o Options) iter.Seq2[account.Account, error] {
	return accountsTable.each(r, o)
}

func parseAccount(r *record, a *account.Account) {
	*a = account.Account{
		ID:          r.id(accountID),
		Code:        r.optionalID(accountCode),
		Name:        r.text(accountName),
		Status:      r.status(accountStatus),
		National:    r.flag(accountNational, false),
		Parent:      r.optionalID(accountParent),
		Groups:      r.ids(accountGroups),
		PriceLevels: r.ids(accountLevel),
		Currency:    r.optionalCurrency(accountCurrency),
		BillTo:      r.optionalID(accountBillTo),
		PricingFrom: r.optionalID(accountPricingFrom),
	}
	if a.National && !r.has(accountGroups) {
		a.Groups = []string{account.PowerCustomerGroup}
	}
}

func (r *record) status(col int) (s account.Status) {
	if cell := r.cell(col); len(cell) > 0 && s.UnmarshalText(cell) != nil {
		r.fail(col, BadStatus, "write active or blocked")
	}
	return s
}
