package storage_test

import (
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// happened is the request of the operation budget_events.
type happened struct {
	Op     string `json:"op"`
	Date   string `json:"date"`
	Events []struct {
		Type   string `json:"type"`
		Amount number `json:"amount"`
	} `json:"events"`
}

// budgetEvents is the operation budget_events: what is consumed is ordered and
// approved, what is restored is a credit of the orders last approved.
func (r *run) budgetEvents() {
	var q happened
	var want struct {
		Consumed  number `json:"consumed"`
		Remaining number `json:"remaining"`
	}
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	if len(s.Budgets) != 1 {
		r.lack("events of %d budgets", len(s.Budgets))
		return
	}
	p := r.purchase(&s, "who orders", r.instant(q.Date))
	if p == nil {
		return
	}
	b := p.budget(&s.Budgets[0])
	b.Holders = budget.Holders{Everyone: true}
	if s.Budgets[0].Period == "" {
		p.setPeriod(&b, "one_off")
	}
	if !b.MaxPeriod.IsSet() {
		p.lack("events of a budget without maximum")
		return
	}
	e := &events{purchase: p, book: p.book([]budget.Budget{b}), fact: b}
	e.begin(s.Budgets[0].Consumed)
	for _, event := range q.Events {
		switch amount := p.amount(event.Amount, b.Currency); event.Type {
		case "consume":
			e.consume(e.book, amount)
		case "restore":
			e.restore(amount)
		default:
			p.lack("event %s", event.Type)
		}
	}
	e.compare(want.Consumed, want.Remaining)
}

// events are what happens to one budget.
type events struct {
	*purchase
	book   *budget.Book
	fact   budget.Budget
	orders [][]budget.Share
}

// begin consumes what was consumed before, whatever the budget says of it now.
func (e *events) begin(consumed number) {
	if !consumed.given() || e.decimal(consumed).IsZero() {
		return
	}
	b := e.fact
	b.Action, b.Supervisors = budget.Warn, nil
	e.consume(e.purchase.book([]budget.Budget{b}), e.amount(consumed, b.Currency))
}

// consume orders and approves; a budget that blocks may refuse it.
func (e *events) consume(book *budget.Book, amount money.Amount) {
	shares := e.spend(book, budget.Question{
		Buyer: e.buyer(e.login.ID), Placed: e.at, Total: budget.Totals{WithoutTax: amount, Goods: amount},
	})
	if shares != nil {
		e.orders = append(e.orders, shares)
	}
}

// restore credits the orders, the last one first.
func (e *events) restore(amount money.Amount) {
	for i := len(e.orders) - 1; i >= 0 && amount.Sign() > 0; i-- {
		share := e.orders[i][0]
		part := share.Amount
		if share.Credited.IsSet() {
			part, _ = part.Sub(share.Credited)
		}
		if c, err := amount.Cmp(part); err == nil && c < 0 {
			part = amount
		}
		if part.Sign() == 0 {
			continue
		}
		credited := e.move(e.orders[i], func(s budget.State) (budget.Outcome, error) {
			return budget.Credit(e.command(share.Order), budget.Totals{WithoutTax: part, Goods: part}, s)
		})
		if credited == nil {
			return
		}
		e.orders[i] = credited
		amount, _ = amount.Sub(part)
	}
	if amount.Sign() > 0 {
		e.lack("restoring more than was consumed")
	}
}

func (e *events) compare(consumed, remaining number) {
	usage := budget.Usage{Budget: e.fact.ID, Period: e.fact.PeriodAt(e.at)}
	if used, ok := e.ledger[usage.Pot()]; ok {
		usage = used
	}
	_, left, err := e.book.Left(usage)
	if err != nil {
		e.problem("left: %v", err)
		return
	}
	spent := usage.Spent
	if !spent.IsSet() {
		spent = money.Zero(e.fact.Currency)
	}
	if consumed.given() {
		e.same("consumed", spent.Decimal(), consumed)
	}
	if remaining.given() {
		e.same("remaining", left.Decimal(), remaining)
	}
}
