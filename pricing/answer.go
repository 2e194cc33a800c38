package pricing

import (
	"math"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Answer is the price with what a shop shows beside it (PRC-4).
type Answer struct {
	Price
	// Normal is what the price would be without contracts, now.
	Normal Price
	// Next is where buying more becomes cheaper, now.
	Next NextBreak
	// Holds is the window in which unit price, source, break and reason stay as
	// they are: a host may cache the Price until exactly its end. Normal and Next
	// may change before.
	Holds calendar.Window
	// Revision is that of the Book.
	Revision uint64
}

// NextBreak is the least minimum above the quantity at which the resolved unit
// price falls, whichever list gives it, or at which there is a price at all. Only
// minima are tried: beyond one, graduated breaks let the average fall with every
// unit. The zero value is none.
type NextBreak struct {
	// From is the quantity there, as the list that gives the price counts
	// (PRC-2); More is how much more of the line reaches it.
	From, More money.Quantity
	Unit       money.Amount
	Source     ListID
	// Saves is what the larger line costs less than at the present unit price;
	// no amount where there is no present price, or it would be beyond bounds.
	Saves money.Amount
}

// OK reports whether there is a next break.
func (n NextBreak) OK() bool { return n.Unit.IsSet() }

// Answer answers for one line, as the whole basket.
func (p *Prices) Answer(line Line) (Answer, error) {
	a, early, err := p.ask(line)
	if err != nil {
		return Answer{}, err
	}
	if a != nil {
		return p.answer(a)
	}
	answer := Answer{Price: early, Normal: early, Revision: p.book.revision}
	if p.refused() == 0 {
		answer.Holds, err = p.holds(p.edges(line.Product, nil), early, func(then *Prices) (Price, error) {
			return Price{Reason: then.absent(line.Product, &ask{item: noItem})}, nil
		})
	}
	return answer, err
}

// ask looks a single line up. Where the answer is known without, because the
// buyer or the product has none, the question is nil.
func (p *Prices) ask(line Line) (*ask, Price, error) {
	if err := p.check(line.Quantity); err != nil {
		return nil, Price{}, err
	}
	if reason := p.refused(); reason != 0 {
		return nil, Price{Reason: reason}, nil
	}
	item, ok := p.book.find(line.Product, line.Unit)
	if !ok {
		return nil, Price{Reason: p.absent(line.Product, &ask{item: noItem})}, nil
	}
	q := line.Quantity.Micros()
	return &ask{item: item, line: q, product: q}, Price{}, nil
}

func (p *Prices) answer(a *ask) (Answer, error) {
	var n notes
	out := p.resolve(a, &n)
	price, err := p.put(a, &out)
	if err != nil {
		return Answer{}, err
	}
	plain := *a
	plain.without = Contract
	normal, err := p.price(&plain)
	if err != nil {
		return Answer{}, err
	}
	next, err := p.next(a, &out, &n)
	if err != nil {
		return Answer{}, err
	}
	product, _ := splitItem(p.book.items.Code(a.item))
	holds, err := p.holds(p.edges(product, a.in), price, func(then *Prices) (Price, error) { return then.price(a) })
	return Answer{Price: price, Normal: normal, Next: next, Holds: holds, Revision: p.book.revision}, err
}

// next tries every minimum above the quantity, the nearest first.
func (p *Prices) next(a *ask, now *outcome, n *notes) (NextBreak, error) {
	var above []int64 // how much is missing to a minimum
	for i := range n.entries {
		o := &n.entries[i].offer
		for _, r := range o.table {
			if m := p.book.quantity(r.min); m > o.quantity {
				above = append(above, m-o.quantity)
			}
		}
	}
	slices.Sort(above)
	for _, more := range slices.Compact(above) {
		if more > math.MaxInt64-a.most() {
			break // the quantity of another scope would be beyond bounds
		}
		larger := *a
		larger.more = more
		out := p.resolve(&larger, nil)
		if !out.priced || now.priced && p.compare(&out.best, &now.best) >= 0 {
			continue
		}
		return p.nextAt(&larger, now, &out)
	}
	return NextBreak{}, nil
}

func (p *Prices) nextAt(larger *ask, now, out *outcome) (NextBreak, error) {
	best := &out.best
	unit, err := p.unit(best)
	if err != nil {
		return NextBreak{}, err
	}
	next := NextBreak{
		From: money.Micros(best.quantity), More: money.Micros(larger.more), Unit: unit, Source: best.head.id,
	}
	if now.priced {
		next.Saves, err = p.saves(larger, now, best)
	}
	if err != nil { // so much of it that no amount says
		next.Saves = money.Amount{}
	}
	return next, nil
}

// saves is what the larger line costs less than at the present unit price.
func (p *Prices) saves(larger *ask, now *outcome, best *offer) (money.Amount, error) {
	present, err := p.unit(&now.best)
	if err != nil {
		return money.Amount{}, err
	}
	if present, err = present.MulRound(money.Micros(larger.line+larger.more), p.book.round.Line); err != nil {
		return money.Amount{}, err
	}
	cheaper, err := p.amount(best, larger)
	if err != nil {
		return money.Amount{}, err
	}
	return present.Sub(cheaper)
}

// holds finds the window around the instant in which the price stays as it is,
// by asking again at every edge of every window that could matter.
func (p *Prices) holds(edges []int64, price Price, ask func(*Prices) (Price, error)) (calendar.Window, error) {
	var w calendar.Window
	same := func(micro int64) (bool, error) {
		then, err := ask(p.when(micro))
		return then.same(price), err
	}
	at, _ := slices.BinarySearch(edges, p.at+1) // the first edge after the instant
	for _, edge := range edges[at:] {
		still, err := same(edge)
		if err != nil {
			return w, err
		}
		if !still {
			w.Until = p.time(edge)
			break
		}
	}
	for _, edge := range slices.Backward(edges[:at]) {
		still, err := same(edge - 1)
		if err != nil {
			return w, err
		}
		if !still {
			w.From = p.time(edge)
			break
		}
	}
	return w, nil
}

func (p *Prices) time(micro int64) time.Time { return time.UnixMicro(micro).In(p.book.zone) }

func (p Price) same(o Price) bool {
	return p.Reason == o.Reason && p.Source() == o.Source() && p.Break == o.Break && p.Unit.Equal(o.Unit)
}

// edges returns, ascending, all instants at which the answer for a product, in a
// basket or alone, could change.
func (p *Prices) edges(product string, in *Basket) []int64 {
	var e edgeSet
	items := slices.AppendSeq(in.allItems(), p.book.unitsOf(product))
	for _, item := range items {
		for i := range p.levelCount {
			if h := p.level(i).head; h != nil {
				e.list(h, p, h.rows.single(item))
			}
		}
		rows, leaves := p.book.assigned.cell(item)
		for i := range p.heardCount {
			e.stream(p, rows, p.heardBy(i))
			for _, l := range leaves {
				e.stream(p, l.rows, p.heardBy(i))
			}
		}
	}
	slices.Sort(e.at)
	return slices.Compact(e.at)
}

type edgeSet struct{ at []int64 }

func (e *edgeSet) add(from, until int64) {
	if from != beginning && from < until {
		e.at = append(e.at, from)
	}
	if until != forever && from < until {
		e.at = append(e.at, until)
	}
}

func (e *edgeSet) list(h *head, p *Prices, rows []row) {
	if len(rows) == 0 {
		return
	}
	e.add(h.from, h.until)
	for i := range rows {
		k := &p.book.kinds.all[rows[i].kind]
		e.add(k.from, k.until)
	}
}

func (e *edgeSet) stream(p *Prices, stream []row, heard []assignment) {
	at := 0
	for list, rows := range runs(stream) {
		at = seek(heard, at, list)
		if at < len(heard) && heard[at].list == list {
			e.add(heard[at].from, heard[at].until)
			e.list(*p.book.heads.At(list), p, rows)
		}
	}
}
