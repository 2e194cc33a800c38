package lint_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

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

// What is found of rows as they stand, against the same said in a few plain loops.
func TestPRC11_RowsAsTheyStand(t *testing.T) {
	for number := range proof(60, 300, 50_000) {
		w := newWorld(uint64(number))
		got, want := make(map[string]bool), make(map[string]bool)
		for _, f := range check(t, w.question) {
			switch f.Code {
			case lint.PriceZero, lint.AssignedToNoOne, lint.UnknownProduct, lint.EndsBeforeItBegins, lint.HiddenBreak:
				if f.Code != lint.HiddenBreak || !w.graduated { // where lines cross is the business of package impact
					got[short(f)+f.Account] = true
				}
			}
		}
		levels := make(map[string]bool)
		for _, l := range w.question.Data.Lists {
			for _, r := range l.Rows {
				levels[r.Product] = levels[r.Product] || l.ID.Kind == pricing.Level
			}
		}
		for _, l := range w.question.Data.Lists {
			if l.Inactive {
				continue
			}
			say := func(code lint.Code, product, account string, from money.Quantity) {
				want[short(lint.Finding{Code: code, List: l.ID, Product: product, From: from})+account] = true
			}
			if !someone(w.question.Buyers, &l) {
				say(lint.AssignedToNoOne, "", "", money.Quantity{})
			}
			for _, a := range l.Audience.Assigned {
				if !a.Inactive && neverTogether(&l, a) {
					say(lint.EndsBeforeItBegins, "", a.Account, money.Quantity{})
				}
			}
			for _, r := range l.Rows {
				if r.Price.Sign() == 0 {
					say(lint.PriceZero, r.Product, "", r.Min)
				}
				if !levels[r.Product] {
					say(lint.UnknownProduct, r.Product, "", money.Quantity{})
				}
				if neverTogether(&l, pricing.Assignment{Days: r.Days}) {
					say(lint.EndsBeforeItBegins, r.Product, "", r.Min)
				}
			}
			if !w.graduated {
				bruteHidden(t, &l, func(product string, from money.Quantity) { say(lint.HiddenBreak, product, "", from) })
			}
		}
		for key := range got {
			if !want[key] {
				t.Fatalf("world %d: %s is not so", number, key)
			}
		}
		for key := range want {
			if !got[key] {
				t.Fatalf("world %d: %s is missed: %v", number, key, got)
			}
		}
	}
}

func someone(all []pricing.Buyer, l *pricing.List) bool {
	return l.Audience.Kind == pricing.Everyone || slices.ContainsFunc(all, func(b pricing.Buyer) bool {
		if l.Audience.Kind == pricing.Named {
			return slices.Contains(b.Levels, l.ID.Code)
		}
		return slices.ContainsFunc(l.Audience.Assigned, func(a pricing.Assignment) bool {
			return !a.Inactive && (a.Account == b.PricedAs || a.Account == b.Account && (b.PricedAs == "" || b.CountOwn))
		})
	})
}

// neverTogether tries every day.
func neverTogether(l *pricing.List, a pricing.Assignment) bool {
	for day := -10; day <= 10; day++ {
		at := noon.AddDate(0, 0, day)
		in := func(w interface{ Contains(time.Time) bool }) bool { return w.Contains(at) }
		if in(l.Days.Window(time.UTC)) && in(a.Days.Window(time.UTC)) {
			return false
		}
	}
	return true
}

// bruteHidden asks the list with its dated rows and the list without them, on one of their days.
func bruteHidden(t *testing.T, l *pricing.List, say func(product string, from money.Quantity)) {
	t.Helper()
	for _, product := range []string{"P", "Q"} {
		var dated, base []pricing.Row
		for _, r := range l.Rows {
			if r.Product == product && !r.Days.From.IsZero() {
				dated = append(dated, r)
			} else if r.Product == product {
				base = append(base, r)
			}
		}
		if len(dated) == 0 || len(base) == 0 {
			continue
		}
		ask := func(rows []pricing.Row, q int64) pricing.PricedLine {
			book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{{ID: pricing.LevelID("A"), Breaks: l.Breaks, Rows: rows}}})
			if err != nil {
				t.Fatal(err)
			}
			basket, err := book.For(buyers("x")[0], noon).Basket([]pricing.Line{{Product: product, Quantity: money.Micros(q)}})
			if err != nil {
				t.Fatal(err)
			}
			return basket.Lines[0]
		}
		var before string
		for _, q := range []int64{1, 1_000_000, 2_000_000, 3_000_000, 5_000_000} {
			shown, hidden := ask(dated, q), ask(base, q)
			by, _ := hidden.Amount.Cmp(shown.Amount)
			if better := hidden.OK() && (!shown.OK() || by < 0); !better {
				before = ""
				continue
			}
			if now := shown.Price.String() + hidden.Price.String(); now != before {
				say(product, money.Micros(q))
				before = now
			}
		}
	}
}
