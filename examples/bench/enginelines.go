package main

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
)

// taken is where prices go that are only asked for, so that the compiler does not leave them out.
var taken struct {
	amount  int64
	decimal decimal.Decimal
}

// engineLines are P1 by tradeterms.
type engineLines struct {
	handles []held
	codes   []pricing.Line
	book    *pricing.Book
	at      time.Time
}

func (sh *shop) engineLines(lines []question) []entrant {
	e := &engineLines{handles: sh.bind(lines), book: sh.engine.book, at: sh.job.at}
	for _, q := range lines {
		e.codes = append(e.codes, sh.engine.line(q))
	}
	return []entrant{
		{"tradeterms, handles", e.byHandle, target{ratio: 2}},
		{"tradeterms, codes", e.byCode, target{ratio: 3}},
		{"tradeterms, codes, Decimal", e.decimals, target{allocs: 2}},
		{"tradeterms, For each line", e.bound, target{}},
	}
}

func (e *engineLines) byHandle(from, to int) (sum int64, err error) {
	for i := range e.handles[from:to] {
		h := &e.handles[from+i]
		price, err := h.prices.PriceOf(h.item, h.quantity)
		if err != nil {
			return 0, err
		}
		sum += price.Break.Micros()
		taken.amount ^= price.Unit.Coefficient()
	}
	return sum / 1_000_000, nil
}

func (e *engineLines) byCode(from, to int) (sum int64, err error) {
	for i := range e.handles[from:to] {
		price, err := e.handles[from+i].prices.Price(e.codes[from+i])
		if err != nil {
			return 0, err
		}
		sum += price.Break.Micros()
		taken.amount ^= price.Unit.Coefficient()
	}
	return sum / 1_000_000, nil
}

func (e *engineLines) decimals(from, to int) (sum int64, err error) {
	for i := range e.handles[from:to] {
		price, err := e.handles[from+i].prices.Price(e.codes[from+i])
		if err != nil {
			return 0, err
		}
		sum += price.Break.Micros()
		taken.decimal = price.Unit.Decimal()
	}
	return sum / 1_000_000, nil
}

// bound binds the buyer anew for each line.
func (e *engineLines) bound(from, to int) (sum int64, err error) {
	for i := range e.handles[from:to] {
		h := &e.handles[from+i]
		price, err := e.book.For(*h.buyer, e.at).PriceOf(h.item, h.quantity)
		if err != nil {
			return 0, err
		}
		sum += price.Break.Micros()
		taken.amount ^= price.Unit.Coefficient()
	}
	return sum / 1_000_000, nil
}
