package storage_test

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	facts "github.com/tradeterms/tradeterms/pricing/product"
)

// converted brings a line to the unit in which all lists have its product, as a host does that converts: by the product's fixed
// factor, exactly, and before it asks. It returns how many of that unit are in one that was ordered; false where nothing is to be
// converted, or cannot be.
func (b *builder) converted(line *pricing.Line) (per money.Quantity, ok bool) {
	units := b.setup.Products[line.Product].Units
	if len(units) == 0 || b.options.unitIsKey {
		return per, false
	}
	needed, there := false, false
	for _, list := range b.lists {
		needed = needed || otherUnit(list, *line)
		there = there || slices.ContainsFunc(list.Rows, func(r pricing.Row) bool { return r.Product == line.Product && r.Unit == line.Unit })
	}
	if !needed {
		return per, false
	}
	if there {
		b.lack("conversion beside a price in the unit asked for")
		return per, false
	}
	to, one := b.onlyUnit(line.Product)
	if !one || b.options.round.Unit.IsSet() {
		b.lack("conversion between several units, or of rounded prices")
		return per, false
	}
	fact := facts.Product{ID: line.Product}
	for name, factor := range units {
		if b.decimal(factor).String() != "1" {
			fact.Units = append(fact.Units, facts.Unit{Name: name, Holds: b.quantity(factor.text)})
		}
	}
	book, err := facts.New([]facts.Product{fact})
	if err != nil {
		b.problem("units: %v", err)
		return per, false
	}
	per, _ = book.Convert(line.Product, money.Units(1), line.Unit, to) // zero where one is no exact quantity
	quantity, d := book.Convert(line.Product, line.Quantity, line.Unit, to)
	if !d.Allowed() {
		b.lack("conversion of units: %s", d)
		return per, false
	}
	line.Quantity, line.Unit = quantity, to
	return per, true
}

// onlyUnit is the unit in which all lists have a product; the product's own, if all have it in that one and some in others too.
func (b *builder) onlyUnit(sku string) (unit string, one bool) {
	if b.inOwnUnit(sku) {
		return "", true
	}
	for _, list := range b.lists {
		for _, row := range list.Rows {
			if row.Product != sku {
				continue
			}
			if one && row.Unit != unit {
				return "", false
			}
			unit, one = row.Unit, true
		}
		if list.Derived != nil {
			if one && unit != "" {
				return "", false
			}
			one = true
		}
	}
	return unit, one
}

func (b *builder) inOwnUnit(sku string) bool {
	all := true
	for _, list := range b.lists {
		has, own := false, false
		for _, row := range list.Rows {
			has = has || row.Product == sku
			own = own || row.Product == sku && row.Unit == ""
		}
		all = all && (own || !has)
	}
	return all
}

// otherUnit reports whether a list has the product, but not in the line's unit.
func otherUnit(list *pricing.List, line pricing.Line) bool {
	other := false
	for _, row := range list.Rows {
		if row.Product == line.Product {
			if row.Unit == line.Unit {
				return false
			}
			other = true
		}
	}
	derived := list.Derived != nil && slices.ContainsFunc(list.Derived.Surcharges, func(s pricing.Surcharge) bool {
		return s.Product == line.Product
	})
	return other || derived && line.Unit != ""
}
