package impact

import (
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// band is a band of quantities in which neither side changes; move is 0 where they ask the same.
type band struct {
	was, is     *pricing.Tier
	from, until money.Quantity
	move        Move
}

// parts yields the parts of a band in each of which the price moves in one direction. There are several only where lines of
// graduated breaks cross: what both ask are straight lines, so that one place is found by halving.
func (b *band) parts(yield func(band) bool) {
	part, last := *b, b.last()
	for part.from.Micros() <= last {
		part.move = b.moveAt(part.from.Micros())
		end := b.lasts(part.from.Micros(), last, part.move)
		if part.until = money.Micros(end + 1); end == last {
			part.until = b.until
		}
		if !yield(part) || end == last {
			return
		}
		part.from = part.until
	}
}

// lasts returns the last quantity of which the move is the same.
func (b *band) lasts(from, last int64, move Move) int64 {
	if move == Gained || move == Lost || move == OtherCurrency || b.flat() || b.moveAt(last) == move && (move != 0 || b.was.Costs(*b.is)) {
		return last
	}
	if move == 0 { // they cross here
		return from
	}
	low, high := from, last
	for high-low > 1 {
		if middle := low + (high-low)/2; b.moveAt(middle) == move {
			low = middle
		} else {
			high = middle
		}
	}
	return low
}

// last is the last quantity of the band; of one without end the last of 18 digits, or one beyond its first.
func (b *band) last() int64 {
	if b.until.Sign() > 0 {
		return b.until.Micros() - 1
	}
	return max(999_999_999_999_999_999, b.from.Micros())
}

// flat reports whether both ask the same for each unit all through the band.
func (b *band) flat() bool { return !b.was.Graduated() && !b.is.Graduated() }

func (b *band) moveAt(micros int64) Move {
	q := money.Micros(micros)
	switch {
	case b.was.Costs(*b.is):
		return 0
	case !b.was.OK():
		return Gained
	case !b.is.OK():
		return Lost
	case b.was.Unit.Currency() != b.is.Unit.Currency():
		return OtherCurrency
	}
	by := 0
	if b.flat() { // what one costs tells it, exactly and without decimals
		by, _ = b.is.Unit.Cmp(b.was.Unit)
	} else {
		by = b.is.Cost(q).Cmp(b.was.Cost(q))
	}
	switch by {
	case 1:
		return Dearer
	case -1:
		return Cheaper
	}
	return 0
}

// goesOn reports whether the next band is the same change.
func (b *band) goesOn(next *band) bool {
	return b.move != 0 && b.until == next.from && b.was.Costs(*next.was) && b.is.Costs(*next.is) && b.was.Source() == next.was.Source() &&
		b.is.Source() == next.is.Source() && b.was.Reason == next.was.Reason && b.is.Reason == next.is.Reason
}
