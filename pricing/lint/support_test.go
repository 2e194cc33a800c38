package lint_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/lint"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// proof returns how many cases to take: TRADETERMS_PROOF=full and =soak ask for more.
func proof(small, full, soak int) int {
	switch os.Getenv("TRADETERMS_PROOF") {
	case "full":
		return full
	case "soak":
		return soak
	}
	return small
}

var noon = time.Date(2026, time.March, 15, 12, 0, 0, 0, time.UTC)

func eur(text string) money.Amount { return money.MustParse(text, money.EUR) }

func date(text string) calendar.Date { return calendar.MustDate(text) }

func level(code string, rows ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.LevelID(code), Rows: rows}
}

func agreed(code string, competes pricing.Competes, rows ...pricing.Row) pricing.List {
	return pricing.List{ID: pricing.ListID{Kind: pricing.Contract, Code: code}, Competes: competes, Rows: rows,
		Audience: pricing.Audience{Kind: pricing.Assigned, Assigned: []pricing.Assignment{{Account: "ann"}}}}
}

func row(product, min, price string) pricing.Row {
	return pricing.Row{Product: product, Min: money.MustQuantity(min), Price: eur(price)}
}

func buyers(ids ...string) (all []pricing.Buyer) {
	for _, id := range ids {
		all = append(all, pricing.Buyer{Account: id, Levels: []string{"A"}, Currency: money.EUR})
	}
	return all
}

func check(t testing.TB, q lint.Question) (all []lint.Finding) {
	t.Helper()
	findings, err := lint.Check(q)
	if err != nil {
		t.Fatal(err)
	}
	for f := range findings {
		all = append(all, f)
	}
	return all
}

// world is a small seller, made from a number.
type world struct {
	*rand.Rand
	question  lint.Question
	graduated bool
}

func pick[T any](w *world, some ...T) T { return some[w.IntN(len(some))] }

func newWorld(number uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(number, 11))}
	w.graduated = number%4 == 0
	w.question = lint.Question{From: noon, Data: pricing.Data{Zone: time.UTC}}
	if w.IntN(6) == 0 {
		w.question.Data.Precedence = pricing.Precedence{Criteria: []pricing.Criterion{pricing.LowestPrice, pricing.RefuseTie}}
	}
	lists := []pricing.List{w.list(pricing.LevelID("A")), w.list(pricing.LevelID("B"))}
	for _, code := range []string{"K", "L", "M"}[:w.IntN(4)] {
		lists = append(lists, w.list(pricing.ListID{Kind: pricing.Contract, Code: code}))
	}
	w.question.Data.Lists = lists
	for _, id := range []string{"ann", "bob", "cor"}[:1+w.IntN(3)] {
		b := pricing.Buyer{Account: id, Levels: pick(w, []string{"A"}, []string{"A"}, []string{"B", "A"}), Currency: money.EUR}
		if w.IntN(6) == 0 {
			b.PricedAs, b.CountOwn = "ann", w.IntN(2) == 0
		}
		w.question.Buyers = append(w.question.Buyers, b)
	}
	return w
}

func (w *world) list(id pricing.ListID) pricing.List {
	l := pricing.List{ID: id, Inactive: w.IntN(12) == 0}
	if w.graduated && w.IntN(2) == 0 {
		l.Breaks.Mode = pick(w, pricing.Graduated, pricing.GraduatedMeasure)
	}
	if id.Kind != pricing.Level {
		l.Days = w.days()
		l.Competes = pick(w, pricing.NotDearer, pricing.NotDearer, pricing.Forced, pricing.Forced, pricing.Cheaper, pricing.Base)
		l.Audience.Kind = pick(w, pricing.Assigned, pricing.Assigned, pricing.Assigned, pricing.Everyone)
		for _, account := range []string{"ann", "bob", "cor"} {
			if l.Audience.Kind == pricing.Assigned && w.IntN(2) == 0 {
				l.Audience.Assigned = append(l.Audience.Assigned, pricing.Assignment{Account: account, Days: w.days(), Inactive: w.IntN(9) == 0})
			}
		}
	}
	for _, product := range []string{"P", "Q"} {
		if w.IntN(4) > 0 {
			l.Rows = append(l.Rows, w.rows(product, calendar.Days{})...)
		}
		if w.IntN(3) == 0 {
			l.Rows = append(l.Rows, w.rows(product, calendar.Days{From: date("2026-03-14"), To: date("2026-03-17")})...)
		}
	}
	return l
}

func (w *world) rows(product string, days calendar.Days) (rows []pricing.Row) {
	for _, min := range []string{"0", "1", "2", "3", "5"} {
		if w.IntN(3) == 0 || len(rows) == 0 && w.IntN(2) == 0 {
			r := row(product, min, pick(w, "1", "2", "2", "2.5", "3", "0"))
			r.Days = days
			rows = append(rows, r)
		}
	}
	return rows
}

func (w *world) days() (d calendar.Days) {
	switch w.IntN(8) {
	case 0:
		d.From = date("2026-03-17")
	case 1:
		d.To = date("2026-03-14")
	case 2:
		d.To = date("2026-03-16")
	}
	return d
}
