package pricing_test

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// normal is the price without contracts (PRC-4). The reason why there is none
// is that of the question.
func (r *reference) normal(q *question) refPrice {
	without := *r
	without.lists = slices.DeleteFunc(slices.Clone(r.lists), func(l *refList) bool { return l.ID.Kind == pricing.Contract })
	if p := without.price(q); p.reason == pricing.Priced || p.reason == pricing.Tie || r.refused(q) != 0 {
		return p
	}
	return r.reason(q, r.decide(q))
}

// table is the valid one of a list for a question.
func (r *reference) table(l *refList, q *question) refTable {
	table, _ := tableFor(keepRows(l.rowsOf(q.asked().Product), func(row refRow) bool { return !row.inactive }), q)
	return table
}

// refused says why a buyer has no price whatever he asks, 0 if he has.
func (r *reference) refused(q *question) pricing.Reason {
	switch {
	case q.buyer.PricesHidden:
		return pricing.Hidden
	case q.buyer.Blocked:
		return pricing.Blocked
	}
	return 0
}

// refNext is where buying more becomes cheaper.
type refNext struct {
	from, more  money.Quantity
	unit, saves decimal.Decimal
	source      pricing.ListID
	priced      bool // there is a present price, so something is saved
}

// next tries the minimums above the quantity, the nearest first, in the lists
// that may count for this question.
func (r *reference) next(q *question) *refNext {
	now := r.price(q)
	if r.refused(q) != 0 {
		return nil
	}
	var missing []money.Quantity // to each minimum, as its list counts
	for _, v := range r.decide(q) {
		if v.code == pricing.BelowMinimum || v.code == pricing.PriceZero || v.offer.list != nil {
			table := r.table(v.list, q)
			counted := r.scoped(v.list, table[0].breaks, q)
			for _, row := range table {
				if more, _ := row.min.Sub(counted); more.Sign() > 0 {
					missing = append(missing, more)
				}
			}
		}
	}
	slices.SortFunc(missing, money.Quantity.Cmp)
	for _, more := range missing {
		larger := *q
		larger.lines = slices.Clone(q.lines)
		line := &larger.lines[q.line].Quantity
		*line, _ = line.Add(more)
		then := r.price(&larger)
		if then.reason != pricing.Priced || now.reason == pricing.Priced && !r.falls(q, &larger) {
			continue
		}
		_, from := r.whole(&larger)
		n := &refNext{from: from, more: more, unit: then.unit, source: then.source, priced: now.reason == pricing.Priced}
		if n.priced {
			n.saves = parseRounding(r.data.Round.Line).apply(now.unit.Mul(line.Decimal())).Sub(r.costs(&larger))
		}
		return n
	}
	return nil
}

// falls reports whether a unit costs less in the second question. Amounts
// count: quotients are for show.
func (r *reference) falls(now, then *question) bool {
	a, of := r.whole(now)
	b, more := r.whole(then)
	return b.Mul(of.Decimal()).LessThan(a.Mul(more.Decimal()))
}

// whole is what the winner's breaks look at, and what that costs.
func (r *reference) whole(q *question) (decimal.Decimal, money.Quantity) {
	won := r.won(q)
	table := r.table(won.list, q)
	counted := r.scoped(won.list, table[0].breaks, q)
	if won.offer.graduated {
		return table.graduated(counted), counted
	}
	return won.offer.unit.Mul(counted.Decimal()), counted
}

// costs is what the line costs, rounded as stated. Where no line rounding is,
// the lines of one product and unit share a graduated amount in their order,
// each cut to six places, so that the shares add up.
func (r *reference) costs(q *question) decimal.Decimal {
	won := r.won(q)
	if round := parseRounding(r.data.Round.Line); round.mode != "" || !won.offer.graduated {
		return round.apply(won.offer.total)
	}
	table := r.table(won.list, q)
	scoped := r.scoped(won.list, table[0].breaks, q)
	before := money.Quantity{}
	if table[0].breaks.Scope != pricing.LineScope {
		for _, line := range q.lines[:q.line] {
			if line.Product == q.asked().Product && line.Unit == q.asked().Unit {
				before, _ = before.Add(line.Quantity)
			}
		}
	}
	after, _ := before.Add(q.asked().Quantity)
	total := table.graduated(scoped)
	part := func(of money.Quantity) decimal.Decimal {
		if of == scoped {
			return total
		}
		share := total.Mul(of.Decimal()).DivRound(scoped.Decimal(), 30)
		return refRounding{decimal.New(1, -6), "half up"}.apply(share)
	}
	return part(after).Sub(part(before))
}

// won is the verdict that won; the zero one if none did.
func (r *reference) won(q *question) verdict {
	for _, v := range r.decide(q) {
		if v.code == pricing.Won {
			return v
		}
	}
	return verdict{}
}

// window is the longest one around the day in which the price stays the same.
func (r *reference) window(q *question) calendar.Window {
	now := r.price(q).text()
	at := func(day calendar.Date) string {
		other := *q
		other.day = day
		return r.price(&other).text()
	}
	edges := r.edges()
	var w calendar.Window
	for _, edge := range edges {
		if edge.After(q.day) && at(edge) != now {
			w.Until = edge.FirstInstant(r.data.Zone)
			break
		}
	}
	for _, edge := range slices.Backward(edges) {
		if !edge.After(q.day) && at(edge.AddDays(-1)) != now {
			w.From = edge.FirstInstant(r.data.Zone)
			break
		}
	}
	return w
}

// edges are the days on which anything begins, or has ended the day before.
func (r *reference) edges() []calendar.Date {
	var edges []calendar.Date
	add := func(days calendar.Days) {
		if !days.From.IsZero() {
			edges = append(edges, days.From)
		}
		if !days.To.IsZero() {
			edges = append(edges, days.To.Next())
		}
	}
	for _, l := range r.lists {
		add(l.Days)
		for _, a := range l.Audience.Assigned {
			add(a.Days)
		}
		for _, row := range l.prices {
			add(row.days)
		}
	}
	slices.SortFunc(edges, calendar.Date.Compare)
	return slices.Compact(edges)
}

// refEntry is what one list says in a trace.
type refEntry struct {
	list pricing.ListID
	code pricing.Code
}

// entries are the lists whose audience names the buyer and that have the
// product, and those that are asked for by name: the winner, what counted by
// precedence, the others by id.
func (r *reference) entries(q *question, also ...pricing.ListID) []refEntry {
	if r.refused(q) != 0 {
		return nil
	}
	var counted, others []verdict
	for _, v := range r.decide(q) {
		if !slices.Contains(also, v.list.ID) && (!names(v.list, q.buyer) || !v.list.has(q.asked().Product, nil)) {
			continue
		}
		if v.code >= pricing.Won && v.code <= pricing.Outranked {
			counted = append(counted, v)
		} else {
			others = append(others, v)
		}
	}
	slices.SortFunc(counted, func(a, b verdict) int {
		if n := r.compare(a.offer, b.offer); n != 0 {
			return n
		}
		return a.list.ID.Compare(b.list.ID)
	})
	slices.SortFunc(others, func(a, b verdict) int { return a.list.ID.Compare(b.list.ID) })
	var entries []refEntry
	for _, v := range append(counted, others...) {
		entries = append(entries, refEntry{v.list.ID, v.code})
	}
	return entries
}

// names reports whether a list's audience names the buyer, whether or not the
// list is his today.
func names(l *refList, b *pricing.Buyer) bool {
	switch l.Audience.Kind {
	case pricing.Everyone:
		return true
	case pricing.Named:
		return l.ID.Kind == pricing.Level && slices.Contains(b.Levels, l.ID.Code)
	case pricing.Assigned:
		return slices.ContainsFunc(l.Audience.Assigned, func(a pricing.Assignment) bool {
			return a.Group != "" && slices.Contains(b.Groups, a.Group) ||
				a.Account != "" && (a.Account == b.Account || a.Account == b.PricedAs)
		})
	}
	return false
}

// refLine is one line of a basket: its price, and what it costs.
type refLine struct {
	refPrice
	amount decimal.Decimal
}

// basket prices lines together; the total is none if a line has no price.
func (r *reference) basket(buyer *pricing.Buyer, at time.Time, lines []pricing.Line) (priced []refLine, total *decimal.Decimal) {
	sum, whole := decimal.Zero, true
	for i := range lines {
		q := question{buyer, refDay(at, r.data.Zone), lines, i}
		line := refLine{refPrice: r.price(&q)}
		if line.reason == pricing.Priced {
			line.amount = r.costs(&q)
			sum = sum.Add(line.amount)
		} else {
			whole = false
		}
		priced = append(priced, line)
	}
	if !whole {
		return priced, nil
	}
	sum = parseRounding(r.data.Round.Order).apply(sum)
	return priced, &sum
}

// applying are the lists that apply to the buyer.
func (r *reference) applying(q *question) []*refList {
	var all []*refList
	for _, l := range r.lists {
		code, _ := refAudience(l, q)
		may := l.Permission == "" || slices.Contains(q.buyer.Permissions, l.Permission)
		if refTerms(l, q) == 0 && code == 0 && may && !q.buyer.Blocked {
			all = append(all, l)
		}
	}
	return all
}
