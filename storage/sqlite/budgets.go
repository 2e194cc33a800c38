package sqlite

import (
	"context"
	"database/sql"

	"github.com/tradeterms/tradeterms/budget"
)

// Budgets is that of [storage.Budgets].
func (s *Store) Budgets(ctx context.Context, tx *sql.Tx) (*budget.Book, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	b, _, err := w.budgetBook()
	return b, err
}

// budgetBook returns the present budgets and their revision.
func (w work) budgetBook() (*budget.Book, revision, error) {
	r, err := w.present(budgetTerms)
	if err != nil {
		return nil, r, err
	}
	b, err := w.budgets.made(w.ctx, r, func() (*budget.Book, error) {
		all, err := kept[budget.Budget](w, budgetTable, moment{})
		if err != nil {
			return nil, err
		}
		return budget.New(budget.Data{Revision: r.number, Budgets: all})
	})
	return b, r, err
}

// ChangeBudgets is that of [storage.Budgets].
func (s *Store) ChangeBudgets(ctx context.Context, tx *sql.Tx, c budget.Changes) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	return w.whole(func() error {
		b, present, err := w.budgetBook()
		if err != nil {
			return err
		}
		if c.Revision != present.number+1 {
			return behind(budgetTerms, present.number)
		}
		if b, err = b.With(c); err != nil {
			return err
		}
		next, err := w.begin(budgetTerms, c.Revision, false)
		if err == nil {
			err = w.end(budgetTable, c.Revision, c.Remove...)
		}
		if err == nil {
			err = keep(w, budgetTable, c.Revision, c.Put, func(f *budget.Budget) string { return f.ID })
		}
		if err == nil {
			w.budgets.put(next, b)
		}
		return err
	})
}
