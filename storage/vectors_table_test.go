package storage_test

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// table is the rows of a vector's level that meet in one product, unit,
// currency and window.
type table struct {
	unit     string
	currency money.Currency
	days     calendar.Days
	rows     []ranked
}

// ranked is a row with its bounds, and its reach: for the product itself, for a
// category, for everything.
type ranked struct {
	*rule
	reach    int
	min, max money.Quantity // max 0 is none
}

// entry is what holds from a quantity on: a row, several that clash, or none.
type entry struct {
	from money.Quantity
	rows []ranked
}

// tables sorts the active rows of a level that reach a product into tables.
func (b *builder) tables(sku string, rows []rule, currency string) []*table {
	var tables []*table
	for i := range rows {
		row := &rows[i]
		reach, reached := b.reach(sku, row)
		if !reached || off(row.Active) || b.aboveList(sku, row) {
			continue
		}
		t := table{
			unit:     b.unit(sku, row.Unit),
			currency: b.currencyOf(cmp.Or(row.Currency, currency)),
			days:     b.days(row.ValidFrom, row.ValidTo, b.options.toExclusive),
		}
		at := slices.IndexFunc(tables, func(o *table) bool {
			return o.unit == t.unit && o.currency == t.currency && o.days == t.days
		})
		if at < 0 {
			at = len(tables)
			tables = append(tables, &t)
		}
		r := ranked{rule: row, reach: reach, min: b.quantity(row.MinQty.or("0"))}
		if row.MaxQty.given() {
			r.max = b.quantity(row.MaxQty.text)
		}
		tables[at].rows = append(tables[at].rows, r)
	}
	return tables
}

// aboveList reports whether a row is left out for its price is above the product's list price.
func (b *builder) aboveList(sku string, row *rule) bool {
	list := b.setup.Products[sku].List
	if !b.options.notAboveList || !list.given() {
		return false
	}
	if row.derived() {
		b.lack("ignore_rows_above_list of derived prices")
	}
	return row.Price.given() && b.decimal(row.Price).GreaterThan(b.decimal(list))
}

// reach says how specific a row is for a product; ok is false if it is for others.
func (b *builder) reach(sku string, row *rule) (reach int, ok bool) {
	switch {
	case row.SKU != "":
		return 0, row.SKU == sku
	case row.Category != "":
		return 1, slices.Contains(b.setup.Products[sku].Categories, row.Category)
	}
	return 2, true
}

// overlap names windows of one level that hold at once: the library lets the
// inner one replace the outer, which no vector states.
func (b *builder) overlap(tables []*table) {
	day := calendar.DateOf(b.at, nil)
	for i, t := range tables {
		for _, o := range tables[:i] {
			if t.unit == o.unit && t.currency == o.currency && t.days.Contains(day) && o.days.Contains(day) && b.Fit != "core" {
				b.lack("two windows of one level at once")
			}
		}
	}
}

// entries is the table of breaks that the rows come to: at every quantity where
// a row begins or has ended, the row that is picked.
func (b *builder) entries(t *table) []entry {
	var starts []money.Quantity
	for _, row := range t.rows {
		starts = append(starts, row.min)
		if row.max.Sign() > 0 {
			starts = append(starts, money.Micros(row.max.Micros()+1))
		}
	}
	slices.SortFunc(starts, money.Quantity.Cmp)
	var entries []entry
	for _, from := range slices.Compact(starts) {
		rows := b.pick(t.rows, from)
		if len(entries) == 0 && len(rows) == 0 {
			continue
		}
		if n := len(entries); n > 0 && slices.Equal(entries[n-1].rows, rows) {
			continue
		}
		entries = append(entries, entry{from, rows})
	}
	if b.options.firstBreak && len(entries) > 0 {
		entries[0].from = money.Quantity{}
	}
	return entries
}

// pick returns the row that holds at a quantity, several if they clash.
func (b *builder) pick(rows []ranked, q money.Quantity) []ranked {
	var match []ranked
	for _, row := range rows {
		if row.min.Cmp(q) <= 0 && (row.max.Sign() == 0 || q.Cmp(row.max) <= 0) {
			match = append(match, row)
		}
	}
	if len(match) == 0 {
		return nil
	}
	if b.options.pick == "sum_percent" {
		return match
	}
	if b.options.pick == "best_break" || b.options.pick == "specific_then_lowest" {
		match = best(match, func(x, y ranked) int { return cmp.Compare(x.reach, y.reach) })
	}
	switch b.options.pick {
	case "best_break":
		return best(match, func(x, y ranked) int { return y.min.Cmp(x.min) })
	case "first_match":
		return match[:1]
	}
	return best(match, b.cheaper)[:1]
}

// best returns the first of rows by an order, and all that are equal to it.
func best(rows []ranked, order func(x, y ranked) int) []ranked {
	first := slices.MinFunc(rows, order)
	return slices.DeleteFunc(slices.Clone(rows), func(r ranked) bool { return order(r, first) != 0 })
}

// cheaper orders two rows by price, where the vector alone tells it.
func (b *builder) cheaper(x, y ranked) int {
	for _, key := range []func(ranked) number{
		func(r ranked) number { return r.Price },
		func(r ranked) number { return r.Percent },
	} {
		if key(x).given() && key(y).given() && x.source() == y.source() && x.Round == y.Round {
			return b.decimal(key(x)).Cmp(b.decimal(key(y)))
		}
	}
	b.lack("row_pick=%s between rows of different kinds", b.options.pick)
	return 0
}

func (r *rule) source() string { return cmp.Or(r.Of, "list") }

// decimal, quantity, amount and currencyOf read what a vector states; what is
// beyond the library's bounds is named.
func (r *run) decimal(n number) decimal.Decimal {
	d, err := decimal.NewFromString(n.text)
	if err != nil {
		r.problem("number %q: %v", n.text, err)
	}
	return d
}

func (r *run) quantity(text string) money.Quantity {
	q, err := money.ParseQuantity(text)
	if err != nil {
		r.lack("a quantity beyond bounds")
	}
	return q
}

func (r *run) amount(n number, c money.Currency) money.Amount {
	if c == 0 {
		return money.Amount{} // no amount without a currency
	}
	a, err := money.Parse(n.text, c)
	if err != nil {
		r.lack("an amount beyond bounds")
	}
	return a
}

// currencyOf is the currency stated, else that of the question.
func (b *builder) currencyOf(code string) money.Currency {
	if code == "" {
		if b.options.noCurrency {
			return 0
		}
		return b.currency
	}
	c, err := money.ParseCurrency(code)
	if err != nil {
		b.defects = append(b.defects, money.ErrCurrency)
	}
	return c
}

// unit is the name of a unit of measure; the product's own has none.
func (b *builder) unit(sku, unit string) string {
	if factor := b.setup.Products[sku].Units[unit]; !b.options.unitIsKey && factor.given() {
		if b.decimal(factor).Equal(decimal.NewFromInt(1)) {
			return ""
		}
	}
	return unit
}
