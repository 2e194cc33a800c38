package money_test

import (
	"errors"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestRate(t *testing.T) {
	for _, tc := range []struct {
		rate, percent, onePlus, reason string
	}{
		{"0.125", "12.5", "1.125", "a surcharge"},
		{"-0.1", "-10", "0.9", "a discount"},
		{"0.2", "20", "1.2", "a tax"},
		{"0", "0", "1", "nothing"},
		{"-1", "-100", "0", "all off"},
		{"1.05", "105", "2.05", "a factor"},
		{"0.000000000001", "0.0000000001", "1.000000000001", "the least"},
		{"12345678901234567", "1234567890123456700", "12345678901234568", "the percentage is longer than the rate"},
	} {
		r := money.MustRate(tc.rate)
		plus, err := r.OnePlus()
		if r.String() != tc.rate || r.Percent() != tc.percent || err != nil || plus.String() != tc.onePlus {
			t.Errorf("%s: got %s, %s%%, one plus %s, %v", tc.reason, r, r.Percent(), plus, err)
		}
	}
	if money.MustRate("0.50") != money.MustRate("0.5") || money.MustPercent("50.0") != money.MustRate("0.5") || money.MustRate("-0.0") != (money.Rate{}) {
		t.Error("rates are not canonical")
	}
	for _, text := range []string{"999999999999999999", "9999998.00000000001"} {
		r, err := money.MustRate(text).OnePlus()
		if over := text == "999999999999999999"; over != errors.Is(err, money.ErrOverflow) || over != (r == money.Rate{}) {
			t.Errorf("one plus %s: got %s, %v", text, r, err)
		}
	}
}

func TestRateRefused(t *testing.T) {
	for _, tc := range numbers {
		if tc.err == nil || tc.text == "1.0000000" || tc.text == "" { // a rate may have 12 decimals
			continue
		}
		if r, err := money.ParseRate(tc.text); r != (money.Rate{}) || !errors.Is(err, tc.err) {
			t.Errorf("%.40q: %s: got %v, %v", tc.text, tc.reason, r, err)
		}
		if r, err := money.ParsePercent(tc.text); r != (money.Rate{}) || !errors.Is(err, tc.err) {
			t.Errorf("%.40q: %s: got %v, %v", tc.text, tc.reason, r, err)
		}
	}
	for _, text := range []string{"0.00000000001", "12.5%", "1/8"} {
		if r, err := money.ParsePercent(text); err == nil {
			t.Errorf("%s percent: got %v", text, r)
		}
	}
	if r, err := money.RateOf(decimal.New(1, -13)); !errors.Is(err, money.ErrRange) {
		t.Errorf("13 decimals: got %v, %v", r, err)
	}
	if r, err := money.PercentOf(decimal.New(1, -11)); !errors.Is(err, money.ErrRange) {
		t.Errorf("11 decimals percent: got %v, %v", r, err)
	}
	mustPanic(t, func() { money.MustRate("x") })
	mustPanic(t, func() { money.MustPercent("x") })
}

func TestRateAgainstReference(t *testing.T) {
	hundred := big.NewRat(100, 1)
	rapid.Check(t, func(t *rapid.T) {
		r, s := anyRate.Draw(t, "r"), anyRate.Draw(t, "s")
		x, y := rat(r.Decimal()), rat(s.Decimal())
		if r.Cmp(s) != x.Cmp(y) || (r == s) != (x.Cmp(y) == 0) || r.Sign() != x.Sign() {
			t.Fatalf("%v against %v: %d", r, s, r.Cmp(s))
		}
		if back, err := money.ParseRate(r.String()); err != nil || back != r {
			t.Fatalf("%v through text: %v, %v", r, back, err)
		}
		if got := rat(decimal.RequireFromString(r.Percent())); got.Cmp(new(big.Rat).Mul(x, hundred)) != 0 {
			t.Fatalf("%v in percent: %s", r, r.Percent())
		}
		if p, err := money.PercentOf(s.Decimal()); err == nil && rat(p.Decimal()).Cmp(new(big.Rat).Quo(y, hundred)) != 0 {
			t.Fatalf("%v percent: %v", s, p)
		}
	})
}
