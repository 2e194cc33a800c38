package money_test

import (
	"math/big"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// The slow reference: everything as big.Rat.

func rat(d decimal.Decimal) *big.Rat {
	r := new(big.Rat).SetInt(d.Coefficient())
	ten := big.NewRat(10, 1)
	for e := d.Exponent(); e != 0; {
		if e > 0 {
			r.Mul(r, ten)
			e--
		} else {
			r.Quo(r, ten)
			e++
		}
	}
	return r
}

func amountRat(a money.Amount) *big.Rat { return rat(decimal.New(a.Coefficient(), -int32(a.Scale()))) }

func quantityRat(q money.Quantity) *big.Rat { return big.NewRat(q.Micros(), 1_000_000) }

// roundRat rounds x to a multiple of step, by the definition of each mode.
func roundRat(x, step *big.Rat, mode money.Mode) *big.Rat {
	q := new(big.Rat).Quo(x, step)
	floor := new(big.Int).Div(q.Num(), q.Denom()) // Euclidean: floor for a positive divisor
	low := new(big.Rat).SetInt(floor)
	high := new(big.Rat).Add(low, big.NewRat(1, 1))
	if q.IsInt() {
		return new(big.Rat).Set(x)
	}
	near := new(big.Rat).Sub(q, low).Cmp(big.NewRat(1, 2))
	outer, inner := high, low // away from zero, toward zero
	if x.Sign() < 0 {
		outer, inner = low, high
	}
	pick := map[money.Mode]*big.Rat{money.Ceiling: high, money.Floor: low, money.Up: outer, money.Down: inner}[mode]
	if pick == nil {
		switch {
		case near < 0:
			pick = low
		case near > 0:
			pick = high
		case mode == money.HalfUp:
			pick = outer
		case mode == money.HalfDown:
			pick = inner
		case floor.Bit(0) == 0:
			pick = low
		default:
			pick = high
		}
	}
	return new(big.Rat).Mul(pick, step)
}

func tenTo(places int) *big.Rat {
	return rat(decimal.New(1, int32(-places)))
}

// fits reports whether x is an int64 coefficient with a scale of at most 18.
func fits(x *big.Rat) bool {
	scaled, ten := new(big.Rat).Set(x), big.NewRat(10, 1)
	for range 19 {
		if scaled.IsInt() {
			n := new(big.Int).Abs(scaled.Num())
			return n.IsInt64()
		}
		scaled.Mul(scaled, ten)
	}
	return false
}

// The generators prefer the edges: rapid draws small and extreme numbers often.

var (
	anyMode   = rapid.SampledFrom([]money.Mode{money.HalfUp, money.HalfDown, money.HalfEven, money.Up, money.Down, money.Ceiling, money.Floor})
	anyAmount = rapid.Custom(func(t *rapid.T) money.Amount {
		coef := rapid.Int64Range(-1<<63+1, 1<<63-1).Draw(t, "coef")
		return money.Scaled(coef, uint8(rapid.IntRange(0, 18).Draw(t, "scale")), money.GBP)
	})
	// usual amounts and quantities are those that enter.
	usualAmount = rapid.Custom(func(t *rapid.T) money.Amount {
		coef := rapid.Int64Range(-999_999_999_999, 999_999_999_999).Draw(t, "coef")
		return money.Scaled(coef, uint8(rapid.IntRange(0, 6).Draw(t, "scale")), money.GBP)
	})
	anyQuantity = rapid.Custom(func(t *rapid.T) money.Quantity {
		return money.Micros(rapid.Int64().Draw(t, "micros"))
	})
	usualQuantity = rapid.Custom(func(t *rapid.T) money.Quantity {
		if rapid.Bool().Draw(t, "whole") {
			return money.Units(rapid.Int32Range(-100_000, 100_000).Draw(t, "units"))
		}
		return money.Micros(rapid.Int64Range(-5_000_000_000, 5_000_000_000).Draw(t, "micros"))
	})
	anyRate = rapid.Custom(func(t *rapid.T) money.Rate {
		coef := rapid.Int64Range(-999_999_999_999_999_999, 999_999_999_999_999_999).Draw(t, "coef")
		r, err := money.RateOf(decimal.New(coef, -int32(rapid.IntRange(0, 12).Draw(t, "scale"))))
		if err != nil {
			t.Fatal(err)
		}
		return r
	})
	// anyRounding comes with its step and mode.
	anyRounding = rapid.Custom(func(t *rapid.T) rounding {
		mode := anyMode.Draw(t, "mode")
		if rapid.Bool().Draw(t, "places") {
			places := rapid.IntRange(0, 12).Draw(t, "n")
			return rounding{money.ToPlaces(places, mode), tenTo(places), mode}
		}
		coef := rapid.OneOf(rapid.Int64Range(1, 100), rapid.Int64Range(1, 999_999_999_999_999_999)).Draw(t, "step")
		step := decimal.New(coef, -int32(rapid.IntRange(0, 12).Draw(t, "scale")))
		rate, err := money.RateOf(step)
		if err != nil {
			t.Fatal(err)
		}
		r, err := money.ToIncrement(rate.String(), mode)
		if err != nil {
			t.Fatal(err)
		}
		return rounding{r, rat(step), mode}
	})
)

type rounding struct {
	money.Rounding
	step *big.Rat
	mode money.Mode
}
