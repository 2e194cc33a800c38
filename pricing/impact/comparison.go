package impact

import (
	"fmt"
	"reflect"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// comparison is that of one account.
type comparison struct {
	buyers
	old, now *pricing.Prices
	book     *pricing.Book // the new one
	at       time.Time
	yield    func(Change, error) bool

	likeness  pricing.Likeness
	was, is   []pricing.Tier
	unchanged *pricing.Prices // those of the old buyer in the new Book, once they are asked for
}

// all compares all items, and reports whether to go on with the next account.
func (c *comparison) all(items []pricing.Item) bool {
	if c.old != nil && c.now != nil {
		c.likeness = c.old.Like(c.now)
	}
	for _, item := range items {
		if c.old != nil && c.now != nil && c.likeness.Same(item) {
			continue
		}
		err := tiersOf(&c.was, c.old, item)
		if err == nil {
			err = tiersOf(&c.is, c.now, item)
		}
		if err != nil {
			return c.yield(Change{Account: c.account}, fmt.Errorf("account %.60q, product %.60q: %w", c.account, item.Product(), err))
		}
		if !c.walk(item) {
			return false
		}
	}
	return true
}

func tiersOf(tiers *[]pricing.Tier, p *pricing.Prices, item pricing.Item) (err error) {
	if *tiers = (*tiers)[:0]; p == nil {
		*tiers = append(*tiers, nothing())
		return nil
	}
	*tiers, err = p.AppendTiers(*tiers, item)
	return err
}

// walk goes through the bands of both, and brings together those side by side that differ in the same way.
func (c *comparison) walk(item pricing.Item) bool {
	var open band
	for i, j := 0, 0; i < len(c.was) && j < len(c.is); {
		b := band{was: &c.was[i], is: &c.is[j]}
		b.from = later(b.was.From, b.is.From)
		b.until = sooner(b.was.Until, b.is.Until)
		for part := range b.parts {
			if part.move == open.move && open.goesOn(&part) {
				open.until = part.until
				continue
			}
			if !c.tell(item, &open) {
				return false
			}
			open = part
		}
		if b.until == b.was.Until {
			i++
		}
		if b.until == b.is.Until {
			j++
		}
	}
	return c.tell(item, &open)
}

// tell yields the change of a band, if there is one.
func (c *comparison) tell(item pricing.Item, b *band) bool {
	if b.move == 0 {
		*b = band{}
		return true
	}
	change := Change{
		Account: c.account, Product: item.Product(), Unit: item.Unit(), From: b.from, Until: b.until, Move: b.move,
		Old: b.was.Price, New: b.is.Price, Cause: OtherList,
	}
	var err error
	if b.was.Graduated() && b.was.From != b.from {
		change.Old, err = c.old.PriceOf(item, b.from)
	}
	if err == nil && b.is.Graduated() && b.is.From != b.from {
		change.New, err = c.now.PriceOf(item, b.from)
	}
	switch {
	case err != nil:
		return c.yield(Change{Account: c.account}, err)
	case c.otherBuyer(item, &change):
		change.Cause = OtherBuyer
	case b.was.OK() && b.is.OK() && b.was.Source() == b.is.Source():
		change.Cause = OtherPrice
	default:
		change.Why = c.why(item, &change)
	}
	*b = band{}
	return c.yield(change, nil)
}

// otherBuyer reports whether the old buyer would have the old price in the new Book.
func (c *comparison) otherBuyer(item pricing.Item, change *Change) bool {
	switch {
	case c.buyers.old == nil || c.buyers.now == nil:
		return true
	case c.unchanged == nil && reflect.DeepEqual(c.buyers.old, c.buyers.now):
		return false
	case c.unchanged == nil:
		c.unchanged = c.book.For(*c.buyers.old, c.at)
	}
	price, err := c.unchanged.PriceOf(item, change.From)
	return err == nil && price.OK() == change.Old.OK() && price.Unit.Equal(change.Old.Unit)
}

// why asks what became of the list that gave the old price.
func (c *comparison) why(item pricing.Item, change *Change) pricing.Code {
	source := change.Old.Source()
	if source == (pricing.ListID{}) || source == change.New.Source() {
		return 0
	}
	trace, err := c.now.Explain(pricing.Line{Product: item.Product(), Unit: item.Unit(), Quantity: change.From}, source)
	if err != nil { // the list is gone
		return 0
	}
	for _, e := range trace.Entries {
		if e.List == source {
			return e.Code
		}
	}
	return 0
}

func later(a, b money.Quantity) money.Quantity {
	if a.Less(b) {
		return b
	}
	return a
}

// sooner returns the lesser end; 0 is none.
func sooner(a, b money.Quantity) money.Quantity {
	if a.Sign() == 0 || b.Sign() > 0 && b.Less(a) {
		return b
	}
	return a
}
