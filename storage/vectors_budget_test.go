package storage_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// kinds are the periods of the vectors.
var kinds = map[string]budget.Kind{
	"": budget.NoPeriod, "day": budget.Day, "week": budget.Week, "month": budget.Month, "quarter": budget.Quarter,
	"year": budget.Year, "one_off": budget.OneOff,
}

// below is the end of the id of the budget that warns when little is left.
const below = " (little left)"

// budgets makes the budgets of a setup, and those of the user's limits by
// period. One that limits nothing is left out, and so is one that is ignored.
func (p *purchase) budgets() []budget.Budget {
	var all []budget.Budget
	for i := range p.setup.Budgets {
		said := &p.setup.Budgets[i]
		if said.ID == "" {
			said.ID = fmt.Sprint("budget ", i+1)
		}
		b := p.budget(said)
		if said.Action == "ignore" || !b.MaxOrder.IsSet() && !b.MaxPeriod.IsSet() {
			continue
		}
		all = append(all, b)
		if said.WarnBelow.given() && b.MaxPeriod.IsSet() {
			all = append(all, p.warnBelow(b, said.WarnBelow))
		}
	}
	for i := range p.setup.Users {
		all = append(all, p.periodLimits(&p.setup.Users[i])...)
	}
	return all
}

func (p *purchase) budget(said *purse) budget.Budget {
	b := budget.Budget{
		ID: said.ID, Currency: p.currency, Zone: time.UTC, Inactive: off(said.Active),
		Days: p.days(said.ValidFrom, said.ValidTo, p.options.toExclusive),
		Holders: budget.Holders{
			Users: said.Holders.Users, Accounts: said.Holders.Accounts, Groups: said.Holders.Groups,
		},
	}
	h := b.Holders
	b.Holders.Everyone = len(h.Users)+len(h.Accounts)+len(h.Groups) == 0
	if said.Currency != "" {
		c, err := money.ParseCurrency(said.Currency)
		if err != nil {
			p.problem("currency of %s: %v", said.ID, err)
		}
		b.Currency = c
	}
	b.MaxOrder = p.maximum(p.limit(said.MaxOrder, &p.options.buying, true), b.Currency)
	b.MaxPeriod = p.maximum(p.limit(said.MaxAmount, &p.options.buying, true), b.Currency)
	p.setPeriod(&b, said.Period)
	p.setAction(&b, said.Action)
	for _, id := range said.MayExceed {
		if id == p.login.ID || id == p.login.Account || slices.Contains(p.login.Groups, id) {
			p.lack("may_exceed")
		}
	}
	return b
}

func (p *purchase) maximum(n number, c money.Currency) money.Amount {
	if !n.given() {
		return money.Amount{}
	}
	return p.amount(n, c)
}

// setPeriod sets the period, with what of the calendar belongs to it. A maximum without one is for ever.
func (p *purchase) setPeriod(b *budget.Budget, said string) {
	kind, known := kinds[said]
	if !known {
		p.lack("period=%s", said)
	}
	if kind == budget.NoPeriod && b.MaxPeriod.IsSet() {
		kind = budget.OneOff
	}
	b.Period = kind
	b.WeeksFromSunday = p.options.fromSunday && kind == budget.Week
	if kind == budget.Year || kind == budget.Quarter {
		b.FiscalStart = p.options.fiscalStart()
	}
}

// setAction sets what happens on excess. Supervisors are those who answer for the user.
func (p *purchase) setAction(b *budget.Budget, said string) {
	switch said {
	case "", "block":
	case "warn", "ignore":
		b.Action = budget.Warn
	case "authorize":
		b.Action = budget.Authorize
		b.Supervisors = p.answerers(p.login)
		if len(b.Supervisors) == 0 {
			p.helping = true
			b.Supervisors = []string{p.helper}
		}
	default:
		p.lack("action=%s", said)
	}
	if p.options.goodsOnly {
		b.Measure = budget.GoodsOnly
	}
}

// warnBelow is a budget beside another that warns when less than a part of it is left.
func (p *purchase) warnBelow(b budget.Budget, percent number) budget.Budget {
	rate, err := money.ParsePercent(percent.text)
	if err != nil {
		p.problem("warn_below_percent: %v", err)
		return b
	}
	part, err := b.MaxPeriod.Times(rate, money.ToPlaces(6, money.HalfEven))
	if err == nil {
		b.MaxPeriod, err = b.MaxPeriod.Sub(part)
	}
	if err != nil {
		p.problem("warn_below_percent: %v", err)
	}
	b.ID, b.Action, b.Supervisors, b.MaxOrder = b.ID+below, budget.Warn, nil, money.Amount{}
	return b
}

// periodLimits are a user's own budgets: they ask those who answer for him, and block where nobody does.
func (p *purchase) periodLimits(l *login) []budget.Budget {
	if l.ID == p.login.ID && l.PeriodLimits == nil && slices.Contains(isZero, p.options.absentLimit) {
		p.lack("absent_period_limit=%s of users without any", p.options.absentLimit)
	}
	var all []budget.Budget
	for _, said := range l.PeriodLimits {
		id := "period_limit:" + said.Period
		if l.ID != p.login.ID {
			id += " of " + l.ID
		}
		limit := p.absent(said.Limit, &p.options.buying)
		b := budget.Budget{
			ID: id, Currency: p.currency, Zone: time.UTC, MaxPeriod: p.maximum(limit, p.currency),
			Holders: budget.Holders{Users: []string{l.ID}},
		}
		p.setPeriod(&b, said.Period)
		if b.Supervisors = p.answerers(l); len(b.Supervisors) > 0 {
			b.Action = budget.Authorize
		} else if p.expectsAuthorize() {
			p.helping = true
			b.Action, b.Supervisors = budget.Authorize, []string{p.helper}
		}
		if p.options.goodsOnly {
			b.Measure = budget.GoodsOnly
		}
		if b.MaxPeriod.IsSet() {
			all = append(all, b)
		}
	}
	return all
}

// book compiles budgets. Defects end the run.
func (p *purchase) book(budgets []budget.Budget) *budget.Book {
	book, err := budget.New(budget.Data{Budgets: budgets})
	if err != nil {
		p.problem("budgets: %v", err)
		return &budget.Book{}
	}
	return book
}

// buyer is through whom budgets hold for an order of a user.
func (p *purchase) buyer(user string) budget.Buyer {
	b := budget.Buyer{User: user, Account: p.login.Account}
	if l := p.setup.user(user); l != nil {
		b.Account, b.Groups = l.Account, slices.Clone(l.Groups)
	}
	b.Ancestors = slices.Collect(p.graph.Ancestors(b.Account))
	if a, ok := p.graph.Account(b.Account); ok {
		b.Groups = append(b.Groups, a.Groups...)
	}
	return b
}

// state is what the ledger has of the pots.
func (p *purchase) state(pots []budget.Pot) budget.State {
	var s budget.State
	for _, pot := range pots {
		u, used := p.ledger[pot]
		if !used {
			u = budget.Usage{Budget: pot.Budget, Period: pot.Period}
		}
		s.Usages = append(s.Usages, u)
	}
	return s
}

func (p *purchase) command(order string) budget.Command {
	p.orders++
	return budget.Command{
		Order: order, Round: 1, Key: fmt.Sprint("key ", p.orders), At: p.at, Principal: p.login.ID, User: p.login.ID,
	}
}

// spend places an order and approves it at once. It returns the order's shares, none where it was refused.
func (p *purchase) spend(book *budget.Book, q budget.Question) []budget.Share {
	order := fmt.Sprint("earlier order ", p.orders)
	placed, err := book.Place(
		budget.Placement{Command: p.command(order), Question: q}, p.state(book.Pots(q.Buyer, q.Placed)))
	if err != nil {
		p.problem("placing: %v", err)
	}
	if !placed.Allowed() {
		return nil
	}
	return p.move(placed.Shares, func(s budget.State) (budget.Outcome, error) {
		return budget.Commit(p.command(order), budget.Totals{}, s.After(placed))
	})
}

// move makes a movement of an order and keeps what comes of it.
func (p *purchase) move(shares []budget.Share, how func(budget.State) (budget.Outcome, error)) []budget.Share {
	state := p.state(budget.SharePots(shares))
	state.Shares = shares
	done, err := how(state)
	if err != nil || !done.Allowed() {
		p.problem("movement: %s %v", done.Decision, err)
		return nil
	}
	for _, u := range done.Usages {
		p.ledger[u.Pot()] = u
	}
	return done.Shares
}
