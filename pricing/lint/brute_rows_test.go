package lint_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/lint"
	"github.com/tradeterms/tradeterms/pricing/money"
)

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
			if ahead(l.Days) && !someone(w.question.Buyers, &l) {
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
			return !a.Inactive && ahead(a.Days) && (a.Account == b.PricedAs || a.Account == b.Account && (b.PricedAs == "" || b.CountOwn))
		})
	})
}

// ahead tries every day from the question's on.
func ahead(d calendar.Days) bool {
	for day := range 10 {
		if d.Window(time.UTC).Contains(noon.AddDate(0, 0, day)) {
			return true
		}
	}
	return false
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
