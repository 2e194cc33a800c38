package pricing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// crowd adds what is many: lists that have one product, so that its rows fill
// more than a page; products, so that there is more than a page; breaks.
func (w *world) crowd() {
	for n := range 60 + w.IntN(200) {
		l := w.assigned(n % len(worldCodes))
		l.ID.Code = fmt.Sprintf("%s%03d", l.ID.Code, n)
		if w.chance(80) {
			l.Rows = slices.DeleteFunc(l.Rows, func(row pricing.Row) bool { return row.Product != "P" })
		}
		if l.Audience.Kind == pricing.Everyone && w.chance(80) {
			l.Audience.Kind = pricing.Nobody
		}
		if l.Audience.Kind == pricing.Nobody {
			l.Competes = pricing.Base
		}
		w.data.Lists = append(w.data.Lists, l)
	}
	for i := range w.data.Lists {
		l := &w.data.Lists[i]
		for n := range w.IntN(3) * 30 {
			if l.Derived == nil && w.chance(30) {
				l.Rows = append(l.Rows, pricing.Row{Product: fmt.Sprint("p", n), Price: money.MustParse(pick(w, w.prices), money.GBP)})
			}
		}
	}
	many := pricing.List{ID: pricing.LevelID("many")}
	for n := range 300 {
		many.Rows = append(many.Rows, pricing.Row{Product: "Q", Min: money.Micros(int64(n) * 700_000), Price: money.Scaled(int64(1000-n), 2, money.GBP)})
	}
	w.data.Lists = append(w.data.Lists, many)
}

// inCrowd asks for products that are one of many, too.
func (e *exam) inCrowd() {
	if e.chance(40) {
		e.lines[0].Product, e.lines[0].Unit = fmt.Sprint("p", e.IntN(61)), ""
	}
	if e.chance(20) {
		e.question.buyer.Levels = append(e.question.buyer.Levels, "many")
		e.prices = e.book.For(*e.question.buyer, e.at)
	}
}

// Where lists, products and breaks are many the engine lays its rows out in
// other ways, and answers as the reference does.
func TestDifferentialCrowd(t *testing.T) {
	t.Parallel()
	shard(t, proof(1_500, 25_000, 1_000_000)/worldCases, func(w *world) (int, error) {
		w.crowd()
		return w.each(func(e *exam) error {
			e.inCrowd()
			price, err := e.prices.Price(e.asked())
			if err != nil {
				return err
			}
			trace, err := e.prices.Explain(e.asked())
			if err != nil {
				return err
			}
			return e.same([]string{e.ref.price(&e.question).text(), e.ref.trace(&e.question)}, []string{textOf(price), traceText(trace)})
		})
	})
}

// P19 where they are many.
func TestP19_ChangedCrowdIsACrowdMadeAnew(t *testing.T) {
	t.Parallel()
	shard(t, proof(3, 30, 1_000), func(w *world) (int, error) {
		w.crowd()
		book, err := pricing.NewBook(w.data)
		if err != nil {
			return 0, err
		}
		cases := 0
		for step := range 5 {
			changes := w.changes(uint64(step))
			changed := changed(w.data, changes)
			want, wantErr := pricing.NewBook(changed)
			next, err := book.With(changes)
			if (err == nil) != (wantErr == nil) {
				return cases, fmt.Errorf("world %d, step %d: With says %v, NewBook %v", w.number, step, err, wantErr)
			}
			if err != nil {
				continue
			}
			w.data, book = changed, next
			count, err := w.each(func(e *exam) error {
				e.inCrowd()
				return e.differ(fmt.Sprint("step ", step), record(want.For(*e.question.buyer, e.at), e.asked()), record(next.For(*e.question.buyer, e.at), e.asked()))
			})
			if cases += count; err != nil {
				return cases, err
			}
		}
		return cases, nil
	})
}
