package exchange

import (
	"bytes"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// record is one row, read by column. What is wrong with a cell is noted, and
// something harmless returned.
type record struct {
	header header
	fields [][]byte
	line   int
	bad    []FileError

	texts map[string]string // ids and codes that were read, each checked once
	clock clock
	zone  *time.Location
}

// maxTexts bounds how many ids are remembered; beyond it all are forgotten.
const maxTexts = 1 << 16

func (r *record) take(fields [][]byte, line int) {
	r.fields, r.line, r.bad = fields, line, r.bad[:0]
}

// fail notes what is wrong with a cell.
func (r *record) fail(col int, code Code, reason string) {
	r.bad = append(r.bad, FileError{Column: r.header.columns[col].name, Code: code, Reason: reason})
}

// has reports whether the file has the column.
func (r *record) has(col int) bool { return r.header.at[col] >= 0 }

// cell returns what stands in a column, nothing where there is no such column.
func (r *record) cell(col int) []byte {
	at := r.header.at[col]
	if at < 0 {
		return nil
	}
	if cell := r.fields[at]; len(cell) > 0 && cell[0] == '\'' {
		return unguard(cell)
	}
	return r.fields[at]
}

// id returns an id that must be there.
func (r *record) id(col int) string {
	cell := r.cell(col)
	if len(cell) == 0 {
		r.missing(col)
		return ""
	}
	return r.checked(col, cell)
}

func (r *record) missing(col int) { r.fail(col, MissingValue, "the cell is empty: fill it in") }

// optionalID returns an id, "" for none.
func (r *record) optionalID(col int) string {
	if cell := r.cell(col); len(cell) > 0 {
		return r.checked(col, cell)
	}
	return ""
}

// checked keeps one string for all cells of one text, so that few are made.
func (r *record) checked(col int, cell []byte) string {
	if text, ok := r.texts[string(cell)]; ok {
		return text
	}
	text := string(cell)
	if err := account.CheckID(text); err != nil {
		reason, fault := "no id: correct it", (*account.IDError)(nil)
		if errors.As(err, &fault) {
			reason = "the id " + fault.Fault
		}
		r.fail(col, BadID, reason)
		return ""
	}
	if len(r.texts) >= maxTexts {
		clear(r.texts)
	}
	r.texts[text] = text
	return text
}

// ids returns the ids that are separated by semicolons, in order.
func (r *record) ids(col int) []string {
	cell := r.cell(col)
	if len(cell) == 0 {
		return nil
	}
	all := make([]string, 0, 1+bytes.Count(cell, []byte{';'}))
	for part := range bytes.SplitSeq(cell, []byte{';'}) {
		if len(part) == 0 {
			r.fail(col, BadID, "an id between semicolons is empty: remove one of them")
			return nil
		}
		all = append(all, r.checked(col, part))
	}
	return all
}

// text returns what is for people.
func (r *record) text(col int) string {
	cell := r.cell(col)
	for _, c := range cell {
		if c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == 0x7f {
			r.fail(col, BadText, "the cell holds a control character: remove it")
			return ""
		}
	}
	return string(cell)
}

// flag reads 1 0 true false yes no, in any case; a blank cell is 0.
func (r *record) flag(col int, absent bool) bool {
	if !r.has(col) {
		return absent
	}
	cell := r.cell(col)
	switch {
	case len(cell) == 0, len(cell) == 1 && cell[0] == '0', equalFold(cell, "false"), equalFold(cell, "no"):
		return false
	case len(cell) == 1 && cell[0] == '1', equalFold(cell, "true"), equalFold(cell, "yes"):
		return true
	}
	r.fail(col, BadFlag, "write 1 or 0, true or false, yes or no")
	return false
}

// date reads YYYY-MM-DD; a blank cell is no date, an open end.
func (r *record) date(col int) calendar.Date {
	cell := r.cell(col)
	if len(cell) == 0 {
		return calendar.Date{}
	}
	d, ok := parseDate(cell)
	if !ok {
		r.fail(col, BadDate, "write a date that exists as YYYY-MM-DD")
	}
	return d
}

// days reads a first and a last day.
func (r *record) days(from, to int) calendar.Days {
	d := calendar.Days{From: r.date(from), To: r.date(to)}
	if d.Check() != nil {
		r.fail(to, ReversedDays, "the last day comes before the first: swap or correct them")
	}
	return d
}

// currency reads a code that must be there.
func (r *record) currency(col int) money.Currency {
	if len(r.cell(col)) == 0 {
		r.missing(col)
		return 0
	}
	return r.optionalCurrency(col)
}

// optionalCurrency reads an ISO code, none for a blank cell.
func (r *record) optionalCurrency(col int) (c money.Currency) {
	cell := r.cell(col)
	if len(cell) == 0 {
		return 0
	}
	if c, ok := currencyOf(cell); ok {
		return c
	}
	r.fail(col, BadCurrency, "no known currency: give an active ISO 4217 code in three capital letters")
	return 0
}

func currencyOf(cell []byte) (money.Currency, bool) {
	if len(cell) != 3 || !utf8.Valid(cell) {
		return 0, false
	}
	c, err := money.ParseCurrency(string(cell))
	return c, err == nil
}

// price reads an amount of at least 0 that must be there.
func (r *record) price(col int) Number {
	if len(r.cell(col)) == 0 {
		r.missing(col)
		return Number{}
	}
	return r.optionalPrice(col)
}

// optionalPrice reads an amount of at least 0, none for a blank cell.
func (r *record) optionalPrice(col int) Number {
	cell := r.cell(col)
	if len(cell) == 0 {
		return Number{}
	}
	n, err := parseNumber(cell)
	switch {
	case err != nil:
		r.fail(col, BadPrice, "no price: write at most 18 digits and 6 decimals with a point, without exponent or currency")
	case n.coef < 0:
		r.fail(col, BadPrice, "the price is below 0: correct it")
	}
	return n
}

// minimum reads the quantity from which a price holds, 0 for a blank cell.
func (r *record) minimum(col int) money.Quantity {
	if len(r.cell(col)) == 0 {
		return money.Quantity{}
	}
	q, _ := r.number(col)
	if q.Sign() < 0 {
		r.fail(col, BadQuantity, "the minimum quantity is below 0: correct it")
	}
	return q
}

// quantity reads how much is ordered: above 0.
func (r *record) quantity(col int) money.Quantity {
	if len(r.cell(col)) == 0 {
		r.missing(col)
		return money.Quantity{}
	}
	q, ok := r.number(col)
	if ok && q.Sign() <= 0 {
		r.fail(col, BadQuantity, "the quantity is not above 0: correct it, or leave returns out")
	}
	return q
}

func (r *record) number(col int) (money.Quantity, bool) {
	q, ok := parseQuantity(r.cell(col))
	if !ok {
		r.fail(col, BadQuantity, "no quantity: write at most 18 digits and 6 decimals with a point, without exponent")
	}
	return q, ok
}
