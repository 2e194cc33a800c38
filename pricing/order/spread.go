package order

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// spread shares out the discount: first among categories and rates, in proportion to their goods, then in each among its lines. So
// tax does not depend on how goods are split into lines. What rounding leaves over goes to the largest remainders, of equal ones
// by category, rate, product, unit and quantity, never by the order of lines.
func (w *work) spread(discount money.Amount) error {
	zero := money.Zero(w.order.Currency)
	if discount.Sign() == 0 {
		for i := range w.order.Lines {
			w.order.Lines[i].Discount = zero
		}
		return nil
	}
	var room [4]money.Amount
	shares, err := w.amongGroups(room[:0], discount, func(t *Tax) (money.Amount, error) { return t.Goods, nil })
	if err != nil {
		return err
	}
	for i, share := range shares {
		w.groups[i].Discount = share
	}
	var numbers [few]int
	for sorted := w.sorted(numbers[:0]); len(sorted) > 0; {
		group := w.of(&w.order.Lines[sorted[0]].Taxed)
		n := 1
		for n < len(sorted) && w.of(&w.order.Lines[sorted[n]].Taxed) == group {
			n++
		}
		if err := w.amongLines(w.groups[group].Discount, sorted[:n]); err != nil {
			return err
		}
		sorted = sorted[n:]
	}
	return nil
}

// amongLines shares an amount out among lines, by their numbers.
func (w *work) amongLines(a money.Amount, numbers []int) error {
	var room [few]money.Amount
	shares := room[:0]
	for _, i := range numbers {
		shares = append(shares, w.order.Lines[i].Amount)
	}
	if err := allocate(a, shares, w.round.Places()); err != nil {
		return err
	}
	for k, i := range numbers {
		w.order.Lines[i].Discount = shares[k]
	}
	return nil
}

// sorted appends the numbers of the lines by group and by what they are of, whatever their order is.
func (w *work) sorted(numbers []int) []int {
	lines := w.order.Lines
	for i := range lines {
		numbers = append(numbers, i)
	}
	slices.SortStableFunc(numbers, func(i, j int) int { return lines[i].compare(&lines[j]) })
	return numbers
}

// compare orders lines by all that a share could depend on.
func (l *Line) compare(m *Line) int {
	if l.Taxed.Category != m.Taxed.Category || l.Taxed.Rate != m.Taxed.Rate { // seldom, and == is faster
		return cmp.Or(cmp.Compare(l.Taxed.Category, m.Taxed.Category), l.Taxed.Rate.Cmp(m.Taxed.Rate))
	}
	if c := cmp.Compare(l.Product, m.Product); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(l.Unit, m.Unit), l.Quantity.Cmp(m.Quantity), compareAmounts(l.Amount, m.Amount),
		l.Source.Compare(m.Source), cmp.Compare(l.Taxed.Rule, m.Taxed.Rule))
}

func compareAmounts(a, b money.Amount) int {
	c, err := a.Cmp(b)
	if err != nil {
		return 0
	}
	return c
}

// amongGroups appends shares of an amount, one for each category and rate.
func (w *work) amongGroups(shares []money.Amount, a money.Amount, weigh func(*Tax) (money.Amount, error)) ([]money.Amount, error) {
	for i := range w.groups {
		weight, err := weigh(&w.groups[i])
		if err != nil {
			return nil, err
		}
		shares = append(shares, weight)
	}
	return shares, allocate(a, shares, w.round.Places())
}

// allocate turns weights into shares of an amount; all goes to the first where the weights weigh nothing.
func allocate(a money.Amount, weights []money.Amount, places int) error {
	weightless := !slices.ContainsFunc(weights, func(w money.Amount) bool { return w.Sign() != 0 })
	if a.Sign() != 0 && !weightless && len(weights) > 1 {
		return a.AllocateInto(weights, weights, places)
	}
	for i := range weights {
		weights[i] = money.Zero(a.Currency())
	}
	weights[0] = a
	return nil
}

// charge adds delivery costs: at the rate of their own tax class, or at those of the goods, in proportion to what discounts leave.
func (w *work) charge(charged []condition.Charged) error {
	charges := money.Zero(w.order.Currency)
	for _, c := range charged {
		var err error
		if charges, err = charges.Add(c.Amount); err != nil {
			return err
		}
		if c.TaxClass == "" || w.terms.Taxes == nil {
			if err := w.alongside(&c); err != nil {
				return err
			}
			continue
		}
		d := w.taxOfClass(c.TaxClass)
		if !d.Allowed() {
			w.refuse(0, NoTaxRule, c.ID)
			continue
		}
		w.add(&c, c.Amount, Taxed{Rule: d.Rule, Category: d.Category, Rate: d.Rate})
	}
	w.scope()
	w.order.Totals.Charges = charges
	for i := range w.order.Charges {
		c := &w.order.Charges[i]
		group := &w.groups[w.of(&c.Taxed)]
		var err error
		if group.Charges, err = group.Charges.Add(c.Amount); err != nil {
			return err
		}
	}
	return nil
}

// alongside charges at the rates of the goods.
func (w *work) alongside(c *condition.Charged) error {
	var room [4]money.Amount
	parts, err := w.amongGroups(room[:0], c.Amount, func(t *Tax) (money.Amount, error) { return t.Goods.Sub(t.Discount) })
	if err != nil {
		return err
	}
	first := true
	for i, part := range parts {
		if part.Sign() != 0 || first && i == len(parts)-1 {
			t := &w.groups[i]
			w.add(c, part, Taxed{Category: t.Category, Rate: t.Rate})
			first = false
		}
	}
	return nil
}

func (w *work) add(c *condition.Charged, part money.Amount, t Taxed) {
	w.order.Charges = append(w.order.Charges, Charge{ID: c.ID, Name: c.Name, Amount: part, Free: c.Free, Taxed: t})
}
