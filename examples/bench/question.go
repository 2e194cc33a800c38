package main

import (
	"math/rand/v2"

	"github.com/shopspring/decimal"
)

// question asks for the unit price of one line.
type question struct{ account, product, quantity int32 }

// answer is price in thousandths, the list that it comes from, and its break; list -1 is none.
type answer struct {
	price     int64
	list, min int32
}

// basket is 50 lines of different products for one account.
type basket struct {
	account int32
	lines   []question
}

// total is what a basket costs, in pence: each line rounded half up, and their sum.
type total struct {
	amounts []int64
	sum     int64
}

const (
	coldLines   = 65_536
	hotLines    = 4_096
	basketLines = 50
)

// questions are what every peer is asked.
type questions struct {
	lines   []question
	special []question // of products that a contract of the account has
	baskets []basket
	files   []int32 // accounts
}

func (j *job) ask(lines int) *questions {
	rng := rand.New(rand.NewPCG(65, 536))
	quantity := func() int32 { return int32(1 + rng.IntN(120)) }
	q := &questions{}
	for range lines {
		q.lines = append(q.lines, question{int32(rng.IntN(len(j.accounts))), int32(rng.IntN(len(j.products))), quantity()})
	}
	contracts := make(map[int32][]int32)
	j.runs(func(rows []row) {
		if l := rows[0].list; l >= levels {
			contracts[l] = append(contracts[l], rows[0].product)
		}
	})
	hears := j.hears()
	for range lines / 16 {
		a := rng.IntN(len(j.accounts))
		for _, l := range hears[a] {
			products := contracts[l]
			q.special = append(q.special, question{int32(a), products[rng.IntN(len(products))], quantity()})
		}
	}
	for range max(8, lines/128) {
		b := basket{account: int32(rng.IntN(len(j.accounts)))}
		for _, p := range distinct(rng, len(j.products), min(basketLines, len(j.products))) {
			b.lines = append(b.lines, question{b.account, p, quantity()})
		}
		q.baskets = append(q.baskets, b)
	}
	for range 16 {
		q.files = append(q.files, int32(rng.IntN(len(j.accounts))))
	}
	return q
}

// asked is a question in codes, as a shop asks it.
type asked struct {
	account, product string
	quantity         decimal.Decimal
}

func (j *job) coded(q question) asked {
	return asked{j.accounts[q.account].code, j.products[q.product], decimal.New(int64(q.quantity), 0)}
}

func (j *job) codedLines(lines []question) []asked {
	all := make([]asked, len(lines))
	for i, q := range lines {
		all[i] = j.coded(q)
	}
	return all
}
