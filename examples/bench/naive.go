package main

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"
)

// naive is what a developer writes in a day: maps by code, and decimals.
type naive struct {
	at       time.Time
	accounts map[string]*naiveAccount
	lists    map[string]*naiveList
	counts   judge
	label    string
}

// judge says whether a list's price counts. A rule engine takes its place.
type judge func(c *candidate) (bool, error)

type naiveAccount struct {
	code   string
	terms  *naiveAccount // whose prices hold
	level  *naiveList
	hears  []*naiveList
	rights map[string]bool
}

type naiveList struct {
	code     string
	contract bool
	forced   bool
	needs    string // a right, "" for none
	until    time.Time
	prices   map[string][]naivePrice
}

type naivePrice struct {
	price, min  decimal.Decimal
	from, until time.Time // zero: open
}

// candidate is one list's price for one line, beside the level's.
type candidate struct {
	list    *naiveList
	price   naivePrice
	account *naiveAccount
	at      time.Time
	level   *naivePrice // nil: there is none
}

// quote is an answer in codes and decimals; source "" is no price.
type quote struct {
	price, min decimal.Decimal
	source     string
}

func newNaive(j *job) *naive {
	n := &naive{
		at: j.at, accounts: make(map[string]*naiveAccount), lists: make(map[string]*naiveList), counts: plain, label: "naive Go",
	}
	for l := range j.lists {
		from := &j.lists[l]
		to := &naiveList{code: from.code, contract: l >= levels, forced: from.forced, prices: make(map[string][]naivePrice)}
		if to.contract {
			to.needs, to.until = "my contracts", time.UnixMicro(j.expires(from))
		}
		n.lists[from.code] = to
	}
	n.addAccounts(j)
	j.runs(func(rows []row) {
		sorted := slices.Clone(rows)
		slices.SortFunc(sorted, before)
		prices := make([]naivePrice, len(sorted))
		for i, r := range sorted {
			prices[i] = naivePrice{price: decimal.New(r.price, -3), min: decimal.New(int64(r.min), 0)}
			if w := j.windows[r.window]; r.window != permanent {
				prices[i].from, prices[i].until = time.UnixMicro(w.from), time.UnixMicro(w.until)
			}
		}
		n.lists[j.lists[rows[0].list].code].prices[j.products[rows[0].product]] = prices
	})
	return n
}

func (n *naive) addAccounts(j *job) {
	hears := j.hears()
	for i, from := range j.accounts {
		to := &naiveAccount{
			code: from.code, level: n.lists[j.lists[from.level].code],
			rights: map[string]bool{"my contracts": true},
		}
		for _, l := range hears[i] {
			to.hears = append(to.hears, n.lists[j.lists[l].code])
		}
		n.accounts[to.code] = to
	}
	for _, from := range j.accounts {
		n.accounts[from.code].terms = n.accounts[j.accounts[from.terms].code]
	}
}

// plain is the rule in Go.
func plain(c *candidate) (bool, error) {
	switch {
	case c.list.needs != "" && !c.account.rights[c.list.needs]:
		return false, nil
	case !c.list.until.IsZero() && !c.at.Before(c.list.until):
		return false, nil
	}
	return c.list.forced || c.level == nil || c.price.price.LessThanOrEqual(c.level.price), nil
}

// find returns the price of a list at a quantity.
func (l *naiveList) find(product string, quantity decimal.Decimal, at time.Time) (naivePrice, bool) {
	for _, p := range l.prices[product] {
		if (p.from.IsZero() || !at.Before(p.from) && at.Before(p.until)) && p.min.LessThanOrEqual(quantity) {
			return p, true
		}
	}
	return naivePrice{}, false
}

func (n *naive) price(account, product string, quantity decimal.Decimal) (quote, error) {
	a := n.accounts[account]
	var best, level *candidate
	for i := -1; i < len(a.terms.hears); i++ {
		c := candidate{account: a, at: n.at, list: a.terms.level}
		if i >= 0 {
			c.list = a.terms.hears[i]
		}
		var ok bool
		if c.price, ok = c.list.find(product, quantity, n.at); !ok {
			continue
		}
		if level != nil {
			c.level = &level.price
		}
		if ok, err := n.counts(&c); err != nil {
			return quote{}, err
		} else if !ok {
			continue
		}
		if i < 0 {
			level = &c
		}
		if best == nil || c.before(best) {
			best = &c
		}
	}
	if best == nil {
		return quote{}, nil
	}
	return quote{best.price.price, best.price.min, best.list.code}, nil
}

func (c *candidate) before(o *candidate) bool {
	if c.list.forced != o.list.forced {
		return c.list.forced
	}
	if by := c.price.price.Cmp(o.price.price); by != 0 {
		return by < 0
	}
	if c.list.contract != o.list.contract {
		return c.list.contract
	}
	return c.list.code < o.list.code
}

func (n *naive) name() string { return n.label }

func (n *naive) basket(lines []asked) ([]decimal.Decimal, decimal.Decimal, error) {
	amounts, sum := make([]decimal.Decimal, len(lines)), decimal.Decimal{}
	for i, l := range lines {
		q, err := n.price(l.account, l.product, l.quantity)
		if err != nil {
			return nil, sum, err
		}
		amounts[i] = q.price.Mul(l.quantity).Round(2)
		sum = sum.Add(amounts[i])
	}
	return amounts, sum, nil
}

func (n *naive) file(account string, products []string) ([]quote, error) {
	out, one := make([]quote, len(products)), decimal.New(1, 0)
	for i, p := range products {
		q, err := n.price(account, p, one)
		if err != nil {
			return nil, err
		}
		out[i] = q
	}
	return out, nil
}
