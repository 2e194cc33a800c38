package lint

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// rows looks at the rows of one list as they stand.
func (w *watch) rows(s stock) {
	if s.list.Audience.Kind != pricing.Nobody && !w.Products(w.product) {
		w.add(Finding{Code: UnknownProduct, List: s.list.ID}, nil)
	}
	for _, r := range s.rows {
		if r.Inactive || w.past(r.Days) {
			continue
		}
		if r.Price.Sign() == 0 {
			w.add(Finding{Code: PriceZero, List: s.list.ID, Unit: r.Unit, From: r.Min}, nil)
		}
		if apart(r.Days, s.list.Days) {
			w.add(Finding{Code: EndsBeforeItBegins, List: s.list.ID, Unit: r.Unit, From: r.Min}, nil)
		}
	}
	w.hidden(s)
}

// past reports whether days ended before it matters.
func (c *checker) past(d calendar.Days) bool {
	until := d.Window(c.Data.Zone).Until
	return !until.IsZero() && !until.After(c.From)
}

// table is the rows that share unit, currency and days.
type table struct {
	unit     string
	currency money.Currency
	days     calendar.Days
	rows     []pricing.Row
}

// hidden looks for tables that replace a cheaper one as long as they are valid.
func (w *watch) hidden(s stock) {
	tables := tablesOf(s.rows)
	for i := range tables {
		inner := &tables[i]
		if w.past(inner.days) {
			continue
		}
		if outer := around(tables, inner); outer != nil {
			w.hides(s.list, inner, outer)
		}
	}
}

func tablesOf(rows []pricing.Row) (tables []table) {
	for _, r := range rows {
		if r.Inactive {
			continue
		}
		at := slices.IndexFunc(tables, func(t table) bool {
			return t.unit == r.Unit && t.currency == r.Price.Currency() && t.days == r.Days
		})
		if at < 0 {
			at = len(tables)
			tables = append(tables, table{unit: r.Unit, currency: r.Price.Currency(), days: r.Days})
		}
		tables[at].rows = append(tables[at].rows, r)
	}
	return tables
}

// around returns the narrowest table in whose days those of another lie.
func around(tables []table, inner *table) (outer *table) {
	for i := range tables {
		t := &tables[i]
		if t.unit == inner.unit && t.currency == inner.currency && t.days != inner.days && within(inner.days, t.days) &&
			(outer == nil || within(t.days, outer.days)) {
			outer = t
		}
	}
	return outer
}

// within reports whether days lie in others.
func within(a, b calendar.Days) bool {
	from := b.From.IsZero() || !a.From.IsZero() && !a.From.Before(b.From)
	return from && (b.To.IsZero() || !a.To.IsZero() && !a.To.After(b.To))
}

// hides compares two tables, each alone in a Book.
func (w *watch) hides(l *pricing.List, inner, outer *table) {
	at := inner.days.Window(w.Data.Zone).From
	if at.Before(w.From) {
		at = w.From
	}
	old, err := w.alone(l, inner)
	now, err2 := w.alone(l, outer)
	if err != nil || err2 != nil {
		return // the whole made a Book, so its parts do
	}
	for change, err := range impact.Between(old, now, at) {
		if err == nil && (change.Move == impact.Cheaper || change.Move == impact.Gained) {
			w.add(Finding{Code: HiddenBreak, List: l.ID, Unit: inner.unit, From: change.From, At: at}, nil)
		}
	}
}

func (w *watch) alone(l *pricing.List, t *table) (impact.Side, error) {
	list := pricing.List{ID: pricing.LevelID("alone"), Breaks: l.Breaks, Rows: slices.Clone(t.rows)}
	for i := range list.Rows {
		list.Rows[i].Days = calendar.Days{}
	}
	book, err := pricing.NewBook(pricing.Data{Zone: w.Data.Zone, Round: w.Data.Round, Lists: []pricing.List{list}})
	buyer := pricing.Buyer{Account: "alone", Levels: []string{"alone"}, Currency: t.currency}
	return impact.Side{Book: book, Buyers: []pricing.Buyer{buyer}}, err
}
