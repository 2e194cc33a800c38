package money_test

import (
	"errors"
	"fmt"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func numbersOf(shares []money.Amount) []string {
	var out []string
	for _, s := range shares {
		out = append(out, s.Number())
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, tc := range []struct {
		a      money.Amount
		n      int
		places int
		want   string
		reason string
	}{
		{gbp("10"), 3, 2, "[3.34 3.33 3.33]", "the larger first"},
		{gbp("-10"), 3, 2, "[-3.34 -3.33 -3.33]", "negated"},
		{gbp("0.02"), 3, 2, "[0.01 0.01 0.00]", "less than a penny each"},
		{gbp("0"), 2, 2, "[0.00 0.00]", "nothing"},
		{gbp("10"), 4, 0, "[3.00 3.00 2.00 2.00]", "whole pounds"},
		{gbp("1"), 1, 2, "[1.00]", "one share"},
		{gbp("12.500000"), 2, 2, "[6.25 6.25]", "zeros at the end are no decimals"},
		{money.MustParse("100", money.JPY), 3, 0, "[34 33 33]", "no minor unit"},
	} {
		got, err := tc.a.Split(tc.n, tc.places)
		if s := fmt.Sprint(numbersOf(got)); err != nil || s != tc.want {
			t.Errorf("%s: got %s, %v", tc.reason, s, err)
		}
	}
}

func TestAllocate(t *testing.T) {
	for _, tc := range []struct {
		a       money.Amount
		weights []int64
		want    string
		reason  string
	}{
		{gbp("100"), []int64{1, 1, 1}, "[33.34 33.33 33.33]", "ties to the earlier"},
		{gbp("100"), []int64{50, 30, 20}, "[50.00 30.00 20.00]", "even"},
		{gbp("0.05"), []int64{3, 7}, "[0.02 0.03]", "a tie of the remainders goes to the earlier"},
		{gbp("0.10"), []int64{1, 1, 4}, "[0.02 0.02 0.06]", "the largest remainder is not the largest weight"},
		{gbp("-0.10"), []int64{1, 1, 4}, "[-0.02 -0.02 -0.06]", "negated"},
		{gbp("1"), []int64{0, 1, 0}, "[0.00 1.00 0.00]", "no weight, no share"},
		{gbp("0.01"), []int64{0, 1, 1}, "[0.00 0.01 0.00]", "what is left over never goes to a weight of zero"},
		{gbp("0"), []int64{1, 2}, "[0.00 0.00]", "nothing"},
		{gbp("90000000000000000"), []int64{1<<63 - 1, 1<<63 - 1}, "[45000000000000000.00 45000000000000000.00]", "the largest weights"},
	} {
		got, err := tc.a.Allocate(tc.weights, 2)
		if s := fmt.Sprint(numbersOf(got)); err != nil || s != tc.want {
			t.Errorf("%s: got %s, %v", tc.reason, s, err)
		}
	}
	got, err := gbp("10").AllocateBy([]money.Amount{money.MustParse("1.5", money.EUR), money.MustParse("0.750", money.EUR)}, 2)
	if s := fmt.Sprint(numbersOf(got)); err != nil || s != "[6.67 3.33]" {
		t.Errorf("amounts as weights: got %s, %v", s, err)
	}
}

func TestAllocateInto(t *testing.T) {
	for _, n := range []int{1, 3, 50, 64, 65, 200} {
		weights, shares := make([]money.Amount, n), make([]money.Amount, n)
		for i := range weights {
			weights[i] = money.Scaled(int64(1+7*i%11), uint8(i%3), money.EUR)
		}
		want, err := gbp("-99.99").AllocateBy(weights, 2)
		if err != nil {
			t.Fatal(err)
		}
		made := testing.AllocsPerRun(10, func() { err = gbp("-99.99").AllocateInto(shares, weights, 2) })
		if err != nil || fmt.Sprint(shares) != fmt.Sprint(want) || n <= 64 && made > 0 {
			t.Errorf("%d: %v, %v, %v allocations", n, shares, err, made)
		}
		if err := gbp("-99.99").AllocateInto(weights, weights, 2); err != nil || fmt.Sprint(weights) != fmt.Sprint(want) {
			t.Errorf("%d: into the weights: %v, %v", n, weights, err)
		}
	}
	three := make([]money.Amount, 3)
	for _, shares := range [][]money.Amount{nil, three[:2]} {
		if err := gbp("1").AllocateInto(shares, three, 2); !errors.Is(err, money.ErrRange) {
			t.Error(err)
		}
	}
}

func TestAllocateTiesAmongMany(t *testing.T) {
	weights := make([]int64, 60)
	for i := range weights {
		weights[i] = int64(i%3) + 1
	}
	shares, err := gbp("1.50").Allocate(weights, 2) // 1.25, 2.5 and 3.75 pennies each, 30 left over
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range shares {
		want := []int64{1, 2, 4}[i%3]
		if i%3 == 1 && i < 30 { // 20 go to the thirds, 10 to the earlier half of the ties
			want = 3
		}
		if s.Coefficient() != want {
			t.Errorf("share %d: got %v, want %d pennies", i, s, want)
		}
	}
}

func TestSharesRefused(t *testing.T) {
	ten := gbp("10")
	most := int64(1<<63 - 1)
	split := func(a money.Amount, n, places int) error { return second(a.Split(n, places)) }
	allocate := func(a money.Amount, places int, w ...int64) error { return second(a.Allocate(w, places)) }
	by := func(w ...money.Amount) error { return second(ten.AllocateBy(w, 2)) }
	for _, tc := range []struct {
		err, want error
		reason    string
	}{
		{split(ten, 0, 2), money.ErrRange, "no shares"},
		{split(ten, -1, 2), money.ErrRange, "negative shares"},
		{split(ten, 1<<60, 2), money.ErrRange, "more shares than memory"},
		{split(ten, 2, -1), money.ErrRange, "negative places"},
		{split(ten, 2, 13), money.ErrRange, "13 places"},
		{split(gbp("1.001"), 2, 2), money.ErrRange, "finer than its shares"},
		{split(money.Amount{}, 2, 2), money.ErrCurrency, "no amount"},
		{split(gbp("999999999999999999"), 2, 2), money.ErrOverflow, "does not fit in pennies"},
		{allocate(ten, 2), money.ErrRange, "no weights"},
		{allocate(ten, 2, 1, -1), money.ErrRange, "a negative weight"},
		{allocate(ten, 2, 0, 0), money.ErrRange, "weights of zero only"},
		{allocate(ten, 2, most, most, most), money.ErrOverflow, "the sum of the weights"},
		{allocate(ten, 13, 1), money.ErrRange, "13 places"},
		{allocate(money.Amount{}, 2, 1), money.ErrCurrency, "no amount"},
		{by(), money.ErrRange, "no weights"},
		{by(gbp("1"), gbp("-1")), money.ErrRange, "a negative weight"},
		{by(gbp("0")), money.ErrRange, "a weight of zero only"},
		{by(gbp("1"), money.Amount{}), money.ErrMismatch, "no amount as a weight"},
		{by(money.Amount{}), money.ErrMismatch, "no amount as the only weight"},
		{by(gbp("1"), money.MustParse("1", money.EUR)), money.ErrMismatch, "weights in two currencies"},
		{by(gbp("999999999999999999"), gbp("0.01")), money.ErrOverflow, "no common scale"},
	} {
		if !errors.Is(tc.err, tc.want) {
			t.Errorf("%s: got %v", tc.reason, tc.err)
		}
	}
}

func second(shares []money.Amount, err error) error {
	if shares != nil {
		return fmt.Errorf("shares beside %w", err)
	}
	return err
}

// addUp fails unless the shares add up to a and none is a whole unit or more
// away from its exact part.
func addUp(t *rapid.T, a money.Amount, shares []money.Amount, places int, weights []int64) {
	t.Helper()
	total, sum, whole := money.Zero(a.Currency()), new(big.Int), amountRat(a)
	for _, w := range weights {
		sum.Add(sum, big.NewInt(w))
	}
	for i, s := range shares {
		var err error
		if total, err = total.Add(s); err != nil {
			t.Fatal(err)
		}
		exact := new(big.Rat).SetFrac(big.NewInt(weights[i]), sum)
		off := exact.Sub(exact.Mul(exact, whole), amountRat(s))
		if off.Abs(off).Cmp(tenTo(places)) >= 0 || s.Sign()*a.Sign() < 0 {
			t.Fatalf("share %d of %v is %v", i, a, s)
		}
	}
	if !total.Equal(a) {
		t.Fatalf("the shares add up to %v, not %v", total, a)
	}
}

func TestP14_SharesAddUpExactly(t *testing.T) {
	amounts := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64Range(-1<<63+1, 1<<63-1))
	t.Run("Split", rapid.MakeCheck(func(t *rapid.T) {
		places := rapid.IntRange(0, 12).Draw(t, "places")
		a := money.Scaled(amounts.Draw(t, "coef"), uint8(places), money.GBP)
		n := rapid.IntRange(1, 50).Draw(t, "n")
		shares, err := a.Split(n, places)
		if err != nil {
			t.Fatal(err)
		}
		weights := make([]int64, n)
		for i := range weights {
			weights[i] = 1
		}
		addUp(t, a, shares, places, weights)
		same, err := a.Allocate(weights, places)
		if err != nil || fmt.Sprint(same) != fmt.Sprint(shares) {
			t.Fatalf("equal weights give %v, %v, not %v", same, err, shares)
		}
	}))
	t.Run("Allocate", rapid.MakeCheck(func(t *rapid.T) {
		places := rapid.IntRange(0, 12).Draw(t, "places")
		a := money.Scaled(amounts.Draw(t, "coef"), uint8(places), money.GBP)
		weights := rapid.SliceOfN(rapid.OneOf(rapid.Int64Range(0, 9), rapid.Int64Range(0, 1<<59)), 1, 20).Draw(t, "weights")
		weights[0]++
		shares, err := a.Allocate(weights, places)
		if err != nil {
			t.Fatal(err)
		}
		addUp(t, a, shares, places, weights)
		mirrored, err := a.Neg().Allocate(weights, places)
		if err != nil {
			t.Fatal(err)
		}
		for i := range shares {
			if !mirrored[i].Neg().Equal(shares[i]) {
				t.Fatalf("share %d of the negated amount: %v, not %v", i, mirrored[i], shares[i])
			}
			for j := range i {
				if weights[j] == weights[i] && magnitude(shares[j]) < magnitude(shares[i]) {
					t.Fatalf("of equal weights the later got more: %v, %v", weights, shares)
				}
			}
		}
	}))
}

func magnitude(a money.Amount) int64 { return max(a.Coefficient(), -a.Coefficient()) }
