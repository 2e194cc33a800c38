package storage

import (
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
)

// Instant returns an instant as a store keeps it: in UTC and whole microseconds.
func Instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// KeptRequest returns a request as a store keeps it: a copy that shares nothing with r, its instants as [Instant] has them.
func KeptRequest(r approval.Request) approval.Request {
	r.Placed, r.Exported = Instant(r.Placed), Instant(r.Exported)
	r.Persons, r.Content = clone(r.Persons), clone(r.Content)
	r.Former = clone(r.Former)
	for i := range r.Former {
		r.Former[i] = clone(r.Former[i])
	}
	r.Levels = clone(r.Levels)
	for i := range r.Levels {
		l := &r.Levels[i]
		l.Budgets, l.Authorizers, l.Accounts = clone(l.Budgets), clone(l.Authorizers), clone(l.Accounts)
		l.Since, l.Escalated = Instant(l.Since), Instant(l.Escalated)
	}
	r.Answers = clone(r.Answers)
	for i := range r.Answers {
		r.Answers[i].At, r.Answers[i].Void = Instant(r.Answers[i].At), Instant(r.Answers[i].Void)
	}
	r.Remembered = keptCommands(r.Remembered)
	return r
}

// KeptSubstitutes is [KeptRequest] for substitutes.
func KeptSubstitutes(s approval.Substitutes) approval.Substitutes {
	s.Named = clone(s.Named)
	for i := range s.Named {
		w := &s.Named[i].Window
		*w = calendar.Window{From: Instant(w.From), Until: Instant(w.Until)}
	}
	s.Remembered = keptCommands(s.Remembered)
	return s
}

// KeptOrder is [KeptRequest] for orders.
func KeptOrder(o Order) Order {
	o.Lines, o.Remembered = clone(o.Lines), clone(o.Remembered)
	o.Discounts, o.Charges, o.Taxes = clone(o.Discounts), clone(o.Charges), clone(o.Taxes)
	o.PricedAt, o.Placed, o.Expires = Instant(o.PricedAt), Instant(o.Placed), Instant(o.Expires)
	o.Exchange.At = Instant(o.Exchange.At)
	for i := range o.Remembered {
		o.Remembered[i].At = Instant(o.Remembered[i].At)
	}
	return o
}

// KeptEntry is [KeptRequest] for entries.
func KeptEntry(e budget.Entry) budget.Entry {
	e.At, e.Rate.At = Instant(e.At), Instant(e.Rate.At)
	return e
}

// KeptMessage is [KeptRequest] for messages.
func KeptMessage(m Message) Message {
	m.At, m.Body = Instant(m.At), clone(m.Body)
	return m
}

// KeptContract is [KeptRequest] for contracts.
func KeptContract(c contract.Contract) contract.Contract {
	c.Accounts, c.Products = clone(c.Accounts), clone(c.Products)
	for i := range c.Products {
		c.Products[i].Breaks = clone(c.Products[i].Breaks)
	}
	return c
}

// KeptContractEvent is [KeptRequest] for what was done to contracts.
func KeptContractEvent(e ContractEvent) ContractEvent {
	e.At, e.StagedAt = Instant(e.At), Instant(e.StagedAt)
	e.Before, e.After = KeptContract(e.Before), KeptContract(e.After)
	return e
}

// KeptStage is [KeptRequest] for stages.
func KeptStage(s ContractStage) ContractStage {
	s.Changed = Instant(s.Changed)
	s.Base, s.Edits = clone(s.Base), clone(s.Edits)
	for i := range s.Base {
		s.Base[i] = KeptContract(s.Base[i])
	}
	for i := range s.Edits {
		e := &s.Edits[i]
		e.At, e.Product.Breaks = Instant(e.At), clone(e.Product.Breaks)
	}
	return s
}

func keptCommands(commands []approval.Remembered) []approval.Remembered {
	commands = clone(commands)
	for i := range commands {
		commands[i].At = Instant(commands[i].At)
	}
	return commands
}

// clone copies a list; an empty one becomes nil, so that equal facts are equal values.
func clone[E any](list []E) []E { return append([]E(nil), list...) }
