package main

import "github.com/tradeterms/tradeterms/pricing/money"

// files is P3: all products for one account.
func (sh *shop) files() contest {
	accounts := sh.asks.files
	out, upTo := make([]answer, len(sh.job.products)), make([]int64, len(accounts)+1)
	for i, a := range accounts {
		upTo[i+1] = upTo[i] + int64(sh.roof.file(a, out))
	}
	c := contest{
		job: "P3 price file", per: "file", size: len(accounts), sum: func(from, to int) int64 { return upTo[to] - upTo[from] },
	}
	c.entrants = []entrant{
		{"roofline", func(from, to int) (sum int64, err error) {
			for _, a := range accounts[from:to] {
				sum += int64(sh.roof.file(a, out))
			}
			return sum, nil
		}, target{}},
		{"tradeterms", func(from, to int) (sum int64, err error) {
			for _, a := range accounts[from:to] {
				for _, price := range sh.engine.book.For(sh.engine.buyers[a], sh.job.at).All(money.Units(1)) {
					sum++
					taken.amount ^= price.Unit.Coefficient()
				}
			}
			return sum, nil
		}, target{ratio: 2.5}},
	}
	for _, p := range sh.coded {
		run := func(from, to int) (int64, error) { return p.files(accounts[from:to]) }
		c.entrants = append(c.entrants, entrant{peer: p.name(), run: run})
	}
	return c
}

// files counts the prices in price files.
func (p *codedPeer) files(accounts []int32) (sum int64, err error) {
	for _, a := range accounts {
		quotes, err := p.coded.file(p.job.accounts[a].code, p.job.products)
		if err != nil {
			return 0, err
		}
		for i := range quotes {
			if quotes[i].source != "" {
				sum++
			}
		}
	}
	return sum, nil
}
