package pricing_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P18: many at once are what they are one at a time: the price file, handles,
// baskets of one line, and baskets whose breaks look at lines alone.
func TestP18_ManyAtOnceAreOneAtATime(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		if w.chance(50) {
			w.scoped(pricing.LineScope)
		}
		return w.each(func(e *exam) error {
			if err := e.file(); err != nil {
				return err
			}
			line := e.asked()
			alone := record(e.prices, line)
			if item, ok := e.book.Item(line.Product, line.Unit); ok {
				price, err := e.prices.PriceOf(item, line.Quantity)
				if err := e.differ("by handle", textOf(mustPrice(e.prices, line)), textOf(price)+fmt.Sprint(errText(err))); err != nil {
					return err
				}
			}
			lines := []pricing.Line{line}
			for w.data.Lists != nil && allLineScope(w.data) && len(lines) < 4 {
				lines = append(lines, w.someLine())
			}
			basket, err := e.prices.Basket(lines)
			if err != nil {
				return err
			}
			for i, line := range lines {
				answer, err := basket.Answer(i)
				if err != nil {
					return err
				}
				trace, err := basket.Explain(i)
				if err != nil {
					return err
				}
				text := fmt.Sprintln(textOf(basket.Lines[i].Price), basket.Lines[i].Special(), nil) +
					fmt.Sprintln(answerText(answer), nil) + fmt.Sprintln(traceBytes(trace), nil)
				if i > 0 {
					alone = record(e.prices, line)
				}
				if err := e.differ(fmt.Sprint("line ", i, " of ", lines), alone, text); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func allLineScope(data pricing.Data) bool {
	return !slices.ContainsFunc(data.Lists, func(l pricing.List) bool {
		return l.Breaks.Scope != pricing.LineScope
	})
}

// file compares the price file with single prices.
func (e *exam) file() error {
	want, quantity := "", e.asked().Quantity
	for _, product := range worldProducts {
		for _, unit := range worldUnits {
			if price := mustPrice(e.prices, pricing.Line{Product: product, Unit: unit, Quantity: quantity}); price.OK() {
				want += fmt.Sprintf("%s %q %s\n", product, unit, textOf(price))
			}
		}
	}
	got := ""
	for item, price := range e.prices.All(quantity) {
		got += fmt.Sprintf("%s %q %s\n", item.Product(), item.Unit(), textOf(price))
	}
	if err := e.differ("price file", want, got); err != nil {
		return err
	}
	for range e.prices.All(quantity) {
		break // it can be stopped
	}
	return nil
}

// P19: a Book changed by With is a Book made anew from the changed facts, it
// refuses what that refuses, and the Book before stays as it was.
func TestP19_ChangedBookIsABookMadeAnew(t *testing.T) {
	t.Parallel()
	shard(t, proof(30, 200, 10_000), func(w *world) (int, error) {
		book, err := pricing.NewBook(w.data)
		if err != nil {
			return 0, err
		}
		cases := 0
		for step := range 6 {
			changes := w.changes(uint64(step))
			changed := changed(w.data, changes)
			want, wantErr := pricing.NewBook(changed)
			before, _ := (&world{Rand: w.Rand, number: w.number, around: w.around, data: w.data}).snapshot(book)
			next, err := book.With(changes)
			if (err == nil) != (wantErr == nil) {
				return cases, fmt.Errorf("world %d, step %d: With says %v, NewBook %v\n%+v\n%s", w.number, step, err, wantErr, changes, w.about(""))
			}
			if after, _ := before.again(book); after != before.text {
				return cases, fmt.Errorf("world %d, step %d: the Book before has changed: %s, %s", w.number, step, before.text, after)
			}
			if err != nil {
				continue
			}
			w.data = changed
			book = next
			count, err := w.each(func(e *exam) error {
				return e.differ(fmt.Sprint("step ", step), record(want.For(*e.question.buyer, e.at), e.asked()), record(next.For(*e.question.buyer, e.at), e.asked()))
			})
			if cases += count; err != nil {
				return cases, fmt.Errorf("%w\n%+v", err, changes)
			}
			if next.Revision() != changes.Revision || !slices.Equal(sortedLists(next), sortedLists(want)) {
				return cases, fmt.Errorf("world %d: revision %d, lists %v", w.number, next.Revision(), sortedLists(next))
			}
		}
		return cases, nil
	})
}

func sortedLists(b *pricing.Book) []pricing.ListID {
	return slices.SortedFunc(b.Lists(), pricing.ListID.Compare)
}

// snapshot is what a Book says to one buyer of a world.
type snapshot struct {
	questions []func(*pricing.Book) string
	text      string
}

func (w *world) snapshot(book *pricing.Book) (*snapshot, string) {
	s := &snapshot{}
	for range 4 {
		buyer, at, line := w.someBuyer(), w.someInstant(), w.someLine()
		s.questions = append(s.questions, func(b *pricing.Book) string { return record(b.For(buyer, at), line) })
	}
	s.text, _ = s.again(book)
	return s, s.text
}

func (s *snapshot) again(book *pricing.Book) (string, int) {
	text := ""
	for _, ask := range s.questions {
		text += ask(book)
	}
	return text, len(s.questions)
}

// P20: hostile values in the package variables of decimal change nothing.
func TestP20_HostileGlobalsChangeNothing(t *testing.T) {
	tell := func() []string {
		var all []string
		for n := range uint64(promised() / 4) {
			w := newWorld(n + 1)
			_, err := w.each(func(e *exam) error {
				all = append(all, exact(e.prices, e.asked()))
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		return all
	}
	before := tell()
	division, power, quotes := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes
	trim, scientific, iterations, exponent, zero := decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero
	t.Cleanup(func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes = division, power, quotes
		decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent = trim, scientific, iterations, exponent
		decimal.Zero = zero
	})
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes = 0, 0, !quotes
	decimal.TrimTrailingZeros, decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent = !trim, !scientific, 0, 0
	after := tell()
	decimal.Zero = decimal.New(7, 0)
	again := tell()
	for i := range before {
		if before[i] != after[i] || before[i] != again[i] {
			t.Fatalf("with hostile globals\n%s\n%s\n%s", before[i], after[i], again[i])
		}
	}
	t.Logf("%d questions", len(before))
}

// exact is record without decimal's own text, which its variables are for.
func exact(p *pricing.Prices, line pricing.Line) string {
	price := mustPrice(p, line)
	answer, err := p.Answer(line)
	trace, _ := p.Explain(line)
	basket, _ := p.Basket([]pricing.Line{line, {Product: "Q", Quantity: money.Units(3)}})
	return fmt.Sprint(price.Reason, price.Unit, price.Source(), price.Break, answer.Normal.Unit, answer.Next, windowText(answer.Holds),
		err, traceBytes(trace), basket.Lines[0].Amount, basket.Lines[1].Amount, basket.Total)
}
