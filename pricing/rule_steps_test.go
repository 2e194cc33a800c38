package pricing_test

import (
	"testing"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// inSteps is derived from S by steps after a rate.
func inSteps(rate string, then ...pricing.Step) pricing.List {
	return surcharged("A", sourceS, pricing.Surcharge{Rate: money.MustRate(rate), Then: then})
}

func addPounds(amount string) pricing.Step {
	return pricing.Step{Amount: money.MustParse(amount, money.GBP)}
}

func freight(all ...pricing.Row) pricing.List {
	return with(pricing.List{ID: pricing.ListID{Kind: pricing.Cost, Code: "F"}, Rows: all}, nobodys)
}

func summed(all ...pricing.List) pricing.Data {
	l := derived("A", purchase, twoHalf)
	for _, other := range all[1:] {
		l.Derived.Plus = append(l.Derived.Plus, other.ID)
	}
	return lists(append(all, l)...)
}

// PRC-13: a surcharge in steps, each exact unless it states a rounding.
func TestPRC13_Steps(t *testing.T) {
	rate := func(r string) pricing.Step { return pricing.Step{Rate: money.MustRate(r)} }
	tens := pricing.Step{Round: money.MustIncrement("10", money.HalfUp)}
	from := func(l pricing.List, price string) pricing.Data { return lists(level("S", at(price)), l) }
	runRule(t, []ruleCase{
		{reason: "an amount on top", data: from(inSteps("0", addPounds("2.50")), "10"), want: "12.50 level:A"},
		{reason: "an amount off", data: from(inSteps("0", addPounds("-2.50")), "10"), want: "7.50 level:A"},
		{reason: "the rate first, then the amount: 11.50 and 2", data: from(inSteps("0.15", addPounds("2")), "10"), want: "13.50 level:A"},
		{reason: "in order: 12 and 15 % of it", data: from(inSteps("0", addPounds("2"), rate("0.15")), "10"), want: "13.80 level:A"},
		{reason: "within a step the rate comes before the amount", data: from(inSteps("0", pricing.Step{Amount: money.MustParse("2", money.GBP), Rate: money.MustRate("0.15")}), "10"), want: "13.50 level:A"},
		{reason: "a margin of the selling price", data: from(inSteps("0", pricing.Step{Margin: money.MustRate("0.2")}), "8"), want: "10.00 level:A"},
		{reason: "a margin that divides without end, rounded once: 7/0.7 is 10, not 9.99", data: from(inSteps("0", pricing.Step{Margin: money.MustRate("0.3")}), "7"), want: "10.00 level:A"},
		{reason: "thirds taken and given again are whole", data: from(inSteps("0", pricing.Step{Margin: money.MustRate("0.7")}, rate("-0.7")), "1"), want: "1.00 level:A"},
		{reason: "nothing is rounded between: three times a third of a cent is a cent", data: from(inSteps("0", addPounds("0.003333"), addPounds("0.003333"), addPounds("0.003334")), "1"), want: "1.01 level:A"},
		{reason: "but where a step says so: 1.004 is 1.00 is 2.00", data: from(inSteps("0", pricing.Step{Amount: money.MustParse("0.004", money.GBP), Round: twoHalf}, rate("1")), "1"), want: "2.00 level:A"},
		{reason: "without it, 2.008 is 2.01", data: from(inSteps("0", addPounds("0.004"), rate("1")), "1"), want: "2.01 level:A"},
		{reason: "rounded twice: 1.0049 is 1.005 is 1.01", data: from(inSteps("0", pricing.Step{Round: money.ToPlaces(3, money.HalfUp)}), "1.0049"), want: "1.01 level:A"},
		{reason: "to tens less a cent", data: from(inSteps("-0.1", tens, addPounds("-0.01")), "98"), want: "89.99 level:A"},
		{reason: "below 0 is 0, which never wins", data: from(inSteps("0", addPounds("-2")), "1"), want: "not-in-level"},
		{reason: "below 0 on the way is no matter", data: from(inSteps("0", addPounds("-2"), addPounds("4")), "1"), want: "3.00 level:A"},
		{reason: "at most sixteen steps", data: from(inSteps("0", make([]pricing.Step, pricing.MaxSteps)...), "1"), want: "1.00 level:A"},
		{reason: "at each break of the source", data: lists(level("S", rows("1 10", "10 8")...), inSteps("0", addPounds("1"))), line: pieces("P", "10"), want: "9.00 level:A from 10"},
		{reason: "by product", data: lists(level("S", at("10"), of("Q", "10")), surcharged("A", sourceS,
			pricing.Surcharge{Then: []pricing.Step{addPounds("1")}}, pricing.Surcharge{Product: "Q", Then: []pricing.Step{addPounds("2")}})), line: pieces("Q", "1"), want: "12.00 level:A"},
		{reason: "own breaks of amounts", data: lists(level("S", at("10")), surcharged("A", sourceS,
			pricing.Surcharge{}, pricing.Surcharge{Min: money.Units(5), Then: []pricing.Step{addPounds("-1")}})), line: pieces("P", "5"), want: "9.00 level:A from 5"},
	})
}

// PRC-13: from the prices of several lists, added.
func TestPRC13_Sum(t *testing.T) {
	runRule(t, []ruleCase{
		{reason: "purchase price and freight", data: summed(costs(at("8")), freight(at("1.50"))), want: "9.50 level:A"},
		{reason: "and a third", data: summed(costs(at("8")), freight(at("1.50")), level("S", at("0.25"))), want: "9.75 level:A"},
		{reason: "what one of them lacks has no price", data: summed(costs(at("8")), freight(of("Q", "1"))), want: "no-such-product"},
		{reason: "in either", data: summed(costs(of("Q", "8")), freight(at("1"))), want: "no-such-product"},
		{reason: "nor in another currency", data: summed(costs(at("8")), freight(inEuro(at("1")))), want: "no-such-product"},
		{reason: "nor in another unit", data: summed(costs(inBoxes(at("8"))), freight(at("1"))), want: "no-such-product"},
		{reason: "nor what is switched off in one", data: summed(costs(at("8")), freight(off(at("1")))), want: "no-such-product"},
		{reason: "the breaks of both: below the second's", data: summed(costs(rows("1 10", "10 8")...), freight(rows("1 2", "5 1")...)), line: pieces("P", "4"), want: "12.00 level:A from 1"},
		{reason: "from the second's on", data: summed(costs(rows("1 10", "10 8")...), freight(rows("1 2", "5 1")...)), line: pieces("P", "5"), want: "11.00 level:A from 5"},
		{reason: "from the first's on", data: summed(costs(rows("1 10", "10 8")...), freight(rows("1 2", "5 1")...)), line: pieces("P", "10"), want: "9.00 level:A from 10"},
		{reason: "the later of the smallest minima is the smallest", data: summed(costs(rows("1 10", "10 8")...), freight(at("5 1"))), line: pieces("P", "4"), want: "below-minimum from 5"},
		{reason: "a dated table of the second inside", data: summed(costs(at("8")), freight(at("1"), dated("2026-03-01", "2026-03-31", at("3")))), want: "11.00 level:A"},
		{reason: "and outside of it", data: summed(costs(at("8")), freight(at("1"), dated("2026-04-01", "2026-04-30", at("3")))), want: "9.00 level:A"},
		{reason: "windows that cross add up where both hold", data: summed(costs(dated("", "2026-03-31", at("8"))), freight(dated("2026-03-01", "", at("1")))), want: "9.00 level:A"},
		{reason: "and nowhere else", data: summed(costs(dated("", "2026-02-28", at("8"))), freight(dated("2026-02-01", "", at("1")))), want: "no-longer-valid"},
		{reason: "surcharges are on the sum", data: lists(costs(at("8")), freight(at("2")), with(derived("A", purchase, twoHalf, "0.1"), func(l *pricing.List) {
			l.Derived.Plus = []pricing.ListID{{Kind: pricing.Cost, Code: "F"}}
		})), want: "11.00 level:A"},
	})
}

// PRC-13: what steps and sums may not be.
func TestPRC13_StepsRefused(t *testing.T) {
	a := pricing.LevelID("A")
	twice := derived("A", sourceS, twoHalf)
	twice.Derived.Plus = []pricing.ListID{sourceS}
	ruled := func(l pricing.List) pricing.List {
		l.Breaks.Scope = pricing.LineScope
		return l
	}
	stepped := func(then ...pricing.Step) pricing.Data { return lists(level("S", at("1")), inSteps("0", then...)) }
	ring := derived("B", sourceS, twoHalf)
	ring.Derived.Plus = []pricing.ListID{a}
	back := derived("A", pricing.LevelID("B"), twoHalf)
	for _, c := range []struct {
		reason string
		data   pricing.Data
		want   pricing.Defect
	}{
		{"an amount in another currency", lists(level("S", inEuro(at("1"))), inSteps("0", addPounds("1"))), pricing.Defect{Code: pricing.CurrencyClash, List: a, Product: "P", Detail: "derived"}},
		{"more than everything off", stepped(pricing.Step{Rate: money.MustRate("-1.01")}), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "a step takes off at most everything"}},
		{"a margin of everything", stepped(pricing.Step{Margin: money.MustRate("1")}), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "a margin is below 1"}},
		{"a rounding that is none", stepped(pricing.Step{Round: money.ToPlaces(13, money.HalfUp)}), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "a step rounds to places or an increment, in a mode"}},
		{"an amount of too many digits", stepped(pricing.Step{Amount: money.Scaled(1, 7, money.GBP)}), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "an amount to add has at most 18 digits and 6 decimals"}},
		{"seventeen steps", stepped(make([]pricing.Step, pricing.MaxSteps+1)...), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "a surcharge has at most 16 steps"}},
		{"steps that come to no amount", stepped(pricing.Step{Margin: money.MustRate("0.999999999999")}, pricing.Step{Margin: money.MustRate("0.999999999999")}), pricing.Defect{Code: pricing.OutOfRange, List: a, Product: "P", Detail: "derived"}},
		{"a source twice", lists(level("S", at("1")), twice), pricing.Defect{Code: pricing.BadTerms, List: a, Detail: "derived twice from level:S"}},
		{"a further source that there is not", lists(costs(at("1")), with(derived("A", purchase, twoHalf), func(l *pricing.List) { l.Derived.Plus = []pricing.ListID{sourceS} })),
			pricing.Defect{Code: pricing.UnknownList, List: a, Detail: "derived from level:S"}},
		{"breaks that work in different ways", summed(costs(rows("1 2", "5 1")...), ruled(freight(rows("1 2", "5 1")...))), pricing.Defect{Code: pricing.MixedBreaks, List: a, Product: "P", Detail: "derived"}},
		{"own breaks where the sum has breaks", lists(level("S", at("1")), freight(rows("1 2", "5 1")...), with(surcharged("A", sourceS, surcharge("", "5", "0.2")), func(l *pricing.List) {
			l.Derived.Plus = []pricing.ListID{{Kind: pricing.Cost, Code: "F"}}
		})), pricing.Defect{Code: pricing.BreaksTwice, List: a, Product: "P", Detail: "derived"}},
		{"a sum that fits no amount", summed(costs(at("999999999999999999")), freight(at("1"))), pricing.Defect{Code: pricing.OutOfRange, List: a, Product: "P", Detail: "derived"}},
		{"a circle through a further source", lists(level("S", at("1")), ring, back), pricing.Defect{Code: pricing.DerivationCycle, List: a, Detail: "level:A from level:B from level:A"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			c.want.Row, c.want.Other = -1, -1
			sameAs(t, c.reason, []pricing.Defect{c.want}, refusals(t, c.data))
		})
	}
}

// PRC-13, PRC-8: a change of any source counts at once, and the sources may change.
func TestPRC13_SumChanges(t *testing.T) {
	book := sheet(t, summed(costs(at("8")), freight(at("1"))))
	further := pricing.ListID{Kind: pricing.Cost, Code: "F"}
	alone := derived("A", purchase, twoHalf)
	both := derived("A", further, twoHalf)
	both.Derived.Plus = []pricing.ListID{purchase}
	for _, c := range []struct {
		reason  string
		changes pricing.Changes
		want    string
	}{
		{"the further source", pricing.Changes{Products: rowsFor(further, "P", at("2"))}, "10.00 level:A"},
		{"the first", pricing.Changes{Products: rowsFor(purchase, "P", at("7"))}, "9.00 level:A"},
		{"the further one loses the product", pricing.Changes{Products: rowsFor(further, "P")}, "no-such-product"},
		{"and is put anew", pricing.Changes{Put: []pricing.List{freight(at("3"))}}, "10.00 level:A"},
		{"terms without it", pricing.Changes{Terms: []pricing.List{alone}}, "7.00 level:A"},
		{"then it matters no more", pricing.Changes{Products: rowsFor(further, "P", at("5"))}, "7.00 level:A"},
		{"terms with both, the other way round", pricing.Changes{Terms: []pricing.List{both}}, "12.00 level:A"},
		{"dropped and put", pricing.Changes{Drop: []pricing.ListID{further}, Put: []pricing.List{freight(at("1"))}}, "8.00 level:A"},
		{"both at once", pricing.Changes{Products: append(rowsFor(further, "P", at("2")), rowsFor(purchase, "P", at("2"))...)}, "4.00 level:A"},
	} {
		next, err := book.With(c.changes)
		if err != nil {
			t.Fatalf("%s: %v", c.reason, err)
		}
		if got := told(mustAsk(t, next.For(tradeBuyer(), march), some1)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.reason, got, c.want)
		}
		book = next
	}
	for reason, changes := range map[string]pricing.Changes{
		"a source that something is derived from is not dropped": {Drop: []pricing.ListID{further}},
		"no circle comes in": {Put: []pricing.List{with(derived("F", pricing.LevelID("A"), twoHalf), func(l *pricing.List) { l.ID, l.Audience = further, freight().Audience })}},
	} {
		if _, err := book.With(changes); err == nil {
			t.Error(reason)
		}
	}
}

// PRC-13, PRC-4: the seller's trace says how a price was derived, the buyer's does not.
func TestPRC13_DerivationExplained(t *testing.T) {
	l := with(derived("A", purchase, twoHalf), func(l *pricing.List) {
		l.Derived.Plus = []pricing.ListID{{Kind: pricing.Cost, Code: "F"}}
		l.Derived.Surcharges = []pricing.Surcharge{{Rate: money.MustRate("0.15"), Then: []pricing.Step{
			{Margin: money.MustRate("0.3")}, {Rate: money.MustRate("-0.02"), Amount: money.MustParse("-0.01", money.GBP), Round: money.ToPlaces(1, money.Ceiling)},
		}}, {Min: money.Units(10), Rate: money.MustRate("-0.125")}}
	})
	book := sheet(t, lists(costs(at("8")), freight(at("2")), l))
	for quantity, want := range map[string]string{
		"9.5": "level:A wins with 16.10 GBP, derived from cost:C plus cost:F, + 15 %, margin 30 %, - 2 %, - 0.01 GBP, to 1 place, ceiling, to 2 places, half up",
		"10":  "level:A wins with 8.75 GBP (from 10 on), derived from cost:C plus cost:F, - 12.5 %, to 2 places, half up",
	} {
		trace, err := book.For(tradeBuyer(), march).Explain(pieces("P", quantity))
		if err != nil || len(trace.Entries) != 1 {
			t.Fatalf("%v, %d entries", err, len(trace.Entries))
		}
		if got := trace.Entries[0].Sentence(); got != want {
			t.Errorf("%s: got %q, want %q", quantity, got, want)
		}
		if got := trace.For(tradeBuyer()).Entries[0]; got.Derivation != "" || got.Derived != (pricing.ListID{}) {
			t.Errorf("%s: the buyer is told of %+v", quantity, got)
		}
	}
}
