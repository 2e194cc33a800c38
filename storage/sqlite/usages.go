package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
)

const usageColumns = `budget, period, entries, reserved, reserved_scale, reserved_currency, spent, spent_scale, spent_currency,
	carried_in, carried_in_scale, carried_in_currency, carried_out, carried_out_scale, carried_out_currency`

// Usages is that of [storage.Ledger].
func (s *Store) Usages(ctx context.Context, tx *sql.Tx, pots ...budget.Pot) ([]budget.Usage, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	usages := make([]budget.Usage, 0, len(pots))
	var before []budget.Usage
	for _, pot := range pots {
		found, err := w.usages("budget = ? AND period <= ? ORDER BY period DESC LIMIT 1", pot.Budget, pot.Period.String())
		if err != nil {
			return nil, err
		}
		if len(found) == 0 || found[0].Period != pot.Period {
			before = append(before, found...)
			found = []budget.Usage{{Budget: pot.Budget, Period: pot.Period}}
		}
		usages = append(usages, found[0])
	}
	for _, u := range before {
		if !slices.ContainsFunc(usages, func(v budget.Usage) bool { return u.Pot() == v.Pot() }) {
			usages = append(usages, u)
		}
	}
	return usages, nil
}

// BudgetUsages is that of [storage.Ledger].
func (s *Store) BudgetUsages(ctx context.Context, tx *sql.Tx, id string, since budget.Period) ([]budget.Usage, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	return w.usages("budget = ? AND period >= ? ORDER BY period", id, since.String())
}

func (w work) usages(where string, args ...any) (all []budget.Usage, err error) {
	err = w.each(func(rows *sql.Rows) error {
		var u budget.Usage
		var period string
		var reserved, spent, in, out amount
		into := slices.Concat([]any{&u.Budget, &period, &u.Entries}, reserved.into(), spent.into(), in.into(), out.into())
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := u.Period.UnmarshalText([]byte(period)); err != nil {
			return err
		}
		for a, of := range map[*amount]*money.Amount{&reserved: &u.Reserved, &spent: &u.Spent, &in: &u.CarriedIn, &out: &u.CarriedOut} {
			if *of, err = a.money(); err != nil {
				return err
			}
		}
		all = append(all, u)
		return nil
	}, "SELECT "+usageColumns+" FROM {}usages WHERE "+where, args...)
	return all, err
}

// Post is that of [storage.Ledger].
func (s *Store) Post(ctx context.Context, tx *sql.Tx, p storage.Posting) error {
	w, err := s.in(ctx, tx)
	if err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	return w.whole(func() error {
		for _, u := range p.Usages {
			if err := w.replace(p.Before(u.Pot()), u); err != nil {
				return err
			}
		}
		for _, e := range p.Entries {
			if err := w.enter(storage.KeptEntry(e)); err != nil {
				return err
			}
		}
		return nil
	})
}

// replace stores a usage where the stored one is what was read: it counts as many entries, and carries out as much.
func (w work) replace(was, u budget.Usage) error {
	reserved, spent, in, out := amountOf(u.Reserved), amountOf(u.Spent), amountOf(u.CarriedIn), amountOf(u.CarriedOut)
	amounts := slices.Concat(reserved.columns(), spent.columns(), in.columns(), out.columns())
	carried := amountOf(was.CarriedOut)
	guard := []any{was.Entries, carried.coefficient.Int64, carried.scale}
	const (
		set = `SET entries = ?, reserved = ?, reserved_scale = ?, reserved_currency = ?, spent = ?, spent_scale = ?, spent_currency = ?,
			carried_in = ?, carried_in_scale = ?, carried_in_currency = ?,
			carried_out = ?, carried_out_scale = ?, carried_out_currency = ?`
		same   = "{}usages.entries = ? AND coalesce({}usages.carried_out, 0) = ? AND {}usages.carried_out_scale = ?"
		insert = "INSERT INTO {}usages (" + usageColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	)
	values := slices.Concat([]any{u.Entries}, amounts)
	statement := "UPDATE {}usages " + set + " WHERE budget = ? AND period = ? AND " + same
	args := slices.Concat(values, []any{u.Budget, u.Period.String()}, guard)
	if was.Equal(budget.Usage{Budget: u.Budget, Period: u.Period}) {
		statement = insert + " ON CONFLICT (budget, period) DO UPDATE " + set + " WHERE " + same
		args = slices.Concat([]any{u.Budget, u.Period.String()}, values, values, guard)
	}
	changed, err := w.exec(statement, args...)
	if err == nil && changed == 0 {
		return conflict("budget", u.Pot().String())
	}
	return err
}
