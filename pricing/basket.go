package pricing

import (
	"slices"

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
	asked  []Line
	wide   *wideQuantities
}

// PricedLine is one line of a basket.
type PricedLine struct {
	Price
	// Amount is what the line costs, rounded where the Book states a line
	// rounding; no amount where there is no price.
	Amount money.Amount

	item    uint32
	product int64 // the product's quantity in this unit over the basket
}

// Basket prices lines together, in the order given. An error names the line;
// that a line has no price is a value.
func (p *Prices) Basket(lines []Line) (Basket, error) {
	b := Basket{prices: p, asked: slices.Clone(lines)}
	if !p.sound {
		return Basket{}, p.defect()
	}
	if len(lines) > MaxLines {
		return Basket{}, &QuestionError{Field: "lines", What: "ask for at most 10000 at once"}
	}
	b.Lines = make([]PricedLine, len(lines))
	if err := b.lookUp(); err != nil {
		return Basket{}, err
	}
	for i := range lines {
		if err := b.price(i); err != nil {
			return Basket{}, err
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
		b.Lines[i].item = item
	}
	b.addUp()
	return nil
}

// addUp sums the quantities by item.
func (b *Basket) addUp() {
	const few = 64 // below, comparing all pairs is faster than a map
	if len(b.Lines) <= few {
		for i := range b.Lines {
			for j := range b.Lines {
				if b.Lines[j].item == b.Lines[i].item {
					b.Lines[i].product += b.asked[j].Quantity.Micros()
				}
			}
		}
		return
	}
	sums := make(map[uint32]int64, len(b.Lines))
	for i := range b.Lines {
		sums[b.Lines[i].item] += b.asked[i].Quantity.Micros()
	}
	for i := range b.Lines {
		b.Lines[i].product = sums[b.Lines[i].item]
	}
}

func (b *Basket) price(i int) (err error) {
	p, out := b.prices, &b.Lines[i]
	if reason := p.refused(); reason != 0 {
		out.Reason = reason
		return nil
	}
	if out.item == noItem {
		out.Reason = p.absent(b.asked[i].Product, &ask{item: noItem})
		return nil
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
	return ask{item: b.Lines[i].item, line: b.asked[i].Quantity.Micros(), product: b.Lines[i].product, in: b, index: i}
}

// Answer is [Prices.Answer] for a line within its basket, by its index.
func (b *Basket) Answer(i int) (Answer, error) {
	if err := b.check(i); err != nil {
		return Answer{}, err
	}
	if b.prices.refused() != 0 || b.Lines[i].item == noItem {
		return b.prices.Answer(b.asked[i])
	}
	a := b.ask(i)
	return b.prices.answer(&a)
}

// Explain is [Prices.Explain] for a line within its basket, by its index.
func (b *Basket) Explain(i int, also ...ListID) (Trace, error) {
	if err := b.check(i); err != nil {
		return Trace{}, err
	}
	if b.prices.refused() != 0 || b.Lines[i].item == noItem {
		return b.prices.Explain(b.asked[i], also...)
	}
	a := b.ask(i)
	return b.prices.explain(b.prices.trace(b.asked[i]), &a, b.asked[i], also)
}

func (b *Basket) check(i int) error {
	if i < 0 || i >= len(b.Lines) {
		return &QuestionError{Field: "line", What: "the basket has no such line"}
	}
	return nil
}
