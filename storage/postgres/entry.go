package postgres

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/storage/record"
)

const entryColumns = `budget, period, number, from_period, ord, round, kind, amount, amount_scale, currency,
	original, original_scale, original_currency, rate, measure, at, key, principal, usr`

const insertEntry = `insert into {entries} (` + entryColumns + `) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
	$14, $15, $16, $17, $18, $19) on conflict do nothing`

// queueEntry adds an entry. A carry-over is of no order.
func (s *Store) queueEntry(batch *pgx.Batch, e budget.Entry) error {
	var from, order, rate []byte
	if e.Kind == budget.EntryCarry {
		from = []byte(e.From.String())
	} else {
		order = []byte(e.Order)
	}
	kind, err := e.Kind.MarshalText()
	if err != nil {
		return err
	}
	measure, err := e.Measure.MarshalText()
	if err != nil {
		return err
	}
	if e.Rate != (budget.Rate{}) {
		if rate, err = record.Marshal(e.Rate); err != nil {
			return err
		}
	}
	currency, _ := currencyColumn(e.Amount)
	currencyBefore, _ := currencyColumn(e.Original)
	amount, original := columnsOf(e.Amount), columnsOf(e.Original)
	batch.Queue(s.text(insertEntry), []byte(e.Budget), []byte(e.Period.String()), e.Number, from, order, e.Round, string(kind),
		amount.coef, amount.scale, currency, original.coef, original.scale, currencyBefore, rate, string(measure),
		e.At.UnixMicro(), []byte(e.Key), []byte(e.Principal), []byte(e.User))
	return nil
}

// row is an entry as its columns have it.
type row struct {
	budget, period, from, order, rate, key, principal, user []byte
	number, round, at                                       int64
	kind, measure                                           string
	currency, before                                        *string
	amount, original                                        amount
}

func (r *row) columns() []any {
	return []any{
		&r.budget, &r.period, &r.number, &r.from, &r.order, &r.round, &r.kind, &r.amount.coef, &r.amount.scale, &r.currency,
		&r.original.coef, &r.original.scale, &r.before, &r.rate, &r.measure, &r.at, &r.key, &r.principal, &r.user,
	}
}

func (r *row) entry() (budget.Entry, error) {
	e := budget.Entry{
		Budget: string(r.budget), Number: uint64(r.number), Order: string(r.order), Round: uint32(r.round),
		At: instantOf(r.at), Key: string(r.key), Principal: string(r.principal), User: string(r.user),
	}
	var err error
	read := func(parse func() error) {
		if err == nil {
			err = parse()
		}
	}
	read(func() (err error) { e.Period, err = periodOf(r.period); return err })
	read(func() (err error) { e.From, err = periodOf(r.from); return err })
	read(func() error { return e.Kind.UnmarshalText([]byte(r.kind)) })
	read(func() error { return e.Measure.UnmarshalText([]byte(r.measure)) })
	read(func() error { c, err := currencyOf(r.currency); e.Amount = r.amount.in(c); return err })
	read(func() error { c, err := currencyOf(r.before); e.Original = r.original.in(c); return err })
	read(func() (err error) {
		if r.rate != nil {
			e.Rate, err = record.Unmarshal[budget.Rate](r.rate)
		}
		return err
	})
	return e, err
}

// entries reads entries.
func (s *Store) entries(ctx context.Context, tx pgx.Tx, where string, args ...any) ([]budget.Entry, error) {
	var all []budget.Entry
	var r row
	err := s.each(ctx, tx, r.columns(), func() error {
		e, err := r.entry()
		all = append(all, e)
		return err
	}, "select "+entryColumns+" from {entries} "+where, args...)
	return all, err
}
