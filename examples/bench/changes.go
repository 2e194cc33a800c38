package main

import (
	"slices"
	"sync/atomic"

	"github.com/tradeterms/tradeterms/pricing"
)

// compiling is P4: from facts with codes to what answers.
func (sh *shop) compiling() contest {
	j := sh.job
	c := contest{job: "P4 compile", per: "row", size: 1, parts: len(j.rows)}
	c.entrants = []entrant{
		{"roofline", func(int, int) (int64, error) { newRoofline(j); return 0, nil }, target{}},
		{"tradeterms", func(int, int) (int64, error) { _, err := j.book(); return 0, err }, target{ratio: 4, nanos: 260, allocs: 1}},
	}
	if len(sh.coded) > 0 {
		c.entrants = append(c.entrants, entrant{peer: "naive Go", run: func(int, int) (int64, error) { newNaive(j); return 0, nil }})
	}
	return c
}

// prices are the prices of a level that change, one after the other: up by a penny, and down again.
type prices struct {
	changes [2][]pricing.Changes
	at      int
}

func (sh *shop) changing(n int) *prices {
	p := &prices{}
	sh.job.runs(func(rows []row) {
		if len(p.changes[0]) == n || rows[0].list > 0 {
			return
		}
		for by := range p.changes {
			change := pricing.ProductRows{List: sh.job.listID(0), Product: sh.job.products[rows[0].product]}
			for _, r := range slices.Clone(rows) {
				r.price += int64(10 * (1 - by))
				change.Rows = append(change.Rows, sh.job.row(&r))
			}
			p.changes[by] = append(p.changes[by], pricing.Changes{Products: []pricing.ProductRows{change}})
		}
	})
	return p
}

// next makes the next change.
func (p *prices) next(book *pricing.Book) (*pricing.Book, error) {
	n := len(p.changes[0])
	change := p.changes[p.at/n%2][p.at%n]
	p.at++
	return book.With(change)
}

// updating is U: one product's price changed, and seen by who asks next.
func (sh *shop) updating() contest {
	changes, book := sh.changing(1000), sh.engine.book
	c := contest{job: "U one price", per: "change", size: 1000}
	c.entrants = []entrant{{"tradeterms", func(from, to int) (int64, error) {
		for range to - from {
			next, err := changes.next(book)
			if err != nil {
				return 0, err
			}
			book = next
		}
		return 0, nil
	}, target{nanos: 10_000, bytes: 16 << 10, allocs: 16}}}
	for _, d := range sh.bases {
		by := int64(1)
		c.entrants = append(c.entrants, entrant{peer: d.name(), run: func(from, to int) (int64, error) {
			for range to - from {
				by = -by
				if err := d.update(0, 7, by); err != nil {
					return 0, err
				}
			}
			return 0, nil
		}})
	}
	return c
}

// reading is what readers notice of a writer: lines priced by the book of the moment, while it stays, and
// while one operation of a thousand changes a price. The writer's own time counts, too.
func (sh *shop) reading() contest {
	lines := sh.asks.lines
	handles, at := sh.bind(lines), sh.job.at
	var shared atomic.Pointer[pricing.Book]
	shared.Store(sh.engine.book)
	changes := sh.changing(1000)
	read := func(from, to int) (sum int64, err error) {
		for i := range handles[from:to] {
			h := &handles[from+i]
			price, err := shared.Load().For(*h.buyer, at).PriceOf(h.item, h.quantity)
			if err != nil {
				return 0, err
			}
			sum += price.Break.Micros()
		}
		return sum, nil
	}
	sums := sh.sums(lines)
	c := contest{job: "U readers", per: "read", size: len(lines)}
	c.sum = func(from, to int) int64 { return sums(from, to) * 1_000_000 }
	c.entrants = []entrant{
		{"no writer", read, target{}},
		{"1 of 1,000 writes", func(from, to int) (sum int64, err error) {
			for ; from < to; from += 1000 {
				next, err := changes.next(shared.Load())
				if err != nil {
					return 0, err
				}
				shared.Store(next)
				some, err := read(from, min(to, from+1000))
				if err != nil {
					return 0, err
				}
				sum += some
			}
			return sum, nil
		}, target{ratio: 1.4, allocs: 16.0 / 1000}},
	}
	return c
}
