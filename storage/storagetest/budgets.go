package storagetest

import (
	"context"
	"fmt"
	"testing"
	"time"
	_ "time/tzdata" // the budgets have zones

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

// BudgetStore is what [TestBudgets] needs.
type BudgetStore[X any] interface {
	storage.Transactor[X]
	storage.Budgets[X]
}

// TestBudgets checks that a store keeps what [storage.Budgets] and [storage.Transactor] ask for. The function opens a fresh,
// empty store.
func TestBudgets[X any, S BudgetStore[X]](t *testing.T, open func(T) S) {
	test(t, budgetClauses[X](), func(t T) BudgetStore[X] { return open(t) })
}

func budgetClauses[X any]() []clause[BudgetStore[X]] {
	type store = BudgetStore[X]
	return append(budgetProbe[X, store]().clauses(), budgetTerms[X, store]().clauses()...)
}

func budgetProbe[X any, S BudgetStore[X]]() probe[X, S] {
	id := func(n int) string { return fmt.Sprint("probe ", n) }
	return probe[X, S]{
		write: func(ctx context.Context, s S, tx X, n int) error {
			b, err := s.Budgets(ctx, tx)
			if err != nil {
				return err
			}
			return s.ChangeBudgets(ctx, tx, budget.Changes{Revision: b.Revision() + 1, Put: []budget.Budget{monthly(id(n), "1.00")}})
		},
		read: func(ctx context.Context, s S, tx X, n int) (bool, error) {
			b, err := s.Budgets(ctx, tx)
			if err != nil {
				return false, err
			}
			_, ok := b.Budget(id(n))
			return ok, nil
		},
	}
}

// monthly is a budget of everyone that blocks above an amount a month.
func monthly(id, amount string) budget.Budget {
	return budget.Budget{ID: id, Currency: money.GBP, MaxPeriod: money.MustParse(amount, money.GBP), Period: budget.Month, Zone: time.UTC,
		Holders: budget.Holders{Everyone: true}}
}

func budgetTerms[X any, S BudgetStore[X]]() terms[X, S, *budget.Book] {
	return terms[X, S, *budget.Book]{
		read: func(ctx context.Context, s S, tx X) (*budget.Book, error) { return s.Budgets(ctx, tx) },
		change: func(ctx context.Context, s S, tx X, step int, revision uint64) error {
			c := budgetSteps()[step-1]
			c.Revision = revision
			return s.ChangeBudgets(ctx, tx, c)
		},
		model: budgetModel, text: budgetText,
		spoil: func(ctx context.Context, s S, tx X, revision uint64) error {
			return s.ChangeBudgets(ctx, tx, budget.Changes{Revision: revision, Put: []budget.Budget{monthly("fine", "1.00"), {ID: "bad"}}})
		},
		defect: budget.ErrData,
	}
}

// budgetText names the zones, which JSON does not.
func budgetText(b *budget.Book) string {
	all := fmt.Sprint("revision ", b.Revision())
	for one := range b.Budgets() {
		all += "\n" + one.Zone.String() + " " + text(one)
	}
	return all
}

func budgetModel(r *run) []*budget.Book {
	b, err := budget.New(budget.Data{})
	model := []*budget.Book{b}
	for n, c := range budgetSteps() {
		c.Revision = uint64(n + 1)
		if err == nil {
			b, err = b.With(c)
		}
		model = append(model, b)
	}
	if err != nil {
		r.Fatalf("the suite's own facts: %v", err)
	}
	return model
}

func budgetSteps() []budget.Changes {
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		london = time.UTC
	}
	gbp := func(number string) money.Amount { return money.MustParse(number, money.GBP) }
	full := budget.Budget{
		ID: "full", Name: odd(oddTexts(), 4), Currency: money.GBP, MaxOrder: gbp("0"), MaxPeriod: gbp("123456789012.345678"), Action: budget.Authorize,
		Later:  []budget.Terms{{From: calendar.MustDate("2027-01-01"), MaxPeriod: gbp("5"), Action: budget.Warn}},
		Period: budget.Quarter, Zone: london, FiscalStart: time.April, Inactive: true,
		Days:    calendar.Days{From: calendar.MustDate("2026-01-01"), To: calendar.MustDate("2028-02-29")},
		Holders: budget.Holders{Users: []string{"u", "U"}, Groups: []string{"g"}, Accounts: []string{"a", "e\u0301"}}, Supervisors: []string{"s"},
		NoticeAt: money.MustRate("0.8"), CarryOver: true, Measure: budget.GoodsOnly,
	}
	first := budget.Changes{Put: []budget.Budget{full, {ID: "week", Currency: money.EUR, MaxPeriod: money.Zero(money.EUR), Period: budget.Week,
		Zone: london, WeeksFromSunday: true, Holders: budget.Holders{Everyone: true}, Action: budget.Warn}}}
	for n, id := range oddIDs() {
		b := monthly(id, "1.00")
		if a := odd(oddAmounts(), n); a.IsSet() && a.Sign() >= 0 {
			b.Currency, b.MaxPeriod = a.Currency(), a
		}
		first.Put = append(first.Put, b)
	}
	full.Inactive, full.Later, full.Measure = false, nil, budget.WithTax
	return []budget.Changes{
		first,
		{Put: []budget.Budget{full, monthly("new", "2.00")}, Remove: []string{"a", "\u00e9"}},
		{Put: []budget.Budget{monthly("a", "3.00")}},
		{Remove: []string{"full", "week"}},
	}
}
