package budget_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// reference is the rules of SPEC 7 once more, slowly: it keeps what happened as a list, in plain decimals, and sums it up
// anew for every question. Of the package it knows the facts alone.
type reference struct {
	budgets []budget.Budget
	moves   []refMove
}

type refMove struct {
	budget, period string
	from           string // of a carry-over
	order          string
	round          uint32
	kind           string
	amount         decimal.Decimal // in the budget's currency
	original       decimal.Decimal // in the order's
	rate           decimal.Decimal // 0: the same
	measure        budget.Measure
}

// refSays is the reference's answer: a code and the findings in say's form, and what happened.
type refSays struct {
	code  string
	finds []string
	moves []refMove
}

func (r refSays) String() string { return strings.Join(append([]string{r.code}, r.finds...), "; ") }

func no(code string) refSays { return refSays{code: code} }

func (m *reference) budget(id string) *budget.Budget {
	for i := range m.budgets {
		if m.budgets[i].ID == id {
			return &m.budgets[i]
		}
	}
	return nil
}

// terms of a period: those of the last that begin not after its first day.
func refTerms(b *budget.Budget, period string) budget.Terms {
	t := budget.Terms{MaxOrder: b.MaxOrder, MaxPeriod: b.MaxPeriod, Action: b.Action}
	later := slices.Clone(b.Later)
	slices.SortFunc(later, func(s, t budget.Terms) int { return strings.Compare(s.From.String(), t.From.String()) })
	for _, l := range later {
		if !strings.Contains(period, ":") || period[strings.Index(period, ":")+1:] >= l.From.String() {
			t = l
		}
	}
	return t
}

// limit and use of a pot, from everything that ever happened. No limit is nil.
func (m *reference) pot(b *budget.Budget, period string) (limit *decimal.Decimal, used decimal.Decimal) {
	if a := refTerms(b, period).MaxPeriod; a.IsSet() {
		d := a.Decimal()
		limit = &d
	}
	add := func(a decimal.Decimal) {
		if limit != nil {
			*limit = limit.Add(a)
		}
	}
	for _, e := range m.moves {
		switch {
		case e.budget != b.ID:
		case e.kind == "carry over" && e.period == period:
			add(e.amount)
		case e.kind == "carry over" && e.from == period:
			add(e.amount.Neg())
		case e.period != period:
		case e.kind == "reserve" || e.kind == "restore":
			used = used.Add(e.amount)
		case e.kind == "release" || e.kind == "reduce" || e.kind == "credit":
			used = used.Sub(e.amount)
		}
	}
	return limit, used
}

func (m *reference) opened(b *budget.Budget, period string) bool {
	return slices.ContainsFunc(m.moves, func(e refMove) bool { return e.budget == b.ID && e.period == period })
}

// open carries over into a period that was never used, beginning with the last one that was, or with the window.
func (m *reference) open(b *budget.Budget, period string) (moves []refMove) {
	if !b.CarryOver || m.opened(b, period) {
		return nil
	}
	from := ""
	for _, e := range m.moves {
		if e.budget == b.ID && e.period < period && e.period > from {
			from = e.period
		}
	}
	if f := b.Days.From; !f.IsZero() {
		from = max(from, periodOfDay(*b, f.Year(), f.Month(), f.Day()))
	}
	if from == "" {
		return nil
	}
	var all []string
	for p := from; p < period; p = nextPeriod(*b, p) {
		all = append(all, p)
	}
	for _, from := range all[max(0, len(all)-budget.MaxCarried):] {
		next := nextPeriod(*b, from)
		limit, used := m.pot(b, from)
		left := decimal.Zero
		if limit != nil && limit.GreaterThan(used) {
			left = limit.Sub(used)
		}
		e := refMove{budget: b.ID, period: next, from: from, kind: "carry over", amount: left}
		m.moves, moves = append(m.moves, e), append(moves, e)
	}
	return moves
}

// converted rounds to cents, half up.
func (e refMove) converted(original decimal.Decimal) decimal.Decimal {
	if e.rate.IsZero() {
		return original
	}
	return original.Mul(e.rate).Round(2)
}

// find says one budget's finding, and the worst code of all so far.
func (m *reference) find(s *refSays, b *budget.Budget, period string, amount decimal.Decimal, perOrder bool) {
	terms := refTerms(b, period)
	text, over := b.ID+" left ", false
	limit, used := (*decimal.Decimal)(nil), decimal.Zero
	if period != "" {
		limit, used = m.pot(b, period)
	}
	if limit != nil {
		text += must(money.New(limit.Sub(used), b.Currency)).Number()
	}
	if perOrder && terms.MaxOrder.IsSet() && amount.GreaterThan(terms.MaxOrder.Decimal()) {
		text, over = text+" order", true
	}
	if limit != nil && used.Add(amount).GreaterThan(*limit) {
		text, over = text+" period", true
	}
	if limit != nil && b.NoticeAt.Sign() > 0 {
		threshold := limit.Mul(b.NoticeAt.Decimal())
		if used.LessThan(threshold) && used.Add(amount).GreaterThanOrEqual(threshold) {
			text += " notice"
		}
	}
	s.finds = append(s.finds, text)
	rank := map[string]int{"accepted": 0, "done": 0, "warned": 1, "held": 2}
	code := map[budget.Action]string{budget.Warn: "warned", budget.Authorize: "held", budget.Block: "exceeded " + b.ID}[terms.Action]
	now, known := rank[s.code]
	if worse, ok := rank[code]; over && known && (!ok || worse > now) {
		s.code = code
	}
}

// applying: BUD-2, one budget after the other.
func (m *reference) applying(q budget.Question) (all []*budget.Budget) {
	for i := range m.budgets {
		b := &m.budgets[i]
		holds := b.Holders.Everyone || slices.Contains(b.Holders.Users, q.Buyer.User)
		for _, account := range append([]string{q.Buyer.Account}, q.Buyer.Ancestors...) {
			holds = holds || slices.Contains(b.Holders.Accounts, account)
		}
		for _, group := range q.Buyer.Groups {
			holds = holds || slices.Contains(b.Holders.Groups, group)
		}
		y, mo, d := dayOf(q.Placed, b.Zone)
		day := time.Date(y, mo, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		in := (b.Days.From.IsZero() || day >= b.Days.From.String()) && (b.Days.To.IsZero() || day <= b.Days.To.String())
		if holds && in && !b.Inactive {
			all = append(all, b)
		}
	}
	slices.SortFunc(all, func(a, b *budget.Budget) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// live are the orders' last moves, by budget.
func (m *reference) last(order string) map[string]refMove {
	last := map[string]refMove{}
	for _, e := range m.moves {
		if e.order == order && e.kind != "credit" && e.kind != "reduce" {
			last[fmt.Sprint(e.round, " ", e.budget)] = e
		}
	}
	return last
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
