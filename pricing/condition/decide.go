package condition

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Question is an order to which conditions may apply.
type Question struct {
	Account    string
	Groups     []string
	Categories []string
	// Country is that of delivery; "" is none: only conditions for any country hold then.
	Country string
	At      time.Time
	// Subtotal is what the lines come to, and the currency of all amounts.
	Subtotal money.Amount
	// Weight is that of the order; Unweighed where it is not known.
	Weight    money.Quantity
	Unweighed bool
	// Round is how amounts are rounded. Required.
	Round money.Rounding
}

// Code says what a decision is. The set is closed; the zero Code is a refusal.
type Code string

const (
	// Decided: it is known what counts.
	Decided Code = "decided"
	// NoDelivery: there are delivery costs, and none of them for this order.
	NoDelivery Code = "no delivery condition"
	// NoWeight: a delivery cost goes by a weight that is not known.
	NoWeight Code = "no weight"
)

// Decision is what counts. The zero Decision refuses.
type Decision struct {
	Code Code
	// Discounts and Deliveries are in the order in which they count.
	Discounts  []Granted
	Deliveries []Charged
}

// Allowed reports whether it is known what counts.
func (d Decision) Allowed() bool { return d.Code == Decided }

// String says the decision for people: what counts, without amounts, or what would have to change.
func (d Decision) String() string {
	switch d.Code {
	case Decided:
		var parts []string
		for _, g := range d.Discounts {
			parts = append(parts, "discount "+strconv.Quote(g.ID))
		}
		for _, c := range d.Deliveries {
			parts = append(parts, "delivery "+strconv.Quote(c.ID))
		}
		return cmp.Or(strings.Join(parts, ", "), "no condition counts")
	case NoDelivery:
		return "no delivery condition holds for this order: add one"
	case NoWeight:
		return "delivery goes by weight, and it is not known: weigh the order"
	}
	return "nothing was asked"
}

// Decide returns what counts for an order. An error means that the question is defective: no subtotal, no instant, no rounding, or
// amounts beyond bounds.
func (b *Book) Decide(q Question) (Decision, error) { return b.decide(Decision{}, &q, nil) }

// DecideInto is [Book.Decide] in the room of a decision that is no longer needed, as append is.
func (b *Book) DecideInto(room Decision, q Question) (Decision, error) {
	return b.decide(room, &q, nil)
}

func (b *Book) decide(d Decision, q *Question, tell func(string, EntryCode)) (Decision, error) {
	d = Decision{Discounts: d.Discounts[:0], Deliveries: d.Deliveries[:0]}
	if err := q.check(); err != nil {
		return d, err
	}
	if b == nil {
		d.Code = Decided
		return d, nil
	}
	var room [32]int
	all := b.buyers(q, room[:0])
	discounts, left, err := b.discount(d.Discounts, q, all, tell)
	if err != nil {
		return d, err
	}
	deliveries, code, err := b.deliver(d.Deliveries, q, all, left, tell)
	if d.Code = code; code == Decided {
		d.Discounts, d.Deliveries = discounts, deliveries
	}
	return d, err
}

// discount appends the discounts that count, and returns what they leave.
func (b *Book) discount(granted []Granted, q *Question, all []int, tell func(string, EntryCode)) ([]Granted, money.Amount, error) {
	left := q.Subtotal
	err := b.compete(q, all, false, tell, func(c *compiled) (entrant, error) {
		of := left
		if b.ofSubtotal {
			of = q.Subtotal
		}
		g, counts, err := c.grant(q, of, left)
		return entrant{counts: counts, merit: g.Amount, granted: g}, err
	}, func(best entrant) (err error) {
		if best.granted.Amount.Sign() > 0 {
			granted = append(granted, best.granted)
		}
		left, err = left.Sub(best.granted.Amount)
		return err
	})
	return granted, left, err
}

// deliver appends the delivery costs that count.
func (b *Book) deliver(charged []Charged, q *Question, all []int, left money.Amount, tell func(string, EntryCode)) ([]Charged, Code, error) {
	unweighed := false
	err := b.compete(q, all, true, tell, func(c *compiled) (entrant, error) {
		g, counts, err := c.charge(q, left)
		unweighed = unweighed || c.delivery.ByWeight && q.Unweighed && !g.Free
		return entrant{counts: counts, merit: g.Amount.Neg(), charged: g}, err
	}, func(best entrant) error {
		charged = append(charged, best.charged)
		return nil
	})
	switch {
	case err != nil:
		return nil, "", err
	case unweighed:
		return nil, NoWeight, nil
	case b.delivers && len(charged) == 0:
		return nil, NoDelivery, nil
	}
	return charged, Decided, nil
}

// entrant is a condition that competes with the others of its rank: the greatest merit wins, which is a discount, or a cost below
// zero.
type entrant struct {
	counts  bool
	merit   money.Amount
	granted Granted
	charged Charged
}

// compete goes through the ranks, and has the best of each count.
func (b *Book) compete(q *Question, all []int, deliveries bool, tell func(string, EntryCode),
	enter func(*compiled) (entrant, error), win func(entrant) error) error {
	ended := false
	for len(all) > 0 {
		var rank []int
		rank, all = b.rank(all)
		var best entrant
		var winner *compiled
		for _, i := range rank {
			c := &b.all[i]
			if (c.delivery != nil) != deliveries || c.fails(q, ended, tell) {
				continue
			}
			e, err := enter(c)
			switch {
			case err != nil:
				return err
			case !e.counts:
				told(tell, c, BelowFirst)
			case winner != nil && compare(e.merit, best.merit) <= 0:
				told(tell, c, Outbid)
			default:
				told(tell, winner, Outbid)
				best, winner = e, c
			}
		}
		if winner == nil {
			continue
		}
		told(tell, winner, Counts)
		ended = winner.terms.Last // nothing wins after it
		if err := win(best); err != nil {
			return err
		}
	}
	return nil
}

// rank splits off the conditions of the first rank.
func (b *Book) rank(all []int) (first, rest []int) {
	n := slices.IndexFunc(all, func(i int) bool { return b.all[i].terms.Rank != b.all[all[0]].terms.Rank })
	if n < 0 {
		return all, nil
	}
	return all[:n], all[n:]
}
