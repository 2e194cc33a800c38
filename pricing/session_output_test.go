package pricing_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// asking is one question of a session: a line, in a basket with others.
type asking struct {
	session account.Session
	at      time.Time
	line    pricing.Line
	beside  pricing.Line
	ids     []pricing.ListID // all lists that there are, hidden ones too
}

// shown is every byte that the session's user can get out of pricing. whole is
// for what even the seller's form of a trace may not tell.
func (q *asking) shown(in *aside, whole bool) string {
	buyer, d := pricing.BuyerOf(in.graph, q.session, q.at)
	return fmt.Sprintln(d) + q.shownTo(buyer, in.book, whole)
}

func (q *asking) shownTo(buyer pricing.Buyer, book *pricing.Book, whole bool) string {
	p := book.For(buyer, q.at)
	var text strings.Builder
	price, err := p.Price(q.line)
	fmt.Fprintln(&text, p.Err(), price, textOf(price), price.Special(), err)
	if item, ok := book.Item(q.line.Product, q.line.Unit); ok {
		price, err = p.PriceOf(item, q.line.Quantity)
	}
	fmt.Fprintln(&text, price, price.Break, err)
	answer, err := p.Answer(q.line)
	fmt.Fprintln(&text, answer, answerText(answer), jsonText(answer), err)
	trace, err := p.Explain(q.line)
	fmt.Fprintln(&text, traceBytes(trace.For(buyer)), err)
	if whole {
		fmt.Fprintln(&text, traceBytes(trace))
		trace, err = p.Explain(q.line, q.ids...)
		fmt.Fprintln(&text, traceBytes(trace), err)
	}
	q.basket(&text, p, buyer)
	q.catalogue(&text, p)
	q.errors(&text, p)
	return text.String()
}

func (q *asking) basket(text *strings.Builder, p *pricing.Prices, buyer pricing.Buyer) {
	basket, err := p.Basket([]pricing.Line{q.line, q.beside, q.line})
	fmt.Fprintln(text, basket.Total, jsonText(basket.Lines), err)
	for i := range basket.Lines {
		answer, err := basket.Answer(i)
		fmt.Fprintln(text, textOf(basket.Lines[i].Price), basket.Lines[i].Amount, answerText(answer), err)
		trace, err := basket.Explain(i)
		fmt.Fprintln(text, traceBytes(trace.For(buyer)), err)
	}
}

// catalogue is what comes as a list: by code, by price, by list.
func (q *asking) catalogue(text *strings.Builder, p *pricing.Prices) {
	type entry struct {
		product string
		price   pricing.Price
	}
	var all []entry
	for item, price := range p.All(q.line.Quantity) {
		all = append(all, entry{item.Product() + item.Unit(), price})
		fmt.Fprintln(text, item.Product(), item.Unit(), price, price.Break)
	}
	slices.SortStableFunc(all, func(a, b entry) int { return a.price.Unit.Decimal().Cmp(b.price.Unit.Decimal()) })
	for _, e := range all {
		fmt.Fprintln(text, e.product)
	}
	fmt.Fprintln(text, slices.Collect(p.Lists()))
	for _, id := range q.ids {
		var products []string
		for item := range p.Products(id) {
			products = append(products, item.Product()+item.Unit())
		}
		if len(products) > 0 {
			fmt.Fprintln(text, id, products)
		}
	}
}

// errors is what questions are told that are too large, or none.
func (q *asking) errors(text *strings.Builder, p *pricing.Prices) {
	for _, quantity := range []money.Quantity{{}, money.MustQuantity("-1"), money.MustQuantity("8000000000000")} {
		line := q.line
		line.Quantity = quantity
		_, err := p.Price(line)
		_, errA := p.Answer(line)
		_, errE := p.Explain(line)
		_, errB := p.Basket([]pricing.Line{q.line, line})
		fmt.Fprintln(text, err, errA, errE, errB)
	}
	_, err := p.Basket(make([]pricing.Line, pricing.MaxLines+1))
	fmt.Fprintln(text, err)
}

func jsonText(value any) string {
	data, err := json.Marshal(value)
	return fmt.Sprintln(string(data), err)
}
