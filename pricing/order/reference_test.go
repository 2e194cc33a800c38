package order_test

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/condition"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/pricing/order"
	"github.com/tradeterms/tradeterms/pricing/tax"
)

// The reference computes totals slowly, of big rationals and plain loops over the facts. It shares with the library the facts, and
// the rounding of a single number, which package money proves.

type rat = *big.Rat

func ratOf(a money.Amount) rat        { return a.Decimal().Rat() }
func rateOf(r money.Rate) rat         { return r.Decimal().Rat() }
func plus(a, b rat) rat               { return new(big.Rat).Add(a, b) }
func minus(a, b rat) rat              { return new(big.Rat).Sub(a, b) }
func times(a, b rat) rat              { return new(big.Rat).Mul(a, b) }
func over(a, b rat) rat               { return new(big.Rat).Quo(a, b) }
func one() rat                        { return big.NewRat(1, 1) }
func quantityOf(q money.Quantity) rat { return q.Decimal().Rat() }

// rounding is what the reference knows of a rounding: its step and its mode.
type rounding struct {
	step rat
	mode money.Mode
}

func roundingOf(r money.Rounding) rounding {
	switch r {
	case roundings[1]:
		return rounding{big.NewRat(1, 100), money.HalfEven}
	case roundings[2]:
		return rounding{big.NewRat(1, 100), money.Down}
	case roundings[3]:
		return rounding{big.NewRat(1, 20), money.HalfUp}
	case roundings[4]:
		return rounding{big.NewRat(1, 1000), money.Up}
	}
	return rounding{big.NewRat(1, 100), money.HalfUp}
}

// of rounds a number that is not negative, or a negative one by its magnitude.
func (r rounding) of(a rat) rat {
	if a.Sign() < 0 {
		return new(big.Rat).Neg(r.of(new(big.Rat).Neg(a)))
	}
	steps := over(a, r.step)
	whole := new(big.Int).Quo(steps.Num(), steps.Denom())
	rest := minus(steps, new(big.Rat).SetInt(whole))
	up := false
	switch half := rest.Cmp(big.NewRat(1, 2)); r.mode {
	case money.HalfUp:
		up = half >= 0
	case money.HalfEven:
		up = half > 0 || half == 0 && whole.Bit(0) == 1
	case money.Up:
		up = rest.Sign() > 0
	}
	if up {
		whole.Add(whole, big.NewInt(1))
	}
	return times(new(big.Rat).SetInt(whole), r.step)
}

// refGroup is what is taxed alike.
type refGroup struct {
	category                             tax.Category
	rate                                 rat
	goods, discount, charges, base, owed rat
	lines                                []int
}

type refOrder struct {
	amounts, shares []rat
	groups          []*refGroup
	discounts       []rat
	charges         rat
	refused         bool
}

type reference struct {
	w     world
	o     order.Order
	c     order.Customer
	round rounding
	out   refOrder
	rates []rat
}

// refTax is the rule that says all that any other rule that holds says.
func (w world) refTax(c tax.Customer, class string) (tax.Rule, bool) {
	var hold []tax.Rule
	for _, overruling := range []bool{true, false} {
		for _, r := range w.rules {
			if r.Overrules == overruling && (r.Profile == "" || r.Profile == c.Profile) && (r.Country == "" || r.Country == c.Country) &&
				(r.Class == "" || r.Class == class) {
				hold = append(hold, r)
			}
		}
		for _, r := range hold {
			best := true
			for _, s := range hold {
				best = best && (s.Profile == "" || r.Profile != "") && (s.Country == "" || r.Country != "") && (s.Class == "" || r.Class != "")
			}
			if best {
				return r, true
			}
		}
	}
	return tax.Rule{}, false
}

func (w world) refClass(id string) string {
	for _, p := range w.products {
		if p.ID == id {
			return p.TaxClass
		}
	}
	return ""
}

func (m *reference) customer() tax.Customer {
	return tax.Customer{Account: m.c.Account, Profile: m.c.TaxProfile, Country: m.c.Country}
}

func (w world) reference(o order.Order, c order.Customer) refOrder {
	m := &reference{w: w, o: o, c: c, round: roundingOf(w.options.Round)}
	m.goods()
	if !m.out.refused {
		m.conditions()
	}
	outside := 0 // categories that are outside the scope of tax share no invoice with others
	for _, g := range m.out.groups {
		if g.category == tax.OutsideScope {
			outside++
		}
	}
	m.out.refused = m.out.refused || outside > 0 && outside < len(m.out.groups)
	if !m.out.refused {
		m.taxes()
	}
	return m.out
}

// group finds or makes the group of a rule.
func (m *reference) group(r tax.Rule) *refGroup {
	for _, g := range m.out.groups {
		if g.category == r.Category && g.rate.Cmp(rateOf(r.Rate)) == 0 {
			return g
		}
	}
	g := &refGroup{category: r.Category, rate: rateOf(r.Rate), goods: new(big.Rat), discount: new(big.Rat), charges: new(big.Rat), owed: new(big.Rat)}
	m.out.groups = append(m.out.groups, g)
	slices.SortFunc(m.out.groups, func(a, b *refGroup) int { return cmp.Or(cmp.Compare(a.category, b.category), a.rate.Cmp(b.rate)) })
	return g
}

// based brings an amount at a line's price to the basis.
func (m *reference) based(l order.Line, a rat) rat {
	class := m.w.refClass(l.Product)
	own, _ := m.w.refTax(m.customer(), class)
	net := a
	for _, g := range m.w.withTax {
		if g.List == l.Source {
			in := own
			if g.In != (tax.Customer{}) {
				in, _ = m.w.refTax(g.In, class)
			}
			net = over(a, plus(one(), rateOf(in.Rate)))
		}
	}
	if m.w.options.Basis == order.WithTax {
		return times(net, plus(one(), rateOf(own.Rate)))
	}
	return net
}

func (m *reference) goods() {
	micro := rounding{big.NewRat(1, 1_000_000), money.HalfUp}
	for i, l := range m.o.Lines {
		rule, found := m.w.refTax(m.customer(), m.w.refClass(l.Product))
		m.out.refused = m.out.refused || !found
		plain := times(ratOf(l.Price), quantityOf(l.Quantity)).Cmp(ratOf(l.Amount)) == 0
		round := m.round
		if m.w.options.Lines == order.AtTotal {
			round = micro
		}
		amount := round.of(m.based(l, ratOf(l.Amount)))
		unit := micro.of(m.based(l, ratOf(l.Price)))
		if m.w.options.Lines == order.AtUnit && plain {
			unit = m.round.of(m.based(l, ratOf(l.Price)))
			amount = m.round.of(times(unit, quantityOf(l.Quantity)))
		}
		if !plain {
			unit = nil
		}
		m.rates = append(m.rates, unit)
		m.out.amounts, m.out.shares = append(m.out.amounts, amount), append(m.out.shares, new(big.Rat))
		g := m.group(rule)
		g.goods, g.lines = plus(g.goods, amount), append(g.lines, i)
	}
	for _, g := range m.out.groups {
		g.goods = m.round.of(g.goods)
	}
}

func (m *reference) sum(of func(*refGroup) rat) rat {
	total := new(big.Rat)
	for _, g := range m.out.groups {
		total = plus(total, of(g))
	}
	return total
}

func (m *reference) holds(t condition.Terms) bool {
	mine := t.For.Everyone || slices.Contains(t.For.Accounts, m.c.Account)
	for _, g := range m.c.Groups {
		mine = mine || slices.Contains(t.For.Groups, g)
	}
	for _, g := range m.c.Categories {
		mine = mine || slices.Contains(t.For.Categories, g)
	}
	return mine && (len(t.Countries) == 0 || slices.Contains(t.Countries, m.c.Country))
}

// refShares are the largest remainders, of equal ones the earlier, in units of the rounding's decimals.
func refShares(a rat, weights []rat, unit rat) []rat {
	shares, rests, whole := make([]rat, len(weights)), make([]rat, len(weights)), new(big.Rat)
	for _, w := range weights {
		whole = plus(whole, w)
	}
	left := a
	for i, w := range weights {
		shares[i], rests[i] = new(big.Rat), new(big.Rat)
		if whole.Sign() > 0 {
			exact := over(over(times(a, w), whole), unit)
			units := new(big.Rat).SetInt(new(big.Int).Quo(exact.Num(), exact.Denom()))
			shares[i], rests[i] = times(units, unit), minus(exact, units)
			left = minus(left, shares[i])
		}
	}
	for left.Sign() > 0 {
		best := 0
		for i := range rests {
			if rests[i].Cmp(rests[best]) > 0 {
				best = i
			}
		}
		shares[best], left, rests[best] = plus(shares[best], unit), minus(left, unit), big.NewRat(-1, 1)
	}
	return shares
}
