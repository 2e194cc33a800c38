package purchase

import (
	"errors"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/storage"
)

// ErrBeyondBounds is all that one who may not see prices hears of an amount that cannot be computed with.
var ErrBeyondBounds = errors.New("the order is beyond bounds: order less")

// price makes an order of the state's draft: at the prices of a quote that still holds, else at those of now. The result
// has the refusals of lines and addresses; it is Done if there are none.
func (s *state) price(c step) (order.Order, Result, error) {
	r := c.refused(RefusedLines)
	buyer, _ := pricing.BuyerOf(s.graph, c.by, c.at)
	hidden := buyer.PricesHidden
	buyer.PricesHidden = false // the order is the seller's: what the viewer hears of it is reduced at the end
	exchange, round := s.exchange(c, buyer.Currency)
	converted := exchange != order.Exchange{}
	if converted {
		buyer.Currency = exchange.From
	}
	o, unpriced, err := s.ordered(c, buyer)
	if converted && err == nil && len(o.Lines) > 0 {
		o, err = o.In(exchange, round)
	}
	if err != nil {
		if hidden && !errors.Is(err, pricing.ErrQuestion) {
			err = ErrBeyondBounds
		}
		return order.Order{}, r, err
	}
	r.Unpriced = unpriced
	s.sell(c, buyer, &r)
	if len(r.Unpriced)+len(r.Unsold) == 0 { // terms say nothing of a product that does not show
		if o, r.Refusals, err = s.total(o); err != nil {
			if hidden {
				err = ErrBeyondBounds
			}
			return order.Order{}, r, err
		}
	}
	if r.Permissions = s.misdirected; len(r.Permissions) > 0 {
		r.Code = RefusedPermission
		return order.Order{}, r, nil
	}
	if len(r.Unpriced)+len(r.Unsold)+len(r.Refusals) == 0 && len(o.Lines) > 0 {
		r.Code = Done
	}
	return o, r, nil
}

// ordered prices the draft, or takes the prices of the quote (APR-9).
func (s *state) ordered(c step, buyer pricing.Buyer) (order.Order, []order.Unpriced, error) {
	if !s.quoted(c) {
		return order.Price(s.draft, s.graph, s.prices, buyer, c.at)
	}
	o := s.quote.Order.Clone()
	o.ID, o.BilledTo = c.order, s.graph.Billing(o.Account).Account
	o.Delivery, o.Invoice = s.draft.Delivery, s.draft.Invoice
	return o, nil, nil
}

// exchange is the rate by which an order in a currency is converted, zero where it is not. One to another currency is of no use, and
// order.ErrExchange then.
func (s *state) exchange(c step, to money.Currency) (order.Exchange, money.Rounding) {
	if s.rules.Exchange == nil || s.quoted(c) {
		return order.Exchange{}, money.Rounding{}
	}
	x, round := s.rules.Exchange(to, c.at)
	if x.To != to {
		x.To = 0
	}
	return x, round
}

// total adds conditions and taxes to prices. A quote that holds has them, and keeps them.
func (s *state) total(o order.Order) (order.Order, []order.Refusal, error) {
	if s.rules.Terms == nil || o.Totals.Payable.IsSet() {
		return o, nil, nil
	}
	return s.rules.Terms().Total(o, order.CustomerOf(s.graph, o.Account, o.Delivery))
}

// quoted reports whether the order takes the prices of a quote.
func (s *state) quoted(c step) bool { return c.quote != "" && holds(s.quote, c.at) }

// holds reports whether a quote keeps its prices at an instant.
func holds(quote storage.Order, at time.Time) bool {
	return quote.Expires.IsZero() || at.Before(quote.Expires)
}

// sell notes the lines that may not be bought. A product that may not even be seen is one that does not exist.
func (s *state) sell(c step, buyer pricing.Buyer, r *Result) {
	if s.rules.Assortment == nil {
		return
	}
	customer, _ := assortment.CustomerOf(s.graph, c.by, c.at)
	selection := s.sold.For(customer, s.prices.For(buyer, c.at))
	for i, line := range s.draft.Lines {
		n := i + 1
		if d := selection.See(line.Product); !d.Allowed() {
			r.Unpriced = slices.DeleteFunc(r.Unpriced, func(u order.Unpriced) bool { return u.Line == n })
			r.Unpriced = append(r.Unpriced, order.Unpriced{Line: n, Reason: pricing.NoSuchProduct})
		} else if d := selection.Buy(line.Product); !d.Allowed() {
			r.Unsold = append(r.Unsold, Unsold{Line: n, Code: d.Code})
		}
	}
	slices.SortFunc(r.Unpriced, func(a, b order.Unpriced) int { return a.Line - b.Line })
}
