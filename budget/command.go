package budget

import (
	"time"

	"github.com/tradeterms/tradeterms/account/defect"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Command is what every movement says: of which order, when, by whom. All of it is needed.
type Command struct {
	Order string
	// Round says which placement of the order it is: 1 for the first, one more whenever the order is placed again. A
	// movement is about the shares of its round, the others are history.
	Round uint32
	// Key identifies the command; entries keep it. Whether it came before, the host knows.
	Key string
	At  time.Time
	// Principal is who is really there, User as whom.
	Principal string
	User      string
}

func (c Command) refusal() Decision {
	switch {
	case defect.OfID(c.Order) != "":
		return refused(RefusedNoOrder, c.Order)
	case c.Round == 0:
		return refused(RefusedNoRound, "")
	case defect.OfID(c.Key) != "":
		return refused(RefusedNoKey, c.Key)
	case c.At.IsZero():
		return refused(RefusedNoInstant, "")
	case defect.OfID(c.Principal) != "":
		return refused(RefusedNoActor, "principal")
	case defect.OfID(c.User) != "":
		return refused(RefusedNoActor, "user")
	}
	return Decision{Code: Done}
}

// entry returns an entry of the command.
func (c Command) entry(p Pot, kind EntryKind, amount money.Amount) Entry {
	return Entry{
		Budget: p.Budget, Period: p.Period, Order: c.Order, Round: c.Round, Kind: kind, Amount: amount,
		At: instant(c.At), Key: c.Key, Principal: c.Principal, User: c.User,
	}
}

// entryOf returns an entry about a share.
func (c Command) entryOf(s Share, kind EntryKind, amount, original money.Amount) Entry {
	e := c.entry(s.Pot(), kind, amount)
	e.Round, e.Original, e.Rate, e.Measure = s.Round, original, s.Rate, s.Measure
	return e
}

// Question is what budgets need to know of an order.
type Question struct {
	Buyer Buyer
	// Placed is when the order was placed, which decides the budgets that hold and their periods. An order that is changed
	// while it waits keeps it.
	Placed time.Time
	Total  Totals
	// Rates are from the order's currency to those of budgets in another.
	Rates []Rate
}

func (q Question) refusal() Decision {
	switch {
	case defect.OfID(q.Buyer.User) != "":
		return refused(RefusedNoBuyer, "user")
	case defect.OfID(q.Buyer.Account) != "":
		return refused(RefusedNoBuyer, "account")
	case q.Placed.IsZero():
		return refused(RefusedNoInstant, "")
	case q.Total.negative():
		return refused(RefusedNegative, "")
	}
	currency, one := q.Total.currency()
	if !one {
		return refused(RefusedTwoCurrencies, "")
	}
	seen := make(map[money.Currency]bool)
	for _, r := range q.Rates {
		if !r.usable() || r.From != currency && currency != 0 || seen[r.To] {
			return refused(RefusedBadRate, r.To.String())
		}
		seen[r.To] = true
	}
	return Decision{Code: Done}
}

// rate returns the one from an amount's currency to another, and false where there is none.
func (q Question) rate(from, to money.Currency) (Rate, bool) {
	if from == to {
		return Rate{}, true
	}
	for _, r := range q.Rates {
		if r.To == to {
			return r.normal(), true
		}
	}
	return Rate{}, false
}

// Placement places an order.
type Placement struct {
	Command  Command
	Question Question
}

func (p Placement) refusal() Decision {
	d := p.Command.refusal()
	if d.Allowed() {
		d = p.Question.refusal()
	}
	if d.Allowed() && p.Question.Placed.After(p.Command.At) {
		return refused(RefusedPlacedLater, "")
	}
	return d
}
