package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage/record"
)

const entryColumns = `budget, period, number, from_period, order_id, round, kind, amount, amount_scale, amount_currency,
	original, original_scale, original_currency, rate, measure, at, key, principal, user`

// OrderEntries is that of [storage.Ledger].
func (s *Store) OrderEntries(ctx context.Context, tx *sql.Tx, order string) ([]budget.Entry, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	return w.entries("order_id = ? AND from_period = '' ORDER BY budget, period, number", order)
}

// PotEntries is that of [storage.Ledger].
func (s *Store) PotEntries(ctx context.Context, tx *sql.Tx, pot budget.Pot) ([]budget.Entry, error) {
	w, err := s.in(ctx, tx)
	if err != nil {
		return nil, err
	}
	own, err := w.entries("budget = ? AND period = ? ORDER BY number", pot.Budget, pot.Period.String())
	if err != nil || pot.Period.IsZero() {
		return own, err
	}
	out, err := w.entries("budget = ? AND from_period = ? AND from_period <> ''", pot.Budget, pot.Period.String())
	return append(own, out...), err
}

// enter adds an entry, whose number must be free.
func (w work) enter(e budget.Entry) error {
	rate := []byte{}
	kind, err := e.Kind.MarshalText()
	measure, badMeasure := e.Measure.MarshalText()
	if (e.Rate != budget.Rate{}) {
		var bad error
		rate, bad = record.Marshal(e.Rate)
		err = errors.Join(err, bad)
	}
	if err = errors.Join(err, badMeasure); err != nil {
		return err
	}
	sum, original := amountOf(e.Amount), amountOf(e.Original)
	args := slices.Concat(
		[]any{e.Budget, e.Period.String(), e.Number, e.From.String(), e.Order, e.Round, string(kind)},
		sum.columns(), original.columns(), []any{string(rate), string(measure), micros(e.At), e.Key, e.Principal, e.User})
	added, err := w.exec("INSERT INTO {}entries ("+entryColumns+
		") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (budget, period, number) DO NOTHING", args...)
	if err == nil && added == 0 {
		return conflict("budget", e.Pot().String())
	}
	return err
}

func (w work) entries(where string, args ...any) (all []budget.Entry, err error) {
	err = w.each(func(rows *sql.Rows) error {
		var e budget.Entry
		var period, from, kind, measure string
		var rate []byte
		var at int64
		var sum, original amount
		err := rows.Scan(slices.Concat([]any{&e.Budget, &period, &e.Number, &from, &e.Order, &e.Round, &kind},
			sum.into(), original.into(), []any{&rate, &measure, &at, &e.Key, &e.Principal, &e.User})...)
		if err != nil {
			return err
		}
		e.At = instant(at)
		e.Amount, err = sum.money()
		var bad error
		e.Original, bad = original.money()
		err = errors.Join(err, bad, e.Period.UnmarshalText([]byte(period)), e.From.UnmarshalText([]byte(from)),
			e.Kind.UnmarshalText([]byte(kind)), e.Measure.UnmarshalText([]byte(measure)))
		if len(rate) > 0 {
			e.Rate, bad = record.Unmarshal[budget.Rate](rate)
			err = errors.Join(err, bad)
		}
		all = append(all, e)
		return err
	}, "SELECT "+entryColumns+" FROM {}entries WHERE "+where, args...)
	return all, err
}
