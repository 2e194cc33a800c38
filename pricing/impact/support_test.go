package impact_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
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

func newBook(t testing.TB, data pricing.Data) *pricing.Book {
	t.Helper()
	book, err := pricing.NewBook(data)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// changes collects what Between yields.
func changes(t testing.TB, old, now impact.Side) (all []impact.Change) {
	t.Helper()
	for c, err := range impact.Between(old, now, noon) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// world is a small seller, made from a number.
type world struct {
	*rand.Rand
	data pricing.Data
}

func newWorld(number uint64) *world {
	w := &world{Rand: rand.New(rand.NewPCG(number, 10))}
	w.data = pricing.Data{Zone: time.UTC}
	if w.IntN(4) == 0 {
		w.data.Precedence = pricing.Precedence{Criteria: []pricing.Criterion{pricing.LowestPrice, pricing.RefuseTie}, EveryLevel: w.IntN(2) == 0}
	}
	for _, code := range []string{"A", "B"} {
		w.data.Lists = append(w.data.Lists, w.list(pricing.LevelID(code)))
	}
	for _, code := range []string{"K", "L", "M"}[:w.IntN(4)] {
		w.data.Lists = append(w.data.Lists, w.list(pricing.ListID{Kind: pricing.Contract, Code: code}))
	}
	return w
}

func pick[T any](w *world, some ...T) T { return some[w.IntN(len(some))] }

func (w *world) list(id pricing.ListID) pricing.List {
	l := pricing.List{ID: id, Inactive: w.IntN(12) == 0}
	if w.IntN(3) == 0 {
		l.Breaks.Mode = pick(w, pricing.Graduated, pricing.GraduatedMeasure)
	}
	if id.Kind != pricing.Level {
		l.Competes = pick(w, pricing.NotDearer, pricing.NotDearer, pricing.Forced, pricing.Cheaper, pricing.Base)
		l.Audience.Kind = pricing.Assigned
		for _, account := range []string{"ann", "bob", "cor"} {
			if w.IntN(2) == 0 {
				l.Audience.Assigned = append(l.Audience.Assigned, pricing.Assignment{Account: account, Days: w.days(), Inactive: w.IntN(9) == 0})
			}
		}
		l.Days = w.days()
	}
	for _, product := range []string{"P", "Q"} {
		if w.IntN(4) > 0 {
			l.Rows = append(l.Rows, w.rows(product, pick(w, "", "", "", "BOX"))...)
		}
	}
	return l
}

func (w *world) rows(product, unit string) (rows []pricing.Row) {
	for _, min := range []string{"0", "1", "2", "2.5", "4"} {
		if w.IntN(3) == 0 || len(rows) == 0 && w.IntN(2) == 0 {
			rows = append(rows, pricing.Row{Product: product, Unit: unit, Min: money.MustQuantity(min),
				Price: eur(pick(w, "1", "2", "2", "2.5", "3", "0"))})
		}
	}
	return rows
}

func (w *world) days() (d calendar.Days) {
	switch w.IntN(8) {
	case 0:
		d.From = calendar.MustDate("2026-03-16")
	case 1:
		d.To = calendar.MustDate("2026-03-14")
	case 2:
		d.To = calendar.MustDate("2026-03-15")
	}
	return d
}

func (w *world) buyers() (all []pricing.Buyer) {
	for _, id := range []string{"ann", "bob", "cor"} {
		b := pricing.Buyer{Account: id, Levels: pick(w, []string{"A"}, []string{"A"}, []string{"B", "A"}, nil), Currency: money.EUR}
		if w.IntN(8) == 0 {
			b.PricedAs = "ann"
		}
		b.Blocked = w.IntN(15) == 0
		if w.IntN(12) > 0 {
			all = append(all, b)
		}
	}
	return all
}

// changed is the seller after a change, made by With or as a Book of its own.
func (w *world) changed(t testing.TB, book *pricing.Book) *pricing.Book {
	t.Helper()
	lists := w.data.Lists
	at := w.IntN(len(lists))
	next := w.list(lists[at].ID)
	if w.IntN(3) == 0 {
		data := w.data
		data.Lists = append(append([]pricing.List{next}, lists[:at]...), lists[at+1:]...)
		return newBook(t, data)
	}
	c := pricing.Changes{Put: []pricing.List{next}}
	switch w.IntN(4) {
	case 0:
		c = pricing.Changes{Drop: []pricing.ListID{next.ID}}
	case 1:
		product := pick(w, "P", "Q", "R")
		c = pricing.Changes{Products: []pricing.ProductRows{{List: next.ID, Product: product, Rows: w.rows(product, "")}}}
	}
	after, err := book.With(c)
	if err != nil {
		t.Fatal(err)
	}
	return after
}
