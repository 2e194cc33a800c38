package condition

import (
	"strconv"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

func (t Terms) check(bad *defects) {
	if err := account.CheckID(t.ID); err != nil {
		bad.add(BadID, t.ID, err.Error())
	}
	for _, ids := range [][]string{t.For.Accounts, t.For.Groups, t.For.Categories, t.Countries} {
		for _, id := range ids {
			if err := account.CheckID(id); err != nil {
				bad.add(BadID, t.ID, err.Error())
			}
		}
	}
	if t.For.Everyone && len(t.For.Accounts)+len(t.For.Groups)+len(t.For.Categories) > 0 {
		bad.add(BadAudience, t.ID, "")
	}
	if t.Days.Check() != nil {
		bad.add(ReversedDays, t.ID, t.Days.String())
	}
}

var whole = money.MustRate("1")

// check reports what is wrong with a discount and returns its currency.
func (d Discount) check(bad *defects) money.Currency {
	d.Terms.check(bad)
	var c currency
	if len(d.Steps) == 0 {
		bad.add(NoSteps, d.ID, "")
	}
	for i, s := range d.Steps {
		at := "step " + strconv.Itoa(i+1)
		c.meet(s.From, d.ID, at, bad)
		c.meet(s.Amount, d.ID, at, bad)
		if s.Amount.IsSet() && s.Rate.Sign() != 0 {
			bad.add(BothGiven, d.ID, at)
		}
		if s.Rate.Sign() < 0 || s.Rate.Cmp(whole) > 0 {
			bad.add(BadRate, d.ID, at)
		}
		for _, other := range d.Steps[:i] {
			if alike(s.From, other.From) {
				bad.add(SameStep, d.ID, at)
			}
		}
	}
	return c.of
}

// check reports what is wrong with a delivery and returns its currency.
func (d Delivery) check(bad *defects) money.Currency {
	d.Terms.check(bad)
	if d.TaxClass != "" {
		if err := account.CheckID(d.TaxClass); err != nil {
			bad.add(BadID, d.ID, "tax class: "+err.Error())
		}
	}
	var c currency
	c.meet(d.FreeFrom, d.ID, "free from", bad)
	if len(d.Costs) == 0 {
		bad.add(NoSteps, d.ID, "")
	}
	for i, s := range d.Costs {
		at := "cost " + strconv.Itoa(i+1)
		c.meet(s.From, d.ID, at, bad)
		c.meet(s.Amount, d.ID, at, bad)
		if !s.Amount.IsSet() {
			bad.add(NoAmount, d.ID, at)
		}
		if s.FromWeight.Sign() < 0 || d.ByWeight && s.From.IsSet() || !d.ByWeight && s.FromWeight.Sign() != 0 {
			bad.add(BadMeasure, d.ID, at)
		}
		for _, other := range d.Costs[:i] {
			if s.FromWeight == other.FromWeight && alike(s.From, other.From) {
				bad.add(SameStep, d.ID, at)
			}
		}
	}
	return c.of
}

// alike reports whether two steps begin at the same: no amount is zero.
func alike(a, b money.Amount) bool { return a.Equal(b) || a.Sign() == 0 && b.Sign() == 0 }

// currency is the one of all amounts of a condition.
type currency struct{ of money.Currency }

func (c *currency) meet(a money.Amount, id, at string, bad *defects) {
	if !a.IsSet() {
		return
	}
	if c.of == 0 {
		c.of = a.Currency()
	}
	if a.Currency() != c.of || !c.of.Known() {
		bad.add(TwoCurrencies, id, at)
	}
	if a.Sign() < 0 {
		bad.add(Negative, id, at)
	}
}
