package main

import "github.com/tradeterms/tradeterms/pricing"

// baskets is P2: 50 lines, their amounts and the total.
func (sh *shop) baskets() contest {
	all := sh.asks.baskets
	amounts, coded, codes := make([]int64, basketLines), make([][]pricing.Line, len(all)), make([][]asked, len(all))
	bound, upTo := make([]*pricing.Prices, len(all)), make([]int64, len(all)+1)
	for i := range all {
		for _, q := range all[i].lines {
			coded[i] = append(coded[i], sh.engine.line(q))
		}
		codes[i] = sh.job.codedLines(all[i].lines)
		bound[i] = sh.engine.book.For(sh.engine.buyers[all[i].account], sh.job.at)
		upTo[i+1] = upTo[i] + sh.roof.basket(&all[i], amounts)
	}
	c := contest{job: "P2 basket", per: "basket of 50", size: len(all)}
	c.sum = func(from, to int) int64 { return upTo[to] - upTo[from] }
	priced := func(decimals bool) func(from, to int) (int64, error) {
		return func(from, to int) (int64, error) { return priceBaskets(bound[from:to], coded[from:to], decimals) }
	}
	c.entrants = []entrant{
		{"roofline", func(from, to int) (sum int64, err error) {
			for i := range all[from:to] {
				sum += sh.roof.basket(&all[from+i], amounts)
			}
			return sum, nil
		}, target{}},
		{"tradeterms, codes", priced(false), target{ratio: 5, allocs: 2}},
		{"tradeterms, codes, Decimal", priced(true), target{ratio: 8, allocs: 2*basketLines + 2}},
	}
	for _, p := range sh.coded {
		c.entrants = append(c.entrants, entrant{peer: p.name(), run: func(from, to int) (sum int64, err error) {
			for i := range codes[from:to] {
				_, t, err := p.coded.basket(codes[from+i])
				if err != nil {
					return 0, err
				}
				sum += t.Shift(2).IntPart()
			}
			return sum, nil
		}})
	}
	return c
}

// priceBaskets prices baskets with tradeterms. A line without a price costs nothing, as in the other peers.
func priceBaskets(bound []*pricing.Prices, lines [][]pricing.Line, decimals bool) (sum int64, err error) {
	for i := range lines {
		b, err := bound[i].Basket(lines[i])
		if err != nil {
			return 0, err
		}
		for n := range b.Lines {
			if decimals {
				taken.decimal = b.Lines[n].Amount.Decimal()
			}
			if !b.Total.IsSet() {
				sum += pence(b.Lines[n].Amount)
			}
		}
		if b.Total.IsSet() {
			sum += pence(b.Total)
		}
	}
	return sum, nil
}
