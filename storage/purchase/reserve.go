package purchase

import (
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// reserve puts an order to all budgets that hold for it; one that waits is released first, in the same step.
func (s *state) reserve(c step, o order.Order, round uint32, amend bool) (budget.Outcome, error) {
	p := budget.Placement{Command: s.moving(c, round), Question: budget.Question{
		Buyer: s.buyer, Placed: s.placed(c), Total: totalsOf(o), Rates: s.ratesFrom(o),
	}}
	if amend {
		return s.budgets.Amend(p, s.ledger)
	}
	return s.budgets.Place(p, s.ledger)
}

// moving is the step as a movement of budgets.
func (s *state) moving(c step, round uint32) budget.Command {
	return budget.Command{
		Order: c.order, Round: round, Key: c.key, At: c.at, Principal: c.by.Principal, User: c.by.User,
	}
}

// ratesFrom are the rates from the order's currency.
func (s *state) ratesFrom(o order.Order) []budget.Rate {
	return slices.DeleteFunc(slices.Clone(s.rates), func(r budget.Rate) bool { return r.From != o.Currency })
}

// basis is what levels are made from: the limits of the user acted for, and the budgets that ask.
func (s *state) basis(c step, o order.Order, j budget.Judgement) approval.Basis {
	return approval.Basis{Amount: totalsOf(o).Of(s.rules.Measure), Limits: s.limits(c), Budgets: s.asking(j)}
}

func totalsOf(o order.Order) budget.Totals {
	return budget.Totals{WithoutTax: o.Totals.WithoutTax, WithTax: o.Totals.WithTax, Goods: o.GoodsOnly()}
}

// contentOf is an order's content by digest (APR-11, W5).
func contentOf(o order.Order) approval.Content {
	var content approval.Content
	for _, p := range o.Parts() {
		content = append(content, approval.Part{Name: p.Name, Digest: p.Digest})
	}
	return content
}
