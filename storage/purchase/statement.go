package purchase

import (
	"context"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// Statement asks for the movements of a budget in a period: for its supervisors, and for managers of an account that holds
// it, or of which a user or group does. What everyone holds is for supervisors alone.
type Statement struct {
	Budget string
	// Period is the one meant; without it, that of the instant.
	Period budget.Period
	// Window is as in [budget.NewStatement]; zero is all of it.
	Window calendar.Window
	By     account.Session
	At     time.Time
}

// BudgetStatement is a statement with what is left. Refused, it is empty but for Code and Permission; a budget that is not
// there, that keeps no ledger, or that the session does not see, is RefusedNoBudget.
type BudgetStatement struct {
	Code       Code
	Permission account.Decision
	budget.Statement
	// Limit is that of the period, and Left what is left of it now; no amounts where there is no limit.
	Limit, Left money.Amount
}

// Statement returns the statement of a budget.
func (d *Desk[T]) Statement(ctx context.Context, q Statement) (BudgetStatement, error) {
	var statement BudgetStatement
	err := storage.View(ctx, d.store, func(ctx context.Context, tx T) (err error) {
		statement, err = d.StatementTx(ctx, tx, q)
		return err
	})
	return statement, err
}

// StatementTx is Statement in a transaction of the host.
func (d *Desk[T]) StatementTx(ctx context.Context, tx T, q Statement) (BudgetStatement, error) {
	graph, err := d.store.Graph(ctx, tx)
	if err != nil {
		return BudgetStatement{}, err
	}
	book, err := d.store.Budgets(ctx, tx)
	if err != nil {
		return BudgetStatement{}, err
	}
	q.At = storage.Instant(q.At)
	fact, known := book.Budget(q.Budget)
	code, permission := q.may(graph, fact, known)
	if q.Period.IsZero() && known {
		q.Period = fact.PeriodAt(q.At)
	}
	if code == Done && (q.Period.IsZero() || q.Period.Kind != fact.Period) {
		code = RefusedNoBudget
	}
	if code != Done {
		return BudgetStatement{Code: code, Permission: permission}, nil
	}
	return d.statement(ctx, tx, q, book)
}

// statement reads what the session may see.
func (d *Desk[T]) statement(ctx context.Context, tx T, q Statement, book *budget.Book) (BudgetStatement, error) {
	pot := budget.Pot{Budget: q.Budget, Period: q.Period}
	usages, err := d.store.Usages(ctx, tx, pot)
	if err != nil {
		return BudgetStatement{}, err
	}
	entries, err := d.store.PotEntries(ctx, tx, pot)
	if err != nil {
		return BudgetStatement{}, err
	}
	b := BudgetStatement{Code: Done}
	if b.Statement, err = budget.NewStatement(usages[0], entries, q.Window); err != nil {
		return BudgetStatement{}, err
	}
	b.Limit, b.Left, err = book.Left(usages[0])
	return b, err
}

// may decides whether the session sees the budget.
func (q Statement) may(g *account.Graph, fact budget.Budget, known bool) (Code, account.Decision) {
	rights := g.For(q.By, q.At)
	prices, manages := rights.May(account.ActionSeePrices), rights.May(account.ActionManageBudgets)
	supervises := rights.May(account.ActionAuthorize)
	switch {
	case !prices.Allowed():
		return RefusedPermission, prices
	case known && slices.Contains(fact.Supervisors, q.By.User) && supervises.Allowed():
		return Done, supervises
	case !manages.Allowed():
		return RefusedPermission, manages
	case known && q.holds(g, fact.Holders):
		return Done, manages
	}
	return RefusedNoBudget, account.Decision{}
}

// holds reports whether the session's account, or any of its users, holds the budget.
func (q Statement) holds(g *account.Graph, h budget.Holders) bool {
	if h.Everyone {
		return false
	}
	own, _ := g.Account(q.By.Account)
	buyer := budget.Buyer{Account: own.ID, Ancestors: slices.Collect(g.Ancestors(own.ID)), Groups: slices.Clone(own.Groups)}
	for _, a := range own.Addresses {
		buyer.Groups = append(buyer.Groups, a.Groups...)
	}
	if h.Hold(buyer) {
		return true
	}
	for u := range g.UsersOf(own.ID) {
		if h.Hold(budget.Buyer{User: u.ID, Groups: u.Groups}) {
			return true
		}
	}
	return false
}
