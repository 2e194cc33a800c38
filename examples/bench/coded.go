package main

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// coded is a peer that is asked in codes and answers in decimals.
type coded interface {
	name() string
	price(account, product string, quantity decimal.Decimal) (quote, error)
	basket(lines []asked) (amounts []decimal.Decimal, sum decimal.Decimal, err error)
	file(account string, products []string) ([]quote, error)
}

// codedPeer puts the answers of a coded peer into the words of the job.
type codedPeer struct {
	coded
	job    *job
	number map[string]int32 // of lists
}

func newCoded(j *job, c coded) *codedPeer {
	p := &codedPeer{coded: c, job: j, number: map[string]int32{"": -1}}
	for l, from := range j.lists {
		p.number[from.code] = int32(l)
	}
	return p
}

func (p *codedPeer) answerOf(q quote) (answer, error) {
	list, known := p.number[q.source]
	if !known {
		return answer{}, fmt.Errorf("no list %q", q.source)
	}
	if list < 0 {
		return answer{list: -1}, nil
	}
	return answer{q.price.Shift(3).IntPart(), list, int32(q.min.IntPart())}, nil
}

func (p *codedPeer) price(q question) (answer, error) {
	a := p.job.coded(q)
	got, err := p.coded.price(a.account, a.product, a.quantity)
	if err != nil {
		return answer{}, err
	}
	return p.answerOf(got)
}

func (p *codedPeer) basket(b *basket) (t total, err error) {
	amounts, sum, err := p.coded.basket(p.job.codedLines(b.lines))
	if err != nil {
		return t, err
	}
	for _, a := range amounts {
		t.amounts = append(t.amounts, a.Shift(2).IntPart())
	}
	t.sum = sum.Shift(2).IntPart()
	return t, nil
}

func (p *codedPeer) file(account int32) ([]answer, error) {
	quotes, err := p.coded.file(p.job.accounts[account].code, p.job.products)
	if err != nil {
		return nil, err
	}
	out := make([]answer, len(quotes))
	for i, q := range quotes {
		if out[i], err = p.answerOf(q); err != nil {
			return nil, err
		}
	}
	return out, nil
}
