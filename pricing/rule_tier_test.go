package pricing_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Tiers cover all quantities without a gap, and are what the short answer says at their edges and in between.
func TestPRC10_TiersAreThePrice(t *testing.T) {
	graduated, several := 0, 0
	var tiers []pricing.Tier
	for number := range proof(300, 6_000, 300_000) {
		w := newWorld(uint64(number))
		book, err := pricing.NewBook(w.data)
		if err != nil {
			continue
		}
		prices := book.For(w.someBuyer(), w.someInstant())
		for item := range book.Items() {
			if tiers, err = prices.AppendTiers(tiers[:0], item); err != nil {
				t.Fatalf("world %d: %v", number, err)
			}
			next := money.Micros(1)
			for i, tier := range tiers {
				if tier.From != next || i+1 < len(tiers) && !tier.From.Less(tier.Until) {
					t.Fatalf("world %d: tier %d from %v, want %v", number, i, tier.From, next)
				}
				checkTier(t, w, prices, item, tier)
				if tier.Graduated() {
					graduated++
				}
				next = tier.Until
			}
			if next != (money.Quantity{}) {
				t.Fatalf("world %d: ends at %v", number, next)
			}
			if len(tiers) > 1 {
				several++
			}
		}
	}
	if graduated == 0 || several == 0 {
		t.Errorf("%d graduated, %d of several tiers", graduated, several)
	}
}

func checkTier(t *testing.T, w *world, prices *pricing.Prices, item pricing.Item, tier pricing.Tier) {
	t.Helper()
	last := int64(20_000_000)
	if tier.Until.Sign() > 0 {
		last = tier.Until.Micros() - 1
	} else if last <= tier.From.Micros() {
		last = tier.From.Micros() + 1
	}
	from := tier.From.Micros()
	for _, q := range []int64{from, last, from + w.Int64N(last-from+1), (from + last) / 2} {
		price, err := prices.PriceOf(item, money.Micros(q))
		if err != nil {
			t.Fatal(err)
		}
		same := price.Reason == tier.Reason && price.Source() == tier.Source() && price.Break == tier.Break
		if !tier.Graduated() || q == from {
			same = same && price.Unit.Equal(tier.Unit)
		}
		if !same {
			t.Fatalf("world %d: %v of %s: %v (break %v), tier from %v until %v: %v (break %v)", w.number, money.Micros(q), item.Product(),
				price, price.Break, tier.From, tier.Until, tier.Price, tier.Break)
		}
		// Unit prices are the cost by the quantity, to 6 places at least where nothing is rounded.
		if quotient := tier.Cost(money.Micros(q)).DivRound(decimal.New(q, -6), 6); tier.OK() && !w.data.Round.Unit.IsSet() &&
			!quotient.Equal(price.Unit.Decimal()) {
			t.Fatalf("world %d: %v costs %v each, priced %v", w.number, money.Micros(q), quotient, price)
		}
	}
}

// What is told to be alike without asking is the same when asked.
func TestPRC10_Likeness(t *testing.T) {
	alike, asked := 0, 0
	for number := range proof(300, 6_000, 300_000) {
		w := newWorld(uint64(number))
		book, err := pricing.NewBook(w.data)
		if err != nil {
			continue
		}
		next, err := book.With(w.changes(1))
		if err != nil {
			continue
		}
		buyer, at := w.someBuyer(), w.someInstant()
		old, now := book.For(buyer, at), next.For(buyer, at)
		likeness := old.Like(now)
		for item := range next.Items() {
			if asked++; !likeness.Same(item) {
				continue
			}
			alike++
			was, _ := old.AppendTiers(nil, item)
			is, _ := now.AppendTiers(nil, item)
			same := len(was) == len(is)
			for i := range was {
				same = same && was[i].From == is[i].From && was[i].Costs(is[i]) && was[i].Source() == is[i].Source()
			}
			if !same {
				t.Fatalf("world %d: %s/%s was %v, is %v", number, item.Product(), item.Unit(), was, is)
			}
		}
	}
	if alike < asked/20 {
		t.Errorf("%d of %d are told to be alike", alike, asked)
	}
}
