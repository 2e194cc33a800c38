package money_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestParseQuantity(t *testing.T) {
	for _, tc := range numbers { // what is refused as an amount is refused as a quantity
		got, err := money.ParseQuantity(tc.text)
		if tc.err != nil && (got != money.Quantity{} || !errors.Is(err, tc.err)) {
			t.Errorf("%.40q: %s: got %v, %v", tc.text, tc.reason, got, err)
		}
	}
	for _, tc := range []struct {
		text, want string
		err        error
		reason     string
	}{
		{"3", "3", nil, "whole"},
		{"2.50", "2.5", nil, "zeros at the end"},
		{"-0.000001", "-0.000001", nil, "the least"},
		{"-0", "0", nil, "there is one zero"},
		{"100", "100", nil, "zeros of whole numbers stay"},
		{"999999999999.999999", "999999999999.999999", nil, "18 digits"},
		{"9223372036854", "9223372036854", nil, "the most millionths"},
		{"9223372036855", "0", money.ErrRange, "more millionths than fit"},
		{"999999999999999999", "0", money.ErrRange, "more millionths than fit"},
	} {
		got, err := money.ParseQuantity(tc.text)
		if got.String() != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("%s: %s: got %v, %v", tc.text, tc.reason, got, err)
		}
	}
	mustPanic(t, func() { money.MustQuantity("x") })
}

func TestQuantityConstructors(t *testing.T) {
	if money.Units(24) != money.MustQuantity("24") || money.Units(math.MinInt32) != money.MustQuantity("-2147483648") {
		t.Error("Units")
	}
	if money.Micros(2_500_000) != money.MustQuantity("2.5") || money.Micros(7).Micros() != 7 {
		t.Error("Micros")
	}
	if got := money.Micros(math.MinInt64).String(); got != "-9223372036854.775808" {
		t.Errorf("the least quantity: %s", got)
	}
	if got, err := money.QuantityOf(decimal.New(25, -1)); err != nil || got.String() != "2.5" {
		t.Errorf("QuantityOf: %v, %v", got, err)
	}
	for _, d := range []decimal.Decimal{decimal.New(1, -7), decimal.New(1, 13), decimal.New(1, 1_000_000_000)} {
		if got, err := money.QuantityOf(d); !errors.Is(err, money.ErrRange) || got.Sign() != 0 {
			t.Errorf("QuantityOf(1e%d): %v, %v", d.Exponent(), got, err)
		}
	}
}

func TestQuantityAgainstReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := anyQuantity.Draw(t, "p"), anyQuantity.Draw(t, "q")
		x, y := big.NewInt(p.Micros()), big.NewInt(q.Micros())
		want := func(got money.Quantity, err error, n *big.Int) {
			t.Helper()
			if !n.IsInt64() {
				if !errors.Is(err, money.ErrOverflow) {
					t.Fatalf("got %v, %v, want an overflow", got, err)
				}
			} else if err != nil || got.Micros() != n.Int64() {
				t.Fatalf("got %v, %v, want %v", got, err, n)
			}
		}
		sum, err := p.Add(q)
		want(sum, err, new(big.Int).Add(x, y))
		dif, err := p.Sub(q)
		want(dif, err, new(big.Int).Sub(x, y))
		if p.Cmp(q) != x.Cmp(y) || p.Less(q) != (x.Cmp(y) < 0) || p.Sign() != x.Sign() {
			t.Fatalf("%v against %v: %d", p, q, p.Cmp(q))
		}
		if rat(decimal.RequireFromString(p.String())).Cmp(quantityRat(p)) != 0 || rat(p.Decimal()).Cmp(quantityRat(p)) != 0 {
			t.Fatalf("text of %d millionths: %s", p.Micros(), p)
		}
		u := usualQuantity.Draw(t, "usual")
		if back, err := money.ParseQuantity(u.String()); err != nil || back != u || string(u.Append(nil)) != u.String() {
			t.Fatalf("%v through text: %v, %v", u, back, err)
		}
	})
}
