package pricing_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
)

// factsOf takes the facts out of a Book again, rows and all.
func factsOf(book *pricing.Book) pricing.Data {
	data := book.Data()
	for i := range data.Lists {
		data.Lists[i].Rows = slices.Collect(book.Rows(data.Lists[i].ID))
	}
	return data
}

// factsText says facts with a row a line, so that rows can be looked for.
func factsText(data pricing.Data) string {
	var b strings.Builder
	fmt.Fprintln(&b, data.Zone, data.Round, data.Revision, data.Precedence)
	for _, l := range data.Lists {
		rows, derived := l.Rows, l.Derived
		l.Rows, l.Derived = nil, nil
		fmt.Fprintf(&b, "%+v\n", l)
		if derived != nil {
			fmt.Fprintf(&b, "%+v\n", *derived)
		}
		for _, r := range rows {
			fmt.Fprintf(&b, "%+v\n", r)
		}
	}
	return b.String()
}

// PRC-9, P19: the facts of a Book make the same Book, and the same facts, also of one that was changed.
func TestP19_FactsOfABookMakeIt(t *testing.T) {
	t.Parallel()
	shard(t, proof(30, 100, 5_000), func(w *world) (int, error) {
		book, err := pricing.NewBook(w.data)
		if err != nil {
			return 0, err
		}
		if next, err := book.With(w.changes(1)); err == nil && w.chance(50) {
			book = next
		}
		facts := factsOf(book)
		again, err := pricing.NewBook(facts)
		if err != nil {
			return 0, fmt.Errorf("world %d: %w\n%s", w.number, err, factsText(facts))
		}
		if was, is := factsText(facts), factsText(factsOf(again)); was != is {
			return 0, fmt.Errorf("world %d: facts\n%s\nbecame\n%s", w.number, was, is)
		}
		w.data = facts
		return w.each(func(e *exam) error {
			return e.differ("from facts", record(book.For(*e.question.buyer, e.at), e.asked()), record(again.For(*e.question.buyer, e.at), e.asked()))
		})
	})
}

// PRC-1: without rounding the rows that come out are those that went in, days and switched off ones too.
func TestPRC1_RowsComeOutAsGiven(t *testing.T) {
	t.Parallel()
	shard(t, proof(30, 100, 5_000), func(w *world) (int, error) {
		w.data.Round = pricing.Places{}
		book, err := pricing.NewBook(w.data)
		if err != nil {
			return 0, err
		}
		count := 0
		for _, l := range w.data.Lists {
			given, got := make(map[string]bool), make(map[string]bool)
			for _, r := range l.Rows {
				if r.Breaks == l.Breaks {
					r.Breaks = pricing.Breaks{}
				}
				given[fmt.Sprintf("%+v", r)] = true
			}
			for r := range book.Rows(l.ID) {
				got[fmt.Sprintf("%+v", r)] = true
				count++
			}
			for r := range got {
				if !given[r] {
					return count, fmt.Errorf("world %d: %s has a row that was not given: %s", w.number, l.ID, r)
				}
			}
			if len(got) != len(given) {
				return count, fmt.Errorf("world %d: %s was given %d rows and has %d", w.number, l.ID, len(given), len(got))
			}
			for range book.Rows(l.ID) {
				break // it can be stopped
			}
		}
		return count + 1, nil
	})
}

func TestPRC1_FactsOfNone(t *testing.T) {
	var none *pricing.Book
	if d := none.Data(); d.Zone != nil || d.Lists != nil {
		t.Errorf("%+v", d)
	}
	for range none.Rows(pricing.LevelID("A")) {
		t.Error("a row of no Book")
	}
	book, err := pricing.NewBook(newWorld(1).data)
	if err != nil {
		t.Fatal(err)
	}
	for range book.Rows(pricing.LevelID("nobody knows it")) {
		t.Error("a row of an unknown list")
	}
}
