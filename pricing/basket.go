package pricing

import (
	"fmt"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Basket is the answer to several lines at once (PRC-7). Breaks of wider scope
// than the line count what the other lines add (PRC-2). A Basket is for one
// goroutine at a time: it remembers what its answers looked up.
type Basket struct {
	Lines []PricedLine
	// Total is the sum of the amounts, rounded where the Book states an order
	// rounding; no amount if a line has none.
	Total money.Amount

	prices *Prices
	asked  []askedLine
	wide   *wideQuantities
}

// askedLine is a line of the question with what was looked up for it.
type askedLine struct {
	Line
	item    uint32
	product int64 // the product's quantity in this unit over the basket
}

// PricedLine is one line of a basket.
type PricedLine struct {
	Price
	// Amount is what the line costs, rounded where the Book states a line
	// rounding; no amount where there is no price.
	Amount money.Amount
}

// Basket prices lines together, in the order given. An error names the line;
// that a line has no price is a value.
func (p *Prices) Basket(lines []Line) (Basket, error) {
	b := Basket{prices: p}
	if !p.sound {
		return Basket{}, p.Err()
	}
	if len(lines) > MaxLines {
		return Basket{}, &QuestionError{Field: "lines", What: fmt.Sprintf("ask for at most %d at once", MaxLines)}
	}
	b.Lines = make([]PricedLine, len(lines))
	b.asked = make([]askedLine, len(lines))
	for i := range lines {
		b.asked[i].Line = lines[i]
	}
	if err := b.lookUp(); err != nil {
		return Basket{}, err
	}
	for i := range lines {
		if err := b.price(i); err != nil {
			return Basket{}, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return b, b.sum()
}

// lookUp finds the items and how much of each the basket has.
func (b *Basket) lookUp() error {
	var all money.Quantity
	var err error
	for i := range b.asked {
		if err := checkQuantity(b.asked[i].Quantity, i+1); err != nil {
			return err
		}
		if all, err = all.Add(b.asked[i].Quantity); err != nil { // then no part of it overflows
			return &QuestionError{Field: "quantity", Line: i + 1, What: "ask for less: the sum is beyond bounds"}
		}
		item, ok := b.prices.book.find(b.asked[i].Product, b.asked[i].Unit)
		if !ok {
			item = noItem
		}
		b.asked[i].item = item
	}
	b.addUp()
	return nil
}

// addUp sums the quantities by item.
func (b *Basket) addUp() {
	const few = 64 // below, comparing all pairs is faster than a map
	if len(b.asked) <= few {
		for i := range b.asked {
			for j := range b.asked {
				if b.asked[j].item == b.asked[i].item {
					b.asked[i].product += b.asked[j].Quantity.Micros()
				}
			}
		}
		return
	}
	sums := make(map[uint32]int64, len(b.asked))
	for i := range b.asked {
		sums[b.asked[i].item] += b.asked[i].Quantity.Micros()
	}
	for i := range b.asked {
		b.asked[i].product = sums[b.asked[i].item]
	}
}

func (b *Basket) price(i int) (err error) {
	p, out := b.prices, &b.Lines[i]
	if reason := p.refused(); reason != 0 {
		out.Reason = reason
		return nil
	}
	if b.asked[i].item == noItem {
		out.Reason = p.absent(b.asked[i].Product, &ask{item: noItem})
		return nil
	}
	if item := b.asked[i].item; !p.opposed(item) {
		if unit, least, ok := p.plainly(p.plain.rows.page(item), item%pageItems, b.asked[i].product); ok {
			out.Unit, out.Break, out.source, out.Reason = unit, least, p.plain.source, Priced
			out.Amount, err = unit.MulRound(b.asked[i].Quantity, p.book.round.Line)
			return err
		}
	}
	a := b.ask(i)
	answer := p.resolve(&a, nil)
	if out.Price, err = p.put(&a, &answer); err != nil || !answer.priced {
		return err
	}
	out.Amount, err = p.amount(&answer.best, &a)
	return err
}

func (b *Basket) sum() (err error) {
	total := money.Zero(b.prices.currency)
	for i := range b.Lines {
		if !b.Lines[i].OK() {
			return nil
		}
		if total, err = total.Add(b.Lines[i].Amount); err != nil {
			return err
		}
	}
	if round := b.prices.book.round.Order; round.IsSet() {
		if total, err = total.Round(round); err != nil {
			return err
		}
	}
	b.Total = total
	return nil
}

// ask is the question of one line within its basket.
func (b *Basket) ask(i int) ask {
	l := &b.asked[i]
	return ask{item: l.item, line: l.Quantity.Micros(), product: l.product, in: b, index: i}
}

// Answer is [Prices.Answer] for a line within its basket, by its index.
func (b *Basket) Answer(i int) (Answer, error) {
	if err := b.check(i); err != nil {
		return Answer{}, err
	}
	if b.prices.refused() != 0 || b.asked[i].item == noItem {
		return b.prices.Answer(b.asked[i].Line)
	}
	a := b.ask(i)
	return b.prices.answer(&a)
}

// Explain is [Prices.Explain] for a line within its basket, by its index.
func (b *Basket) Explain(i int, also ...ListID) (Trace, error) {
	if err := b.check(i); err != nil {
		return Trace{}, err
	}
	if b.prices.refused() != 0 || b.asked[i].item == noItem {
		return b.prices.Explain(b.asked[i].Line, also...)
	}
	a := b.ask(i)
	return b.prices.explain(b.prices.trace(b.asked[i].Line), &a, also)
}

func (b *Basket) check(i int) error {
	if i < 0 || i >= len(b.asked) {
		return &QuestionError{Field: "line", What: "the basket has no such line"}
	}
	return nil
}
