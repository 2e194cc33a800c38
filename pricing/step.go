package pricing

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// step is a compiled surcharge: from min on, times factor, then what else is to be done.
type step struct {
	min    money.Quantity
	factor money.Rate
	rate   money.Rate // factor less 1, for explanations
	then   []Step
}

// check returns what is wrong with a surcharge.
func (s *Surcharge) check() string {
	switch factor, err := s.Rate.OnePlus(); {
	case err != nil || factor.Sign() < 0 || s.Min.Sign() < 0:
		return "a surcharge takes off at most everything, from a quantity of at least 0"
	case len(s.Then) > MaxSteps:
		return "a surcharge has at most 16 steps"
	}
	for i := range s.Then {
		if what := s.Then[i].check(); what != "" {
			return what
		}
	}
	return ""
}

func (s *Step) check() string {
	factor, err := s.Rate.OnePlus()
	switch {
	case err != nil || factor.Sign() < 0:
		return "a step takes off at most everything"
	case s.Margin.Decimal().Cmp(decimal.NewFromInt(1)) >= 0:
		return "a margin is below 1"
	case s.Amount.IsSet() && !s.Amount.Currency().Known():
		return "an amount to add has a currency"
	case s.Round.IsSet() && s.Round.Check() != nil:
		return "a step rounds to places or an increment, in a mode"
	}
	if _, err := money.New(s.Amount.Decimal(), money.EUR); err != nil {
		return "an amount to add has at most 18 digits and 6 decimals"
	}
	return ""
}

// apply derives a unit price: the source's, the surcharge, its steps, the rounding.
func (s *step) apply(price money.Amount, round money.Rounding) (money.Amount, DefectCode) {
	if len(s.then) == 0 {
		derived, err := price.Times(s.factor, round)
		if err != nil {
			return derived, OutOfRange
		}
		return derived, 0
	}
	f := fraction{price.Decimal().Mul(s.factor.Decimal()), decimal.NewFromInt(1)}
	for i := range s.then {
		at := &s.then[i]
		if at.Amount.IsSet() && at.Amount.Currency() != price.Currency() {
			return price, CurrencyClash
		}
		if err := f.do(at); err != nil {
			return price, OutOfRange
		}
	}
	if err := f.round(round); err != nil {
		return price, OutOfRange
	}
	if f.num.Sign() < 0 {
		return money.Zero(price.Currency()), 0
	}
	derived, err := money.New(f.num, price.Currency())
	if err != nil {
		return price, OutOfRange
	}
	return derived, 0
}

// derivation says how a row was derived.
func (b *Book) derivation(d *derived, item uint32, r row) string {
	product, _ := splitItem(b.items.Code(item))
	var all []string
	for _, source := range d.sources[1:] {
		all = append(all, "plus "+b.lists.Code(source))
	}
	steps := d.steps(product)
	for i := len(steps) - 1; i >= 0; i-- {
		if i > 0 && steps[i].min.Micros() > b.quantity(r.min) {
			continue
		}
		all = append(all, Step{Rate: steps[i].rate}.texts()...)
		for _, s := range steps[i].then {
			all = append(all, s.texts()...)
		}
		break
	}
	return strings.Join(append(all, "to "+d.round.String()), ", ")
}

// String says what the step does: "+ 15 %, + 2.00 EUR".
func (s Step) String() string { return strings.Join(s.texts(), ", ") }

func (s Step) texts() (all []string) {
	signed := func(sign int, text string) string {
		if sign < 0 {
			return "- " + strings.TrimPrefix(text, "-")
		}
		return "+ " + text
	}
	if sign := s.Rate.Sign(); sign != 0 {
		all = append(all, signed(sign, s.Rate.Percent()+" %"))
	}
	if s.Margin.Sign() != 0 {
		all = append(all, "margin "+s.Margin.Percent()+" %")
	}
	if sign := s.Amount.Sign(); sign != 0 {
		all = append(all, signed(sign, s.Amount.String()))
	}
	if s.Round.IsSet() {
		all = append(all, "to "+s.Round.String())
	}
	return all
}

// fraction is a price under way, exactly. The denominator is above 0.
type fraction struct{ num, den decimal.Decimal }

func (f *fraction) do(s *Step) error {
	one := decimal.NewFromInt(1)
	if s.Rate.Sign() != 0 {
		f.num = f.num.Mul(one.Add(s.Rate.Decimal()))
	}
	if s.Margin.Sign() != 0 {
		f.den = f.den.Mul(one.Sub(s.Margin.Decimal()))
	}
	if s.Amount.IsSet() {
		f.num = f.num.Add(f.den.Mul(s.Amount.Decimal()))
	}
	if s.Round.IsSet() {
		return f.round(s.Round)
	}
	return nil
}

func (f *fraction) round(r money.Rounding) error {
	whole := quotient(f.num.Abs(), f.den)
	if f.num.Sign() < 0 {
		whole = whole.Neg()
	}
	rounded, err := r.Decimal(whole)
	f.num, f.den = rounded, decimal.NewFromInt(1)
	return err
}
