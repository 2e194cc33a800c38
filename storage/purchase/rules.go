package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// Rules are what the seller has chosen and what the store does not keep. The zero Rules are usable.
type Rules struct {
	Policy approval.Policy
	// QuotesHold is how long a quote keeps its prices; 0 is for ever.
	QuotesHold time.Duration
	// Assortment hands out the present assortment, by which each line is judged. Without it none is judged, and what has a
	// price may be bought; one that returns nil lets nothing be bought.
	Assortment func() *assortment.Assortment
	// Terms hands out the present products, order conditions and taxes, by which each order is totalled. Without it an order comes
	// to its prices.
	Terms func() order.Terms
	// Exchange hands out, as of an instant, the rate by which orders in some currency are converted from that of the prices, and how
	// unit prices are rounded then ([order.Order.In]). The order keeps it, source and time included. Without it, or with the zero
	// Exchange, nothing is converted: prices are those in the account's currency.
	Exchange func(to money.Currency, at time.Time) (order.Exchange, money.Rounding)
	// Rates hands out rates for budgets in another currency than the order's, as of an instant. Without it there are none,
	// and such a budget refuses (BUD-8).
	Rates func(at time.Time) []budget.Rate
	// Measure says which total spending limits are held against (APR-1).
	Measure budget.Measure
	// Limits says against which limits an order of a user is held beside his own: those that route, say (APR-18). Right says
	// up to what amount a user may agree where a level routes or must be covered; without it that is any amount. Both go by
	// what the store keeps of the user, a group of his say, and by nothing else, so that it is locked with him.
	Limits func(u account.User) []approval.Limit
	Right  func(u account.User) approval.Right
}

// limits are all of a user's.
func (r Rules) limits(u account.User) []approval.Limit {
	var limits []approval.Limit
	if u.LimitedBudget {
		for _, l := range u.Limits {
			limits = append(limits, approval.Limit{Over: l.Amount, Authorizers: l.Authorizers})
		}
	}
	if r.Limits != nil {
		limits = append(limits, r.Limits(u)...)
	}
	return limits
}

func (r Rules) right(u account.User) approval.Right {
	if r.Right == nil {
		return approval.Unlimited()
	}
	return r.Right(u)
}
