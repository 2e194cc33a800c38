package approval

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Level is one agreement that an order needs: from one of a limit's authorizers, or from one of a budget's supervisors.
// What it asks for is fixed when the order is placed; who meets that is judged by present data (APR-17).
type Level struct {
	// Over is the limit that the order is above; no amount where budgets ask.
	Over money.Amount
	// Budgets are the ids of the exceeded budgets that ask, sorted; none where a limit does.
	Budgets []string
	// Authorizers are those listed, sorted; a routed level has none.
	Authorizers []string
	// Accounts are those of which a supervisor must be one's; none asks for nothing. At a limit it is the order's account.
	Accounts []string
	// Routed: the authorizers are found, from the order's account upwards (APR-18).
	Routed bool
	// Covered: who answers must have a right that covers the order's amount (APR-18).
	Covered bool

	// Since is when it began to wait; zero until its turn has come.
	Since time.Time
	// Escalated is when those above were told that it waits too long; zero until they are (APR-12).
	Escalated time.Time
	// Reminded is the number of the last reminder.
	Reminded int
}

func (l Level) clone() Level {
	l.Budgets, l.Authorizers, l.Accounts = clone(l.Budgets), clone(l.Authorizers), clone(l.Accounts)
	return l
}

// wait begins the level's waiting anew; the zero time ends it.
func (l *Level) wait(since time.Time) { l.Since, l.Escalated, l.Reminded = since, time.Time{}, 0 }

func cloneLevels(levels []Level) []Level {
	levels = clone(levels)
	for i := range levels {
		levels[i] = levels[i].clone()
	}
	return levels
}

// Limit is an amount above which an order needs someone's agreement (APR-1). An order of exactly the amount needs nobody.
type Limit struct {
	Over money.Amount
	// Authorizers are users of the order's account who may authorize, one of whom must agree.
	Authorizers []string
	// Routed finds the authorizers instead: those whose right covers the amount, at the nearest account upwards that has
	// any, else the managers of the uppermost account (APR-18).
	Routed bool
	// Covered asks of whoever answers that his right covers the amount.
	Covered bool
}

// Budget is an exceeded budget that asks a supervisor for agreement (APR-10).
type Budget struct {
	ID          string
	Supervisors []string
	// Accounts are those of which a supervisor must be one's when he answers: the holders' and those above (BUD-10). None
	// asks for nothing.
	Accounts []string
}

// Basis is what levels are made from.
type Basis struct {
	// Amount is what the order is measured by.
	Amount money.Amount
	// Limits are those of the one who orders, if his budget is limited.
	Limits []Limit
	// Budgets are those which the order exceeds and which ask; one that blocks or warns is none of this package's concern.
	Budgets []Budget
}

// asks reports whether two budgets ask just the same.
func (b Budget) asks(l *Level) bool {
	return slices.Equal(sorted(b.Supervisors), l.Authorizers) && slices.Equal(sorted(b.Accounts), l.Accounts)
}
