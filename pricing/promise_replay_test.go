package pricing_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// P15: a trace that was stored as JSON replays to the same price.
func TestP15_StoredTraceReplays(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			trace, err := e.prices.Explain(e.asked())
			if err != nil {
				return err
			}
			data, err := json.Marshal(trace)
			if err != nil {
				return err
			}
			var stored pricing.Trace
			if err := json.Unmarshal(data, &stored); err != nil {
				return fmt.Errorf("%w: %s", err, data)
			}
			replayed, err := stored.Replay()
			if err != nil {
				return fmt.Errorf("%w: %s", err, data)
			}
			price := mustPrice(e.prices, e.asked())
			if err := e.differ("replayed", textOf(price), textOf(replayed)); err != nil {
				return err
			}
			if price.Special() != replayed.Special() {
				return fmt.Errorf("special: %t, replayed %t", price.Special(), replayed.Special())
			}
			again, err := json.Marshal(stored)
			if err != nil {
				return err
			}
			return e.differ("stored", string(data), string(again))
		})
	})
}

// forgeries each make a priced trace state what its entries do not give.
var forgeries = map[string]func(*pricing.Trace){
	"another price":    func(t *pricing.Trace) { t.Price = penny(t.Price) },
	"no price":         func(t *pricing.Trace) { t.Price = money.Amount{} },
	"another currency": func(t *pricing.Trace) { t.Price = money.MustParse("1", money.JPY) },
	"another source":   func(t *pricing.Trace) { t.Source = pricing.LevelID("forged") },
	"another break":    func(t *pricing.Trace) { t.Break = money.Units(77) },
	"a tie":            func(t *pricing.Trace) { t.Reason = pricing.Tie },
	"no reason":        func(t *pricing.Trace) { t.Reason = pricing.Unasked },
	"too few":          func(t *pricing.Trace) { t.Reason = pricing.TooFew },
	"no winner":        func(t *pricing.Trace) { t.Entries = t.Entries[1:] },
	"winner lost":      func(t *pricing.Trace) { t.Entries[0].Code = pricing.Outbid },
	"winner below":     func(t *pricing.Trace) { t.Entries[0].Code = pricing.BelowMinimum },
	"winner dearer":    func(t *pricing.Trace) { t.Entries[0].Price = penny(t.Entries[0].Price) },
	"two winners": func(t *pricing.Trace) {
		t.Entries = append(t.Entries, t.Entries[0])
		t.Entries[len(t.Entries)-1].List = pricing.LevelID("forged")
	},
	"unknown code": func(t *pricing.Trace) { t.Entries[0].Code = 99 },
}

func penny(a money.Amount) money.Amount {
	sum, err := a.Add(money.MustParse("0.01", a.Currency()))
	if err != nil {
		panic(err)
	}
	return sum
}

// P15: a trace that was tampered with is refused.
func TestP15_ForgedTraceIsRefused(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			trace, err := e.prices.Explain(e.asked())
			if err != nil || trace.Reason != pricing.Priced {
				return err
			}
			for name, forge := range forgeries {
				forged := trace
				forged.Entries = slices.Clone(trace.Entries)
				forge(&forged)
				if price, err := forged.Replay(); !errors.Is(err, pricing.ErrReplay) {
					return fmt.Errorf("%s: %s, %v\n%s\n%s", name, textOf(price), err, traceBytes(trace), traceBytes(forged))
				}
			}
			return nil
		})
	})
}
