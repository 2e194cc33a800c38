package condition

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Discount takes something off an order's subtotal (ORD-1).
type Discount struct {
	Terms
	// Steps hold from a subtotal on: the one with the highest From not above the subtotal counts. All amounts have one currency.
	Steps []Step
}

// Step is what a discount takes off from a subtotal on: a part, or an amount, never both.
type Step struct {
	// From is the least subtotal; no amount is any.
	From money.Amount
	// Rate is the part to take off, 0.05 for 5 %, at most 1.
	Rate money.Rate
	// Amount is taken off whole, though never more than is left.
	Amount money.Amount
}

// Granted is a discount that counts. It takes nothing where its step says so.
type Granted struct {
	ID   string
	Name string
	// Of is what the rate was of, or what the amount was taken from.
	Of money.Amount
	// Rate is that of the step, zero for an amount.
	Rate money.Rate
	// Amount is what is taken off: rounded, and not below zero.
	Amount money.Amount
}

// grant returns what a discount takes off; false where no step holds.
func (c *compiled) grant(q *Question, of, left money.Amount) (Granted, bool, error) {
	g := Granted{ID: c.terms.ID, Name: c.terms.Name, Of: of}
	i, err := reached(c.steps, q.Subtotal)
	if err != nil || i < 0 {
		return g, false, err
	}
	step := c.steps[i]
	g.Rate = step.Rate
	if g.Amount = step.Amount; g.Amount.IsSet() {
		g.Amount, err = g.Amount.Round(q.Round)
	} else {
		g.Amount, err = of.Times(step.Rate, q.Round)
	}
	if err != nil {
		return g, false, err
	}
	if more, err := g.Amount.Cmp(left); err != nil {
		return g, false, err
	} else if more > 0 {
		g.Amount = left
	}
	return g, true, nil
}

// reached returns the index of the last step that a subtotal reaches, -1 if none. Steps are sorted.
func reached(steps []Step, subtotal money.Amount) (int, error) {
	found := -1
	for i, s := range steps {
		if s.From.IsSet() {
			above, err := s.From.Cmp(subtotal)
			if err != nil {
				return -1, err
			}
			if above > 0 {
				break
			}
		}
		found = i
	}
	return found, nil
}

// sorted returns steps by From, the least first.
func sorted(steps []Step) []Step {
	steps = slices.Clone(steps)
	slices.SortStableFunc(steps, func(a, b Step) int { return compare(a.From, b.From) })
	return steps
}

// compare puts no amount first. Amounts that do not meet are refused elsewhere.
func compare(a, b money.Amount) int {
	if !a.IsSet() || !b.IsSet() {
		switch {
		case a.IsSet():
			return 1
		case b.IsSet():
			return -1
		}
		return 0
	}
	c, err := a.Cmp(b)
	if err != nil {
		return 0
	}
	return c
}
