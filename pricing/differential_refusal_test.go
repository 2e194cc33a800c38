package pricing_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// flaw is what a Defect says of the rows of one product and unit.
type flaw struct {
	code    pricing.DefectCode
	list    pricing.ListID
	product string
	unit    string
}

// Tables that contradict each other are refused, and nothing else is: windows
// that cross, two prices for one minimum, rows of one table that differ in
// their breaks.
func TestDifferentialRefusals(t *testing.T) {
	t.Parallel()
	shard(t, proof(2_000, 20_000, 1_000_000), func(w *world) (int, error) {
		w.data.Lists = slices.DeleteFunc(w.data.Lists, func(l pricing.List) bool { return l.Derived != nil })
		for i := range w.data.Lists {
			rows := w.data.Lists[i].Rows
			if !w.chance(60) {
				continue
			}
			for range min(2, len(rows)) {
				w.spoil(&rows[w.IntN(len(rows))])
			}
		}
		want := flaws(w.data.Lists)
		_, err := pricing.NewBook(w.data)
		var refused *pricing.DataError
		if !errors.As(err, &refused) {
			refused = &pricing.DataError{}
		}
		var got []flaw
		for _, d := range refused.Defects {
			got = append(got, flaw{d.Code, d.List, d.Product, d.Unit})
		}
		if want, got := unique(want), unique(got); !slices.Equal(want, got) {
			return 1, fmt.Errorf("world %d: reference %v, engine %v\n%v\n%s", w.number, want, got, err, w.about(""))
		}
		return 1, nil
	})
}

func (w *world) spoil(row *pricing.Row) {
	switch w.IntN(4) {
	case 0, 1:
		row.Days = w.days(80)
	case 2:
		row.Breaks = w.breaks()
	case 3:
		row.Price = row.Price.Neg()
	}
}

func unique(flaws []flaw) []string {
	var all []string
	for _, f := range flaws {
		all = append(all, fmt.Sprintf("%s of %s %s %q", f.code, f.list, f.product, f.unit))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// flaws compares every row with every other of its list, product, unit and
// currency.
func flaws(lists []pricing.List) []flaw {
	var all []flaw
	for _, l := range lists {
		for i, a := range l.Rows {
			add := func(code pricing.DefectCode) { all = append(all, flaw{code, l.ID, a.Product, a.Unit}) }
			if a.Price.Sign() < 0 {
				add(pricing.NegativePrice)
				continue
			}
			for _, b := range l.Rows[:i] {
				if b.Price.Sign() < 0 || a.Inactive || b.Inactive || a.Product != b.Product || a.Unit != b.Unit || a.Price.Currency() != b.Price.Currency() {
					continue
				}
				if a.Days != b.Days {
					if crosses(a.Days, b.Days) {
						add(pricing.CrossingWindows)
					}
					continue
				}
				if breaksOf(l, a) != breaksOf(l, b) {
					add(pricing.MixedBreaks)
				}
				if a.Min == b.Min && !a.Price.Equal(b.Price) {
					add(pricing.DuplicateBreak)
				}
			}
		}
	}
	return all
}

func breaksOf(l pricing.List, row pricing.Row) pricing.Breaks {
	if row.Breaks == (pricing.Breaks{}) {
		return l.Breaks
	}
	return row.Breaks
}

// A row whose days end before they begin is refused by that name.
func TestReversedDaysAreRefused(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		if len(w.data.Lists[0].Rows) == 0 {
			return 0, nil
		}
		w.data.Lists[0].Rows[0].Days = calendar.Days{From: w.around, To: w.around.AddDays(-1)}
		_, err := pricing.NewBook(w.data)
		var refused *pricing.DataError
		if !errors.As(err, &refused) || refused.Defects[0].Code != pricing.ReversedDays || refused.Defects[0].Row != 0 {
			return 1, fmt.Errorf("world %d: %w", w.number, err)
		}
		return 1, nil
	})
}
