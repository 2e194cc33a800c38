package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

const rowColumns = "unit, first_day, last_day, min, price, currency, inactive, mode, scope, family"

// batch is how many rows one statement writes.
const batch = 40

// rowWriter writes rows of prices, some at a time.
type rowWriter struct {
	work
	revision uint64
	numbers  map[int64]int // how many rows of a list were written
	args     []any
	many     *sql.Stmt
}

func (w work) rowWriter(revision uint64) *rowWriter {
	return &rowWriter{work: w, revision: revision, numbers: make(map[int64]int)}
}

func insertRows(n int) string {
	const row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	return "INSERT INTO {}prices (list, product, n, since, " + rowColumns + ") VALUES " + row + strings.Repeat(", "+row, n-1)
}

// add writes a row of a list, perhaps later.
func (r *rowWriter) add(list int64, row *pricing.Row) error {
	n := r.numbers[list]
	r.numbers[list] = n + 1
	price, _, _ := strings.Cut(row.Price.String(), " ")
	r.args = append(r.args, list, row.Product, n, int64(r.revision), row.Unit, row.Days.From.String(), row.Days.To.String(),
		row.Min.Micros(), price, row.Price.Currency().String(), row.Inactive, int64(row.Breaks.Mode), int64(row.Breaks.Scope), row.Breaks.Family)
	if len(r.args) < batch*14 {
		return nil
	}
	return r.flushAll()
}

// flushAll writes a whole batch with the statement for it.
func (r *rowWriter) flushAll() (err error) {
	ctx := context.WithoutCancel(r.ctx)
	if r.many == nil {
		if r.many, err = r.tx.PrepareContext(ctx, r.text(insertRows(batch))); err != nil {
			return r.tell(err)
		}
	}
	_, err = r.many.ExecContext(ctx, r.args...)
	r.args = r.args[:0]
	return r.tell(err)
}

// flush writes what is left.
func (r *rowWriter) flush() (err error) {
	if len(r.args) > 0 {
		_, err = r.exec(insertRows(len(r.args)/14), r.args...)
		r.args = r.args[:0]
	}
	return err
}

func (r *rowWriter) close() {
	if r.many != nil {
		_ = r.many.Close()
	}
}

// rowReader reads rows of prices; texts that come again and again are kept.
type rowReader struct {
	product, unit, first, last, price, currency, family sql.RawBytes

	list       int64
	min        int64
	mode       uint8
	scope      uint8
	inactive   bool
	row        pricing.Row
	currencies map[string]money.Currency
	units      map[string]string
}

func newRowReader() *rowReader {
	return &rowReader{currencies: make(map[string]money.Currency), units: make(map[string]string)}
}

// read reads a row: its list, its product, and rowColumns.
func (r *rowReader) read(rows *sql.Rows) (int64, pricing.Row, error) {
	err := rows.Scan(&r.list, &r.product, &r.unit, &r.first, &r.last, &r.min, &r.price, &r.currency, &r.inactive,
		&r.mode, &r.scope, &r.family)
	if err != nil {
		return 0, pricing.Row{}, err
	}
	if r.row.Product != string(r.product) {
		r.row.Product = string(r.product)
	}
	r.row.Unit, r.row.Breaks.Family = r.text(r.unit), r.text(r.family)
	r.row.Min, r.row.Inactive = money.Micros(r.min), r.inactive
	r.row.Breaks.Mode, r.row.Breaks.Scope = pricing.Mode(r.mode), pricing.Scope(r.scope)
	c, known := r.currencies[string(r.currency)]
	if !known {
		if c, err = money.ParseCurrency(string(r.currency)); err != nil {
			return 0, pricing.Row{}, err
		}
		r.currencies[string(r.currency)] = c
	}
	if r.row.Price, err = money.ParseBytes(r.price, c); err != nil {
		return 0, pricing.Row{}, err
	}
	r.row.Days = calendar.Days{}
	if len(r.first)+len(r.last) > 0 {
		if err := r.row.Days.From.UnmarshalText(r.first); err != nil {
			return 0, pricing.Row{}, err
		}
		if err := r.row.Days.To.UnmarshalText(r.last); err != nil {
			return 0, pricing.Row{}, err
		}
	}
	return r.list, r.row, nil
}

// text returns a text that many rows share as one.
func (r *rowReader) text(bytes []byte) string {
	if len(bytes) == 0 {
		return ""
	}
	text, known := r.units[string(bytes)]
	if !known {
		text = string(bytes)
		if len(r.units) < 10_000 {
			r.units[text] = text
		}
	}
	return text
}
