package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/budget"
)

// Budgets is that of [storage.Budgets].
func (s *Store) Budgets(ctx context.Context, tx pgx.Tx) (*budget.Book, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	v, found, err := s.present(ctx, tx, budgets)
	if err != nil {
		return nil, err
	}
	if !found {
		return budget.New(budget.Data{})
	}
	follow := func(from compiled[*budget.Book]) (*budget.Book, bool, error) {
		return s.followBudgets(ctx, tx, from, v)
	}
	return s.budgets.get(ctx, v, follow, func() (*budget.Book, error) { return s.budgetsAt(ctx, tx, v.revision) })
}

// ChangeBudgets is that of [storage.Budgets]. What was there before is kept.
func (s *Store) ChangeBudgets(ctx context.Context, tx pgx.Tx, c budget.Changes) error {
	b, err := s.Budgets(ctx, tx)
	if err != nil {
		return err
	}
	if c.Revision != b.Revision()+1 {
		return behind(budgets, b.Revision())
	}
	if b, err = b.With(c); err != nil {
		return err
	}
	facts := change{docs: make(map[place][]byte)}
	facts.remove(oneBudget, c.Remove)
	for _, one := range c.Put {
		putFact(&facts, oneBudget, one.ID, one)
	}
	var v version
	err = s.entirely(ctx, tx, func(tx pgx.Tx) error {
		if v, err = s.advance(ctx, tx, budgets, c.Revision, false, nil); err != nil {
			return err
		}
		return s.write(ctx, tx, budgets, v.revision, facts)
	})
	if err == nil {
		s.budgets.keep(v, b)
	}
	return err
}

func (s *Store) budgetsAt(ctx context.Context, tx pgx.Tx, revision int64) (*budget.Book, error) {
	d := budget.Data{Revision: uint64(revision)}
	err := s.factsAt(ctx, tx, budgets, revision, func(p place, doc []byte) (err error) {
		d.Budgets, _, err = take(d.Budgets, nil, p.id, doc)
		return err
	})
	if err != nil {
		return nil, err
	}
	return budget.New(d)
}

// followBudgets makes a book from an earlier one, if the one led to the other.
func (s *Store) followBudgets(
	ctx context.Context, tx pgx.Tx, from compiled[*budget.Book], to version,
) (*budget.Book, bool, error) {
	if led, err := s.was(ctx, tx, budgets, from.version); err != nil || !led {
		return nil, false, err
	}
	c := budget.Changes{Revision: uint64(to.revision)}
	err := s.factsBetween(ctx, tx, budgets, from.revision, to.revision, func(p place, doc []byte) (err error) {
		c.Put, c.Remove, err = take(c.Put, c.Remove, p.id, doc)
		return err
	})
	if err != nil {
		return nil, false, err
	}
	b, err := from.value.With(c)
	return b, err == nil, nil
}
