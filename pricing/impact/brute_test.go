package impact_test

import (
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/impact"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// The impact of a change is what asking every account, product and quantity before and after says; bands are exact.
func TestPRC10_EqualsBruteForce(t *testing.T) {
	moves, causes, worlds := map[impact.Move]int{}, map[impact.Cause]int{}, proof(600, 10_000, 400_000)
	for number := range worlds {
		w := newWorld(uint64(number))
		old := impact.Side{Book: newBook(t, w.data), Buyers: w.buyers()}
		now := impact.Side{Book: w.changed(t, old.Book), Buyers: old.Buyers}
		if w.IntN(5) == 0 {
			now.Buyers = w.buyers()
		}
		all := changes(t, old, now)
		for _, c := range all {
			moves[c.Move]++
			causes[c.Cause]++
		}
		for _, account := range []string{"ann", "bob", "cor"} {
			for _, product := range []string{"P", "Q", "R"} {
				for _, unit := range []string{"", "BOX"} {
					if !checkQuantities(t, old, now, account, product, unit, all) {
						t.Fatalf("world %d", number)
					}
				}
			}
		}
		if !slices.IsSortedFunc(all, compare) {
			t.Fatalf("world %d: out of order: %v", number, all)
		}
	}
	for _, move := range []impact.Move{impact.Dearer, impact.Cheaper, impact.Gained, impact.Lost} {
		if moves[move] < worlds/20 {
			t.Errorf("%s only %d times", move, moves[move])
		}
	}
	for _, cause := range []impact.Cause{impact.OtherPrice, impact.OtherList, impact.OtherBuyer} {
		if causes[cause] < worlds/20 {
			t.Errorf("%s only %d times", cause, causes[cause])
		}
	}
}

func compare(a, b impact.Change) int {
	for _, by := range []int{compareText(a.Account, b.Account), compareText(a.Product, b.Product), compareText(a.Unit, b.Unit)} {
		if by != 0 {
			return by
		}
	}
	return a.From.Cmp(b.From)
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// checkQuantities asks for quantities on a grid, and beside every edge that is told.
func checkQuantities(t *testing.T, old, now impact.Side, account, product, unit string, all []impact.Change) bool {
	t.Helper()
	var here []impact.Change
	var ask []int64
	for q := int64(250_000); q <= 6_000_000; q += 250_000 {
		ask = append(ask, q)
	}
	for _, c := range all {
		if c.Account == account && c.Product == product && c.Unit == unit {
			here = append(here, c)
			ask = append(ask, c.From.Micros()-1, c.From.Micros(), c.From.Micros()+1, c.Until.Micros()-1, c.Until.Micros())
		}
	}
	for _, q := range ask {
		if q <= 0 {
			continue
		}
		line := pricing.Line{Product: product, Unit: unit, Quantity: money.Micros(q)}
		was, is := brute(t, old, account, line), brute(t, now, account, line)
		var told *impact.Change
		for i := range here {
			if here[i].From.Micros() <= q && (here[i].Until.Sign() == 0 || q < here[i].Until.Micros()) {
				told = &here[i]
			}
		}
		differs := was.OK() != is.OK() || was.OK() && !was.Amount.Equal(is.Amount)
		if differs != (told != nil) || told != nil && !right(told, was, is, q) {
			t.Errorf("%s, %v of %s %s: %v then %v; told %v", account, line.Quantity, product, unit, was.Price, is.Price, told)
			return false
		}
	}
	return true
}

// right checks sources, move and, where the price is that of the whole band, prices.
func right(c *impact.Change, was, is pricing.PricedLine, q int64) bool {
	same := c.Old.OK() == was.OK() && c.New.OK() == is.OK() && c.Old.Source() == was.Source() && c.New.Source() == is.Source()
	if q == c.From.Micros() {
		same = same && c.Old.Unit.Equal(was.Unit) && c.New.Unit.Equal(is.Unit)
	}
	move := impact.Gained
	switch {
	case was.OK() && !is.OK():
		move = impact.Lost
	case was.OK():
		if by, _ := was.Amount.Cmp(is.Amount); by < 0 {
			move = impact.Dearer
		} else if by > 0 {
			move = impact.Cheaper
		}
	}
	return same && move == c.Move
}

func brute(t *testing.T, s impact.Side, account string, line pricing.Line) pricing.PricedLine {
	t.Helper()
	at := slices.IndexFunc(s.Buyers, func(b pricing.Buyer) bool { return b.Account == account })
	if at < 0 {
		return pricing.PricedLine{}
	}
	basket, err := s.Book.For(s.Buyers[at], noon).Basket([]pricing.Line{line})
	if err != nil {
		t.Fatal(err)
	}
	return basket.Lines[0]
}
