package purchase

import (
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/pricing/assortment"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// Result is what became of a command. The zero Result refuses. Refused, nothing was stored.
type Result struct {
	// Order is the id that the command named.
	Order string
	Code  Code
	// Subject names what a refusal is about; see the code.
	Subject string
	// Replayed: it was done before, under the same key. State is what it led to then; nothing else is said.
	Replayed bool
	State    approval.State

	// Permissions are the refusals of what the session may not do.
	Permissions []account.Decision
	// Unpriced and Unsold are the lines that cannot be ordered.
	Unpriced []order.Unpriced
	Unsold   []Unsold
	// Refusals are what the seller's terms refuse: quantities and units, lines without a tax, an order without delivery.
	Refusals []order.Refusal
	// Budget is what all budgets that hold say, also when they agree.
	Budget budget.Judgement
	// Approval is what the request's rules say: who is missing, what has changed, who has answered.
	Approval approval.Decision
	// Status is where the order stands now, by whom and since when: it goes on with an order that is exported (APR-7).
	Status approval.Status

	// Priced is the order as it is now; for those who may not see prices, without any.
	Priced order.Order
	// Digest is that of the order's content, which an answer names as seen; "" for those who may not see prices.
	Digest string
	// Expires is until when a quote keeps its prices; zero is for ever.
	Expires time.Time
}

// Unsold is a line, counted from 1, of a product that may be seen and not bought, and why.
type Unsold struct {
	Line int
	Code assortment.Code
}

// Allowed reports whether it was done.
func (r Result) Allowed() bool { return r.Code == Done }

// withoutAmounts returns the result for one who may not see prices.
func (r Result) withoutAmounts() Result {
	r.Budget = r.Budget.WithoutAmounts()
	r.Priced = withoutPrices(r.Priced)
	r.Digest = ""
	return r
}

// withoutPrices leaves what was ordered: a digest, or the list that a price is from, would tell of it.
func withoutPrices(o order.Order) order.Order {
	o = o.Clone()
	o.Totals, o.PricedAs, o.Revision = order.Totals{}, "", 0
	o.Basis, o.Rounded, o.Discounts, o.Charges, o.Taxes, o.Exchange = "", "", nil, nil, nil, order.Exchange{}
	for i, l := range o.Lines {
		o.Lines[i] = order.Line{Product: l.Product, Unit: l.Unit, Quantity: l.Quantity}
	}
	return o
}
