package pricing_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// contract is a contract that the world does not have yet.
func (w *world) contract() pricing.List {
	l := w.assigned(0)
	l.ID = pricing.ListID{Kind: pricing.Contract, Code: "NEW"}
	return l
}

// byPrice gives a world the default precedence and exact amounts.
func (w *world) byPrice() {
	w.data.Precedence.Criteria = nil
	w.data.Round.Line = money.Rounding{}
}

// cost is what a line asked alone costs.
func cost(p *pricing.Prices, line pricing.Line) (pricing.PricedLine, decimal.Decimal, error) {
	basket, err := p.Basket([]pricing.Line{line})
	if err != nil {
		return pricing.PricedLine{}, decimal.Zero, err
	}
	return basket.Lines[0], basket.Lines[0].Amount.Decimal(), nil
}

// P4: adding an unforced contract never raises a price nor removes one.
func TestP4_UnforcedContractNeverRaisesAPrice(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		w.byPrice()
		added := w.contract()
		added.Competes = pick(w, []pricing.Competes{pricing.NotDearer, pricing.Cheaper, pricing.Base})
		return besides(w, func(data *pricing.Data) { data.Lists = append(data.Lists, added) }, func(e *exam, other *pricing.Prices) error {
			before, was, err := cost(e.prices, e.asked())
			if err != nil {
				return err
			}
			after, is, err := cost(other, e.asked())
			if err != nil {
				return err
			}
			if before.OK() && (!after.OK() || is.GreaterThan(was)) {
				return e.differ("raised", textOf(before.Price), textOf(after.Price))
			}
			return nil
		})
	})
}

// spoilers each make a contract fail one condition for every buyer.
var spoilers = map[string]func(*pricing.List){
	"feature off":         func(l *pricing.List) { l.Feature = "never" },
	"inactive":            func(l *pricing.List) { l.Inactive = true },
	"not begun":           func(l *pricing.List) { l.Days = calendar.Days{From: calendar.MustDate("2090-01-01")} },
	"expired":             func(l *pricing.List) { l.Days = calendar.Days{To: calendar.MustDate("1990-01-01")} },
	"not assigned":        func(l *pricing.List) { l.Audience = pricing.Audience{Kind: pricing.Assigned} },
	"another's":           func(l *pricing.List) { l.Audience = assignedTo(pricing.Assignment{Account: "stranger"}) },
	"nobody's":            func(l *pricing.List) { l.Audience = pricing.Audience{Kind: pricing.Nobody} },
	"assignment inactive": func(l *pricing.List) { l.Audience = everybody(pricing.Assignment{Inactive: true}) },
	"assignment not begun": func(l *pricing.List) {
		l.Audience = everybody(pricing.Assignment{Days: calendar.Days{From: calendar.MustDate("2090-01-01")}})
	},
	"assignment ended": func(l *pricing.List) {
		l.Audience = everybody(pricing.Assignment{Days: calendar.Days{To: calendar.MustDate("1990-01-01")}})
	},
	"not listed": func(l *pricing.List) {
		for i := range l.Rows {
			l.Rows[i].Product = "unheard of"
		}
	},
	"product inactive": func(l *pricing.List) {
		for i := range l.Rows {
			l.Rows[i].Inactive = true
		}
	},
	"no permission": func(l *pricing.List) { l.Permission = "never" },
}

func assignedTo(all ...pricing.Assignment) pricing.Audience {
	return pricing.Audience{Kind: pricing.Assigned, Assigned: all}
}

// everybody assigns to all accounts of a world, each in the same way.
func everybody(a pricing.Assignment) pricing.Audience {
	var all []pricing.Assignment
	for _, name := range worldAccounts {
		a.Account = name
		all = append(all, a)
	}
	return assignedTo(all...)
}

// P5: adding a contract that fails any condition changes neither price nor
// source, nor the reason.
func TestP5_FailingContractChangesNothing(t *testing.T) {
	t.Parallel()
	for name, spoil := range spoilers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shard(t, promised()/4, func(w *world) (int, error) {
				added := w.contract()
				added.Audience = everybody(pricing.Assignment{})
				added.Rows = twice(added.Rows)
				spoil(&added)
				return besides(w, func(data *pricing.Data) { data.Lists = append(data.Lists, added) }, func(e *exam, other *pricing.Prices) error {
					before, err := e.prices.Price(e.asked())
					if err != nil {
						return err
					}
					after, err := other.Price(e.asked())
					if err != nil {
						return err
					}
					return e.differ("changed by a contract that fails", textOf(before), textOf(after))
				})
			})
		})
	}
}

// twice gives every product of the world the rows of the first.
func twice(rows []pricing.Row) []pricing.Row {
	if len(rows) == 0 {
		return nil
	}
	var all []pricing.Row
	for _, product := range worldProducts {
		for _, row := range rows {
			if row.Product == rows[0].Product {
				row.Product = product
				all = append(all, row)
			}
		}
	}
	return all
}

// P6: with a forced candidate the price is the lowest forced one, whatever the
// rest.
func TestP6_LowestForcedWhateverTheRest(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		w.byPrice()
		onlyForced := func(data *pricing.Data) {
			var forced []pricing.List
			for _, l := range data.Lists {
				if l.Competes == pricing.Forced {
					forced = append(forced, l)
				}
			}
			data.Lists = forced
		}
		return besides(w, onlyForced, func(e *exam, other *pricing.Prices) error {
			alone, err := other.Price(e.asked())
			if err != nil || !alone.OK() {
				return err
			}
			price, err := e.prices.Price(e.asked())
			if err != nil {
				return err
			}
			if err := e.differ("not as among the forced alone", textOf(alone), textOf(price)); err != nil {
				return err
			}
			_, amount, err := cost(e.prices, e.asked())
			if err != nil {
				return err
			}
			return e.dearest(amount)
		})
	})
}

// dearest returns an error where a forced list that counts costs less.
func (e *exam) dearest(amount decimal.Decimal) error {
	for _, v := range e.ref.judged(&e.question) {
		if v.code == 0 && v.list.Competes == pricing.Forced && v.offer.total.LessThan(amount) {
			return fmt.Errorf("%s is forced and costs %s, not %s\n%s", v.list.ID, v.offer.total, amount, e.about(e.asked().Product))
		}
	}
	return nil
}

// P7: the price is exactly one candidate of its trace. P8: nothing at or below
// 0 wins.
func TestP7_PriceIsOneCandidateOfItsTrace(t *testing.T) {
	t.Parallel()
	shard(t, promised(), func(w *world) (int, error) {
		return w.each(func(e *exam) error {
			price, err := e.prices.Price(e.asked())
			if err != nil {
				return err
			}
			trace, err := e.prices.Explain(e.asked())
			if err != nil {
				return err
			}
			won := pricing.Price{}
			count := 0
			for _, entry := range trace.Entries {
				if entry.Code == pricing.Won {
					count++
					if entry.List != price.Source() || !entry.Price.Equal(price.Unit) || entry.Break != price.Break {
						return fmt.Errorf("%+v won, the price is %s", entry, textOf(price))
					}
				}
			}
			if price.OK() != (count == 1) || count > 1 {
				return fmt.Errorf("%d won: %s", count, textOf(won))
			}
			return e.differ("trace", fmt.Sprint(trace.Reason, trace.Price, trace.Source, trace.Break),
				fmt.Sprint(price.Reason, price.Unit, price.Source(), price.Break))
		})
	})
}

func TestP8_NothingAtOrBelowZeroWins(t *testing.T) {
	t.Parallel()
	shard(t, promised()*4, func(w *world) (int, error) {
		w.prices = []string{"0", "0", "0.004", "1"}
		w.data.Lists = nil
		w.levels()
		w.data.Lists = append(w.data.Lists, w.contract())
		return w.each(func(e *exam) error {
			line, amount, err := cost(e.prices, e.asked())
			if err != nil {
				return err
			}
			if line.OK() != (line.Unit.Sign() > 0) || w.data.Round.Line == (money.Rounding{}) && line.OK() != (amount.Sign() > 0) {
				return fmt.Errorf("%s costs %s\n%s", textOf(line.Price), amount, e.about(e.asked().Product))
			}
			return nil
		})
	})
}
