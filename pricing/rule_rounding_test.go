package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func cents(m money.Mode) money.Rounding { return money.ToPlaces(2, m) }

// PRC-3: rounding is once per stated place: unit, line, order.
func TestPRC3_RoundingPlaces(t *testing.T) {
	half := cents(money.HalfUp)
	five := money.MustIncrement("0.05", money.HalfUp)
	for _, c := range []struct {
		reason              string
		round               pricing.Places
		unit, amount, total string
	}{
		{"nowhere: exact", pricing.Places{}, "1.115", "3.345", "6.69"},
		{"unit: when compiled", pricing.Places{Unit: half}, "1.12", "3.36", "6.72"},
		{"unit: down", pricing.Places{Unit: cents(money.Down)}, "1.11", "3.33", "6.66"},
		{"unit: to even", pricing.Places{Unit: cents(money.HalfEven)}, "1.12", "3.36", "6.72"},
		{"unit: ties down", pricing.Places{Unit: cents(money.HalfDown)}, "1.11", "3.33", "6.66"},
		{"unit: in steps of 0.05", pricing.Places{Unit: five}, "1.10", "3.30", "6.60"},
		{"line: the exact amount, once", pricing.Places{Line: half}, "1.115", "3.35", "6.70"},
		{"line: up", pricing.Places{Line: money.ToPlaces(1, money.Up)}, "1.115", "3.40", "6.80"},
		{"order: the exact sum, once", pricing.Places{Order: money.ToPlaces(1, money.HalfUp)}, "1.115", "3.345", "6.70"},
		{"order: down to whole ones", pricing.Places{Order: money.ToPlaces(0, money.Floor)}, "1.115", "3.345", "6.00"},
		{"all three, each at its place", pricing.Places{Unit: half, Line: money.ToPlaces(1, money.HalfUp), Order: money.ToPlaces(0, money.Ceiling)}, "1.12", "3.40", "7.00"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			data := lists(level("A", at("1.115"), of("Q", "1.115")))
			data.Round = c.round
			basket, err := sheet(t, data).For(tradeBuyer(), march).Basket([]pricing.Line{pieces("P", "3"), pieces("Q", "3")})
			if err != nil {
				t.Fatal(err)
			}
			got := []string{basket.Lines[0].Unit.Number(), basket.Lines[0].Amount.Number(), basket.Total.Number()}
			sameAs(t, c.reason, []string{c.unit, c.amount, c.total}, got)
		})
	}
}

// PRC-3: what competes is what is shown.
func TestPRC3_RoundedPricesCompete(t *testing.T) {
	half := pricing.Places{Unit: cents(money.HalfUp)}
	rounded := func(p pricing.Places, all ...pricing.List) pricing.Data {
		return pricing.Data{Round: p, Lists: all}
	}
	runRule(t, []ruleCase{
		{reason: "exactly dearer, shown as equal: equal", data: rounded(half, level("A", at("10")), deal("K", at("10.004"))), want: "10.00 contract:K"},
		{reason: "without rounding it is dearer", data: rounded(pricing.Places{}, level("A", at("10")), deal("K", at("10.004"))), want: "10.00 level:A"},
		{reason: "a price that rounds to 0 never wins", data: rounded(half, level("A", at("10")), deal("K", at("0.004"))), want: "10.00 level:A"},
		{reason: "the line's rounding decides nothing", data: rounded(pricing.Places{Line: cents(money.HalfUp)}, level("A", at("10")), deal("K", at("10.004"))), want: "10.00 level:A"},
		{reason: "the quotient of graduated breaks is rounded as units are", data: rounded(half, with(level("A", rows("0 10", "10 8")...), func(l *pricing.List) {
			l.Breaks.Mode = pricing.GraduatedMeasure
		})), line: pieces("P", "12"), want: "9.67 level:A from 10"},
		{reason: "purchase prices are not rounded, what is derived by its derivation only", data: rounded(half,
			with(pricing.List{ID: pricing.ListID{Kind: pricing.Cost, Code: "C"}, Rows: rows("1.005")}, nobodys),
			derived("A", pricing.ListID{Kind: pricing.Cost, Code: "C"}, money.ToPlaces(3, money.HalfUp), "0")), want: "1.005 level:A"},
	})
}

// PRC-3: a graduated line is rounded once, from its exact amount.
func TestPRC3_GraduatedLineIsRoundedOnce(t *testing.T) {
	data := lists(with(level("A", rows("1 0.335", "3 0.1")...), func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }))
	data.Round.Line = cents(money.HalfUp)
	basket, err := sheet(t, data).For(tradeBuyer(), march).Basket([]pricing.Line{pieces("P", "3")})
	if err != nil || basket.Lines[0].Amount.Number() != "0.77" || basket.Total.Number() != "0.77" {
		t.Errorf("0.335 × 2 + 0.1: %s, total %s, %v; want 0.77", basket.Lines[0].Amount, basket.Total, err)
	}
}

// derived is a list that adds percentages, given as rates, to a source.
func derived(code string, from pricing.ListID, round money.Rounding, rates ...string) pricing.List {
	l := level(code)
	l.Derived = &pricing.Derivation{From: from, Round: round}
	for _, rate := range rates {
		l.Derived.Surcharges = append(l.Derived.Surcharges, pricing.Surcharge{Rate: money.MustRate(rate)})
	}
	return l
}
