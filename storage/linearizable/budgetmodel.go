package linearizable

import (
	"fmt"

	"github.com/anishathalye/porcupine"

	"github.com/tradeterms/tradeterms/budget"
)

// Two budgets of 1,000 a month that block, and orders that count in the first, in the second or in both.
const (
	limit  = 1000
	pots   = 2
	orders = 6
)

// counts reports whether an order counts in a budget.
func counts(order, pot int) bool { return order%3 == 2 || order%3 == pot }

type kind string

const (
	place   kind = "place"
	commit  kind = "commit"
	release kind = "release"
	reopen  kind = "reopen"
	restore kind = "restore"
	look    kind = "look"
)

// asked is a command about an order, or a look at all budgets.
type asked struct {
	kind   kind
	order  int
	amount int64
}

// used is what is used of a budget, and by how many entries.
type used struct{ reserved, spent, entries int64 }

// answered is what the ledger says, and how the budgets concerned are then.
type answered struct {
	code string // of a refusal, or "done"
	pots [pots]used
}

func (a answered) String() string { return a.code }

// ledger is what one call at a time makes of it, in whole pounds. It is compared with ==.
type ledger struct {
	pots   [pots]used
	orders [orders]share
}

type share struct {
	status budget.Status
	amount int64
}

// budgetModel is how budgets behave when nothing happens at once.
func budgetModel() porcupine.Model {
	return porcupine.Model{
		Init: func() any { return ledger{} },
		Step: func(state, input, output any) (bool, any) {
			l, in, out := state.(ledger), input.(asked), output.(answered)
			if code := l.do(in); code != out.code {
				return false, state
			}
			for pot, u := range out.pots {
				if (in.kind == look || counts(in.order, pot)) && u != l.pots[pot] {
					return false, state
				}
			}
			return true, l
		},
		DescribeOperation: func(input, output any) string {
			return fmt.Sprintf("%+v: %s %+v", input, output, output.(answered).pots)
		},
	}
}

// do changes the ledger, or refuses with a code and changes nothing.
func (l *ledger) do(in asked) string {
	if in.kind == look {
		return "done"
	}
	o := &l.orders[in.order]
	switch in.kind {
	case place:
		if o.status == budget.StatusReserved || o.status == budget.StatusSpent {
			return budget.RefusedStillLive.String()
		}
		return l.reserve(in.order, in.amount)
	case restore:
		if o.status == 0 {
			return "done" // of what was never placed there is nothing to restore
		}
		if o.status != budget.StatusReleased {
			return budget.RefusedNotReleased.String()
		}
		return l.reserve(in.order, o.amount)
	case commit:
		return l.move(in.order, budget.StatusReserved, budget.StatusSpent, budget.RefusedNotReserved)
	case release:
		return l.move(in.order, budget.StatusReserved, budget.StatusReleased, budget.RefusedNotReserved)
	}
	return l.move(in.order, budget.StatusSpent, budget.StatusReserved, budget.RefusedNotSpent)
}

func (l *ledger) reserve(order int, amount int64) string {
	for pot, u := range l.pots {
		if counts(order, pot) && u.reserved+u.spent+amount > limit {
			return budget.RefusedExceeded.String()
		}
	}
	l.orders[order] = share{budget.StatusReserved, amount}
	l.add(order, budget.StatusReserved, amount)
	return "done"
}

func (l *ledger) move(order int, from, to budget.Status, refused budget.DecisionCode) string {
	o := &l.orders[order]
	switch o.status {
	case 0:
		return "done" // nor anything to move
	case from:
	default:
		return refused.String()
	}
	l.add(order, from, -o.amount)
	l.add(order, to, o.amount)
	for pot := range l.pots {
		if counts(order, pot) {
			l.pots[pot].entries-- // both were one entry
		}
	}
	o.status = to
	return "done"
}

func (l *ledger) add(order int, to budget.Status, amount int64) {
	for pot := range l.pots {
		u := &l.pots[pot]
		if !counts(order, pot) {
			continue
		}
		u.entries++
		switch to {
		case budget.StatusReserved:
			u.reserved += amount
		case budget.StatusSpent:
			u.spent += amount
		}
	}
}
