package storage_test

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// question is the request of the operation price, result what it expects.
type question struct {
	Op       string     `json:"op"`
	Account  string     `json:"account"`
	Date     string     `json:"date"`
	Currency string     `json:"currency"`
	Context  conditions `json:"context"`
	Lines    []struct {
		SKU  string `json:"sku"`
		Qty  number `json:"qty"`
		Unit string `json:"unit"`
	} `json:"lines"`
}

type result struct {
	Lines []priced `json:"lines"`
	Total number   `json:"total"`
}

type priced struct {
	UnitPrice number `json:"unit_price"`
	Source    string `json:"source"`
	LineTotal number `json:"line_total"`
}

// price is the operation price.
func (r *run) price() {
	var q question
	var want result
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	b := r.builder(&s, r.instant(q.Date), q.Currency)
	g, book, err := b.book()
	if err != nil {
		b.refused(err)
		return
	}
	buyer := b.buyer(g, &q)
	b.checkSelection(buyer)
	b.clashing(&q)
	lines := b.lines(&q)
	for _, line := range want.Lines {
		switch price := line.UnitPrice; {
		case !price.given():
		case r.decimal(price).Sign() <= 0:
			r.lack("a price of 0 or below")
		case !r.decimal(price).Equal(r.decimal(price).Truncate(6)):
			r.lack("a unit price of more than 6 decimals")
		}
	}
	if len(r.lacks) > 0 {
		return
	}
	prices := book.For(buyer, b.at)
	basket, err := prices.Basket(lines)
	if err != nil {
		r.problem("basket: %v", err)
		return
	}
	b.compare(&basket, &want)
	for i, line := range lines {
		b.sameEveryWay(prices, &basket, i, line)
	}
}

// buyer is who asks: an account of the graph, or a guest where the setup has no
// accounts or the question names none. He holds the rights of the conditions that he meets.
func (b *builder) buyer(g *account.Graph, q *question) pricing.Buyer {
	rights := []account.Permission{account.MyContracts}
	for _, l := range b.setup.Levels {
		if l.For != nil && b.meets(l.For, q) {
			rights = append(rights, l.For.permission())
		}
		for _, row := range l.Rows {
			if row.For != nil && b.meets(row.For, q) && !slices.Contains(rights, row.For.permission()) {
				rights = append(rights, row.For.permission())
			}
		}
	}
	buyer := pricing.BuyerFor(g, q.Account, rights...)
	if len(b.setup.Accounts) == 0 || q.Account == "" {
		buyer = pricing.Buyer{
			Account: cmp.Or(q.Account, "guest"), Levels: b.names.of(&party{}), Permissions: rights,
			Features: []account.Feature{account.CustomerAccountContracts},
		}
	}
	buyer.Currency = b.currency
	return buyer
}

// meets reports whether the question's context, or the account itself, has one
// of the values of every attribute.
func (b *builder) meets(c conditions, q *question) bool {
	for name, wanted := range c {
		has, stated := q.Context[name]
		p := b.names.account(q.Account)
		switch {
		case stated:
		case name == "account" || name == "accounts":
			has = values{q.Account}
		case (name == "group" || name == "groups" || name == "customer_group") && p != nil:
			has = p.Groups
		}
		if !slices.ContainsFunc(has, func(v string) bool { return slices.Contains(wanted, v) }) {
			return false
		}
	}
	return true
}

// checkSelection names what a selection among the buyer's levels cannot say.
func (b *builder) checkSelection(buyer pricing.Buyer) {
	p := b.names.account(cmp.Or(buyer.PricedAs, buyer.Account))
	merge := b.options.selection == "merge_lowest" || b.options.selection == "merge_priority"
	if b.options.everyLevel() && !merge && p != nil && len(p.Levels) > 0 && len(b.names.chain(p)) > len(p.Levels) {
		b.lack("price_selection=%s over fallback levels", b.options.selection)
	}
	var lists []*pricing.List
	for _, code := range buyer.Levels {
		for _, list := range b.lists {
			if list.ID == pricing.LevelID(code) {
				lists = append(lists, list)
			}
		}
	}
	inOrder := slices.IsSortedFunc(lists, func(x, y *pricing.List) int { return cmp.Compare(y.Priority, x.Priority) })
	if !b.options.everyLevel() && !inOrder {
		b.lack("priorities against the order of levels")
	}
	if merge {
		b.checkMerge(lists)
	}
}

// checkMerge names breaks that merging levels would mix.
func (b *builder) checkMerge(lists []*pricing.List) {
	for _, sku := range b.products {
		var before []money.Quantity
		for _, list := range lists {
			var minima []money.Quantity
			for _, row := range list.Rows {
				if row.Product == sku {
					minima = append(minima, row.Min)
				}
			}
			if list.Derived != nil || before != nil && minima != nil && !slices.Equal(before, minima) {
				b.lack("price_selection=%s of other breaks", b.options.selection)
				return
			}
			if minima != nil {
				before = minima
			}
		}
	}
}

// lines are the lines to ask for, converted where their unit has no price of its own.
func (b *builder) lines(q *question) []pricing.Line {
	var lines []pricing.Line
	b.per = make(map[int]money.Quantity)
	for _, said := range q.Lines {
		line := pricing.Line{Product: said.SKU, Unit: b.unit(said.SKU, said.Unit), Quantity: b.quantity(said.Qty.or("1"))}
		if b.options.absQuantity && line.Quantity.Sign() < 0 {
			line.Quantity = money.Micros(-line.Quantity.Micros())
			b.returned = true
		}
		if line.Quantity.Sign() <= 0 {
			b.lack("a quantity of 0 or below")
		}
		if per, ok := b.converted(&line); ok {
			b.per[len(lines)] = per
		}
		lines = append(lines, line)
	}
	return lines
}

// compare compares a basket with what is expected, only the keys given.
func (b *builder) compare(basket *pricing.Basket, want *result) {
	if b.returned && (want.Total.given() || slices.ContainsFunc(want.Lines, func(l priced) bool { return l.LineTotal.given() })) {
		b.lack("totals of quantities below 0")
		return
	}
	if len(want.Lines) > len(basket.Lines) {
		b.problem("%d lines, %d expected", len(basket.Lines), len(want.Lines))
		return
	}
	for i, w := range want.Lines {
		got := &basket.Lines[i]
		unit := got.Unit
		if per, ok := b.per[i]; ok && got.OK() && w.UnitPrice.given() {
			if per.Sign() == 0 {
				b.lack("unit price of a unit that is no exact part of the one priced")
			}
			var err error
			if unit, err = got.Unit.Mul(per); err != nil {
				b.problem("unit price: %v", err)
			}
		}
		b.sameAmount("unit price", unit, w.UnitPrice)
		b.sameAmount("line total", got.Amount, w.LineTotal)
		source := cmp.Or(b.origin[got.Source()], got.Source()).String()
		switch {
		case !got.OK():
			source = "none"
		case b.names.last != "" && got.Source() == pricing.LevelID(b.names.last):
			source = "list"
		}
		if w.Source != "" && source != w.Source {
			b.problem("line %d: source: got %s (%s), want %s", i+1, source, got.Reason, w.Source)
		}
	}
	b.sameAmount("total", basket.Total, want.Total)
}

// sameAmount compares an amount with the expected one; null is no amount.
func (b *builder) sameAmount(what string, got money.Amount, want number) {
	switch {
	case !want.stated:
	case want.given() && got.IsSet():
		b.same(what, got.Decimal(), want)
	case want.given() || got.IsSet():
		b.problem("%s: got %s, want %q", what, got, want.text)
	}
}

// sameEveryWay asks for one line in each other way, and replays its traces.
func (b *builder) sameEveryWay(prices *pricing.Prices, basket *pricing.Basket, i int, line pricing.Line) {
	want := basket.Lines[i].Price
	check := func(way string, got pricing.Price, err error) {
		if err != nil || !samePrice(got, want) {
			b.problem("line %d by %s: got %v %s (%v), the basket has %v %s", i+1, way, got.Unit, got.Reason, err, want.Unit, want.Reason)
		}
	}
	price, err := prices.Price(line)
	check("Price", price, err)
	answer, err := prices.Answer(line)
	check("Answer", answer.Price, err)
	alone, err := prices.Explain(line)
	check("Explain", priceOf(alone), err)
	within, err := basket.Explain(i)
	check("Basket.Explain", priceOf(within), err)
	for _, trace := range []pricing.Trace{alone, within} {
		again, err := trace.Replay()
		check("Replay", again, err)
		again, err = replayStored(trace)
		check("Replay of the stored trace", again, err)
	}
}

// replayStored replays a trace as it comes back from JSON.
func replayStored(t pricing.Trace) (pricing.Price, error) {
	data, err := json.Marshal(t)
	if err != nil {
		return pricing.Price{}, err
	}
	var stored pricing.Trace
	if err := json.Unmarshal(data, &stored); err != nil {
		return pricing.Price{}, err
	}
	return stored.Replay()
}

func priceOf(t pricing.Trace) pricing.Price {
	p, _ := t.Replay()
	p.Reason = t.Reason
	p.Unit = t.Price
	return p
}

func samePrice(x, y pricing.Price) bool {
	return x.OK() == y.OK() && x.Unit.Equal(y.Unit) && x.Reason == y.Reason && x.Source() == y.Source()
}
