package money_test

import (
	"errors"
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func ExampleAmount_Contained() {
	paid := money.MustParse("119.00", money.EUR)
	tax, err := paid.Contained(money.MustPercent("19"), money.ToPlaces(2, money.HalfUp))
	fmt.Println(tax, err)
	// Output: 19.00 EUR <nil>
}

// Contained is a × r/(1+r) as big rationals have it, rounded to the nearest, ties away from zero.
func TestContained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coef, scale := rapid.Int64Range(-1e15, 1e15).Draw(t, "coef"), rapid.IntRange(0, 6).Draw(t, "scale")
		micro := rapid.Int64Range(0, 3_000_000).Draw(t, "rate")
		rate := money.MustRate(fmt.Sprintf("%d.%06d", micro/1e6, micro%1e6))
		got, err := money.Scaled(coef, uint8(scale), money.EUR).Contained(rate, money.ToPlaces(2, money.HalfUp))
		if err != nil {
			t.Fatal(err)
		}
		pow := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
		exact := new(big.Rat).SetFrac(big.NewInt(coef), pow)
		exact.Mul(exact, big.NewRat(micro*100, 1_000_000+micro))
		if want := halfUp(exact); want.Cmp(big.NewInt(hundredths(got))) != 0 {
			t.Fatalf("%d e-%d at %s: %s, want %s cents", coef, scale, rate, got, want)
		}
	})
}

func hundredths(a money.Amount) int64 { return a.Decimal().Shift(2).IntPart() }

// halfUp rounds to a whole number, ties away from zero.
func halfUp(r *big.Rat) *big.Int {
	num := new(big.Int).Abs(r.Num())
	num.Mul(num, big.NewInt(2)).Add(num, r.Denom())
	num.Quo(num, new(big.Int).Mul(r.Denom(), big.NewInt(2)))
	if r.Sign() < 0 {
		num.Neg(num)
	}
	return num
}

func TestContainedRefuses(t *testing.T) {
	cent := money.ToPlaces(2, money.HalfUp)
	a := money.MustParse("1", money.EUR)
	for _, row := range []struct {
		reason string
		amount money.Amount
		rate   string
		round  money.Rounding
		want   error
	}{
		{"a rate below zero", a, "-0.1", cent, money.ErrRange},
		{"no rounding", a, "0.1", money.Rounding{}, money.ErrRounding},
		{"no amount", money.Amount{}, "0.1", cent, money.ErrCurrency},
	} {
		if _, err := row.amount.Contained(money.MustRate(row.rate), row.round); !errors.Is(err, row.want) {
			t.Errorf("%s: %v", row.reason, err)
		}
	}
}
