package contract

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
)

// Account assigns a contract to an account (CON-1).
type Account struct {
	Account string
	// Starts and Ends are the first and the last day, both included under every
	// [Reading]; no date is an open end.
	Starts, Ends calendar.Date
	Inactive     bool
}

// NewAccount assigns an account for one day, today, which is to be set to the
// days agreed (CON-7). Without a date it would hold for ever, so that is refused,
// like what is no id, with a [*DataError].
func NewAccount(id string, today calendar.Date) (Account, error) {
	var bad defects
	bad.id(Defect{Account: id}, "account", id)
	if today.IsZero() {
		bad.add(Defect{Account: id}, NoDate, "")
	}
	return Account{Account: id, Starts: today, Ends: today}, bad.err()
}

func (a *Account) days() calendar.Days { return calendar.Days{From: a.Starts, To: a.Ends} }

// check adds what is wrong with the assignment by itself and to the graph, nil
// being none.
func (a *Account) check(contract string, g *account.Graph, bad *defects) {
	at := Defect{Contract: contract, Account: a.Account}
	if bad.id(at, "account", a.Account) && g != nil && !g.Has(a.Account) {
		bad.add(at, UnknownAccount, "")
	}
	if a.days().Check() != nil {
		bad.add(at, ReversedDates, "")
	}
}
