package order_test

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/order"
)

// unit is what shares are counted in.
func (m *reference) unit() rat {
	if m.w.options.Round == roundings[4] {
		return big.NewRat(1, 1000)
	}
	return big.NewRat(1, 100)
}

// ranks visits the conditions by rank and id, a rank at a time.
func ranks[T any](all []T, terms func(T) condition.Terms, visit func([]T) bool) {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b T) int {
		return cmp.Or(cmp.Compare(terms(a).Rank, terms(b).Rank), cmp.Compare(terms(a).ID, terms(b).ID))
	})
	for len(all) > 0 {
		n := 0
		for n < len(all) && terms(all[n]).Rank == terms(all[0]).Rank {
			n++
		}
		if visit(all[:n]) {
			return
		}
		all = all[n:]
	}
}

func (m *reference) conditions() {
	subtotal := m.sum(func(g *refGroup) rat { return g.goods })
	left, taken := subtotal, new(big.Rat)
	ranks(m.w.discounts, func(d condition.Discount) condition.Terms { return d.Terms }, func(rank []condition.Discount) bool {
		var best rat
		last := false
		for _, d := range rank {
			if off := m.off(d, subtotal, left); off != nil && (best == nil || off.Cmp(best) > 0) {
				best, last = off, d.Last
			}
		}
		if best != nil {
			left, taken = minus(left, best), plus(taken, best)
			if best.Sign() > 0 {
				m.out.discounts = append(m.out.discounts, best)
			}
		}
		return last
	})
	var weights []rat
	for _, g := range m.out.groups {
		weights = append(weights, g.goods)
	}
	for i, share := range refShares(taken, weights, m.unit()) {
		m.out.groups[i].discount = share
		m.share(m.out.groups[i])
	}
	m.deliver(subtotal, left)
}

// off is what a discount takes, nil where it does not count.
func (m *reference) off(d condition.Discount, subtotal, left rat) rat {
	if !m.holds(d.Terms) {
		return nil
	}
	var step *condition.Step
	for i, s := range d.Steps {
		if ratOf(s.From).Cmp(subtotal) <= 0 && (step == nil || ratOf(s.From).Cmp(ratOf(step.From)) >= 0) {
			step = &d.Steps[i]
		}
	}
	if step == nil {
		return nil
	}
	of := left
	if m.w.ofSubtotal {
		of = subtotal
	}
	off := m.round.of(times(of, rateOf(step.Rate)))
	if step.Amount.IsSet() {
		off = m.round.of(ratOf(step.Amount))
	}
	if off.Cmp(left) > 0 {
		return left
	}
	return off
}

// share spreads a group's discount over its lines, in an order that does not depend on theirs.
func (m *reference) share(g *refGroup) {
	sorted := slices.Clone(g.lines)
	slices.SortStableFunc(sorted, func(i, j int) int {
		a, b := m.o.Lines[i], m.o.Lines[j]
		return cmp.Or(cmp.Compare(a.Product, b.Product), cmp.Compare(a.Unit, b.Unit), a.Quantity.Cmp(b.Quantity),
			m.out.amounts[i].Cmp(m.out.amounts[j]), a.Source.Compare(b.Source))
	})
	var weights []rat
	for _, i := range sorted {
		weights = append(weights, m.out.amounts[i])
	}
	for k, share := range refShares(g.discount, weights, m.unit()) {
		m.out.shares[sorted[k]] = share
	}
}

func (m *reference) weight() rat {
	total := new(big.Rat)
	for _, l := range m.o.Lines {
		for _, p := range m.w.products {
			if p.ID != l.Product {
				continue
			}
			w := times(quantityOf(p.Weight), quantityOf(l.Quantity))
			if l.Unit == "box" {
				w = times(w, big.NewRat(12, 1))
			}
			if exact := times(w, big.NewRat(1_000_000, 1)); !exact.IsInt() {
				return nil
			}
			total = plus(total, w)
		}
	}
	return total
}

func (m *reference) deliver(subtotal, left rat) {
	m.out.charges = new(big.Rat)
	some := false
	ranks(m.w.deliveries, func(d condition.Delivery) condition.Terms { return d.Terms }, func(rank []condition.Delivery) bool {
		var best rat
		var of condition.Delivery
		for _, d := range rank {
			if cost := m.cost(d, subtotal, left); cost != nil && (best == nil || cost.Cmp(best) < 0) {
				best, of = cost, d
			}
		}
		if best == nil {
			return false
		}
		some = true
		m.out.charges = plus(m.out.charges, best)
		m.charge(best, of.TaxClass)
		return of.Last
	})
	m.out.refused = m.out.refused || len(m.w.deliveries) > 0 && !some
}

// cost is what a delivery costs, nil where it does not count.
func (m *reference) cost(d condition.Delivery, subtotal, left rat) rat {
	if !m.holds(d.Terms) {
		return nil
	}
	if d.AfterDiscounts {
		subtotal = left
	}
	if d.FreeFrom.IsSet() && subtotal.Cmp(ratOf(d.FreeFrom)) >= 0 {
		return new(big.Rat)
	}
	weight := m.weight()
	if d.ByWeight && weight == nil {
		m.out.refused = true
		return nil
	}
	var found rat
	for _, c := range d.Costs { // they are drawn in order
		if d.ByWeight && quantityOf(c.FromWeight).Cmp(weight) <= 0 || !d.ByWeight && ratOf(c.From).Cmp(subtotal) <= 0 {
			found = m.round.of(ratOf(c.Amount))
		}
	}
	return found
}

func (m *reference) charge(cost rat, class string) {
	if class != "" {
		rule, found := m.w.refTax(m.customer(), class)
		if m.out.refused = m.out.refused || !found; found {
			g := m.group(rule)
			g.charges = plus(g.charges, cost)
			m.each(g, cost)
		}
		return
	}
	var weights []rat
	for _, g := range m.out.groups {
		weights = append(weights, minus(g.goods, g.discount))
	}
	shares := refShares(cost, weights, m.unit())
	if sum := m.sum(func(g *refGroup) rat { return minus(g.goods, g.discount) }); sum.Sign() == 0 {
		shares[0] = cost
		for i := range shares[1:] {
			shares[i+1] = new(big.Rat)
		}
	}
	for i, share := range shares {
		g := m.out.groups[i]
		g.charges = plus(g.charges, share)
		m.each(g, share)
	}
}

// each taxes a charge on its own where taxes are not per rate.
func (m *reference) each(g *refGroup, a rat) {
	if m.w.options.Taxes != order.PerRate {
		g.owed = plus(g.owed, m.tax(a, g.rate))
	}
}

// tax is that of an amount in the basis.
func (m *reference) tax(a, rate rat) rat {
	owed := times(a, rate)
	if m.w.options.Basis == order.WithTax {
		owed = over(owed, plus(one(), rate))
	}
	return m.round.of(owed)
}

func (m *reference) taxes() {
	for _, g := range m.out.groups {
		for _, i := range g.lines {
			left := minus(m.out.amounts[i], m.out.shares[i])
			if left.Sign() < 0 {
				left = new(big.Rat)
			}
			if m.w.options.Taxes == order.PerUnit && m.rates[i] != nil && m.out.shares[i].Sign() == 0 {
				g.owed = plus(g.owed, m.round.of(times(m.tax(m.rates[i], g.rate), quantityOf(m.o.Lines[i].Quantity))))
			} else if m.w.options.Taxes != order.PerRate {
				g.owed = plus(g.owed, m.tax(left, g.rate))
			}
		}
		sum := plus(minus(g.goods, g.discount), g.charges)
		if m.w.options.Taxes == order.PerRate {
			g.owed = m.tax(sum, g.rate)
		}
		if g.owed.Cmp(sum) > 0 && (sum.Sign() == 0 || m.w.options.Basis == order.WithTax) {
			g.owed = sum
		}
		if g.base = sum; m.w.options.Basis == order.WithTax {
			g.base = minus(sum, g.owed)
		}
	}
}
