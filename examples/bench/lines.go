package main

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// sums of the breaks of answers: what every peer must come to as well.
func (sh *shop) sums(lines []question) func(from, to int) int64 {
	upTo := make([]int64, len(lines)+1)
	for i, q := range lines {
		upTo[i+1] = upTo[i] + int64(sh.roof.price(q.account, q.product, q.quantity).min)
	}
	return func(from, to int) int64 { return upTo[to] - upTo[from] }
}

// held is a question by handles: the prices of a buyer, bound once, and a product.
type held struct {
	prices   *pricing.Prices
	item     pricing.Item
	buyer    *pricing.Buyer
	quantity money.Quantity
}

// bind makes handles of questions. A product that no list has is not asked for.
func (sh *shop) bind(lines []question) []held {
	e := sh.engine
	bound := make([]*pricing.Prices, len(e.buyers))
	all := make([]held, len(lines))
	for i, q := range lines {
		if bound[q.account] == nil {
			bound[q.account] = e.book.For(e.buyers[q.account], e.job.at)
		}
		item, _ := e.book.Item(e.job.products[q.product], "")
		all[i] = held{bound[q.account], item, &e.buyers[q.account], money.Units(q.quantity)}
	}
	return all
}

// lines is P1: the price of one line.
func (sh *shop) lines(job string, lines []question) contest {
	c := contest{job: job, per: "line", size: len(lines), sum: sh.sums(lines)}
	add := func(peer string, run func(from, to int) (int64, error)) {
		c.entrants = append(c.entrants, entrant{peer: peer, run: run})
	}
	add("roofline", func(from, to int) (sum int64, err error) {
		for _, q := range lines[from:to] {
			a := sh.roof.price(q.account, q.product, q.quantity)
			sum += int64(a.min)
			taken.amount ^= a.price
		}
		return sum, nil
	})
	c.entrants = append(c.entrants, sh.engineLines(lines)...)
	asked := sh.job.codedLines(lines)
	for _, p := range sh.coded {
		add(p.name(), func(from, to int) (sum int64, err error) {
			for i := range asked[from:to] {
				q := &asked[from+i]
				got, err := p.coded.price(q.account, q.product, q.quantity)
				if err != nil {
					return 0, err
				}
				sum += got.min.IntPart()
			}
			return sum, nil
		})
	}
	return c
}
