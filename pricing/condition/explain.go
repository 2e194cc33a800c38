package condition

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ErrQuestion is the class of every question that cannot be answered as it stands.
var ErrQuestion = errors.New("question about order conditions refused")

var (
	errSubtotal = fmt.Errorf("%w: no subtotal, or one below zero: sum the lines", ErrQuestion)
	errInstant  = fmt.Errorf("%w: no instant: say when", ErrQuestion)
)

func (q *Question) check() error {
	switch {
	case !q.Subtotal.IsSet() || q.Subtotal.Sign() < 0:
		return errSubtotal
	case q.At.IsZero():
		return errInstant
	}
	return q.Round.Check()
}

// EntryCode says why a condition counts or not. The set is closed.
type EntryCode string

const (
	Counts EntryCode = "counts"
	// Outbid: another of its rank is better for the buyer.
	Outbid EntryCode = "outbid"
	// Ended: one of an earlier rank was the last.
	Ended         EntryCode = "ended by another"
	OtherBuyers   EntryCode = "for other buyers"
	OtherCountry  EntryCode = "for other countries"
	OtherCurrency EntryCode = "in another currency"
	NotBegun      EntryCode = "not begun"
	Expired       EntryCode = "expired"
	// BelowFirst: subtotal or weight are below its first step.
	BelowFirst EntryCode = "below its first step"
)

// Entry is a condition and why it counts or not.
type Entry struct {
	ID   string
	Code EntryCode
}

// Explain decides, and says of every condition why it counts or not, by id. It is the seller's: it tells of conditions that other
// buyers have.
func (b *Book) Explain(q Question) (Decision, []Entry, error) {
	var entries []Entry
	d, err := b.decide(Decision{}, &q, func(id string, code EntryCode) { entries = append(entries, Entry{id, code}) })
	if b == nil || err != nil {
		return d, nil, err
	}
	for i := range b.all {
		id := b.all[i].terms.ID
		if !slices.ContainsFunc(entries, func(e Entry) bool { return e.ID == id }) {
			entries = append(entries, Entry{id, OtherBuyers})
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int { return cmp.Compare(a.ID, b.ID) })
	return d, entries, nil
}

func told(tell func(string, EntryCode), c *compiled, code EntryCode) {
	if tell != nil && c != nil {
		tell(c.terms.ID, code)
	}
}

// fails reports whether a condition of the buyer does not hold for the order, and tells why.
func (c *compiled) fails(q *Question, ended bool, tell func(string, EntryCode)) bool {
	code := EntryCode("")
	switch {
	case c.currency != 0 && c.currency != q.Subtotal.Currency():
		code = OtherCurrency
	case len(c.terms.Countries) > 0 && !slices.Contains(c.terms.Countries, q.Country):
		code = OtherCountry
	case !c.window.Contains(q.At) && !c.window.From.IsZero() && q.At.Before(c.window.From):
		code = NotBegun
	case !c.window.Contains(q.At):
		code = Expired
	case ended:
		code = Ended
	default:
		return false
	}
	told(tell, c, code)
	return true
}
