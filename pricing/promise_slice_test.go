package pricing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
)

// slice cuts the facts that keys ask for out of all of them.
func slice(data pricing.Data, k pricing.Keys, meets func(pricing.Keys, pricing.List) bool) pricing.Data {
	taken := make(map[pricing.ListID]bool)
	for _, l := range data.Lists {
		if meets(k, l) {
			take(data.Lists, l.ID, taken)
		}
	}
	var lists []pricing.List
	for _, l := range data.Lists {
		if taken[l.ID] {
			l = cloneList(l)
			l.Rows = slices.DeleteFunc(l.Rows, func(row pricing.Row) bool { return !slices.Contains(k.Products, row.Product) })
			l.Audience.Assigned = slices.DeleteFunc(l.Audience.Assigned, func(a pricing.Assignment) bool { return !toKeys(k, a) })
			lists = append(lists, l)
		}
	}
	data.Lists = lists
	return data
}

func toKeys(k pricing.Keys, a pricing.Assignment) bool {
	return slices.Contains(k.Accounts, a.Account) || slices.Contains(k.Groups, a.Group)
}

// take takes a list, and those that it is derived from.
func take(lists []pricing.List, id pricing.ListID, taken map[pricing.ListID]bool) {
	l := lists[slices.IndexFunc(lists, func(o pricing.List) bool { return o.ID == id })]
	taken[id] = true
	for _, source := range l.Derived.Sources() {
		take(lists, source, taken)
	}
}

// sliced asks some questions of a world of the whole Book and of a slice for each, and tells how many lists and rows the
// slices have and have not.
func (w *world) sliced(meets func(pricing.Keys, pricing.List) bool, tally func(kept, left int)) (int, error) {
	cases := 0
	_, err := w.each(func(e *exam) error {
		if w.chance(70) {
			return nil // each slice is a Book of its own
		}
		cases++
		lines := []pricing.Line{e.asked()}
		for w.chance(50) && len(lines) < 4 {
			lines = append(lines, w.someLine())
		}
		var also []pricing.ListID
		for _, l := range some(w, 30, w.data.Lists) {
			also = append(also, l.ID)
		}
		keys := pricing.KeysOf(*e.question.buyer, lines, also...)
		data := slice(w.data, keys, meets)
		tally(sizeOf(data), sizeOf(w.data)-sizeOf(data))
		book, err := pricing.NewBook(data)
		if err != nil {
			return err
		}
		part := book.For(*e.question.buyer, e.at)
		return e.differ(fmt.Sprintf("%+v of %+v", keys, lines), tellAll(e.prices, lines, also), tellAll(part, lines, also))
	})
	return cases, err
}

func sizeOf(data pricing.Data) (n int) {
	for _, l := range data.Lists {
		n += 1 + len(l.Rows)
	}
	return n
}

// tellAll is everything that pricing says to lines, each alone and all together, as text.
func tellAll(p *pricing.Prices, lines []pricing.Line, also []pricing.ListID) string {
	text := ""
	basket, err := p.Basket(lines)
	if err == nil {
		text = fmt.Sprintln("total", basket.Total)
	}
	for i, line := range lines {
		trace, traceErr := p.Explain(line, also...)
		text += record(p, line) + fmt.Sprintln(traceBytes(trace), traceErr, err)
		if err == nil && len(lines) > 1 {
			answer, answerErr := basket.Answer(i)
			trace, traceErr := basket.Explain(i, also...)
			text += fmt.Sprintln(basket.Lines[i].Amount, answerText(answer), answerErr)
			text += fmt.Sprintln(traceBytes(trace), traceErr)
		}
	}
	return text + fmt.Sprintln(slices.Collect(p.Lists()))
}

// P17: a slice prices like the whole: what keys name of the facts gives the same bytes for their products, buyer and any
// instant, in price, answer, explanation and basket.
func TestP17_SlicePricesLikeTheWhole(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		kept, left := 0, 0
		cases, err := w.sliced(pricing.Keys.Meets, func(k, l int) { kept, left = kept+k, left+l })
		if err == nil && len(w.data.Lists) > 4 && (kept == 0 || left == 0) {
			err = fmt.Errorf("world %d: of its facts slices have %d and have not %d", w.number, kept, left)
		}
		return cases, err
	})
}

// P17: each part of what a slice is cut by counts. Without it some price differs.
func TestP17_SliceWithoutAPartDoesNot(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		without string
		meets   func(pricing.Keys, pricing.List) bool
	}{
		{"the levels of others", func(k pricing.Keys, l pricing.List) bool {
			return k.Meets(l) && (l.Audience.Kind != pricing.Named || slices.Contains([]string{"A", "B", "C"}, l.ID.Code))
		}},
		{"what is for everyone", func(k pricing.Keys, l pricing.List) bool {
			return k.Meets(l) && l.Audience.Kind != pricing.Everyone
		}},
		{"groups", func(k pricing.Keys, l pricing.List) bool { k.Groups = nil; return k.Meets(l) }},
		{"accounts", func(k pricing.Keys, l pricing.List) bool { k.Accounts = nil; return k.Meets(l) }},
		{"the account that buys", func(k pricing.Keys, l pricing.List) bool { k.Accounts = k.Accounts[:1]; return k.Meets(l) }},
		{"the lists asked about", func(k pricing.Keys, l pricing.List) bool { k.Also = nil; return k.Meets(l) }},
		{"lists switched off", func(k pricing.Keys, l pricing.List) bool { return k.Meets(l) && !l.Inactive }},
		{"lists that need a right", func(k pricing.Keys, l pricing.List) bool { return k.Meets(l) && l.Permission == "" }},
	} {
		t.Run(c.without, func(t *testing.T) {
			t.Parallel()
			for n := range uint64(800) {
				if _, err := newWorld(n+1).sliced(c.meets, func(int, int) {}); err != nil {
					return
				}
			}
			t.Error("no price differs")
		})
	}
}
