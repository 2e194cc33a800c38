package condition

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Delivery is what it costs to bring an order (ORD-1).
type Delivery struct {
	Terms
	// ByWeight: costs go by the order's weight, else by its subtotal. Where the weight is not known, only FreeFrom can decide.
	ByWeight bool
	// Costs hold from a weight or a subtotal on: the one with the highest From not above it counts. All amounts have one currency.
	Costs []Cost
	// FreeFrom is the subtotal from which nothing is charged; no amount is never.
	FreeFrom money.Amount
	// AfterDiscounts: the subtotals of Costs and FreeFrom are what the discounts leave, else what the lines come to.
	AfterDiscounts bool
	// TaxClass is that of the charge; "" taxes it as the goods are, in proportion.
	TaxClass string
}

// Cost is what delivery costs from a subtotal or a weight on.
type Cost struct {
	// From is the least subtotal, no amount being any; FromWeight the least weight where costs go by weight.
	From       money.Amount
	FromWeight money.Quantity
	Amount     money.Amount
}

// Charged is a delivery cost that counts.
type Charged struct {
	ID   string
	Name string
	// Amount is what is charged, rounded. It is zero where delivery is free.
	Amount money.Amount
	// Free: the order reaches FreeFrom.
	Free bool
	// TaxClass is that of the condition.
	TaxClass string
}

// charge returns what a delivery costs; false where no cost is stated.
func (c *compiled) charge(q *Question, subtotal money.Amount) (Charged, bool, error) {
	d := c.delivery
	charged := Charged{ID: d.ID, Name: d.Name, TaxClass: d.TaxClass}
	if !d.AfterDiscounts {
		subtotal = q.Subtotal
	}
	if d.FreeFrom.IsSet() {
		below, err := subtotal.Cmp(d.FreeFrom)
		if err != nil {
			return charged, false, err
		}
		if below >= 0 {
			charged.Amount, charged.Free = money.Zero(q.Subtotal.Currency()), true
			return charged, true, nil
		}
	}
	found := -1
	for i, cost := range d.Costs {
		above := cost.FromWeight.Cmp(q.Weight)
		if !d.ByWeight {
			above = -1
			if cost.From.IsSet() {
				var err error
				if above, err = cost.From.Cmp(subtotal); err != nil {
					return charged, false, err
				}
			}
		}
		if above > 0 {
			break
		}
		found = i
	}
	if found < 0 {
		return charged, false, nil
	}
	var err error
	charged.Amount, err = d.Costs[found].Amount.Round(q.Round)
	return charged, true, err
}

// inOrder returns costs by what they hold from, the least first.
func inOrder(costs []Cost) []Cost {
	costs = slices.Clone(costs)
	slices.SortStableFunc(costs, func(a, b Cost) int {
		return cmp.Or(a.FromWeight.Cmp(b.FromWeight), compare(a.From, b.From))
	})
	return costs
}
