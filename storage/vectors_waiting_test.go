package storage_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// waitsFor is the defect that an order waits for one who is taken away (APR-8).
const waitsFor = "an order waits for him"

// budgetDefects is what is wrong with the budgets of a setup.
func (b *builder) budgetDefects() error {
	p := &purchase{
		run: b.run, setup: b.setup, options: b.options, at: b.at, currency: money.EUR, login: &login{}, helper: "authorizer",
	}
	_, err := budget.New(budget.Data{Budgets: p.budgets()})
	for _, a := range b.setup.Accounts {
		for _, id := range slices.Concat(a.Approvers, a.Admins) {
			if b.setup.user(id) == nil {
				b.lack("approvers of accounts who are no users")
			}
		}
	}
	return err
}

// inTheWay asks approval whether open orders call upon users who are removed or
// no longer active. Each of these orders asks its authorizer alone.
func (b *builder) inTheWay() []any {
	for _, w := range b.setup.Open {
		l := b.setup.user(w.Authorizer)
		orderer := b.setup.user(w.User)
		if l == nil || orderer == nil || !l.Remove && !off(l.Active) {
			continue
		}
		people := approval.NewDirectory([]approval.User{
			{ID: w.User, Active: true, Accounts: []string{orderer.Account}},
			{ID: w.Authorizer, Active: true, MayAuthorize: true, SeesPrices: true, Accounts: []string{orderer.Account}},
		}, nil)
		limit := approval.Limit{Over: money.Zero(money.EUR), Authorizers: []string{w.Authorizer}}
		amount := number{text: "1"}
		out := approval.Policy{}.Do(approval.Request{}, approval.Place{
			Key: "place", Order: "order", By: approval.Self(w.User, orderer.Account), Content: contentOf("1"),
			Basis: approval.Basis{Amount: b.amount(amount, money.EUR), Limits: []approval.Limit{limit}},
		}, b.at, people)
		if len(approval.Policy{}.InTheWay(out.Request, w.Authorizer, people)) > 0 {
			return []any{waitsFor}
		}
	}
	return nil
}
