package storage_test

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// ordered is the request of the operation place_order, placed what it expects.
type ordered struct {
	Op       string `json:"op"`
	User     string `json:"user"`
	Amount   number `json:"amount"`
	Date     string `json:"date"`
	Currency string `json:"currency"`
	Shipping number `json:"shipping"`
}

type placed struct {
	Outcome     string            `json:"outcome"`
	Exceeded    *[]string         `json:"exceeded"`
	Remaining   map[string]number `json:"remaining"`
	Authorizers *[]string         `json:"authorizers"`
	Reason      string            `json:"reason"`
}

// refusalsOf are the labels of the vectors for why an order is blocked, and what the library says.
var refusalsOf = map[string][]string{
	"may_not_order":   {account.RefusedOption.String()},
	"account_blocked": {account.RefusedBlocked.String()},
	"inactive_user":   {account.RefusedInactiveUser.String()},
	"budget_exceeded": {budget.RefusedExceeded.String()},
	"no_authorizer":   {approval.RefusedNoPath.String()},
}

// placeOrder is the operation place_order: may the user order, what do the
// budgets say, and who must agree?
func (r *run) placeOrder() {
	var q ordered
	var want placed
	s, ok := r.readSetup()
	if !ok || !r.read("request", r.Request, &q) || !r.read("expect", r.Expect, &want) {
		return
	}
	p := r.purchase(&s, q.User, r.instant(q.Date))
	if p == nil {
		return
	}
	question := p.question(&q)
	book := p.book(p.budgets())
	p.history()
	judged := p.judge(book, question)
	amount := p.measured(question)
	basis := approval.Basis{Amount: amount, Limits: p.limits(amount)}
	p.compareExceeded(judged, basis, &want)
	p.compareRemaining(judged, &want)

	own := account.Session{Principal: p.login.ID, User: p.login.ID, Account: p.login.Account}
	may := p.graph.May(own, account.ActionOrder, p.at)
	outcome, reason := "block", judged.Code.String()
	switch {
	case !may.Allowed():
		reason = may.Code.String()
	case judged.Allowed():
		outcome, reason = p.authorize(judged, basis, &want)
	}
	p.compareOutcome(outcome, reason, &want)
}

// compareOutcome compares what becomes of the order, and why it is blocked.
func (p *purchase) compareOutcome(outcome, reason string, want *placed) {
	if want.Outcome != "" && outcome != want.Outcome {
		p.problem("outcome: got %s (%s), want %s", outcome, reason, want.Outcome)
	}
	meant, known := refusalsOf[want.Reason]
	switch {
	case want.Reason == "":
	case !known:
		p.lack("reason %s", want.Reason)
	case !slices.Contains(meant, reason):
		p.problem("reason: got %s, want %s", reason, want.Reason)
	}
}

// expectsAuthorize reports whether an order is expected to be held: then somebody answers for it.
func (r *run) expectsAuthorize() bool {
	var want struct {
		Outcome string `json:"outcome"`
	}
	return decodeLoosely(r.Expect, &want) == nil && want.Outcome == "authorize"
}

// question is the order as budgets see it. Limits and budgets are in the account's currency.
func (p *purchase) question(q *ordered) budget.Question {
	p.currency = p.accountCurrency(q.Currency)
	currency := p.currency
	if q.Currency != "" {
		c, err := money.ParseCurrency(q.Currency)
		if err != nil {
			p.problem("currency: %v", err)
		}
		currency = c
	}
	total := p.amount(q.Amount, currency)
	goods := total
	if q.Shipping.given() {
		goods = p.goods(total, p.amount(q.Shipping, currency))
	}
	return budget.Question{
		Buyer: p.buyer(p.login.ID), Placed: p.at, Total: budget.Totals{WithoutTax: total, Goods: goods}, Rates: p.rates(),
	}
}

// accountCurrency is the one with rate 1, else the order's where that has no rate, else the euro.
func (p *purchase) accountCurrency(of string) money.Currency {
	code := "EUR"
	if _, rated := p.setup.FX[of]; of != "" && !rated {
		code = of
	}
	for _, name := range sortedNames(p.setup.FX) {
		if p.decimal(p.setup.FX[name]).Equal(p.decimal(number{text: "1"})) {
			code = name
		}
	}
	c, err := money.ParseCurrency(code)
	if err != nil {
		p.problem("currency: %v", err)
	}
	return c
}

// rates turn other currencies into the account's.
func (p *purchase) rates() []budget.Rate {
	var rates []budget.Rate
	for _, name := range sortedNames(p.setup.FX) {
		from, err := money.ParseCurrency(name)
		factor, rateErr := money.ParseRate(p.setup.FX[name].text)
		if err != nil || rateErr != nil {
			p.lack("fx of %s", name)
			continue
		}
		if from != p.currency {
			rates = append(rates, budget.Rate{From: from, To: p.currency, Factor: factor, Source: "fx", At: p.at})
		}
	}
	return rates
}

// measured is what limits measure the order by: as a budget in the account's
// currency would (BUD-8).
func (p *purchase) measured(q budget.Question) money.Amount {
	b := budget.Budget{
		ID: "measure", Currency: p.currency, Zone: p.at.Location(), MaxOrder: money.Zero(p.currency), Action: budget.Warn,
		Holders: budget.Holders{Everyone: true},
	}
	if p.options.goodsOnly {
		b.Measure = budget.GoodsOnly
	}
	j, err := p.book([]budget.Budget{b}).Judge(q, budget.State{})
	if err != nil || len(j.Findings) != 1 {
		p.problem("measuring: %s %v", j.Decision, err)
		return money.Amount{}
	}
	return j.Findings[0].Amount
}

// history puts into the ledger what was ordered before. That it exceeds something now is not asked.
func (p *purchase) history() {
	var budgets []budget.Budget
	for _, b := range p.budgets() {
		b.Action, b.Supervisors = budget.Warn, nil
		budgets = append(budgets, b)
	}
	entries := slices.Clone(p.setup.History)
	slices.SortStableFunc(entries, func(x, y earlier) int { return cmp.Compare(x.Date, y.Date) })
	for _, e := range entries {
		p.earlierOrder(budgets, e)
	}
	for _, said := range p.setup.Budgets {
		if said.Consumed.given() && !p.decimal(said.Consumed).IsZero() {
			now := p.at.Format("2006-01-02T15:04:05")
			p.earlierOrder(budgets, earlier{Amount: said.Consumed, Currency: said.Currency, Budget: said.ID, Date: now})
		}
	}
}

// earlierOrder places one order. With a budget named it counts there, whoever
// holds it, and against the limits of who ordered.
func (p *purchase) earlierOrder(budgets []budget.Budget, e earlier) {
	var chosen []budget.Budget
	for _, b := range budgets {
		named := b.ID == e.Budget || b.ID == e.Budget+below
		switch {
		case e.Budget == "" || strings.HasPrefix(b.ID, "period_limit:"):
		case named:
			b.Holders = budget.Holders{Everyone: true}
		default:
			continue
		}
		chosen = append(chosen, b)
	}
	currency := p.currency
	if e.Currency != "" {
		c, err := money.ParseCurrency(e.Currency)
		if err != nil {
			p.problem("currency: %v", err)
		}
		currency = c
	}
	amount := p.amount(e.Amount, currency)
	p.spend(p.book(chosen), budget.Question{
		Buyer: p.buyer(cmp.Or(e.User, p.login.ID)), Placed: p.instant(e.Date),
		Total: budget.Totals{WithoutTax: amount, Goods: amount}, Rates: p.rates(),
	})
}

// judge asks what the budgets say, and whether placing says the same.
func (p *purchase) judge(book *budget.Book, q budget.Question) budget.Judgement {
	state := p.state(book.Pots(q.Buyer, q.Placed))
	j, err := book.Judge(q, state)
	if err != nil {
		p.problem("judging: %v", err)
	}
	out, err := book.Place(budget.Placement{Command: p.command("order"), Question: q}, state)
	if err != nil || out.Decision != j.Decision {
		p.problem("placing says %s (%v), judging %s", out.Decision, err, j.Decision)
	}
	return j
}

// compareRemaining compares what was left before the order.
func (p *purchase) compareRemaining(j budget.Judgement, want *placed) {
	for _, id := range sortedNames(want.Remaining) {
		i := slices.IndexFunc(j.Findings, func(f budget.Finding) bool { return f.Budget == id })
		left := want.Remaining[id]
		switch {
		case i >= 0 && j.Findings[i].Left.IsSet() && left.given():
			p.same("remaining of "+id, j.Findings[i].Left.Decimal(), left)
		case i >= 0 && j.Findings[i].Left.IsSet() || left.given():
			p.problem("remaining of %s: got %v, want %q", id, j.Findings, left.text)
		}
	}
}
