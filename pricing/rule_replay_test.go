package pricing_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// crowd has a list for most of what can happen to one; contract:K wins.
func crowd() pricing.Data {
	return lists(
		level("A", at("10")), level("B", at("9.50")),
		deal("K", rows("9", "100 8")...), deal("L", at("11")), deal("M", at("9")),
		with(promo("X", at("10")), cheaperOnly), promo("Y", at("9.20")), promo("Z", at("5 1")),
		with(deal("N", at("1")), until("2026-03-01")),
	)
}

func crowded(t testing.TB, line pricing.Line) pricing.Trace {
	t.Helper()
	buyer := tradeBuyer()
	buyer.Levels = []string{"A", "B"}
	trace, err := sheet(t, crowd()).For(buyer, march).Explain(line)
	if err != nil {
		t.Fatal(err)
	}
	return trace
}

// entry changes the entry of a list.
func entry(id pricing.ListID, change func(*pricing.Entry)) func(*pricing.Trace) {
	return func(t *pricing.Trace) {
		for i := range t.Entries {
			if t.Entries[i].List == id {
				change(&t.Entries[i])
			}
		}
	}
}

func priced(text string) func(*pricing.Entry) {
	return func(e *pricing.Entry) { e.Price = gbp(text) }
}

func coded(c pricing.Code) func(*pricing.Entry) { return func(e *pricing.Entry) { e.Code = c } }

// PRC-4: a stored trace of which any one field that matters was changed is
// refused.
func TestPRC4_ReplayRefusesTampering(t *testing.T) {
	a, b, k, l, x, y, z := pricing.LevelID("A"), pricing.LevelID("B"), contractID("K"), contractID("L"), promoID("X"), promoID("Y"), promoID("Z")
	for _, c := range []struct {
		field  string
		change func(*pricing.Trace)
	}{
		{"price, lower", func(t *pricing.Trace) { t.Price = gbp("8.999999") }},
		{"price, higher", func(t *pricing.Trace) { t.Price = gbp("9.000001") }},
		{"price, none", func(t *pricing.Trace) { t.Price = money.Amount{} }},
		{"price, another currency", func(t *pricing.Trace) { t.Price = money.MustParse("9", money.EUR) }},
		{"source", func(t *pricing.Trace) { t.Source = a }},
		{"source, none", func(t *pricing.Trace) { t.Source = pricing.ListID{} }},
		{"break", func(t *pricing.Trace) { t.Break = money.Units(1) }},
		{"currency", func(t *pricing.Trace) { t.Currency = money.EUR }},
		{"reason, no price", func(t *pricing.Trace) { t.Reason = pricing.NotInLevel }},
		{"reason, tie", func(t *pricing.Trace) { t.Reason = pricing.Tie }},
		{"reason, none", func(t *pricing.Trace) { t.Reason = pricing.Unasked }},
		{"reason, unknown", func(t *pricing.Trace) { t.Reason = 99 }},
		{"criteria", func(t *pricing.Trace) { t.Criteria = []pricing.Criterion{pricing.LowestCode, pricing.LowestKind} }},
		{"criteria, none", func(t *pricing.Trace) { t.Criteria = nil }},
		{"criteria, a tie refused", func(t *pricing.Trace) { t.Criteria = []pricing.Criterion{pricing.LowestPrice, pricing.RefuseTie} }},
		{"every level", func(t *pricing.Trace) { t.EveryLevel = true }},
		{"entries, none", func(t *pricing.Trace) { t.Entries = nil }},
		{"entries, without the winner", func(t *pricing.Trace) {
			t.Entries = slices.DeleteFunc(t.Entries, func(e pricing.Entry) bool { return e.List == k })
		}},
		{"entries, without the level", func(t *pricing.Trace) {
			t.Entries = slices.DeleteFunc(t.Entries, func(e pricing.Entry) bool { return e.List == a })
		}},
		{"the winner's price", entry(k, priced("8"))},
		{"the winner's price, higher", entry(k, priced("9.10"))},
		{"the winner's price, 0", entry(k, priced("0"))},
		{"the winner's price, none", entry(k, func(e *pricing.Entry) { e.Price = money.Amount{} })},
		{"the winner's break", entry(k, func(e *pricing.Entry) { e.Break = money.Units(100) })},
		{"the winner's list", entry(k, func(e *pricing.Entry) { e.List.Code = "K2" })},
		{"the winner's kind", entry(k, func(e *pricing.Entry) { e.List.Kind = "promotion" })},
		{"the winner's quantity", entry(k, func(e *pricing.Entry) { e.Counted = money.Quantity{} })},
		{"the winner's code, lost", entry(k, coded(pricing.Outbid))},
		{"the winner's code, dearer", entry(k, coded(pricing.Dearer))},
		{"the winner's code, expired", entry(k, coded(pricing.Expired))},
		{"the winner's code, none", entry(k, coded(0))},
		{"the winner's code, unknown", entry(k, coded(99))},
		{"a loser's price, lower", entry(y, priced("8.99"))},
		{"a loser's way to compete", entry(y, nowForced)},
		{"a dearer one's way to compete", entry(l, nowForced)},
		{"a dearer one's price", entry(l, priced("9.50"))},
		{"a dearer one's code", entry(l, coded(pricing.Outbid))},
		{"one that is not cheaper, cheaper", entry(x, priced("9.99"))},
		{"one that is not cheaper: its way to compete", entry(x, func(e *pricing.Entry) { e.Competes = pricing.NotDearer })},
		{"the level's price, below the contract", entry(a, priced("8.50"))},
		{"the level's price, above what was dearer", entry(a, priced("12"))},
		{"the level's position", entry(a, func(e *pricing.Entry) { e.Position = 3 })},
		{"the level's position, none", entry(a, func(e *pricing.Entry) { e.Position = 0 })},
		{"the later level's position", entry(b, func(e *pricing.Entry) { e.Position = 0 })},
		{"the later level's code", entry(b, coded(pricing.Outbid))},
		{"a loser's code: also won", entry(y, coded(pricing.Won))},
		{"a loser's code: tied", entry(y, coded(pricing.Tied))},
		{"a loser's code: by another criterion", entry(y, coded(pricing.Unforced))},
		{"an outranked one's code", entry(contractID("M"), coded(pricing.Outbid))},
		{"one below its minimum is said to compete", entry(z, coded(pricing.Outbid))},
		{"an expired one is said to compete", entry(contractID("N"), coded(pricing.Outbid))},
		{"an entry twice", func(t *pricing.Trace) { t.Entries = append(t.Entries, changedEntry(t.Entries[0], priced("8"))) }},
	} {
		trace := crowded(t, some1)
		if price, err := trace.Replay(); err != nil || told(price) != "9.00 contract:K" {
			t.Fatalf("as it was: %q, %v", told(price), err)
		}
		c.change(&trace)
		if price, err := trace.Replay(); !errors.Is(err, pricing.ErrReplay) || price.OK() {
			t.Errorf("%s: replayed to %q, %v", c.field, told(price), err)
		}
	}
}

func nowForced(e *pricing.Entry) { e.Competes = pricing.Forced }

func changedEntry(e pricing.Entry, change func(*pricing.Entry)) pricing.Entry {
	change(&e)
	return e
}

// PRC-4: the same where there is no price.
func TestPRC4_ReplayRefusesAnInventedPrice(t *testing.T) {
	tie := declared(ordered(pricing.LowestPrice, pricing.RefuseTie), promo("X", at("5")), promo("Y", at("5")))
	few := lists(level("A", at("5 9")))
	for _, c := range []struct {
		field  string
		data   pricing.Data
		change func(*pricing.Trace)
	}{
		{"a tie decided", tie, func(t *pricing.Trace) { t.Reason, t.Price, t.Source = pricing.Priced, gbp("5"), promoID("X") }},
		{"a tie as another reason", tie, func(t *pricing.Trace) { t.Reason = pricing.NotInLevel }},
		{"a price beside a tie", tie, func(t *pricing.Trace) { t.Price = gbp("5") }},
		{"a tie of one", tie, func(t *pricing.Trace) { t.Entries = t.Entries[:1] }},
		{"one of the tied said to be outbid", tie, entry(promoID("Y"), coded(pricing.Outbid))},
		{"one of the tied said to have won", tie, entry(promoID("Y"), coded(pricing.Won))},
		{"one of the tied lower", tie, entry(promoID("Y"), priced("4"))},
		{"too few: another least quantity", few, func(t *pricing.Trace) { t.Break = money.Units(3) }},
		{"too few: the entry's least quantity", few, entry(pricing.LevelID("A"), func(e *pricing.Entry) { e.Break = money.Units(3) })},
		{"too few: a price", few, func(t *pricing.Trace) { t.Reason, t.Price, t.Source = pricing.Priced, gbp("9"), pricing.LevelID("A") }},
		{"too few: a tie", few, func(t *pricing.Trace) { t.Reason = pricing.Tie }},
	} {
		trace := explained(t, c.data, some1)
		if _, err := trace.Replay(); err != nil {
			t.Fatalf("%s: as it was: %v", c.field, err)
		}
		c.change(&trace)
		if price, err := trace.Replay(); !errors.Is(err, pricing.ErrReplay) || price.OK() {
			t.Errorf("%s: replayed to %q, %v", c.field, told(price), err)
		}
	}
}

// PRC-4: a graduated price is what its bands come to.
func TestPRC4_ReplayRefusesOtherBands(t *testing.T) {
	graduated := func(l *pricing.List) { l.Breaks.Mode = pricing.Graduated }
	data := lists(with(promo("G", rows("1 10", "10 8")...), graduated), promo("X", at("9.60")))
	for _, c := range []struct {
		field  string
		change func(*pricing.Entry)
	}{
		{"a band in another currency", func(e *pricing.Entry) { e.Bands[0].Price = money.MustParse("8", money.EUR) }},
		{"a band without a price", func(e *pricing.Entry) { e.Bands[0].Price = money.Amount{} }},
		{"a band so dear that the other is lower", func(e *pricing.Entry) { e.Bands[0].Price = gbp("9") }},
		{"a band cheaper than the price says", func(e *pricing.Entry) { e.Bands[0].Price = gbp("1") }},
		{"a band shorter", func(e *pricing.Entry) { e.Bands[1].Quantity = money.Units(1) }},
		{"a band missing", func(e *pricing.Entry) { e.Bands = e.Bands[:1] }},
		{"the quantity counted", func(e *pricing.Entry) { e.Counted = money.Units(24) }},
	} {
		trace := explained(t, data, pieces("P", "12"))
		if price, err := trace.Replay(); err != nil || told(price) != "9.50 promotion:G from 10" {
			t.Fatalf("as it was: %q, %v", told(price), err)
		}
		trace.Entries[0].Bands = slices.Clone(trace.Entries[0].Bands)
		c.change(&trace.Entries[0])
		if price, err := trace.Replay(); !errors.Is(err, pricing.ErrReplay) {
			t.Errorf("%s: replayed to %q, %v", c.field, told(price), err)
		}
	}
}

// PRC-4: what the zero trace states is no price.
func TestPRC4_ZeroTrace(t *testing.T) {
	if price, err := (pricing.Trace{}).Replay(); price.OK() || err != nil && !errors.Is(err, pricing.ErrReplay) {
		t.Errorf("got %q, %v", told(price), err)
	}
}
