package exchange

import (
	"io"
	"iter"

	"github.com/tradeterms/tradeterms/contract"
)

// ContractAccount assigns a contract to an account.
type ContractAccount struct {
	Line     int // in the file, from 1
	Contract string
	// Account.Account is the account code as the file has it: an account's own
	// code, or its id where it has none.
	Account contract.Account
}

const (
	memberContract = iota
	memberAccount
	memberStarts
	memberEnds
	memberActive
)

var contractAccountsTable = table[ContractAccount]{
	name: "contract_accounts",
	columns: []column{
		memberContract: {"Contract Code", true},
		memberAccount:  {"Account Code", true},
		memberStarts:   {"Starts", true},
		memberEnds:     {"Ends", true},
		memberActive:   {"Is Active", true},
	},
	parse: parseContractAccount,
}

// ContractAccounts reads Contract Code, Account Code, Starts, Ends, Is Active
// (CSV-2).
func ContractAccounts(r io.Reader, o Options) iter.Seq2[ContractAccount, error] {
	return contractAccountsTable.each(r, o)
}

func parseContractAccount(r *record, a *ContractAccount) {
	days := r.days(memberStarts, memberEnds)
	*a = ContractAccount{Line: r.line, Contract: r.id(memberContract), Account: contract.Account{
		Account: r.id(memberAccount), Starts: days.From, Ends: days.To, Inactive: !r.flag(memberActive, true),
	}}
}
