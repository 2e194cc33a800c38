package lint_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/lint"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// What is found is what asking every buyer for every quantity of a small range on every day finds, and nothing is missed.
func TestPRC11_MissesNothing(t *testing.T) {
	counts, worlds := map[lint.Code]int{}, proof(60, 300, 50_000)
	for number := range worlds {
		w := newWorld(uint64(number))
		got := make(map[string]int)
		for _, f := range check(t, w.question) {
			counts[f.Code]++
			if f.Code == lint.PriceZero || f.Code == lint.AssignedToNoOne || f.Code == lint.UnknownProduct ||
				f.Code == lint.EndsBeforeItBegins || f.Code == lint.HiddenBreak {
				continue // about rows as they stand: the test below
			}
			if money.Units(9).Less(f.From) {
				continue // beyond the small range
			}
			key := short(f)
			if _, twice := got[key]; twice {
				t.Fatalf("world %d: %s told twice", number, key)
			}
			got[key] = f.Accounts
		}
		want := brute(t, w.question)
		if !w.graduated && !maps.Equal(got, want) {
			t.Fatalf("world %d:\n got %v\nwant %v", number, got, want)
		}
		// Graduated prices of a unit rise with every one more; that is told once for each tier.
		for key := range got {
			if _, true := want[key]; !true {
				t.Fatalf("world %d: %s is not so", number, key)
			}
		}
		for key := range want {
			if _, told := got[key]; !told && !aboutUnits(key) {
				t.Fatalf("world %d: %s is missed: %v", number, key, got)
			}
		}
	}
	for _, code := range []lint.Code{lint.NeverWins, lint.ForcedClash, lint.AboveLevel, lint.RisingPrice, lint.MoreCostsLess,
		lint.PriceZero, lint.AssignedToNoOne, lint.EndsBeforeItBegins, lint.HiddenBreak, lint.UnknownProduct} {
		if counts[code] < worlds/50 {
			t.Errorf("%s only %d times", code, counts[code])
		}
	}
}

func aboutUnits(key string) bool { return len(key) > 12 && key[:12] == "rising price" }

func short(f lint.Finding) string {
	return fmt.Sprintf("%s %s %s %s %s", f.Code, f.List, f.Other, f.Product, f.From)
}

// brute returns what happens, with how many accounts it happens to; -1 where no buyer is meant.
func brute(t *testing.T, q lint.Question) map[string]int {
	t.Helper()
	book, err := pricing.NewBook(q.Data)
	if err != nil {
		t.Fatal(err)
	}
	happens, lives, wins := make(map[string]map[string]bool), make(map[string]lint.Finding), make(map[string]bool)
	for _, b := range q.Buyers {
		note := func(f lint.Finding) {
			if happens[short(f)] == nil {
				happens[short(f)] = make(map[string]bool)
			}
			happens[short(f)][b.Account] = true
		}
		for day := range 8 {
			prices := book.For(b, noon.AddDate(0, 0, day))
			for _, product := range []string{"P", "Q"} {
				bruteUnits(t, prices, product, note)
				bruteCodes(t, prices, product, note, lives, wins)
			}
		}
	}
	told := make(map[string]int)
	for key, accounts := range happens {
		told[key] = len(accounts)
	}
	for key, f := range lives {
		if !wins[key] {
			f.Code, f.Other = lint.NeverWins, pricing.ListID{}
			told[short(f)] = 0
		}
	}
	return told
}

func bruteUnits(t *testing.T, prices *pricing.Prices, product string, note func(lint.Finding)) {
	t.Helper()
	var before pricing.PricedLine
	for q := int32(1); q <= 9; q++ {
		basket, err := prices.Basket([]pricing.Line{{Product: product, Quantity: money.Units(q)}})
		if err != nil {
			t.Fatal(err)
		}
		after := basket.Lines[0]
		f := lint.Finding{List: after.Source(), Other: before.Source(), Product: product, From: money.Units(q)}
		if before.OK() && after.OK() {
			less, more := decimal.NewFromInt32(q-1), decimal.NewFromInt32(q)
			if after.Amount.Decimal().Mul(less).Cmp(before.Amount.Decimal().Mul(more)) > 0 {
				f.Code = lint.RisingPrice
				note(f)
			}
			if by, _ := after.Amount.Cmp(before.Amount); by < 0 {
				f.Code = lint.MoreCostsLess
				note(f)
			}
		}
		before = after
	}
}

func bruteCodes(t *testing.T, prices *pricing.Prices, product string, note func(lint.Finding), lives map[string]lint.Finding, wins map[string]bool) {
	t.Helper()
	competed := []pricing.Code{pricing.Won, pricing.Tied, pricing.Outbid, pricing.Outranked, pricing.Unforced}
	for q := int64(250_000); q <= 999_999_999_999_999_999; q += max(250_000, q-9_000_000) {
		trace, err := prices.Explain(pricing.Line{Product: product, Quantity: money.Micros(q)})
		if err != nil {
			t.Fatal(err)
		}
		var forced []pricing.ListID
		var level pricing.ListID
		for _, e := range trace.Entries {
			if e.Position > 0 && slices.Contains(competed, e.Code) {
				level = e.List
			}
			if e.Competes == pricing.Forced && slices.Contains(competed, e.Code) {
				forced = append(forced, e.List)
			}
		}
		for _, e := range trace.Entries {
			key := e.List.String() + product
			dear := e.Code == pricing.Dearer || e.Code == pricing.NotCheaper
			if dear {
				note(lint.Finding{Code: lint.AboveLevel, List: e.List, Other: level, Product: product})
			}
			if e.Position == 0 && (dear || slices.Contains(competed, e.Code)) {
				lives[key] = lint.Finding{List: e.List, Product: product}
			}
			wins[key] = wins[key] || e.Code == pricing.Won
		}
		for i := 1; i < len(forced); i++ {
			note(lint.Finding{Code: lint.ForcedClash, List: forced[0], Other: forced[i], Product: product})
		}
	}
}
