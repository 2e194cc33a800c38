package budget_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Whatever is done in whatever order, the ledger does what the reference does, refusals change nothing, and B1 to B11 hold
// after every step.
func TestLedger_Machine(t *testing.T) {
	seen := map[string]int{}
	for round := range proof(2, 50, 2_000) {
		t.Run(strconv.Itoa(round), rapid.MakeCheck(func(t *rapid.T) {
			m := newMachine(t, seen)
			for range proof(2, 3, 3) { // some 30 steps each
				t.Repeat(rapid.StateMachineActions(m))
			}
		}))
	}
	t.Log(seen)
	for _, what := range []string{"accepted", "warned", "held", "exceeded", "no rate", "old round", "still live", "not reserved",
		"not spent", "not released", "above reserved", "above spent", "credited", "order", "period", "notice", "reserve", "reduce",
		"commit", "release", "credit", "reopen", "restore", "carry over", "carried twice", "restore refused", "from next", "at once",
		"fixed", "one-off refused", "other rate", "several budgets"} {
		if seen["steps"] > 100_000 && seen[what]*10_000 < seen["steps"] {
			t.Errorf("%q: only %d in %d steps", what, seen[what], seen["steps"])
		}
	}
}

// machine is the ledger, the reference and what was ordered.
type machine struct {
	*shop
	ref    *reference
	now    time.Time
	orders []*ordered
	seen   map[string]int
}

type ordered struct {
	id    string
	round uint32
	q     budget.Question
}

func newMachine(t *rapid.T, seen map[string]int) *machine {
	var budgets []budget.Budget
	for i := range rapid.IntRange(1, 5).Draw(t, "budgets") {
		budgets = append(budgets, drawBudget(t, fmt.Sprint("b", i)))
	}
	return &machine{shop: newShop(t, budgets...), ref: &reference{budgets: budgets}, now: date("2024-02-26 12:00"), seen: seen}
}

func drawBudget(t *rapid.T, id string) budget.Budget {
	pick := func(label string, n int) int { return rapid.IntRange(0, n-1).Draw(t, label) }
	b := budget.Budget{
		ID: id, Currency: []money.Currency{money.EUR, money.EUR, money.USD}[pick("currency", 3)], Action: budget.Action(pick("action", 3)),
		Period: []budget.Kind{budget.NoPeriod, budget.Day, budget.Week, budget.Week, budget.Month, budget.Month, budget.Quarter,
			budget.Year, budget.OneOff}[pick("kind", 9)],
		Supervisors: []string{"max"}, Measure: budget.Measure(pick("measure", 3)),
	}
	b.Zone, _ = calendar.ParseZone(zones[pick("zone", len(zones))])
	b.Holders = []budget.Holders{{Everyone: true}, {Users: []string{"nora", "otto"}}, {Groups: []string{"office", "g2"}},
		{Accounts: []string{"holding"}}, {Accounts: []string{"north"}, Users: []string{"otto"}}}[pick("holders", 5)]
	b.MaxOrder, b.MaxPeriod = drawLimits(t, b)
	if b.Period == budget.Quarter || b.Period == budget.Year {
		b.FiscalStart = time.Month(pick("fiscal", 13))
	}
	b.WeeksFromSunday = b.Period == budget.Week && pick("sunday", 2) == 1
	if b.Period != budget.NoPeriod && b.Period != budget.OneOff {
		b.CarryOver = pick("carry", 2) == 1
	}
	if b.Period != budget.NoPeriod && pick("notice", 2) == 1 {
		b.NoticeAt = money.MustPercent([]string{"80", "33.3", "100"}[pick("at", 3)])
	}
	if pick("window", 3) == 0 {
		b.Days = calendar.Days{From: calendar.MustDate("2024-01-15"), To: calendar.MustDate("2024-12-01")}
	}
	return b
}

func drawLimits(t *rapid.T, b budget.Budget) (order, period money.Amount) {
	kind := rapid.IntRange(0, 3).Draw(t, "limits")
	if kind == 0 || b.Period == budget.NoPeriod {
		order = money.Scaled(int64(rapid.IntRange(0, 4000).Draw(t, "max order")), 1, b.Currency)
	}
	if kind != 1 && b.Period != budget.NoPeriod {
		period = money.Scaled(int64(rapid.IntRange(0, 15000).Draw(t, "max period")), 1, b.Currency)
	}
	if !order.IsSet() && !period.IsSet() {
		order = money.Scaled(2500, 1, b.Currency)
	}
	return order, period
}

func drawTotals(t *rapid.T, c money.Currency, most int64) budget.Totals {
	goods := rapid.Int64Range(0, most).Draw(t, "goods")
	net := goods + rapid.Int64Range(0, most/20+1).Draw(t, "delivery")
	return budget.Totals{Goods: money.Scaled(goods, 2, c), WithoutTax: money.Scaled(net, 2, c), WithTax: money.Scaled(net+net/5, 2, c)}
}

func drawQuestion(t *rapid.T, placed time.Time) budget.Question {
	c := []money.Currency{money.EUR, money.EUR, money.USD}[rapid.IntRange(0, 2).Draw(t, "order currency")]
	q := budget.Question{Buyer: nora, Placed: placed, Total: drawTotals(t, c, 40_000)}
	if rapid.Bool().Draw(t, "otto") {
		q.Buyer = budget.Buyer{User: "otto", Account: "south", Groups: []string{"g2"}}
	}
	if to := money.EUR + money.USD - c; rapid.IntRange(0, 4).Draw(t, "rate") > 0 {
		q.Rates = []budget.Rate{{From: c, To: to, Factor: money.MustRate([]string{"0.93", "1.07753", "0.333333"}[rapid.IntRange(0, 2).Draw(t, "factor")]),
			Source: "ECB", At: placed}}
	}
	return q
}

// agree compares what became of a command with the reference.
func (m *machine) agree(t *rapid.T, what string, o budget.Outcome, s refSays) {
	t.Helper()
	if got := say(o.Judgement); got != s.String() {
		t.Fatalf("%s:\n got %s\nwant %s", what, got, s)
	}
	var got, want []string
	for _, e := range o.Entries {
		got = append(got, fmt.Sprintln(e.Budget, e.Period, e.From, e.Order, e.Round, e.Kind, e.Amount.Decimal(), e.Original.Decimal()))
		m.seen[e.Kind.String()]++
		if e.Rate != (budget.Rate{}) {
			m.seen["other rate"]++
		}
	}
	for _, e := range s.moves {
		want = append(want, fmt.Sprintln(e.budget, e.period, e.from, e.order, e.round, e.kind, e.amount, e.original))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("%s:\n wrote %s\nwant   %s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	m.seen[o.Code.String()]++
	for _, f := range o.Findings {
		for word, on := range map[string]bool{"order": f.OverOrder, "period": f.OverPeriod, "notice": f.Notice} {
			if on {
				m.seen[word]++
			}
		}
	}
	if len(o.Findings) > 1 {
		m.seen["several budgets"]++
	}
}

// Check is asked after every step.
func (m *machine) Check(t *rapid.T) {
	m.seen["steps"]++
	m.checkUsages(t)
	live := map[string]int{}
	for _, o := range m.orders[max(0, len(m.orders)-8):] {
		for _, share := range m.shares(o.id) {
			if share.Status == budget.StatusReserved {
				live[o.id+" "+share.Budget]++
			}
			if n, _ := share.CreditedOriginal.Cmp(share.Original); n > 0 || share.Credited.Sign() < 0 {
				t.Fatalf("B11: %+v", share)
			}
		}
	}
	for what, n := range live {
		if n > 1 {
			t.Fatalf("B3: %s has %d live reservations", what, n)
		}
	}
}

func (m *machine) checkUsages(t *rapid.T) {
	carried := map[string]int{}
	in, out := map[string]money.Amount{}, map[string]money.Amount{}
	for _, pot := range m.touched {
		fold, err := budget.FoldUsage(pot, m.of(pot))
		if u := m.usages[pot]; err != nil || !fold.Equal(u) {
			t.Fatalf("B2: %+v, by its entries %+v, %v", u, fold, err)
		}
	}
	for pot, u := range m.usages {
		fact, _ := m.book.Budget(pot.Budget)
		_, left, err := m.book.Left(u)
		if err != nil || left.Sign() < 0 && fact.TermsOf(pot.Period).Action == budget.Block && fact.TermsOf(pot.Period).MaxPeriod.IsSet() {
			t.Fatalf("B1: %s: left %s, %v", pot, left, err)
		}
		in[pot.Budget], out[pot.Budget] = plus(in[pot.Budget], u.CarriedIn), plus(out[pot.Budget], u.CarriedOut)
		if u.CarriedIn.Sign() > 0 && u.CarriedOut.Sign() > 0 {
			carried[pot.Budget]++
		}
	}
	for id := range in {
		if !in[id].Equal(out[id]) {
			t.Fatalf("BUD-9: %s carried %s out and %s in", id, out[id], in[id])
		}
		if carried[id] > 0 {
			m.seen["carried twice"]++
		}
	}
}

func plus(a, b money.Amount) money.Amount {
	if !a.IsSet() {
		return b
	}
	return must(a.Add(b))
}
