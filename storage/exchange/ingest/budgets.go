package ingest

import (
	"github.com/tradeterms/tradeterms/budget"
)

// budgets works out what becomes of budgets: new ones are added.
func (p *Plan) budgets(b *Batch) {
	if len(b.budgets) == 0 {
		return
	}
	if p.was.budgets == nil {
		p.refusal.add(NotKept, "budget", "")
		return
	}
	c := budget.Changes{Revision: p.was.budgets.Revision() + 1}
	n := &p.Counts.Budgets
	for i := range b.budgets {
		switch has, known := p.was.budgets.Budget(b.budgets[i].ID); {
		case !known:
			n.Added++
			c.Put = append(c.Put, b.budgets[i])
		case same(has, b.budgets[i]):
			n.Same++
		default:
			p.refusal.add(ChangedBudget, "budget", b.budgets[i].ID)
		}
	}
	if len(c.Put) == 0 {
		return
	}
	if _, err := p.was.budgets.With(c); err != nil {
		p.refusal.data(err)
		return
	}
	p.budgetChanges = &c
}
