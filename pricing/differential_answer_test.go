package pricing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// Normal price, next break, window, and the trace are those of the reference.
func TestDifferentialAnswer(t *testing.T) {
	t.Parallel()
	shard(t, proof(6_000, 100_000, 5_000_000)/worldCases, compareAnswers)
}

// Baskets of several lines are those of the reference, with amounts and total.
func TestDifferentialBasket(t *testing.T) {
	t.Parallel()
	shard(t, proof(12_000, 200_000, 10_000_000)/worldCases, compareBaskets)
}

func compareAnswers(w *world) (int, error) {
	return w.each(func(e *exam) error {
		answer, err := e.prices.Answer(e.asked())
		if err != nil {
			return err
		}
		trace, err := e.prices.Explain(e.asked())
		if err != nil {
			return err
		}
		return e.answers(answer, trace)
	})
}

// Within a basket a line's answer and trace depend on the other lines.
func TestDifferentialBasketAnswer(t *testing.T) {
	t.Parallel()
	shard(t, proof(3_000, 50_000, 2_500_000)/worldCases, func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			for len(e.lines) < 4 && w.chance(70) {
				e.lines = append(e.lines, w.someLine())
			}
			e.line = w.IntN(len(e.lines))
			defer func() { e.line = 0 }()
			basket, err := e.prices.Basket(e.lines)
			if err != nil {
				return err
			}
			answer, err := basket.Answer(e.line)
			if err != nil {
				return err
			}
			trace, err := basket.Explain(e.line)
			if err != nil {
				return err
			}
			return e.answers(answer, trace)
		})
	})
}

func (e *exam) answers(answer pricing.Answer, trace pricing.Trace) error {
	q := &e.question
	want := []string{
		e.ref.price(q).text(), "normal " + e.ref.normal(q).text(), e.ref.next(q).text(),
		windowText(e.ref.window(q)), fmt.Sprint(e.ref.special(q)), e.ref.trace(q),
	}
	got := []string{
		textOf(answer.Price), "normal " + textOf(answer.Normal), nextText(answer.Next),
		windowText(answer.Holds), fmt.Sprint(answer.Special()), traceText(trace),
	}
	return e.same(want, got)
}

func compareBaskets(w *world) (int, error) {
	cases := 0
	_, err := w.each(func(e *exam) error {
		lines := []pricing.Line{e.asked()}
		for len(lines) < 5 && w.chance(60) {
			lines = append(lines, w.someLine())
		}
		basket, err := e.prices.Basket(lines)
		if err != nil {
			return err
		}
		priced, total := e.ref.basket(e.buyer, e.at, lines)
		var want, got []string
		for i := range lines {
			cases++
			want = append(want, fmt.Sprintf("%+v %s costs %s", lines[i], priced[i].text(), amountOf(priced[i])))
			got = append(got, fmt.Sprintf("%+v %s costs %s", lines[i], textOf(basket.Lines[i].Price), basket.Lines[i].Amount.Decimal()))
		}
		sum := "no total"
		if total != nil {
			sum = "total " + total.String()
		}
		want = append(want, sum)
		sum = "no total"
		if basket.Total.IsSet() {
			sum = "total " + basket.Total.Decimal().String()
		}
		return e.same(want, append(got, sum))
	})
	return cases, err
}

func amountOf(line refLine) string { return line.amount.String() }

func (n *refNext) text() string {
	if n == nil {
		return "no next"
	}
	saves := ""
	if n.priced {
		saves = n.saves.String()
	}
	return fmt.Sprintf("from %s, %s more, %s by %s saves %s", n.from, n.more, n.unit, n.source, saves)
}

func nextText(n pricing.NextBreak) string {
	if !n.OK() {
		return "no next"
	}
	saves := ""
	if n.Saves.IsSet() {
		saves = n.Saves.Decimal().String()
	}
	return fmt.Sprintf("from %s, %s more, %s by %s saves %s", n.From, n.More, n.Unit.Decimal(), n.Source, saves)
}

func windowText(w calendar.Window) string {
	return "holds from " + w.From.UTC().Format(time.RFC3339Nano) + " until " + w.Until.UTC().Format(time.RFC3339Nano)
}

func (r *reference) special(q *question) bool {
	p := r.price(q)
	return p.reason == pricing.Priced && r.list(p.source).Audience.Kind != pricing.Named
}

func (r *reference) trace(q *question) string {
	var text strings.Builder
	for _, e := range r.entries(q) {
		fmt.Fprintf(&text, "%s %s; ", e.list, e.code)
	}
	return text.String()
}

func traceText(t pricing.Trace) string {
	var text strings.Builder
	for _, e := range t.Entries {
		fmt.Fprintf(&text, "%s %s; ", e.List, e.Code)
	}
	return text.String()
}

// The lists that apply to a buyer, and their products (CON-5), are those that
// all conditions of CON-2 but the product's hold for.
func TestDifferentialLists(t *testing.T) {
	t.Parallel()
	shard(t, proof(6_000, 100_000, 5_000_000)/worldCases, func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			var want, got []string
			for _, l := range e.ref.applying(&e.question) {
				want = append(want, l.ID.String())
				for _, product := range worldProducts {
					for _, unit := range worldUnits {
						if l.has(product, &unit) && !l.off(pricing.Line{Product: product, Unit: unit}) {
							want = append(want, fmt.Sprintf("%s %s %q", l.ID, product, unit))
						}
					}
				}
			}
			for id := range e.prices.Lists() {
				got = append(got, id.String())
				for item := range e.prices.Products(id) {
					got = append(got, fmt.Sprintf("%s %s %q", id, item.Product(), item.Unit()))
				}
			}
			slices.Sort(want)
			slices.Sort(got)
			return e.differ("lists", fmt.Sprint(want), fmt.Sprint(got))
		})
	})
}
