package pricing

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Replay finds the price again from the entries of a stored trace alone, and
// returns it. A trace that does not give the price, the reason or the codes that
// it states is refused with [ErrReplay].
func (t Trace) Replay() (Price, error) {
	if t.Reason == Unasked || t.Reason > Blocked {
		return Price{}, fmt.Errorf("%w: no reason is stated", ErrReplay)
	}
	for i := range t.Entries {
		if err := t.sound(&t.Entries[i]); err != nil {
			return Price{}, err
		}
	}
	level := t.level()
	best, tied := t.best(level)
	for i := range t.Entries {
		e := &t.Entries[i]
		if e.competes() && e.Code != t.code(e, level, best, tied) {
			return Price{}, fmt.Errorf("%w: %s is said to be %s", ErrReplay, e.List, e.Code)
		}
	}
	if t.Reason == Priced {
		return t.priced(best, tied)
	}
	return t.unpriced(best, tied)
}

// level finds the level price; nil for none.
func (t *Trace) level() (level *Entry) {
	for i := range t.Entries {
		e := &t.Entries[i]
		if e.Position == 0 || !e.competes() {
			continue
		}
		if level == nil {
			level = e
			continue
		}
		by, _ := t.rank(e, level)
		if by < 0 || by == 0 && e.Position < level.Position {
			level = e
		}
	}
	return level
}

// best finds the winner among what counts, and whether another is equal to it.
func (t *Trace) best(level *Entry) (best *Entry, tied bool) {
	for i := range t.Entries {
		e := &t.Entries[i]
		if !e.competes() || e.against(level, t.EveryLevel) != 0 {
			continue
		}
		if best == nil {
			best = e
			continue
		}
		switch by, _ := t.rank(e, best); {
		case by < 0:
			best, tied = e, false
		case by == 0:
			tied = true
		}
	}
	return best, tied
}

// code is the code that an entry with a price must have.
func (t *Trace) code(e, level, best *Entry, tied bool) Code {
	if code := e.against(level, t.EveryLevel); code != 0 {
		return code
	}
	if e != best {
		_, by := t.rank(e, best)
		return by.lost()
	}
	if tied {
		return Tied
	}
	return Won
}

// priced checks the price that is stated.
func (t *Trace) priced(best *Entry, tied bool) (Price, error) {
	if best == nil || tied || best.List != t.Source || !best.Price.Equal(t.Price) || best.Break != t.Break {
		return Price{}, fmt.Errorf("%w: its entries give another", ErrReplay)
	}
	source := best.claim()
	return Price{Unit: best.Price, Break: best.Break, Reason: Priced, source: &source}, nil
}

// unpriced checks the reason that is stated.
func (t *Trace) unpriced(best *Entry, tied bool) (Price, error) {
	if best != nil && !tied || t.Price.IsSet() || t.Source != (ListID{}) || (t.Reason == Tie) != tied {
		return Price{}, fmt.Errorf("%w: there is a price, but the reason is %s", ErrReplay, t.Reason)
	}
	least := slices.ContainsFunc(t.Entries, func(e Entry) bool {
		return e.Position > 0 && e.Code == BelowMinimum && e.Break == t.Break
	})
	if (t.Reason == TooFew) != (t.Break.Sign() != 0) || t.Reason == TooFew && !least {
		return Price{}, fmt.Errorf("%w: no level has this least quantity", ErrReplay)
	}
	return Price{Reason: t.Reason, Break: t.Break}, nil
}

// sound reports an entry that no explanation could hold.
func (t *Trace) sound(e *Entry) error {
	switch {
	case e.Code == 0 || e.Code > SetAside:
		return fmt.Errorf("%w: %s has no code", ErrReplay, e.List)
	case e.competes() && (e.Price.Currency() != t.Currency || e.Price.Sign() <= 0 || e.Counted.Sign() <= 0):
		return fmt.Errorf("%w: %s has no price in the currency asked for", ErrReplay, e.List)
	case e.competes() && e.Counted.Less(e.Break):
		return fmt.Errorf("%w: %s has a price from a quantity that was not reached", ErrReplay, e.List)
	case len(e.Bands) > 0 && !t.averages(e):
		return fmt.Errorf("%w: %s has bands that do not come to its price", ErrReplay, e.List)
	}
	return nil
}

// averages reports whether the bands of an entry make up what was counted, and
// its price is what they cost on average.
func (t *Trace) averages(e *Entry) bool {
	var counted decimal.Decimal
	for _, b := range e.Bands {
		if b.Price.Currency() != t.Currency || b.Quantity.Sign() <= 0 {
			return false
		}
		counted = counted.Add(b.Quantity.Decimal())
	}
	if !counted.Equal(e.Counted.Decimal()) || counted.Sign() <= 0 {
		return false
	}
	price, err := t.Quotient.Decimal(quotient(e.whole(), counted))
	return err == nil && price.Equal(e.Price.Decimal())
}

// competes reports whether the list had a price to compare.
func (e *Entry) competes() bool {
	return e.Code.counts() || e.Code == LaterLevel || e.Code == Dearer || e.Code == NotCheaper
}

// against returns the code of a price that does not count beside the level's, 0
// if it counts.
func (e *Entry) against(level *Entry, everyLevel bool) Code {
	switch {
	case level == nil || e == level:
		return 0
	case e.Position > 0 && !everyLevel:
		return LaterLevel
	case e.Competes.judged():
		return e.Competes.beside(e.compare(level))
	}
	return 0
}

// compare orders two entries by price: unit prices, or totals by what was
// counted where one is graduated.
func (e *Entry) compare(o *Entry) int {
	if len(e.Bands) == 0 && len(o.Bands) == 0 {
		return e.Price.Decimal().Cmp(o.Price.Decimal())
	}
	return e.whole().Mul(o.Counted.Decimal()).Cmp(o.whole().Mul(e.Counted.Decimal()))
}

// whole is what the quantity counted costs.
func (e *Entry) whole() (sum decimal.Decimal) {
	if len(e.Bands) == 0 {
		return e.Price.Decimal().Mul(e.Counted.Decimal())
	}
	for _, b := range e.Bands {
		sum = sum.Add(b.Price.Decimal().Mul(b.Quantity.Decimal()))
	}
	return sum
}

// rank orders two entries by the precedence, and says by which criterion; of two levels of which only the
// first counts, by their position.
func (t *Trace) rank(a, b *Entry) (int, Criterion) {
	if a.Position > 0 && b.Position > 0 && !t.EveryLevel {
		return cmp.Compare(a.Position, b.Position), LevelPosition
	}
	x, y := a.claim(), b.claim()
	for _, c := range t.Criteria {
		by := 0
		switch c {
		case LowestPrice:
			by = a.compare(b)
		case LevelPosition:
			by = cmp.Compare(uint(a.Position-1), uint(b.Position-1)) // other lists come last
		default:
			by = c.order(&x, &y)
		}
		if by != 0 {
			return by, c
		}
	}
	return 0, RefuseTie
}

func (e *Entry) claim() claim { return claim{e.List, e.Competes, e.Priority, e.Position > 0} }
