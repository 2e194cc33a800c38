package exchange

import (
	"cmp"
	"errors"
	"strings"

	"github.com/tradeterms/tradeterms/account"
)

// accountFacts are the accounts of a folder, with their lines.
type accountFacts struct {
	part
	facts  []account.Account
	lines  []uint32
	byCode map[string]int // by code, or by id where there is none; ambiguous ones are -1
}

func (l *loader) readAccounts() {
	a := &l.accounts
	read(l, &a.part, &accountsTable, true, func(line int, row *account.Account) {
		a.facts = append(a.facts, *row)
		a.lines = append(a.lines, lineNumber(line))
	})
	a.byCode = make(map[string]int, len(a.facts))
	for i := range a.facts {
		code := cmp.Or(a.facts[i].Code, a.facts[i].ID)
		if had, ok := a.byCode[code]; ok && (had < 0 || a.facts[had].ID != a.facts[i].ID) {
			a.byCode[code] = -1
		} else {
			a.byCode[code] = i
		}
	}
}

// checkLevels refuses price levels that neither the folder nor the options have.
func (l *loader) checkLevels() {
	if !l.prices.levels.sound {
		return
	}
	for i := range l.accounts.facts {
		for _, code := range l.accounts.facts[i].PriceLevels {
			if !l.prices.hasLevel(code) {
				l.refuse(&l.accounts.part, l.accounts.lines[i], accountColumn(accountLevel), UnknownID, 0,
					"there is no such price level: add its prices to price_levels, or name another")
				break
			}
		}
	}
}

func accountColumn(col int) string { return accountsTable.columns[col].name }

// accountRules say which column a defect of the graph is in, and what to do.
var accountRules = map[account.DefectCode]struct {
	column int
	code   Code
	reason string
}{
	account.DefectDuplicate:          {accountID, Duplicate, "the account is given twice with different content: keep one"},
	account.DefectUnknownParent:      {accountParent, UnknownID, "there is no such account: add it or name another"},
	account.DefectUnknownBillTo:      {accountBillTo, UnknownID, "there is no such account: add it or name another"},
	account.DefectUnknownPricingFrom: {accountPricingFrom, UnknownID, "there is no such account: add it or name another"},
	account.DefectUnknownGroup:       {accountGroups, UnknownID, "there is no such group: add it to the options, or leave it out"},
	account.DefectParentNotNational:  {accountParent, NotNational, "the parent is no national account: make it one, or name another"},
	account.DefectParentCycle:        {accountParent, Cycle, "parents go in a circle: cut it at one of "},
	account.DefectBillingCycle:       {accountBillTo, Cycle, "bills go in a circle: cut it at one of "},
	account.DefectPricingCycle:       {accountPricingFrom, Cycle, "prices go in a circle: cut it at one of "},
	account.DefectTooDeep:            {accountParent, TooDeep, "the account has too many above it: hang it higher"},
	account.DefectBillingTooLong:     {accountBillTo, TooDeep, "the account is billed by way of too many: name the last one directly"},
	account.DefectPricingTooLong:     {accountPricingFrom, TooDeep, "the account is priced by way of too many: name the last one directly"},
}

// accountDefects finds the lines of what the graph refuses.
func (l *loader) accountDefects(err error) {
	var data *account.DataError
	if !errors.As(err, &data) {
		l.bad.add(FileError{File: l.accounts.name, Code: BadTerms, Reason: "the accounts are refused", Err: err})
		return
	}
	first := make(map[string]uint32, len(l.accounts.facts))
	last := make(map[string]uint32, len(l.accounts.facts))
	for i := range l.accounts.facts {
		id := l.accounts.facts[i].ID
		if _, ok := first[id]; !ok {
			first[id] = l.accounts.lines[i]
		}
		last[id] = l.accounts.lines[i]
	}
	for _, d := range data.Defects {
		line, known := first[d.Account]
		rule, ruled := accountRules[d.Code]
		switch {
		case !known:
			l.bad.add(FileError{Code: BadOptions, Reason: d.String()})
		case !ruled:
			l.refuse(&l.accounts.part, line, "", BadTerms, 0, d.String())
		case d.Code == account.DefectDuplicate:
			l.refuse(&l.accounts.part, last[d.Account], accountColumn(rule.column), rule.code, line, rule.reason)
		default:
			l.refuse(&l.accounts.part, line, accountColumn(rule.column), rule.code, 0, rule.reason+circle(d.Path))
		}
	}
	l.bad.more += data.More
}

// circle spells a cycle out; of a long one both ends.
func circle(path []string) string {
	const shown = 6
	if len(path) > 2*shown {
		return strings.Join(path[:shown], " → ") + " … " + strings.Join(path[len(path)-shown:], " → ")
	}
	return strings.Join(path, " → ")
}
