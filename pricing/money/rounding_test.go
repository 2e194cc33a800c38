package money_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestModes(t *testing.T) {
	inputs := []string{"2.5", "3.5", "2.4", "2.6", "2", "-2.5", "-3.5", "-2.4", "-2.6", "-2"}
	for _, tc := range []struct {
		mode money.Mode
		name string
		want string
	}{
		{money.HalfUp, "half up", "3 4 2 3 2 -3 -4 -2 -3 -2"},
		{money.HalfDown, "half down", "2 3 2 3 2 -2 -3 -2 -3 -2"},
		{money.HalfEven, "half even", "2 4 2 3 2 -2 -4 -2 -3 -2"},
		{money.Up, "up", "3 4 3 3 2 -3 -4 -3 -3 -2"},
		{money.Down, "down", "2 3 2 2 2 -2 -3 -2 -2 -2"},
		{money.Ceiling, "ceiling", "3 4 3 3 2 -2 -3 -2 -2 -2"},
		{money.Floor, "floor", "2 3 2 2 2 -3 -4 -3 -3 -2"},
	} {
		var got []string
		for _, in := range inputs {
			a, err := money.MustParse(in, money.JPY).Round(money.ToPlaces(0, tc.mode))
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, a.Number())
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%s: got  %s\nwant %s", tc.name, s, tc.want)
		}
		if m, err := money.ParseMode(tc.name); err != nil || m != tc.mode || m.String() != tc.name || !m.Valid() {
			t.Errorf("%s: parsed as %v, %v", tc.name, m, err)
		}
	}
	for _, name := range []string{"", "none", "invalid", "Half up", "half-up", "bankers"} {
		if m, err := money.ParseMode(name); m != 0 || !errors.Is(err, money.ErrFormat) {
			t.Errorf("%q: parsed as %v, %v", name, m, err)
		}
	}
	if money.Mode(0).String() != "none" || money.Mode(8).String() != "invalid" || money.Mode(0).Valid() || money.Mode(8).Valid() {
		t.Error("modes that are none of the constants")
	}
}

func TestToIncrement(t *testing.T) {
	for _, tc := range []struct {
		in, increment string
		mode          money.Mode
		want, reason  string
	}{
		{"12.37", "0.05", money.HalfUp, "12.35", "Swiss cash"},
		{"12.375", "0.05", money.HalfUp, "12.40", "a tie"},
		{"12.375", "0.05", money.HalfEven, "12.40", "248 steps are even"},
		{"12.325", "0.05", money.HalfEven, "12.30", "246 steps are even"},
		{"12.37", "5", money.Up, "15.00", "whole units"},
		{"-12.37", "5", money.Ceiling, "-10.00", "negative"},
		{"12", "5.50", money.Up, "16.50", "zeros at the end of the increment"},
		{"12.37", "1000", money.Down, "0.00", "down to nothing"},
		{"0.000001", "999999", money.Up, "999999.00", "up to one step"},
	} {
		got, err := gbp(tc.in).Round(money.MustIncrement(tc.increment, tc.mode))
		if err != nil || got.Number() != tc.want {
			t.Errorf("%s: got %v, %v, want %s", tc.reason, got, err, tc.want)
		}
	}
	if money.MustIncrement("0.010", money.Up) != money.ToPlaces(2, money.Up) || money.MustIncrement("1", money.Up) != money.ToPlaces(0, money.Up) {
		t.Error("a power of ten is not the same as places")
	}
	for _, tc := range []struct {
		increment string
		mode      money.Mode
		want      error
	}{
		{"0", money.Up, money.ErrRange},
		{"-0.05", money.Up, money.ErrRange},
		{"0.0000000000001", money.Up, money.ErrRange},
		{"", money.Up, money.ErrFormat},
		{"1e-2", money.Up, money.ErrFormat},
		{"0.05", 0, money.ErrRounding},
		{"0.05", 8, money.ErrRounding},
	} {
		if r, err := money.ToIncrement(tc.increment, tc.mode); r.IsSet() || !errors.Is(err, tc.want) {
			t.Errorf("%q %v: got %v, %v", tc.increment, tc.mode, r, err)
		}
	}
	mustPanic(t, func() { money.MustIncrement("0", money.Up) })
}

func TestRoundingText(t *testing.T) {
	for _, tc := range []struct {
		r     money.Rounding
		text  string
		valid bool
	}{
		{money.ToPlaces(2, money.HalfUp), "2 places, half up", true},
		{money.ToPlaces(1, money.Floor), "1 place, floor", true},
		{money.ToPlaces(0, money.Up), "0 places, up", true},
		{money.ToPlaces(12, money.HalfEven), "12 places, half even", true},
		{money.MustIncrement("0.05", money.HalfEven), "steps of 0.05, half even", true},
		{money.MustIncrement("10", money.Down), "steps of 10, down", true},
		{money.Rounding{}, "none", false},
		{money.ToPlaces(13, money.Up), "invalid", false},
		{money.ToPlaces(-1, money.Up), "invalid", false},
		{money.ToPlaces(-1, 0), "invalid", false},
		{money.ToPlaces(2, 0), "invalid", false},
	} {
		err := tc.r.Check()
		if tc.r.String() != tc.text || (err == nil) != tc.valid || !tc.valid && !errors.Is(err, money.ErrRounding) {
			t.Errorf("%s: got %v, %v", tc.text, tc.r, err)
		}
		if tc.r.IsSet() != (tc.text != "none") {
			t.Errorf("%s: IsSet %v", tc.text, tc.r.IsSet())
		}
		if back, err := money.ParseRounding(tc.text); tc.valid != (err == nil) || tc.valid && back != tc.r {
			t.Errorf("%s: read as %v, %v", tc.text, back, err)
		}
	}
	for text, want := range map[string]error{
		"":                         money.ErrFormat,
		"2 places":                 money.ErrFormat,
		"2 places, ":               money.ErrFormat,
		"1 places, up":             money.ErrFormat,
		"2 place, up":              money.ErrFormat,
		"02 places, up":            money.ErrFormat,
		"13 places, up":            money.ErrFormat,
		"2 places, up ":            money.ErrFormat,
		"steps of 0, up":           money.ErrRange,
		"steps of x, up":           money.ErrFormat,
		strings.Repeat("9", 1<<20): money.ErrFormat,
	} {
		if r, err := money.ParseRounding(text); r.IsSet() || !errors.Is(err, want) {
			t.Errorf("%.40q: read as %v, %v", text, r, err)
		}
	}
}

func TestRoundingDecimal(t *testing.T) {
	pennies := money.ToPlaces(2, money.HalfUp)
	nines := new(big.Int).Sub(new(big.Int).Exp(big.NewInt(10), big.NewInt(38), nil), big.NewInt(1))
	huge := new(big.Int).Exp(big.NewInt(10), big.NewInt(100_000), nil)
	for _, tc := range []struct {
		d      decimal.Decimal
		r      money.Rounding
		coef   string
		exp    int32
		err    error
		reason string
	}{
		{decimal.New(12345, -3), pennies, "1235", -2, nil, "a tie"},
		{decimal.New(12_500, -3), pennies, "125", -1, nil, "zeros at the end are stripped"},
		{decimal.New(5, 3), pennies, "5000", 0, nil, "no positive exponent"},
		{decimal.Decimal{}, pennies, "0", 0, nil, "zero"},
		{decimal.New(0, 1_000_000_000), pennies, "0", 0, nil, "zero of any exponent"},
		{decimal.New(-4, -3), pennies, "0", 0, nil, "no negative zero"},
		{decimal.NewFromBigInt(nines, -38), pennies, "1", 0, nil, "38 digits"},
		{decimal.NewFromBigInt(nines, 0), pennies, nines.String(), 0, nil, "38 digits, whole"},
		{decimal.NewFromBigInt(nines, 0), money.MustIncrement("10", money.Up), "0", 0, money.ErrOverflow, "39 digits after rounding"},
		{decimal.NewFromBigInt(nines, 1), pennies, "0", 0, money.ErrRange, "39 digits"},
		{decimal.New(1, 38), pennies, "0", 0, money.ErrRange, "39 digits"},
		{decimal.New(1, -39), pennies, "0", 0, money.ErrRange, "39 decimals"},
		{decimal.New(1, 1_000_000_000), pennies, "0", 0, money.ErrRange, "1e1000000000"},
		{decimal.New(1, -1_000_000_000), pennies, "0", 0, money.ErrRange, "1e-1000000000"},
		{decimal.NewFromBigInt(huge, -100_000), pennies, "0", 0, money.ErrRange, "100001 digits"},
		{decimal.New(1, 0), money.Rounding{}, "0", 0, money.ErrRounding, "no rounding"},
		{decimal.New(1, 0), money.ToPlaces(2, 0), "0", 0, money.ErrRounding, "no mode"},
	} {
		got, err := tc.r.Decimal(tc.d)
		if got.Coefficient().String() != tc.coef || got.Exponent() != tc.exp || !errors.Is(err, tc.err) {
			t.Errorf("%s: got %s × 10^%d, %v", tc.reason, got.Coefficient(), got.Exponent(), err)
		}
	}
}

func TestRoundingDecimalAgainstReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`-?[0-9]{1,38}`).Draw(t, "digits")
		coef, _ := new(big.Int).SetString(digits, 10)
		d := decimal.NewFromBigInt(coef, -int32(rapid.IntRange(0, 38).Draw(t, "scale")))
		r := anyRounding.Draw(t, "rounding")
		before := d.Coefficient().String()
		got, err := r.Decimal(d)
		if errors.Is(err, money.ErrOverflow) {
			return
		}
		if err != nil || rat(got).Cmp(roundRat(rat(d), r.step, r.mode)) != 0 {
			t.Fatalf("%s by %s: got %s, %v", d, r, got, err)
		}
		if d.Coefficient().String() != before {
			t.Fatal("the operand was changed")
		}
		again, err := r.Decimal(got)
		if err != nil || again.Coefficient().Cmp(got.Coefficient()) != 0 || again.Exponent() != got.Exponent() {
			t.Fatalf("%s by %s again: got %s, %v", got, r, again, err)
		}
	})
}
