package storage_test

import (
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// fill gives a list the rows of a vector's level, and derives it where they are
// percentages.
func (b *builder) fill(list *pricing.List, rows []rule, currency string) {
	for i := range rows {
		b.checkRule(&rows[i])
	}
	for _, sku := range b.products {
		tables := b.tables(sku, rows, currency)
		b.overlap(tables)
		for _, t := range tables {
			b.enter(list, sku, t, len(tables))
		}
	}
}

// checkRule names what no row of a list can say.
func (b *builder) checkRule(row *rule) {
	for _, said := range []struct {
		name string
		here bool
	}{
		{"amount", row.Amount.given()},
		{"steps other than percentages", slices.ContainsFunc(row.Steps, otherStep)},
		{"a row with percent and steps", row.Steps != nil && (row.Percent.given() || row.Margin.given())},
		{"sum_of", row.SumOf != nil},
		{"for of a row", row.For != nil},
		{"a row with price and percent", row.Price.stated && (row.Percent.given() || row.Margin.given())},
		{"a row with percent and margin", row.Percent.given() && row.Margin.given()},
		{"a row without a price", !row.Price.stated && !row.derived()},
	} {
		if said.here {
			b.lack("%s", said.name)
		}
	}
	if row.Round != nil && row.Price.given() {
		round, ok := b.rounding(*row.Round)
		if d, err := round.Decimal(b.decimal(row.Price)); ok && (err != nil || !d.Equal(b.decimal(row.Price))) {
			b.lack("round of a stated price")
		}
	}
}

func derivedRow(r rule) bool { return r.derived() }

func (r *rule) derived() bool {
	return r.Percent.given() || r.Margin.given() || r.Steps != nil || r.Of != ""
}

// otherStep reports whether a step says more than one percentage.
func otherStep(s rule) bool {
	percent := s.Percent
	s.Percent = number{}
	return !percent.given() || !reflect.ValueOf(s).IsZero()
}

// enter puts one table of a product into a list.
func (b *builder) enter(list *pricing.List, sku string, t *table, tables int) {
	entries := b.entries(t)
	stated, derived := 0, 0
	for _, e := range entries {
		for _, row := range e.rows {
			if row.derived() {
				derived++
			} else {
				stated++
			}
		}
	}
	switch {
	case derived == 0:
		list.Rows = append(list.Rows, b.rows(sku, t, entries)...)
	case stated > 0:
		b.lack("stated and derived prices of one product")
	case tables > 1 || t.unit != "":
		b.lack("derived prices of one product in several units, windows or currencies")
	default:
		b.derive(list, sku, t, entries)
	}
}

// rows are the stated prices of one table. Where no row holds the price is 0,
// which never counts.
func (b *builder) rows(sku string, t *table, entries []entry) []pricing.Row {
	var out []pricing.Row
	for _, e := range entries {
		row := pricing.Row{Product: sku, Unit: t.unit, Days: t.days, Min: e.from, Breaks: b.breaks(entries[0].from)}
		if len(e.rows) == 0 {
			b.flat("max_qty")
			row.Price = money.Zero(t.currency)
			out = append(out, row)
		}
		for _, said := range e.rows {
			row.Price = money.Zero(t.currency)
			if said.Price.given() {
				row.Price = b.amount(said.Price, t.currency)
			} else {
				b.flat("price null")
			}
			out = append(out, row)
		}
	}
	return out
}

// flat names what graduated breaks cannot say: a band without a price.
func (b *builder) flat(what string) {
	if b.options.graduated {
		b.lack("%s in graduated breaks", what)
	}
}

// breaks is how breaks work that begin at a quantity. Each line counts alone.
func (b *builder) breaks(from money.Quantity) pricing.Breaks {
	breaks := pricing.Breaks{Scope: pricing.LineScope}
	if b.options.graduated {
		breaks.Mode = pricing.GraduatedMeasure
		if from.Cmp(money.Units(1)) >= 0 {
			breaks.Mode = pricing.Graduated
		}
	}
	return breaks
}

// derive makes the prices of one product in a list surcharges on another list.
func (b *builder) derive(list *pricing.List, sku string, t *table, entries []entry) {
	first := entries[0].rows[0]
	for _, e := range entries {
		switch {
		case len(e.rows) == 0:
			b.lack("max_qty of a derived price")
			return
		case len(e.rows) > 1 && b.options.pick != "sum_percent":
			b.lack("two percentages for one minimum")
			return
		}
		for _, row := range e.rows {
			if row.source() != first.source() || !sameRounding(row.Round, first.Round) {
				b.lack("several sources or roundings of one price")
				return
			}
		}
	}
	round, ok := b.derivedRound(first.rule)
	if !ok {
		return
	}
	d := &pricing.Derivation{From: b.source(list, sku, t, first.rule), Round: round}
	switch {
	case list.Derived == nil:
		list.Derived = d
		list.Breaks = b.breaks(entries[0].from)
	case list.Derived.From != d.From:
		b.lack("several sources in one level")
	case list.Derived.Round != d.Round:
		b.lack("several roundings in one level")
	case list.Breaks != b.breaks(entries[0].from):
		b.lack("graduated breaks of pieces and measures in one level")
	}
	for _, e := range entries {
		rate, ok := b.rate(e.rows)
		if !ok {
			return
		}
		list.Derived.Surcharges = append(list.Derived.Surcharges, pricing.Surcharge{Product: sku, Min: e.from, Rate: rate})
	}
}

func sameRounding(x, y *rounding) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := *x, *y
	same := (a.Scale == nil) == (b.Scale == nil) && (a.Scale == nil || *a.Scale == *b.Scale)
	a.Scale, b.Scale = nil, nil
	return same && a == b
}

// derivedRound is the rounding of a derived price.
func (b *builder) derivedRound(row *rule) (money.Rounding, bool) {
	switch {
	case row.Round == nil && b.options.unitRound.IsSet():
		return b.options.unitRound, true
	case row.Round == nil:
		return exactly(), true
	case b.options.unitRound.IsSet():
		b.lack("two roundings of one price")
		return money.Rounding{}, false
	case row.Round.PreScale != nil || row.Round.At != "":
		b.lack("round with pre_scale or at")
		return money.Rounding{}, false
	}
	return b.rounding(*row.Round)
}

// source is the list that a row's price is derived from. Purchase and list
// prices are lists of nobody, one for each list that is derived from them.
func (b *builder) source(list *pricing.List, sku string, t *table, row *rule) pricing.ListID {
	if code, isLevel := strings.CutPrefix(row.source(), "level:"); isLevel {
		if !t.days.From.IsZero() || !t.days.To.IsZero() {
			b.lack("a window of a price derived from a level")
		}
		for i := range b.setup.Levels {
			if l := &b.setup.Levels[i]; l.ID == code && (l.ValidFrom != "" || l.ValidTo != "" || off(l.Active) || l.For != nil) {
				b.lack("a price derived from a level that does not always hold")
			}
			if l := &b.setup.Levels[i]; l.ID == code && b.options.unitRound.IsSet() && slices.ContainsFunc(l.Rows, derivedRow) {
				b.lack("rounding of a price derived from a derived one")
			}
		}
		return pricing.LevelID(code)
	}
	price := b.setup.Products[sku].List
	switch row.source() {
	case "cost":
		price = b.setup.Products[sku].Cost
	case "list":
	default:
		b.lack("of %s", row.Of)
	}
	base := b.base(pricing.ListID{Kind: pricing.Cost, Code: "of " + list.ID.String()})
	if price.given() {
		base.Rows = append(base.Rows, pricing.Row{Product: sku, Days: t.days, Price: b.amount(price, t.currency)})
	}
	return base.ID
}

// base returns the list of that id to derive from, a new one the first time.
func (b *builder) base(id pricing.ListID) *pricing.List {
	for _, list := range b.bases {
		if list.ID == id {
			return list
		}
	}
	list := &pricing.List{ID: id, Audience: pricing.Audience{Kind: pricing.Nobody}}
	b.bases = append(b.bases, list)
	return list
}

// rate is the surcharge of the rows that hold: one, or several that add up.
func (b *builder) rate(rows []ranked) (rate money.Rate, ok bool) {
	sum := decimal.Zero
	for _, row := range rows {
		percent, ok := b.percent(row.rule)
		if !ok {
			return rate, false
		}
		sum = sum.Add(percent)
	}
	rate, err := money.PercentOf(sum)
	if err != nil || sum.LessThan(decimal.NewFromInt(-100)) {
		b.lack("a percentage beyond bounds")
		return rate, false
	}
	return rate, true
}

// percent is the percentage of a row; that of several in turn; or the one that
// a margin of the selling price comes to, if that is exact.
func (b *builder) percent(row *rule) (percent decimal.Decimal, ok bool) {
	hundred := decimal.NewFromInt(100)
	switch {
	case row.Percent.given():
		return b.decimal(row.Percent), true
	case row.Steps != nil:
		factor := hundred
		for _, step := range row.Steps {
			factor = factor.Mul(hundred.Add(b.decimal(step.Percent))).Shift(-2)
		}
		return factor.Sub(hundred), true
	case !row.Margin.given():
		return decimal.Zero, true
	}
	margin := b.decimal(row.Margin)
	rest := hundred.Sub(margin)
	if rest.Sign() <= 0 {
		b.lack("margin_percent of 100 or more")
		return percent, false
	}
	percent = margin.Mul(hundred).DivRound(rest, 10)
	if !percent.Mul(rest).Equal(margin.Mul(hundred)) {
		b.lack("margin_percent that is no exact surcharge")
		return percent, false
	}
	return percent, true
}
