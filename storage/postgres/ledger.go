package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage"
)

// Usages is that of [storage.Ledger].
func (s *Store) Usages(ctx context.Context, tx pgx.Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	var budgets, periods [][]byte
	for _, pot := range pots {
		budgets, periods = append(budgets, []byte(pot.Budget)), append(periods, []byte(pot.Period.String()))
	}
	last, err := s.usages(ctx, tx, `select `+usageColumns+` from unnest($1::bytea[], $2::bytea[])
		with ordinality as p (budget, period, place) cross join lateral (
			select * from {usages} x where x.budget = p.budget and x.period <= p.period order by x.period desc limit 1
		) u order by place`, budgets, periods)
	if err != nil {
		return nil, err
	}
	found := make(map[budget.Pot]budget.Usage, len(last))
	for _, u := range last {
		found[u.Pot()] = u
	}
	usages := make([]budget.Usage, 0, len(pots)+len(last))
	for _, pot := range pots {
		u, used := found[pot]
		if !used {
			u = budget.Usage{Budget: pot.Budget, Period: pot.Period}
		}
		usages = append(usages, u)
	}
	return before(usages, pots, last), nil
}

// before adds, in the order of the pots, what was last used before those that never were, each once.
func before(usages []budget.Usage, pots []budget.Pot, last []budget.Usage) []budget.Usage {
	there := make(map[budget.Pot]bool, len(usages))
	for _, pot := range pots {
		there[pot] = true
	}
	for _, u := range last {
		if !there[u.Pot()] {
			usages = append(usages, u)
			there[u.Pot()] = true
		}
	}
	return usages
}

// BudgetUsages is that of [storage.Ledger].
func (s *Store) BudgetUsages(
	ctx context.Context, tx pgx.Tx, id string, since budget.Period,
) ([]budget.Usage, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	from := []byte{}
	if !since.IsZero() {
		from = []byte(since.String())
	}
	return s.usages(ctx, tx, "select "+usageColumns+" from {usages} u where budget = $1 and period >= $2 order by period",
		[]byte(id), from)
}

// OrderEntries is that of [storage.Ledger].
func (s *Store) OrderEntries(ctx context.Context, tx pgx.Tx, order string) ([]budget.Entry, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	return s.entries(ctx, tx, "where ord = $1 order by budget, period, number", []byte(order))
}

// PotEntries is that of [storage.Ledger].
func (s *Store) PotEntries(ctx context.Context, tx pgx.Tx, pot budget.Pot) ([]budget.Entry, error) {
	if err := s.check(ctx, tx); err != nil {
		return nil, err
	}
	return s.entries(ctx, tx, `where budget = $1 and period = $2 or budget = $1 and from_period = $2
		order by period <> $2, number`, []byte(pot.Budget), []byte(pot.Period.String()))
}

// Post is that of [storage.Ledger].
func (s *Store) Post(ctx context.Context, tx pgx.Tx, p storage.Posting) error {
	if err := s.check(ctx, tx); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	batch := &pgx.Batch{}
	for _, u := range p.Usages {
		if err := s.queueUsage(batch, p.Before(u.Pot()), u); err != nil {
			return err
		}
	}
	for _, e := range p.Entries {
		if err := s.queueEntry(batch, storage.KeptEntry(e)); err != nil {
			return err
		}
	}
	if batch.Len() == 0 {
		return nil
	}
	return s.entirely(ctx, tx, func(tx pgx.Tx) error { return guarded(ctx, tx, batch) })
}

// guarded runs statements each of which changes one row, unless somebody else has.
func guarded(ctx context.Context, tx pgx.Tx, batch *pgx.Batch) error {
	results := tx.SendBatch(ctx, batch)
	var first error
	for range batch.Len() {
		tag, err := results.Exec()
		if err == nil && tag.RowsAffected() != 1 {
			err = storage.ErrConflict
		}
		if first == nil && err != nil {
			first = fmt.Errorf("posting: %w", failure(err))
		}
	}
	if err := results.Close(); first == nil && err != nil {
		first = failure(err)
	}
	return first
}
