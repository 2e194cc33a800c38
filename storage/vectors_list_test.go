package storage_test

import (
	"reflect"
	"slices"
	"strings"

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
		{"a row with percent and steps", row.Steps != nil && (row.Percent.given() || row.Margin.given() || row.Amount.given())},
		{"steps that name another price", slices.ContainsFunc(row.Steps, otherStep)},
		{"a row with price and percent", row.Price.stated && row.derived()},
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
	return r.Percent.given() || r.Margin.given() || r.Amount.given() || r.Steps != nil || r.SumOf != nil || r.Of != ""
}

// otherStep reports whether a step says more than percentage, margin, amount and rounding.
func otherStep(s rule) bool {
	s.Percent, s.Margin, s.Amount, s.Round = number{}, number{}, number{}, nil
	return !reflect.ValueOf(s).IsZero()
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

// source is the list that a row's price is derived from. Purchase and list
// prices are lists of nobody, one for each list that is derived from them.
func (b *builder) source(code string, list *pricing.List, sku string, t *table, row *rule) pricing.ListID {
	if level, isLevel := strings.CutPrefix(row.source(), "level:"); isLevel {
		if !t.days.From.IsZero() || !t.days.To.IsZero() {
			b.lack("a window of a price derived from a level")
		}
		for i := range b.setup.Levels {
			if l := &b.setup.Levels[i]; l.ID == level && (l.ValidFrom != "" || l.ValidTo != "" || off(l.Active) || l.For != nil) {
				b.lack("a price derived from a level that does not always hold")
			}
			if l := &b.setup.Levels[i]; l.ID == level && b.options.unitRound.IsSet() && slices.ContainsFunc(l.Rows, derivedRow) {
				b.lack("rounding of a price derived from a derived one")
			}
		}
		return pricing.LevelID(level)
	}
	price := b.setup.Products[sku].List
	switch row.source() {
	case "cost":
		price = b.setup.Products[sku].Cost
	case "list":
	default:
		b.lack("of %s", row.Of)
	}
	base := b.base(pricing.ListID{Kind: pricing.Cost, Code: code + list.ID.String()})
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
