package storage_test

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// derive makes the prices of one product in a list surcharges on another list, or on the sum of several.
func (b *builder) derive(list *pricing.List, sku string, t *table, entries []entry) {
	if !b.derivable(entries) {
		return
	}
	d := &pricing.Derivation{Round: b.options.unitRound}
	if !d.Round.IsSet() {
		d.Round = exactly()
	}
	first := entries[0].rows[0]
	sum := b.parts(list, sku, t, first.SumOf)
	if d.From = sum.from; sum.from == (pricing.ListID{}) {
		d.From = b.source("of ", list, sku, t, first.rule)
	}
	d.Plus = sum.plus
	switch {
	case list.Derived == nil:
		list.Derived = d
		list.Breaks = b.breaks(entries[0].from)
	case list.Derived.From != d.From || !slices.Equal(list.Derived.Plus, d.Plus):
		b.lack("several sources in one level")
	case list.Breaks != b.breaks(entries[0].from):
		b.lack("graduated breaks of pieces and measures in one level")
	}
	for _, e := range entries {
		s := b.surcharge(e.rows, t.currency)
		s.Product, s.Min = sku, e.from
		s.Then = append(slices.Clone(sum.then), s.Then...)
		if sum.then != nil && s.Rate.Sign() != 0 {
			s.Rate, s.Then = money.Rate{}, slices.Insert(s.Then, len(sum.then), pricing.Step{Rate: s.Rate})
		}
		if b.options.unitPre.IsSet() {
			s.Then = append(s.Then, pricing.Step{Round: b.options.unitPre})
		}
		list.Derived.Surcharges = append(list.Derived.Surcharges, s)
	}
}

// derivable names what no derivation says.
func (b *builder) derivable(entries []entry) bool {
	lacks := len(b.lacks)
	first := entries[0].rows
	for _, e := range entries {
		switch {
		case len(e.rows) == 0:
			b.lack("max_qty of a derived price")
		case len(e.rows) > 1 && b.options.pick != "sum_percent":
			b.lack("two percentages for one minimum")
		}
		for _, row := range e.rows {
			if row.source() != first[0].source() || string(row.SumOf) != string(first[0].SumOf) {
				b.lack("several sources of one price")
			}
			if row.Round != nil && b.options.unitRound.IsSet() {
				b.lack("two roundings of one price")
			}
		}
	}
	return len(b.lacks) == lacks
}

// surcharge is that of the row that holds, or of several whose percentages add up.
func (b *builder) surcharge(rows []ranked, c money.Currency) (s pricing.Surcharge) {
	if len(rows) == 1 {
		s.Rate = b.rate(rows[0].Percent)
		s.Then = b.steps(rows[0].rule, c)
		return s
	}
	sum := decimal.Zero
	for _, row := range rows {
		if len(b.steps(row.rule, c)) > 0 {
			b.lack("row_pick=sum_percent of more than percentages")
		}
		if row.Percent.given() {
			sum = sum.Add(b.decimal(row.Percent))
		}
	}
	s.Rate = b.rate(number{text: sum.String()})
	return s
}

// steps are what a row does after its percentage: amount or margin, steps, rounding.
func (b *builder) steps(row *rule, c money.Currency) (steps []pricing.Step) {
	if row.Amount.given() {
		steps = append(steps, pricing.Step{Amount: b.amount(row.Amount, c)})
	}
	if row.Margin.given() {
		steps = append(steps, pricing.Step{Margin: b.margin(row.Margin)})
	}
	for i := range row.Steps {
		said := &row.Steps[i]
		if said.Percent.given() {
			steps = append(steps, pricing.Step{Rate: b.rate(said.Percent)})
		}
		steps = append(steps, b.steps(said, c)...)
	}
	if row.Round == nil {
		return steps
	}
	if row.Round.At != "" && row.Round.At != "unit" {
		b.lack("round with at")
	}
	if row.Round.PreScale != nil {
		if pre, ok := b.rounding(rounding{Scale: row.Round.PreScale, Mode: row.Round.Mode}); ok {
			steps = append(steps, pricing.Step{Round: pre})
		}
	}
	if round, ok := b.rounding(*row.Round); ok {
		steps = append(steps, pricing.Step{Round: round})
	}
	return steps
}

func (b *builder) rate(percent number) (rate money.Rate) {
	if !percent.given() {
		return rate
	}
	d := b.decimal(percent)
	rate, err := money.PercentOf(d)
	if err != nil || d.LessThan(decimal.NewFromInt(-100)) {
		b.lack("a percentage beyond bounds")
	}
	return rate
}

func (b *builder) margin(percent number) (rate money.Rate) {
	rate, err := money.PercentOf(b.decimal(percent))
	if err != nil || rate.Cmp(money.MustRate("1")) >= 0 {
		b.lack("margin_percent of 100 or more")
	}
	return rate
}

// sum is what the parts of a sum_of become: sources, and amounts to add.
type sum struct {
	from pricing.ListID
	plus []pricing.ListID
	then []pricing.Step
}

// parts makes a list of nobody of each part of a sum, derived from the price that the part names.
func (b *builder) parts(list *pricing.List, sku string, t *table, said json.RawMessage) (sum sum) {
	if said == nil {
		return sum
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(said, &parts); err != nil || len(parts) == 0 {
		b.lack("sum_of %s", said)
		return sum
	}
	var sources []pricing.ListID
	for i, data := range parts {
		part := b.part(data)
		if part == nil {
			return sum
		}
		if constant := *part; constant.Of == "" && constant.Amount.given() && !constant.Percent.given() && !constant.Margin.given() && constant.Steps == nil {
			sum.then = append(sum.then, pricing.Step{Amount: b.amount(constant.Amount, t.currency)})
			continue
		}
		of := b.base(pricing.ListID{Kind: pricing.Cost, Code: fmt.Sprintf("part %d of %s", i+1, list.ID)})
		from := b.source(fmt.Sprintf("in part %d of ", i+1), list, sku, t, part)
		if of.Derived == nil {
			of.Derived = &pricing.Derivation{From: from, Round: exactly()}
		} else if of.Derived.From != from {
			b.lack("several sources in one level")
		}
		of.Derived.Surcharges = append(of.Derived.Surcharges, pricing.Surcharge{
			Product: sku, Rate: b.rate(part.Percent), Then: b.steps(part, t.currency),
		})
		sources = append(sources, of.ID)
	}
	if len(sources) == 0 {
		b.lack("sum_of amounts alone")
		return sum
	}
	sum.from, sum.plus = sources[0], sources[1:]
	return sum
}

// part reads a part of a sum: the name of a price, or a row that derives from one.
func (b *builder) part(data json.RawMessage) *rule {
	var part rule
	if json.Unmarshal(data, &part.Of) == nil {
		return &part
	}
	if !b.read("sum_of", data, &part) {
		return nil
	}
	if part.Price.given() && !part.derived() {
		part.Price, part.Amount = number{}, part.Price
	}
	if other := part; other.SKU != "" || other.MinQty.given() || other.For != nil || other.SumOf != nil || other.Price.stated && other.derived() && other.Price.given() {
		b.lack("sum_of rows")
	}
	return &part
}

// roundedTwice is a list whose stated prices are rounded twice: they become those of nobody's list, from which it is derived.
func (b *builder) roundedTwice(list pricing.List) []pricing.List {
	if !b.options.unitPre.IsSet() || len(list.Rows) == 0 || list.ID.Kind == pricing.Cost {
		return []pricing.List{list}
	}
	if list.Derived != nil {
		b.lack("rounding.pre_scale of stated and derived prices in one level")
	}
	stated := pricing.List{
		ID:       pricing.ListID{Kind: pricing.Cost, Code: "stated in " + list.ID.String()},
		Audience: pricing.Audience{Kind: pricing.Nobody}, Breaks: list.Breaks, Rows: list.Rows,
	}
	list.Rows, list.Derived = nil, &pricing.Derivation{
		From: stated.ID, Round: b.options.unitRound,
		Surcharges: []pricing.Surcharge{{Then: []pricing.Step{{Round: b.options.unitPre}}}},
	}
	return []pricing.List{stated, list}
}
