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
	given, err := budget.New(budget.Data{Budgets: b.budgets}) // as the store's have been
	if err != nil {
		p.refusal.data(err)
		return
	}
	c := budget.Changes{Revision: p.was.budgets.Revision() + 1}
	n := &p.Counts.Budgets
	for one := range given.Budgets() {
		switch has, known := p.was.budgets.Budget(one.ID); {
		case !known:
			n.Added++
			c.Put = append(c.Put, one)
		case same(has, one):
			n.Same++
		default:
			p.refusal.add(ChangedBudget, "budget", one.ID)
		}
	}
	if len(c.Put) > 0 {
		p.budgetChanges = &c
	}
}
