package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

const usageColumns = `u.budget, u.period, u.entries, u.currency, u.reserved, u.reserved_scale, u.spent, u.spent_scale,
	u.carried_in, u.carried_in_scale, u.carried_out, u.carried_out_scale`

const (
	insertUsage = `insert into {usages} (budget, period, entries, currency, reserved, reserved_scale, spent, spent_scale,
		carried_in, carried_in_scale, carried_out, carried_out_scale)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`
	// What was read is compared whole: amounts have no zeros at their ends.
	updateUsage = `update {usages} set entries = $3, currency = $4, reserved = $5, reserved_scale = $6, spent = $7,
		spent_scale = $8, carried_in = $9, carried_in_scale = $10, carried_out = $11, carried_out_scale = $12
		where budget = $1 and period = $2 and entries = $13 and currency is not distinct from $14
		and (reserved, reserved_scale) is not distinct from ($15, $16)
		and (spent, spent_scale) is not distinct from ($17, $18)
		and (carried_in, carried_in_scale) is not distinct from ($19, $20)
		and (carried_out, carried_out_scale) is not distinct from ($21, $22)`
)

// usageValues are what a usage counts, as columns.
func usageValues(u budget.Usage) ([]any, error) {
	amounts := []money.Amount{u.Reserved, u.Spent, u.CarriedIn, u.CarriedOut}
	currency, err := currencyColumn(amounts...)
	values := []any{u.Entries, currency}
	for _, a := range amounts {
		column := columnsOf(a)
		values = append(values, column.coef, column.scale)
	}
	return values, err
}

// queueUsage puts a usage in place of the one that was read.
func (s *Store) queueUsage(batch *pgx.Batch, was, now budget.Usage) error {
	values, err := usageValues(now)
	if err != nil {
		return err
	}
	args := append([]any{[]byte(now.Budget), []byte(now.Period.String())}, values...)
	if was.Entries == 0 && !was.CarriedOut.IsSet() {
		batch.Queue(s.text(insertUsage), args...)
		return nil
	}
	before, err := usageValues(was)
	if err != nil {
		return err
	}
	batch.Queue(s.text(updateUsage), append(args, before...)...)
	return nil
}

// usages reads usages.
func (s *Store) usages(ctx context.Context, tx pgx.Tx, statement string, args ...any) ([]budget.Usage, error) {
	var all []budget.Usage
	var id, period []byte
	var entries int64
	var currency *string
	var reserved, spent, in, out amount
	into := []any{
		&id, &period, &entries, &currency, &reserved.coef, &reserved.scale, &spent.coef, &spent.scale,
		&in.coef, &in.scale, &out.coef, &out.scale,
	}
	err := s.each(ctx, tx, into, func() (err error) {
		u := budget.Usage{Budget: string(id), Entries: uint64(entries)}
		if u.Period, err = periodOf(period); err != nil {
			return err
		}
		c, err := currencyOf(currency)
		u.Reserved, u.Spent, u.CarriedIn, u.CarriedOut = reserved.in(c), spent.in(c), in.in(c), out.in(c)
		all = append(all, u)
		return err
	}, statement, args...)
	return all, err
}

func periodOf(text []byte) (budget.Period, error) {
	if len(text) == 0 {
		return budget.Period{}, nil
	}
	return budget.ParsePeriod(string(text))
}
