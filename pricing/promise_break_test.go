package pricing_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P9 (all units): the unit price at a quantity is that of the greatest break
// not above it.
func TestP9_GreatestBreakNotAboveTheQuantity(t *testing.T) {
	t.Parallel()
	micros := rapid.OneOf(rapid.Int64Range(0, 12), rapid.Int64Range(0, 12*million), rapid.Map(rapid.Int64Range(0, 12), func(n int64) int64 { return n * million }))
	rapid.Check(t, func(t *rapid.T) {
		minimums := rapid.SliceOfNDistinct(micros, 1, 9, rapid.ID[int64]).Draw(t, "minimums")
		l := pricing.List{ID: pricing.LevelID("A")}
		for i, least := range minimums {
			l.Rows = append(l.Rows, pricing.Row{Product: "P", Min: money.Micros(least), Price: money.Scaled(int64(i+1), 2, money.GBP)})
		}
		book, err := pricing.NewBook(pricing.Data{Zone: time.UTC, Lists: []pricing.List{l}})
		if err != nil {
			t.Fatal(err)
		}
		asked := max(1, rapid.OneOf(micros, rapid.Map(rapid.SampledFrom(minimums), func(n int64) int64 { return n - 1 }), rapid.SampledFrom(minimums)).Draw(t, "asked"))
		best, smallest := -1, minimums[0]
		for i, least := range minimums {
			smallest = min(smallest, least)
			if least <= asked && (best < 0 || least > minimums[best]) {
				best = i
			}
		}
		buyer := pricing.Buyer{Account: "acme", Levels: []string{"A"}, Currency: money.GBP}
		got, err := book.For(buyer, time.Unix(0, 0)).Price(pricing.Line{Product: "P", Quantity: money.Micros(asked)})
		if err != nil {
			t.Fatal(err)
		}
		want := refPrice{reason: pricing.TooFew, from: money.Micros(smallest)}
		if best >= 0 {
			want = refPrice{pricing.Priced, decimal.New(int64(best+1), -2), l.ID, money.Micros(minimums[best])}
		}
		if !same(want, got) {
			t.Fatalf("got %s, want %s", textOf(got), want.text())
		}
	})
}

// scoped gives all tables of a world one scope. A sum that loses breaks of its own by
// that, and would have those of sources that differ, becomes a copy of the first.
func (w *world) scoped(scope pricing.Scope) {
	family := ""
	if scope == pricing.FamilyScope {
		family = "red"
	}
	for i := range w.data.Lists {
		l := &w.data.Lists[i]
		stated := l.Breaks != pricing.Breaks{}
		l.Breaks.Scope, l.Breaks.Family = scope, family
		if stated && l.Derived != nil && l.Breaks == (pricing.Breaks{}) {
			l.Derived.Plus = nil
		}
		for j := range l.Rows {
			if l.Rows[j].Breaks != (pricing.Breaks{}) {
				l.Rows[j].Breaks.Scope, l.Rows[j].Breaks.Family = scope, family
			}
		}
	}
}

// P10: splitting a line changes no total before rounding (product scope).
func TestP10_SplittingALineChangesNoTotal(t *testing.T) {
	t.Parallel()
	shard(t, promised()*2, func(w *world) (int, error) {
		w.scoped(pricing.ProductScope)
		w.data.Round.Line, w.data.Round.Order = money.Rounding{}, money.Rounding{}
		return w.each(func(e *exam) error {
			line := e.asked()
			if line.Quantity.Micros() < 2 {
				return nil
			}
			one, other := line, line
			one.Quantity = money.Micros(1 + w.Int64N(line.Quantity.Micros()-1))
			other.Quantity, _ = line.Quantity.Sub(one.Quantity)
			whole, err := e.prices.Basket([]pricing.Line{line})
			if err != nil {
				return err
			}
			split, err := e.prices.Basket([]pricing.Line{one, other})
			if err != nil {
				return err
			}
			return e.differ(fmt.Sprintf("split in %s and %s", one.Quantity, other.Quantity),
				fmt.Sprint(whole.Total, textOf(whole.Lines[0].Price)), fmt.Sprint(split.Total, textOf(split.Lines[0].Price)))
		})
	})
}

// P13: the answer's currency is the question's.
func TestP13_CurrencyIsTheQuestions(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			answer, err := e.prices.Answer(e.asked())
			if err != nil {
				return err
			}
			trace, err := e.prices.Explain(e.asked())
			if err != nil {
				return err
			}
			line, _, err := cost(e.prices, e.asked())
			if err != nil {
				return err
			}
			amounts := []money.Amount{answer.Unit, answer.Normal.Unit, answer.Next.Unit, answer.Next.Saves, line.Unit, line.Amount, trace.Price}
			for _, entry := range trace.Entries {
				amounts = append(amounts, entry.Price)
				for _, band := range entry.Bands {
					amounts = append(amounts, band.Price)
				}
			}
			for i, a := range amounts {
				if a.IsSet() && a.Currency() != e.question.buyer.Currency {
					return fmt.Errorf("amount %d is in %s, asked in %s", i, a.Currency(), e.question.buyer.Currency)
				}
			}
			return nil
		})
	})
}

// P14: the total is the exact sum of the lines' amounts, rounded once as the
// Book states; each amount is rounded once as the Book states.
func TestP14_LinesAddUpToTheTotal(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			lines := []pricing.Line{e.asked()}
			for len(lines) < 12 && w.chance(85) {
				lines = append(lines, w.someLine())
			}
			basket, err := e.prices.Basket(lines)
			if err != nil {
				return err
			}
			sum, whole := decimal.Zero, true
			for i, line := range basket.Lines {
				whole = whole && line.OK()
				if line.OK() != line.Amount.IsSet() {
					return fmt.Errorf("line %d: %s costs %s", i, textOf(line.Price), line.Amount)
				}
				rounded := parseRounding(w.data.Round.Line).apply(line.Amount.Decimal())
				if !rounded.Equal(line.Amount.Decimal()) {
					return fmt.Errorf("line %d costs %s, not rounded", i, line.Amount)
				}
				sum = sum.Add(line.Amount.Decimal())
			}
			if whole != basket.Total.IsSet() {
				return fmt.Errorf("all lines priced: %t, total %s", whole, basket.Total)
			}
			if want := parseRounding(w.data.Round.Order).apply(sum); whole && !want.Equal(basket.Total.Decimal()) {
				return fmt.Errorf("total %s, not %s", basket.Total, want)
			}
			return nil
		})
	})
}

// A quotient is rounded by its exact value: a millionth of many pieces at
// a dearer price is enough to round up.
func TestPRC3_QuotientIsRoundedByItsExactValue(t *testing.T) {
	t.Parallel()
	l := pricing.List{ID: pricing.LevelID("A"), Breaks: pricing.Breaks{Mode: pricing.GraduatedMeasure}, Rows: []pricing.Row{
		{Product: "P", Price: money.MustParse("1", money.GBP)},
		{Product: "P", Min: money.MustQuantity("99999999.999999"), Price: money.MustParse("1.000001", money.GBP)},
	}}
	buyer := pricing.Buyer{Account: "acme", Levels: []string{"A"}, Currency: money.GBP}
	line := pricing.Line{Product: "P", Quantity: money.Units(100_000_000)}
	for mode, want := range map[money.Mode]string{money.Ceiling: "1.01", money.Up: "1.01", money.HalfUp: "1", money.Floor: "1"} {
		book, err := pricing.NewBook(pricing.Data{
			Zone: time.UTC, Lists: []pricing.List{l}, Round: pricing.Places{Unit: money.ToPlaces(2, mode)},
		})
		if err != nil {
			t.Fatal(err)
		}
		// the dearer price is rounded when compiled, which Floor and HalfUp undo
		price, err := book.For(buyer, time.Unix(0, 0)).Price(line)
		if err != nil || price.Unit.Decimal().String() != want {
			t.Errorf("%s: %s, %v, want %s", mode, textOf(price), err, want)
		}
	}
}
