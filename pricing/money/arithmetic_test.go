package money_test

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func gbp(text string) money.Amount { return money.MustParse(text, money.GBP) }

func TestAddSub(t *testing.T) {
	most := money.Scaled(1<<63-1, 0, money.JPY)
	for _, tc := range []struct {
		a, b     money.Amount
		sum, dif string
		err      error
		reason   string
	}{
		{gbp("12.50"), gbp("0.25"), "12.75 GBP", "12.25 GBP", nil, "one scale"},
		{gbp("12.5"), gbp("0.125"), "12.625 GBP", "12.375 GBP", nil, "two scales"},
		{gbp("1"), gbp("-1"), "0.00 GBP", "2.00 GBP", nil, "signs"},
		{gbp("-0.1"), gbp("0.25"), "0.15 GBP", "-0.35 GBP", nil, "the sign changes"},
		{gbp("1"), money.MustParse("1", money.EUR), "none", "none", money.ErrMismatch, "two currencies"},
		{gbp("1"), money.Amount{}, "none", "none", money.ErrMismatch, "no amount on the right"},
		{money.Amount{}, gbp("1"), "none", "none", money.ErrMismatch, "no amount on the left"},
		{money.Amount{}, money.Amount{}, "none", "none", money.ErrMismatch, "nothing plus nothing is no amount"},
		{most, money.Zero(money.JPY), "9223372036854775807 JPY", "9223372036854775807 JPY", nil, "the bound"},
		{money.Scaled(1<<62, 1, money.JPY), money.Scaled(1<<62+2, 1, money.JPY), "922337203685477581 JPY", "-0.2 JPY", nil,
			"a sum beyond int64 loses its zeros first"},
	} {
		sum, err := tc.a.Add(tc.b)
		dif, err2 := tc.a.Sub(tc.b)
		if sum.String() != tc.sum || dif.String() != tc.dif || !errors.Is(err, tc.err) || !errors.Is(err2, tc.err) {
			t.Errorf("%s: got %v and %v, %v, %v", tc.reason, sum, dif, err, err2)
		}
	}
	for _, one := range []money.Amount{money.Scaled(1, 0, money.JPY), most, money.Scaled(1, 18, money.JPY)} {
		if got, err := most.Add(one); !errors.Is(err, money.ErrOverflow) || got.IsSet() {
			t.Errorf("most + %v: got %v, %v", one, got, err)
		}
		if got, err := most.Neg().Sub(one); !errors.Is(err, money.ErrOverflow) || got.IsSet() {
			t.Errorf("least - %v: got %v, %v", one, got, err)
		}
	}
	if got, err := most.Neg().Sub(money.Scaled(1, 0, money.JPY)); err == nil {
		t.Errorf("the least int64 is kept out, got %v", got)
	}
}

// exactly checks got against the reference want: the number where it fits, an
// overflow where it does not.
func exactly(t *rapid.T, what string, got money.Amount, err error, want *big.Rat) {
	t.Helper()
	if !fits(want) {
		if !errors.Is(err, money.ErrOverflow) || got.IsSet() {
			t.Fatalf("%s: got %v, %v, want an overflow", what, got, err)
		}
		return
	}
	if err != nil || amountRat(got).Cmp(want) != 0 || got.Currency() != money.GBP {
		t.Fatalf("%s: got %v, %v, want %s", what, got, err, want.FloatString(20))
	}
}

func TestArithmeticAgainstReference(t *testing.T) {
	for name, gen := range map[string]*rapid.Generator[money.Amount]{"any": anyAmount, "usual": usualAmount} {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			a, b := gen.Draw(t, "a"), gen.Draw(t, "b")
			x, y := amountRat(a), amountRat(b)
			sum, err := a.Add(b)
			exactly(t, "Add", sum, err, new(big.Rat).Add(x, y))
			dif, err := a.Sub(b)
			exactly(t, "Sub", dif, err, new(big.Rat).Sub(x, y))
			exactly(t, "Neg", a.Neg(), nil, new(big.Rat).Neg(x))
			if a.Sign() != x.Sign() {
				t.Fatalf("Sign of %v: %d", a, a.Sign())
			}
		}))
	}
}

func TestMulAgainstReference(t *testing.T) {
	check := func(t *rapid.T, a money.Amount, q money.Quantity) {
		want := new(big.Rat).Mul(amountRat(a), quantityRat(q))
		got, err := a.Mul(q)
		exactly(t, "Mul", got, err, want)
		same, err2 := a.MulRound(q, money.Rounding{})
		if !same.Equal(got) || (err2 == nil) != (err == nil) {
			t.Fatalf("MulRound without rounding: got %v, %v", same, err2)
		}
		r := anyRounding.Draw(t, "rounding")
		got, err = a.MulRound(q, r.Rounding)
		exactly(t, "MulRound", got, err, roundRat(want, r.step, r.mode))
	}
	t.Run("any", rapid.MakeCheck(func(t *rapid.T) { check(t, anyAmount.Draw(t, "a"), anyQuantity.Draw(t, "q")) }))
	t.Run("usual", rapid.MakeCheck(func(t *rapid.T) { check(t, usualAmount.Draw(t, "a"), usualQuantity.Draw(t, "q")) }))
}

func TestRoundingsAgainstReference(t *testing.T) {
	check := func(t *rapid.T, a money.Amount, q money.Quantity) {
		r := anyRounding.Draw(t, "rounding")
		rate := anyRate.Draw(t, "rate")
		x := amountRat(a)
		got, err := a.Round(r.Rounding)
		exactly(t, "Round", got, err, roundRat(x, r.step, r.mode))
		got, err = a.Times(rate, r.Rounding)
		exactly(t, "Times", got, err, roundRat(new(big.Rat).Mul(x, rat(rate.Decimal())), r.step, r.mode))
		got, err = a.Per(q, r.Rounding)
		if q.Sign() == 0 {
			if !errors.Is(err, money.ErrRange) {
				t.Fatalf("division by zero: got %v, %v", got, err)
			}
			return
		}
		exactly(t, "Per", got, err, roundRat(new(big.Rat).Quo(x, quantityRat(q)), r.step, r.mode))
	}
	t.Run("any", rapid.MakeCheck(func(t *rapid.T) { check(t, anyAmount.Draw(t, "a"), anyQuantity.Draw(t, "q")) }))
	t.Run("usual", rapid.MakeCheck(func(t *rapid.T) { check(t, usualAmount.Draw(t, "a"), usualQuantity.Draw(t, "q")) }))
}

func TestMulRoundNeedsOnlyTheRoundedProductToFit(t *testing.T) {
	a, q := money.Scaled(999_999_999_999_999_999, 6, money.GBP), money.MustQuantity("12.345678")
	if got, err := a.Mul(q); !errors.Is(err, money.ErrOverflow) {
		t.Errorf("Mul: got %v, %v", got, err)
	}
	got, err := a.MulRound(q, money.ToPlaces(2, money.HalfUp))
	if err != nil || got.String() != "12345678000000.00 GBP" {
		t.Errorf("MulRound: got %v, %v", got, err)
	}
}

func TestOperandsRefused(t *testing.T) {
	var none money.Amount
	pennies := money.ToPlaces(2, money.HalfUp)
	one, rate := money.Units(1), money.MustRate("1")
	amount := func(a money.Amount, err error) error {
		if a.IsSet() {
			t.Errorf("an amount beside %v", err)
		}
		return err
	}
	for _, tc := range []struct {
		err, want error
		reason    string
	}{
		{amount(none.Mul(one)), money.ErrCurrency, "Mul of no amount"},
		{amount(none.MulRound(one, pennies)), money.ErrCurrency, "MulRound of no amount"},
		{amount(none.MulRound(one, money.Rounding{})), money.ErrCurrency, "MulRound of no amount, exact"},
		{amount(none.Times(rate, pennies)), money.ErrCurrency, "Times of no amount"},
		{amount(none.Per(one, pennies)), money.ErrCurrency, "Per of no amount"},
		{amount(none.Round(pennies)), money.ErrCurrency, "Round of no amount"},
		{amount(gbp("1").Per(money.Quantity{}, pennies)), money.ErrRange, "Per nothing"},
		{amount(gbp("1").Times(rate, money.Rounding{})), money.ErrRounding, "Times without rounding"},
		{amount(gbp("1").Per(one, money.Rounding{})), money.ErrRounding, "Per without rounding"},
		{amount(gbp("1").Round(money.Rounding{})), money.ErrRounding, "Round without rounding"},
		{amount(gbp("1").Round(money.ToPlaces(2, 0))), money.ErrRounding, "Round without mode"},
		{amount(gbp("1").Round(money.ToPlaces(2, 99))), money.ErrRounding, "Round with an invalid mode"},
		{amount(gbp("1").Round(money.ToPlaces(-1, money.Up))), money.ErrRounding, "Round to -1 places"},
		{amount(gbp("1").MulRound(one, money.ToPlaces(13, money.Up))), money.ErrRounding, "MulRound to 13 places"},
	} {
		if !errors.Is(tc.err, tc.want) {
			t.Errorf("%s: got %v", tc.reason, tc.err)
		}
	}
}

func TestRoundByMoreThanHalfOf64Bits(t *testing.T) {
	a, q := money.Scaled(9_999_999_999_999, 18, money.GBP), money.Micros(999_999)
	got, err := a.MulRound(q, money.ToPlaces(5, money.HalfUp)) // what is cut off is 9.99e18 of 1e19
	if err != nil || got.Number() != "0.00001" {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestBeyond128Bits(t *testing.T) {
	most, rate := money.Scaled(1<<63-1, 0, money.JPY), money.MustRate("999999999999999999")
	for _, places := range []int{0, 12} {
		got, err := most.Times(rate, money.ToPlaces(places, money.HalfUp))
		var e *money.OverflowError
		if got.IsSet() || !errors.As(err, &e) || e.Op != "multiply" || e.Currency != money.JPY {
			t.Errorf("%d places: got %v, %v", places, got, err)
		}
	}
}
