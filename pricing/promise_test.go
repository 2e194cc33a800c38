package pricing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// record is everything that pricing says to one question, as text.
func record(p *pricing.Prices, line pricing.Line) string {
	var text strings.Builder
	price, err := p.Price(line)
	fmt.Fprintln(&text, textOf(price), price.Special(), err)
	answer, err := p.Answer(line)
	fmt.Fprintln(&text, answerText(answer), err)
	trace, err := p.Explain(line)
	fmt.Fprintln(&text, traceBytes(trace), err)
	return text.String()
}

func answerText(a pricing.Answer) string {
	return fmt.Sprintln(textOf(a.Price), textOf(a.Normal), nextText(a.Next), windowText(a.Holds), a.Special(), a.Revision)
}

func traceBytes(t pricing.Trace) string {
	data, err := json.Marshal(t)
	return fmt.Sprintln(string(data), err, t.Sentence(), t.String())
}

// differ returns an error where two records of one question are not the same.
func (e *exam) differ(what, a, b string) error {
	if a == b {
		return nil
	}
	return fmt.Errorf("%s:\n%s\n%s\nbuyer %+v\nat %s\nline %+v\n%s", what, a, b, *e.question.buyer, e.at, e.asked(), e.about(e.asked().Product))
}

// clone returns facts that share nothing with those of the world.
func (w *world) clone() pricing.Data {
	data := w.data
	data.Lists = nil
	for _, l := range w.data.Lists {
		data.Lists = append(data.Lists, cloneList(l))
	}
	data.Precedence.Criteria = slices.Clone(data.Precedence.Criteria)
	return data
}

func cloneList(l pricing.List) pricing.List {
	l.Rows = slices.Clone(l.Rows)
	l.Audience.Assigned = slices.Clone(l.Audience.Assigned)
	if l.Derived != nil {
		derived := *l.Derived
		derived.Plus, derived.Surcharges = slices.Clone(derived.Plus), slices.Clone(derived.Surcharges)
		for i := range derived.Surcharges {
			derived.Surcharges[i].Then = slices.Clone(derived.Surcharges[i].Then)
		}
		l.Derived = &derived
	}
	return l
}

// besides asks each question of a world and of the Book that a change of its
// facts makes.
func besides(w *world, change func(*pricing.Data), same func(e *exam, other *pricing.Prices) error) (int, error) {
	data := w.clone()
	change(&data)
	other, err := pricing.NewBook(data)
	if err != nil {
		return 0, fmt.Errorf("world %d: %w\n%s", w.number, err, w.about(""))
	}
	return w.each(func(e *exam) error { return same(e, other.For(*e.question.buyer, e.at)) })
}

func alike(e *exam, other *pricing.Prices) error {
	return e.differ("another record", record(e.prices, e.asked()), record(other, e.asked()))
}

// promised is how many worlds a promise is shown on.
func promised() int { return proof(40, 200, 10_000) }

// P1: same input, same bytes.
func TestP1_SameInputSameBytes(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return besides(w, func(*pricing.Data) {}, func(e *exam, other *pricing.Prices) error {
			if err := alike(e, other); err != nil {
				return err
			}
			again := e.book.For(*e.question.buyer, e.at)
			return e.differ("asked again", record(e.prices, e.asked()), record(again, e.asked()))
		})
	})
}

// P2: the order of inputs is irrelevant, but for a buyer's levels.
func TestP2_OrderOfInputsIsIrrelevant(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		data := w.clone()
		shuffle(w, data.Lists)
		for i := range data.Lists {
			l := &data.Lists[i]
			shuffle(w, l.Rows)
			shuffle(w, l.Audience.Assigned)
			if l.Derived != nil {
				shuffle(w, l.Derived.Surcharges)
				shuffle(w, l.Derived.Plus)
			}
		}
		book, err := pricing.NewBook(data)
		if err != nil {
			return 0, err
		}
		return w.each(func(e *exam) error {
			buyer := *e.question.buyer
			buyer.Groups, buyer.Features, buyer.Permissions = slices.Clone(buyer.Groups), slices.Clone(buyer.Features), slices.Clone(buyer.Permissions)
			slices.Reverse(buyer.Groups)
			slices.Reverse(buyer.Features)
			slices.Reverse(buyer.Permissions)
			return alike(e, book.For(buyer, e.at))
		})
	})
}

func shuffle[T any](w *world, s []T) { w.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] }) }

// P3: an identical row twice changes nothing.
func TestP3_IdenticalRowTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return besides(w, func(data *pricing.Data) {
			for i := range data.Lists {
				data.Lists[i].Rows = append(data.Lists[i].Rows, some(w, 50, data.Lists[i].Rows)...)
			}
		}, alike)
	})
}

// P3: the same key with other content is a load error.
func TestP3_OtherContentForOneKeyIsRefused(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (cases int, err error) {
		for i, l := range w.data.Lists {
			for j, row := range l.Rows {
				data := w.clone()
				row.Price = money.MustParse("7.77", row.Price.Currency())
				row.Inactive = false
				data.Lists[i].Rows[j].Inactive = false
				data.Lists[i].Rows = append(data.Lists[i].Rows, row)
				_, err := pricing.NewBook(data)
				var refused *pricing.DataError
				if !errors.As(err, &refused) || !errors.Is(err, pricing.ErrData) {
					return cases, fmt.Errorf("world %d, %s, row %d of %+v twice: %v", w.number, l.ID, j, row, err)
				}
				if !slices.ContainsFunc(refused.Defects, func(d pricing.Defect) bool {
					return d.Code == pricing.DuplicateBreak && d.List == l.ID && d.Product == row.Product && d.Unit == row.Unit
				}) {
					return cases, fmt.Errorf("world %d: %w", w.number, err)
				}
				cases++
			}
		}
		return cases, nil
	})
}
