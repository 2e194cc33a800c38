package pricing

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Tier is a band of quantities of one product in which a buyer's price comes from the same row, or there is none for the
// same reason.
type Tier struct {
	// From is the first quantity of the band, a millionth for the first of all; Until is the first quantity beyond it, 0
	// for the last band.
	From, Until money.Quantity
	// Price is that at From. It is the same all through the band, but for graduated breaks, whose unit price for show moves
	// with the quantity.
	Price

	rate money.Amount    // what one unit more costs
	base decimal.Decimal // what the line costs besides, exactly: 0 but for graduated breaks
}

// Graduated reports whether the unit price for show moves with the quantity.
func (t Tier) Graduated() bool { return t.base.Sign() != 0 }

// Cost is what a quantity of the band costs, exactly, before any rounding of the line; 0 where there is no price.
func (t Tier) Cost(q money.Quantity) decimal.Decimal {
	if !t.OK() {
		return decimal.Decimal{}
	}
	return t.rate.Decimal().Mul(q.Decimal()).Add(t.base)
}

// Costs reports whether two tiers ask the same for every quantity, whatever lists it comes from; two without a price do.
func (t Tier) Costs(o Tier) bool {
	if !t.OK() || !o.OK() {
		return t.OK() == o.OK()
	}
	return t.rate.Equal(o.rate) && t.base.Equal(o.base)
}

// AppendTiers appends the bands of a product for a single line, from the smallest quantity on, without a gap: their edges
// are exact. Minima of lists that make no difference are none. A defective question has no tiers; see [Prices.Err]. An error
// is an amount beyond bounds.
func (p *Prices) AppendTiers(tiers []Tier, item Item) ([]Tier, error) {
	if p.Err() != nil {
		return tiers, p.Err()
	}
	n, ok := p.book.number(item)
	if !ok || p.refused() != 0 {
		price, err := p.PriceOf(item, money.Micros(1))
		return append(tiers, Tier{From: money.Micros(1), Price: price}), err
	}
	g := ladder{prices: p, item: n, first: len(tiers), tiers: tiers}
	g.gather()
	return g.climb()
}

// mostMicros is the largest quantity of 18 digits, in millionths.
const mostMicros = 999_999_999_999_999_999

// ladder finds the tiers of an item.
type ladder struct {
	prices    *Prices
	item      uint32
	at        []int64 // the quantities at which a row begins
	buffer    [32]int64
	graduated bool
	tiers     []Tier
	first     int
}

// gather notes the minima of the buyer's rows that may be valid now.
func (g *ladder) gather() {
	p := g.prices
	g.at = append(g.buffer[:0], 1)
	for i := range p.levelCount {
		if h := p.level(i).head; h != nil {
			g.rows(h.rows.single(g.item))
		}
	}
	rows, leaves := p.book.assigned.cell(g.item)
	for i := range p.heardCount {
		heard := p.heardBy(i)
		g.stream(rows, heard)
		for _, l := range leaves {
			g.stream(l.rows, heard)
		}
	}
	slices.Sort(g.at)
	g.at = slices.Compact(g.at)
}

func (g *ladder) stream(stream []row, heard []assignment) {
	at := 0
	for i := 0; i < len(stream) && at < len(heard); {
		list, rows := uint32(stream[i].min), stream[i+1:i+1+stream[i].following()]
		i += 1 + len(rows)
		if at = seek(heard, at, list); at < len(heard) && heard[at].list == list {
			g.rows(rows)
		}
	}
}

func (g *ladder) rows(rows []row) {
	p := g.prices
	for i := range rows {
		k := &p.book.kinds.all[rows[i].kind]
		if k.currency != p.currency || p.at < k.from || p.at >= k.until {
			continue
		}
		g.graduated = g.graduated || k.rule != 0 && p.book.rules.all[k.rule].Mode != AllUnits
		if m := p.book.quantity(rows[i].min); m > 1 && m <= mostMicros {
			g.at = append(g.at, m)
		}
	}
}

// climb asks at each edge. Between two the rows stay, and what any of them asks for a quantity is a straight line; so where
// lines of graduated breaks cross, what the lists say changes once for each pair, and the place is found by halving.
func (g *ladder) climb() ([]Tier, error) {
	for i, from := range g.at {
		last := int64(mostMicros)
		if i+1 < len(g.at) {
			last = g.at[i+1] - 1
		}
		for from <= last {
			until := last
			if g.graduated {
				until = g.stays(from, last)
			}
			out := g.ask(from, nil)
			if err := g.put(from, &out); err != nil {
				return g.tiers[:g.first], err
			}
			from = until + 1
		}
	}
	return g.tiers, nil
}

func (g *ladder) ask(micros int64, n *notes) outcome {
	a := ask{item: g.item, line: micros, product: micros}
	return g.prices.resolve(&a, n)
}

// stays returns the last quantity for which the same list gives the price, and all others say the same.
func (g *ladder) stays(from, last int64) int64 {
	var said notes
	out := g.ask(from, &said)
	same := func(micros int64) bool {
		var n notes
		then := g.ask(micros, &n)
		return then.priced == out.priced && then.tied == out.tied && then.best.head == out.best.head &&
			slices.EqualFunc(n.entries, said.entries, func(a, b note) bool { return a.head == b.head && a.code == b.code })
	}
	if same(last) {
		return last
	}
	low, high := from, last
	for high-low > 1 {
		if middle := low + (high-low)/2; same(middle) {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// put adds a tier, or lets the one before go on where nothing differs.
func (g *ladder) put(from int64, out *outcome) error {
	p := g.prices
	a := ask{item: g.item, line: from, product: from}
	price, err := p.put(&a, out)
	if err != nil {
		return err
	}
	t := Tier{From: money.Micros(from), Price: price}
	if out.priced {
		o := &out.best
		t.rate = p.book.unit(o.table[o.hit])
		if p.graduated(o) {
			t.base = p.whole(o).Sub(t.rate.Decimal().Mul(t.From.Decimal()))
		}
	}
	if len(g.tiers) > g.first {
		before := &g.tiers[len(g.tiers)-1]
		if before.Reason == t.Reason && before.Source() == t.Source() && before.Break == t.Break && before.Costs(t) {
			return nil
		}
		before.Until = t.From
	}
	g.tiers = append(g.tiers, t)
	return nil
}
