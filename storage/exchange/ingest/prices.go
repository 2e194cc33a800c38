package ingest

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/storage/exchange"
)

// source is a list as it will be: its terms, and where its rows come from.
type source struct {
	terms pricing.List // without rows
	rows  iter.Seq[pricing.Row]
	// differs: it is not as the store has it; where only rows do, products are those whose rows do, sorted.
	differs  bool
	products []string
}

// pricePlan is what becomes of price data.
type pricePlan struct {
	settings pricing.Data // without lists, of the next revision
	lists    []source     // by id
	drop     []pricing.ListID
	// changed is how many rows of lists are new or different, or no longer there.
	changed int
	counted int // all rows, once they were
	// anew: the settings are others, or there were none.
	anew bool
}

func (p *pricePlan) empty() bool {
	return !p.anew && len(p.drop) == 0 && !slices.ContainsFunc(p.lists, func(s source) bool { return s.differs })
}

// rowsAtOnce is how many rows may differ for a change of the lists concerned; all price data is set anew beyond that.
const rowsAtOnce = 20_000

func (p *pricePlan) small() bool { return !p.anew && p.changed <= rowsAtOnce }

func (p *Plan) zone() *time.Location {
	if p.batch.prices != nil {
		return p.batch.prices.Zone()
	}
	if p.was.book != nil {
		return p.was.book.Zone()
	}
	return nil
}

// lists works out what becomes of price data.
func (p *Plan) lists(b *Batch, remove bool) {
	if b.prices == nil && p.was.book == nil {
		return
	}
	all := make(map[pricing.ListID]source)
	p.keepLists(all, b, remove)
	p.prices.settings = p.was.book.Data()
	if b.prices != nil {
		was := p.prices.settings
		p.putLists(all, b)
		p.prices.settings = b.prices.Data()
		p.prices.anew = p.was.book == nil || !sameSettings(was, p.prices.settings)
	}
	p.prices.settings.Lists, p.prices.settings.Revision = nil, 1
	if p.was.book != nil {
		p.prices.settings.Revision = p.was.book.Revision() + 1
	}
	p.contractLists(all, b.reading)
	ids := slices.SortedFunc(maps.Keys(all), pricing.ListID.Compare)
	for _, id := range ids {
		p.prices.lists = append(p.prices.lists, all[id])
	}
}

// keepLists takes over the lists that the store has, but for those that go.
func (p *Plan) keepLists(all map[pricing.ListID]source, b *Batch, remove bool) {
	if p.was.book == nil {
		return
	}
	named := make(map[pricing.ListID]bool)
	if b.prices != nil {
		for id := range b.prices.Lists() {
			named[id] = true
		}
	}
	for _, l := range p.was.book.Data().Lists {
		if id := l.ID; remove && b.prices != nil && id.Kind != pricing.Contract && !named[id] {
			p.prices.drop = append(p.prices.drop, id)
			n, _ := p.compareRows(p.was.book.Rows(id), none)
			p.prices.changed += n.Removed
			p.Counts.Lists.Removed++
		} else {
			all[id] = source{terms: l, rows: p.was.book.Rows(id)}
		}
	}
}

func none(func(pricing.Row) bool) {}

// putLists takes over the lists of the batch that no contract compiles to.
func (p *Plan) putLists(all map[pricing.ListID]source, b *Batch) {
	for _, l := range b.prices.Data().Lists {
		if l.ID.Kind == pricing.Contract {
			continue
		}
		was, known := all[l.ID]
		if known && b.columns != nil && !b.given[l.ID] { // of which CSV says the rows, and the options how breaks work
			breaks := l.Breaks
			l = was.terms
			l.Breaks = breaks
		}
		next := source{terms: l, rows: b.prices.Rows(l.ID)}
		before := was.rows
		if !known {
			before = none
		}
		n, products := p.compareRows(before, next.rows)
		whole := !known || !same(was.terms, l)
		next.differs = whole || differ(n)
		if p.prices.changed += n.Added + n.Changed + n.Removed; whole {
			p.prices.changed += n.Same
		} else {
			next.products = products
		}
		count(&p.Counts.Lists, known, !next.differs)
		all[l.ID] = next
	}
	p.Counts.Lists.Same = 0
	for id, s := range all {
		if !s.differs && id.Kind != pricing.Contract {
			p.Counts.Lists.Same++
		}
	}
}

// contractLists compiles the contracts that are new or different, and those that the book does not have.
func (p *Plan) contractLists(all map[pricing.ListID]source, r contract.Reading) {
	for _, code := range p.deals.drop {
		if _, known := all[contract.ID(code)]; known {
			delete(all, contract.ID(code))
			p.prices.drop = append(p.prices.drop, contract.ID(code))
		}
	}
	put := byCode(p.deals.put)
	for i := range p.deals.all {
		c := &p.deals.all[i]
		if _, known := all[c.ID()]; known && put[c.Code] == nil {
			continue
		}
		l := c.ListAs(r)
		rows := l.Rows
		l.Rows = nil
		all[l.ID] = source{terms: l, rows: slices.Values(rows), differs: true}
		p.prices.changed += len(rows)
	}
}

func sameSettings(a, b pricing.Data) bool {
	a.Lists, b.Lists, a.Revision, b.Revision = nil, nil, 0, 0
	return same(a, b)
}

// compareRows counts how two lists differ, both in the order of [pricing.Book.Rows], and adds it up for all. It returns the
// products that differ, more than [rowsAtOnce] of them not all.
func (p *Plan) compareRows(was, next iter.Seq[pricing.Row]) (n exchange.Count, products []string) {
	differs := func(product string) {
		if last := len(products) - 1; last < rowsAtOnce && (last < 0 || products[last] != product) {
			products = append(products, product)
		}
	}
	old, stop := iter.Pull(was)
	defer stop()
	before, more := old()
	for row := range next {
		for ; more && compareKeys(before, row) < 0; before, more = old() {
			n.Removed++
			differs(before.Product)
		}
		known := more && compareKeys(before, row) == 0
		equal := known && before.Price.Equal(row.Price) && before.Breaks == row.Breaks
		if count(&n, known, equal); !equal {
			differs(row.Product)
		}
		if known {
			before, more = old()
		}
	}
	for ; more; before, more = old() {
		n.Removed++
		differs(before.Product)
	}
	to := &p.Counts.Prices
	to.Added, to.Changed, to.Same, to.Removed = to.Added+n.Added, to.Changed+n.Changed, to.Same+n.Same, to.Removed+n.Removed
	return n, products
}

// compareKeys orders rows by what makes them the same row at another price.
func compareKeys(x, y pricing.Row) int {
	if c := cmp.Or(strings.Compare(x.Product, y.Product), strings.Compare(x.Unit, y.Unit)); c != 0 {
		return c
	}
	if x.Inactive != y.Inactive {
		if y.Inactive {
			return -1
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(x.Price.Currency().String(), y.Price.Currency().String()),
		x.Days.From.Compare(y.Days.From), x.Days.To.Compare(y.Days.To), x.Min.Cmp(y.Min),
	)
}

func count(n *exchange.Count, known, same bool) {
	switch {
	case !known:
		n.Added++
	case same:
		n.Same++
	default:
		n.Changed++
	}
}

func differ(n exchange.Count) bool { return n.Added+n.Changed+n.Removed > 0 }
