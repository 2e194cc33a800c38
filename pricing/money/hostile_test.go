package money_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// transcript exercises all that meets a decimal, and prints coefficients and
// exponents, because decimal's own text depends on its package variables.
func transcript() string {
	var b strings.Builder
	say := func(what string, v fmt.Stringer, err error) { fmt.Fprintf(&b, "%s: %v %v\n", what, v, err) }
	raw := func(what string, d decimal.Decimal, err error) {
		fmt.Fprintf(&b, "%s: %v e%d %v\n", what, d.Coefficient(), d.Exponent(), err)
	}
	for _, d := range []decimal.Decimal{
		{}, decimal.New(12345, -3), decimal.New(-12500, -3), decimal.New(5, 3), decimal.New(1, 40), decimal.New(1, -40),
		decimal.New(99, 1_000_000_000), decimal.New(333333333333333333, -17),
	} {
		a, err := money.New(d, money.GBP)
		say("amount", a, err)
		raw("back", a.Decimal(), nil)
		q, err := money.QuantityOf(d)
		say("quantity", q, err)
		raw("back", q.Decimal(), nil)
		r, err := money.RateOf(d)
		say("rate", r, err)
		raw("back", r.Decimal(), nil)
		p, err := money.PercentOf(d)
		say("percent", p, err)
		for mode := money.HalfUp; mode <= money.Floor; mode++ {
			for _, round := range []money.Rounding{money.ToPlaces(2, mode), money.ToPlaces(12, mode), money.MustIncrement("0.05", mode)} {
				rounded, err := round.Decimal(d)
				raw(round.String(), rounded, err)
				x, err := a.Round(round)
				say("round", x, err)
				x, err = a.Times(money.MustPercent("33.333333"), round)
				say("times", x, err)
				x, err = a.Per(money.MustQuantity("0.000007"), round)
				say("per", x, err)
				x, err = a.MulRound(money.MustQuantity("0.333333"), round)
				say("product", x, err)
			}
		}
		shares, err := a.Split(7, 6)
		fmt.Fprintln(&b, shares, err)
		text, err := a.MarshalText()
		fmt.Fprintf(&b, "%s %v\n", text, err)
	}
	return b.String()
}

// Not parallel: decimal's variables belong to the whole process.
func TestP20_HostileGlobalsChangeNothing(t *testing.T) {
	want := transcript()
	defer func(a, b, c int, d, e, f bool, z decimal.Decimal, m int) {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MaxDecodeExponent = a, b, c
		decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros, decimal.UseScientificNotation = d, e, f
		decimal.Zero, decimal.ExpMaxIterations = z, m
	}(decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MaxDecodeExponent,
		decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros, decimal.UseScientificNotation,
		decimal.Zero, decimal.ExpMaxIterations)
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MaxDecodeExponent = 0, 0, 0
	decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros, decimal.UseScientificNotation = true, false, true
	decimal.Zero, decimal.ExpMaxIterations = decimal.New(7, 5), 0
	if got := transcript(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, line := range []string{"12.345 GBP", "12.35 GBP", "12.34 GBP", "1234 e-2", "1235 e-2", "5000.00 GBP", "-12.50 GBP"} {
		if !strings.Contains(want, line) {
			t.Errorf("the transcript does not hold %q", line)
		}
	}
}
