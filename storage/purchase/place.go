package purchase

import (
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// Place orders what a customer asks for: a new order, one that was withdrawn, or one that was declined.
type Place struct {
	Key   string
	Order string
	By    account.Session
	At    time.Time
	Lines []pricing.Line
	// Delivery and Invoice are addresses of the session's account; without one it is the default.
	Delivery order.Place
	Invoice  order.Place
}

func (c Place) step() step {
	p := placing{step: stepOf(c.Key, c.Order, c.By, c.At), actions: []account.Action{account.ActionOrder}}
	p.payload = payload("place", c.Lines, c.Delivery, c.Invoice)
	p.asks(c.Order, c.Lines, c.Delivery, c.Invoice)
	return p.as(p.decide)
}

// placing is a command that prices an order and puts it to budgets and authorizers.
type placing struct {
	step
	actions []account.Action
	payload string
	amend   bool
}

// asks says what is to be priced: for the session's account.
func (p *placing) asks(id string, lines []pricing.Line, delivery, invoice order.Place) {
	lines = slices.Clone(lines)
	account := p.by.Account
	p.moves = true
	p.draft = func(*state) order.Draft {
		return order.Draft{ID: id, Account: account, Delivery: delivery, Invoice: invoice, Lines: lines}
	}
}

func (p placing) decide(s *state) (Result, effects, error) {
	if r, answered := p.begin(s); answered {
		return r, effects{}, nil
	}
	o, r, err := s.price(p.step)
	if err != nil || !r.Allowed() {
		return r, effects{}, err
	}
	return p.agree(s, o)
}

// begin answers what needs no prices: who may not order at all, a key that was used, an id that is another's.
func (p placing) begin(s *state) (Result, bool) {
	if r, answered := s.recall(p.step, p.command(nil, approval.Basis{})); answered {
		return r, true
	}
	if r, refused := s.forbidden(p.step, p.actions...); refused {
		return r, true
	}
	if s.order.ID != "" && (s.order.Kind != storage.KindOrder || s.order.Account != p.by.Account) {
		return p.refused(RefusedTaken), true
	}
	if p.amend && s.order.ID == "" {
		return p.refused(RefusedNoOrder), true
	}
	return Result{}, false
}

func (p placing) command(content approval.Content, basis approval.Basis) approval.Command {
	if p.amend {
		return approval.Amend{
			Key: p.key, Order: p.order, By: p.session(), Payload: p.payload, Content: content, Basis: basis,
		}
	}
	return approval.Place{Key: p.key, Order: p.order, By: p.session(), Payload: p.payload, Content: content, Basis: basis}
}

// agree asks budgets and the rules of approval, both, and makes the effects.
func (p placing) agree(s *state, o order.Order) (Result, effects, error) {
	next := storage.Order{
		Order: o, Version: s.order.Version, Kind: storage.KindOrder, By: p.session(), Round: s.order.Round,
		Placed: s.order.Placed, Quote: s.order.Quote, Remembered: s.order.Remembered,
	}
	var reserved budget.Outcome
	if p.counts(s) {
		next.Round++
		var err error
		if reserved, err = s.reserve(p.step, o, next.Round, p.amend); err != nil {
			return Result{}, effects{}, err
		}
	}
	out := s.rules.Policy.Do(s.request, p.command(contentOf(o), s.basis(p.step, o, reserved.Judgement)), p.at, s.people)
	r := s.outcome(p.step, out)
	r.Budget = reserved.Judgement
	if p.counts(s) && r.Allowed() && !reserved.Allowed() {
		r.Code = RefusedBudget
	}
	if !r.Allowed() {
		return r, effects{}, nil
	}
	r.Priced, r.Digest, r.Status = o, out.Request.Content.Digest(), out.Request.Status()
	e, err := p.effects(s, next, out, reserved)
	return r, e, err
}

// counts reports whether budgets are concerned: of an order that is placed, or changed while it waits.
func (p placing) counts(s *state) bool { return !p.amend || s.request.State == approval.Pending }

func (p placing) effects(s *state, next storage.Order, out approval.Outcome, reserved budget.Outcome) (effects, error) {
	e := effects{request: &out.Request, messages: append(told(out.Events), notices(p.step, next.Round, reserved.Judgement)...)}
	if next.Placed.IsZero() && out.Request.State != approval.Draft {
		next.Placed = p.at
	}
	if p.counts(s) && out.Request.State == approval.Approved {
		spent, err := budget.Commit(s.moving(p.step, next.Round), budget.Totals{}, s.ledger.After(reserved))
		if err != nil {
			return effects{}, err
		}
		reserved = reserved.Then(spent)
	}
	e.posting = storage.NewPosting(s.ledger, reserved)
	e.reschedule(s.rules.Policy, s.request, out.Request)
	if p.quote != "" {
		next.Quote = p.quote
		e.convert(p, s.quote)
	}
	e.orders = append(e.orders, next)
	return e, nil
}
