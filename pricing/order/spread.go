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
	shares, err := w.amongGroups(discount, func(t *Tax) (money.Amount, error) { return t.Goods, nil })
	if err != nil {
		return err
	}
	sorted := w.sorted()
	weights := make([]money.Amount, 0, len(sorted))
	for len(sorted) > 0 {
		at, _ := slices.BinarySearchFunc(w.order.Taxes, w.order.Lines[sorted[0]].Taxed, Tax.compare)
		group := &w.order.Taxes[at]
		group.Discount = shares[at]
		n := slices.IndexFunc(sorted, func(i int) bool { return group.compare(w.order.Lines[i].Taxed) != 0 })
		if n < 0 {
			n = len(sorted)
		}
		weights = weights[:0]
		for _, i := range sorted[:n] {
			weights = append(weights, w.order.Lines[i].Amount)
		}
		parts, err := allocate(group.Discount, weights, w.round.Places())
		if err != nil {
			return err
		}
		for k, i := range sorted[:n] {
			w.order.Lines[i].Discount = parts[k]
		}
		sorted = sorted[n:]
	}
	return nil
}

// sorted returns the numbers of the lines by group and by what they are of, whatever their order is.
func (w *work) sorted() []int {
	sorted := make([]int, len(w.order.Lines))
	for i := range sorted {
		sorted[i] = i
	}
	slices.SortStableFunc(sorted, func(i, j int) int { return w.order.Lines[i].compare(&w.order.Lines[j]) })
	return sorted
}

// compare orders lines by all that a share could depend on.
func (l *Line) compare(m *Line) int {
	if c := cmp.Or(cmp.Compare(l.Taxed.Category, m.Taxed.Category), l.Taxed.Rate.Cmp(m.Taxed.Rate)); c != 0 {
		return c
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

// amongGroups shares an amount out among categories and rates.
func (w *work) amongGroups(a money.Amount, weigh func(*Tax) (money.Amount, error)) ([]money.Amount, error) {
	var room [4]money.Amount
	weights := room[:0]
	for i := range w.order.Taxes {
		weight, err := weigh(&w.order.Taxes[i])
		if err != nil {
			return nil, err
		}
		weights = append(weights, weight)
	}
	return allocate(a, weights, w.round.Places())
}

// allocate shares out an amount; all to the first where the weights weigh nothing.
func allocate(a money.Amount, weights []money.Amount, places int) ([]money.Amount, error) {
	weightless := !slices.ContainsFunc(weights, func(w money.Amount) bool { return w.Sign() != 0 })
	if a.Sign() != 0 && !weightless && len(weights) > 1 {
		return a.AllocateBy(weights, places)
	}
	shares := make([]money.Amount, len(weights))
	for i := range shares {
		shares[i] = money.Zero(a.Currency())
	}
	shares[0] = a
	return shares, nil
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
			if err := w.alongside(c); err != nil {
				return err
			}
			continue
		}
		d := w.rates.Of(c.TaxClass)
		if !d.Allowed() {
			w.refuse(0, NoTaxRule, c.ID)
			continue
		}
		w.add(c, c.Amount, w.taxed(d))
	}
	w.order.Totals.Charges = charges
	for _, c := range w.order.Charges {
		group := w.of(c.Taxed)
		var err error
		if group.Charges, err = group.Charges.Add(c.Amount); err != nil {
			return err
		}
	}
	return nil
}

// alongside charges at the rates of the goods.
func (w *work) alongside(c condition.Charged) error {
	parts, err := w.amongGroups(c.Amount, func(t *Tax) (money.Amount, error) { return t.Goods.Sub(t.Discount) })
	if err != nil {
		return err
	}
	first := true
	for i, part := range parts {
		if part.Sign() != 0 || first && i == len(parts)-1 {
			t := w.order.Taxes[i]
			w.add(c, part, Taxed{Category: t.Category, Rate: t.Rate})
			first = false
		}
	}
	return nil
}

func (w *work) add(c condition.Charged, part money.Amount, t Taxed) {
	w.order.Charges = append(w.order.Charges, Charge{ID: c.ID, Name: c.Name, Amount: part, Free: c.Free, Taxed: t})
}
