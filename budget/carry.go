package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// MaxCarried is the most periods in a row whose rests are brought forward at once.
const MaxCarried = 366

// open carries into a pot, at its first use, what is left of the periods before it (BUD-9): of the last one that was used,
// and of those since. A budget that was never used begins with the first day of its window or, without one, here.
func (b *Budget) open(l *ledger, pot Pot, c Command) error {
	if !b.CarryOver {
		return nil
	}
	u, err := l.usage(pot)
	if err != nil || u.Entries > 0 {
		return err
	}
	for _, from := range b.unopened(l, pot) {
		if err := b.carry(l, Pot{Budget: b.ID, Period: from}, c); err != nil {
			return err
		}
	}
	return nil
}

// unopened returns the periods to carry from, in their order.
func (b *Budget) unopened(l *ledger, pot Pot) []Period {
	begins := b.cycle().of(b.Days.From)
	if b.Days.From.IsZero() {
		begins = pot.Period
	}
	if last, ok := l.before(pot); ok && (b.Days.From.IsZero() || last.Period.Compare(begins) > 0) {
		begins = last.Period
	}
	var periods []Period
	for p := pot.Period; p.Compare(begins) > 0 && len(periods) < MaxCarried; {
		if p = p.Previous(); p.IsZero() {
			break
		}
		periods = append(periods, p)
	}
	slices.Reverse(periods)
	return periods
}

// carry moves what is left of a period to the next, nothing where more was used or there is no limit. The pots between the
// last one that was used and the one that is opened have never been: they need not have been read.
func (b *Budget) carry(l *ledger, from Pot, c Command) error {
	to := Pot{Budget: b.ID, Period: from.Period.Next()}
	for _, pot := range []Pot{from, to} {
		if _, read := l.usages[pot]; !read {
			l.usages[pot] = Usage{Budget: pot.Budget, Period: pot.Period}
		}
	}
	_, left, err := b.left(l.usages[from])
	if err != nil {
		return err
	}
	if left.Sign() <= 0 {
		left = money.Zero(b.Currency)
	}
	e := c.entry(to, EntryCarry, left)
	e.From, e.Order, e.Round = from.Period, "", 0
	return l.write(e)
}
