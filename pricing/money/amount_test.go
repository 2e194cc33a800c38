package money_test

import (
	"errors"
	"strings"
	"testing"
	"unsafe"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestAmountSize(t *testing.T) {
	if size := unsafe.Sizeof(money.Amount{}); size != 16 {
		t.Errorf("an Amount takes %d bytes", size)
	}
	if size := unsafe.Sizeof(money.Rounding{}); size != 16 {
		t.Errorf("a Rounding takes %d bytes", size)
	}
}

// numbers are texts that every parser of numbers sees.
var numbers = []struct {
	text, want string // want in GBP; "" where refused
	err        error
	reason     string
}{
	{"12.50", "12.50", nil, "plain"},
	{"12.5", "12.50", nil, "padded to pennies"},
	{"12.500", "12.50", nil, "stripped to pennies"},
	{"12.505", "12.505", nil, "finer than pennies is kept"},
	{"0", "0.00", nil, "zero is an amount"},
	{"-0", "0.00", nil, "there is one zero"},
	{"-0.000000", "0.00", nil, "there is one zero"},
	{"-1.5", "-1.50", nil, "negative"},
	{"-0.000001", "-0.000001", nil, "the least"},
	{"007", "7.00", nil, "leading zeros are digits"},
	{"000000000000000001.000001", "1.000001", nil, "leading zeros are not significant"},
	{"999999999999999999", "999999999999999999.00", nil, "18 digits"},
	{"999999999999999999.000000", "999999999999999999.00", nil, "zeros at the end are not significant"},
	{"999999999999.999999", "999999999999.999999", nil, "18 digits, 6 of them decimals"},
	{"9999999999999.999999", "", money.ErrRange, "19 significant digits"},
	{"1000000000000.000001", "", money.ErrRange, "19 significant digits, zeros inside"},
	{"1000000000000000000", "", money.ErrRange, "19 digits"},
	{"0000000000000000000", "", money.ErrRange, "19 digits, if zeros"},
	{"1.0000000", "", money.ErrRange, "7 decimals, if zeros"},
	{strings.Repeat("9", 1<<20), "", money.ErrRange, "a megabyte of digits"},
	{strings.Repeat("x", 1<<20), "", money.ErrRange, "a megabyte of anything"},
	{"1e1000000000", "", money.ErrFormat, "an exponent"},
	{"1E5", "", money.ErrFormat, "an exponent"},
	{"NaN", "", money.ErrFormat, "not a number"},
	{"Inf", "", money.ErrFormat, "not a number"},
	{"+1", "", money.ErrFormat, "a plus"},
	{"", "", money.ErrFormat, "empty"},
	{"-", "", money.ErrFormat, "no digit"},
	{"--1", "", money.ErrFormat, "two signs"},
	{".5", "", money.ErrFormat, "no digit before the point"},
	{"5.", "", money.ErrFormat, "no digit after the point"},
	{".", "", money.ErrFormat, "no digit"},
	{"1.2.3", "", money.ErrFormat, "two points"},
	{"1,5", "", money.ErrFormat, "a comma"},
	{"1_000", "", money.ErrFormat, "a separator"},
	{" 1", "", money.ErrFormat, "a space before"},
	{"1 ", "", money.ErrFormat, "a space after"},
	{"0x10", "", money.ErrFormat, "hexadecimal"},
	{"١٢", "", money.ErrFormat, "Arabic digits"},
	{"\uff11\uff12", "", money.ErrFormat, "full-width digits"},
	{"1\x00", "", money.ErrFormat, "NUL"},
	{"\xff", "", money.ErrFormat, "not UTF-8"},
}

func TestParse(t *testing.T) {
	for _, tc := range numbers {
		got, err := money.Parse(tc.text, money.GBP)
		if got.Number() != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("%.40q: %s: got %v, %v", tc.text, tc.reason, got, err)
		}
		same, err2 := money.ParseBytes([]byte(tc.text), money.GBP)
		if !same.Equal(got) || err2 != err {
			t.Errorf("%.40q: %s: bytes give %v, %v", tc.text, tc.reason, same, err2)
		}
		if tc.err != nil && got.IsSet() {
			t.Errorf("%.40q: %s: an amount beside an error", tc.text, tc.reason)
		}
	}
}

func TestParseCurrencies(t *testing.T) {
	for _, tc := range []struct {
		text string
		c    money.Currency
		want string
		err  error
	}{
		{"5", money.JPY, "5 JPY", nil},
		{"5.5", money.JPY, "5.5 JPY", nil},
		{"5", money.KWD, "5.000 KWD", nil},
		{"0.5", money.CLF, "0.5000 CLF", nil},
		{"999999999999999999", money.CLF, "999999999999999999.0000 CLF", nil},
		{"5", 0, "none", money.ErrCurrency},
		{"5", 12345, "none", money.ErrCurrency},
	} {
		got, err := money.Parse(tc.text, tc.c)
		if got.String() != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("%s %v: got %v, %v", tc.text, tc.c, got, err)
		}
	}
	mustPanic(t, func() { money.MustParse("x", money.GBP) })
}

func TestParseAmount(t *testing.T) {
	for _, tc := range []struct {
		text, want string
		err        error
		reason     string
	}{
		{"12.50 GBP", "12.50 GBP", nil, "canonical"},
		{"12.5 GBP", "12.50 GBP", nil, "any spelling of the grammar"},
		{"-7 JPY", "-7 JPY", nil, "no decimals"},
		{"12.50", "none", money.ErrFormat, "no currency"},
		{"12.50GBP", "none", money.ErrFormat, "no space"},
		{"12.50  GBP", "none", money.ErrFormat, "two spaces"},
		{"GBP 12.50", "none", money.ErrFormat, "the currency first"},
		{" GBP", "none", money.ErrFormat, "no number"},
		{"GBP", "none", money.ErrFormat, "no number"},
		{"", "none", money.ErrFormat, "empty"},
		{"none", "none", money.ErrFormat, "none is for people"},
		{"1 gbp", "none", money.ErrCurrency, "never folded"},
		{"1 DEM", "none", money.ErrCurrency, "withdrawn"},
		{"1 £GB", "none", money.ErrFormat, "not ASCII"},
		{"1e9 GBP", "none", money.ErrFormat, "an exponent"},
		{strings.Repeat("9", 1<<20) + " GBP", "none", money.ErrRange, "a megabyte of digits"},
	} {
		got, err := money.ParseAmount(tc.text)
		if got.String() != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("%.40q: %s: got %v, %v", tc.text, tc.reason, got, err)
		}
	}
}

func TestNew(t *testing.T) {
	huge := decimal.RequireFromString("1" + strings.Repeat("0", 5000))
	for _, tc := range []struct {
		d      decimal.Decimal
		want   string
		err    error
		reason string
	}{
		{decimal.New(1250, -2), "12.50 GBP", nil, "plain"},
		{decimal.Decimal{}, "0.00 GBP", nil, "decimal's zero value is a number"},
		{decimal.New(0, 1_000_000_000), "0.00 GBP", nil, "zero times anything"},
		{decimal.New(0, -1_000_000_000), "0.00 GBP", nil, "zero times anything"},
		{decimal.New(5, 3), "5000.00 GBP", nil, "a positive exponent"},
		{decimal.New(1, 17), "100000000000000000.00 GBP", nil, "18 digits"},
		{decimal.New(1_500_000_000_000, -12), "1.50 GBP", nil, "zeros at the end"},
		{decimal.New(-1, -6), "-0.000001 GBP", nil, "the least"},
		{decimal.New(1, 18), "none", money.ErrRange, "19 digits"},
		{decimal.New(1, -7), "none", money.ErrRange, "7 decimals"},
		{decimal.New(1_000_000_000_000_000_001, -6), "none", money.ErrRange, "19 digits"},
		{decimal.New(1, 1_000_000_000), "none", money.ErrRange, "1e1000000000"},
		{decimal.New(1, -1_000_000_000), "none", money.ErrRange, "1e-1000000000"},
		{decimal.New(1, -1<<31), "none", money.ErrRange, "the least exponent"},
		{huge, "none", money.ErrRange, "5001 digits"},
		{huge.Shift(-5000), "none", money.ErrRange, "1, with 5000 zeros after it: refused by length"},
	} {
		got, err := money.New(tc.d, money.GBP)
		if got.String() != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("%s: got %v, %v", tc.reason, got, err)
		}
	}
	if _, err := money.New(decimal.Decimal{}, 0); !errors.Is(err, money.ErrCurrency) {
		t.Errorf("no currency: %v", err)
	}
}

func TestScaled(t *testing.T) {
	for _, tc := range []struct {
		got    money.Amount
		want   string
		reason string
	}{
		{money.Scaled(1250, 2, money.GBP), "12.50 GBP", "plain"},
		{money.Scaled(1<<63-1, 18, money.GBP), "9.223372036854775807 GBP", "the bounds"},
		{money.Scaled(-1<<63+1, 0, money.JPY), "-9223372036854775807 JPY", "the bounds"},
		{money.Scaled(-1<<63, 0, money.GBP), "none", "has no opposite"},
		{money.Scaled(1, 19, money.GBP), "none", "too many decimals"},
		{money.Scaled(1, 0, 0), "none", "no currency"},
		{money.Zero(money.GBP), "0.00 GBP", "zero owed"},
		{money.Zero(0), "none", "no currency"},
	} {
		if tc.got.String() != tc.want {
			t.Errorf("%s: got %v, want %s", tc.reason, tc.got, tc.want)
		}
	}
}

func TestNoAmountIsNotZero(t *testing.T) {
	var none money.Amount
	zero := money.Zero(money.GBP)
	if none.IsSet() || none.Sign() != 0 || none.Number() != "" || none.Currency() != 0 {
		t.Errorf("no amount: %v", none)
	}
	if !zero.IsSet() || zero.Sign() != 0 || zero.Currency() != money.GBP {
		t.Errorf("zero: %v", zero)
	}
	if bare := money.Scaled(1, 0, 0); bare.Sign() != 0 || bare.Coefficient() != 0 || !bare.Equal(none) {
		t.Error("a number without currency is kept")
	}
	if none.Equal(zero) || zero.Equal(none) || !none.Equal(money.Amount{}) {
		t.Error("no amount equals zero")
	}
	if !none.Neg().Equal(none) || !none.Decimal().IsZero() {
		t.Error("the opposite of no amount is no amount")
	}
}

func TestAmountCompareAgainstReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyAmount.Draw(t, "a"), anyAmount.Draw(t, "b")
		if rapid.Bool().Draw(t, "near") { // the same number, or its neighbour, at another scale
			b = money.Scaled(a.Coefficient()/10+rapid.Int64Range(-1, 1).Draw(t, "off"), max(a.Scale(), 1)-1, money.GBP)
		}
		want := amountRat(a).Cmp(amountRat(b))
		got, err := a.Cmp(b)
		if err != nil || got != want || a.Equal(b) != (want == 0) {
			t.Fatalf("%v against %v: got %d, %v, want %d", a, b, got, err, want)
		}
		if (a.String() == b.String()) != (want == 0) {
			t.Fatalf("the text of %v and %v is not canonical", a, b)
		}
	})
}

func TestAmountTextAgainstDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := anyAmount.Draw(t, "a")
		d := decimal.RequireFromString(a.Number())
		if rat(d).Cmp(amountRat(a)) != 0 || rat(a.Decimal()).Cmp(amountRat(a)) != 0 {
			t.Fatalf("%v: text %s, decimal %s", amountRat(a), d, a.Decimal())
		}
		if whole, fraction, _ := strings.Cut(a.Number(), "."); len(fraction) < 2 || whole == "-" || len(fraction) > 2 && strings.HasSuffix(fraction, "0") {
			t.Fatalf("not canonical: %s", a)
		}
		if string(a.Append([]byte("x"))) != "x"+a.String() {
			t.Fatalf("Append differs: %s", a.Append(nil))
		}
		u := usualAmount.Draw(t, "usual")
		if back, err := money.New(u.Decimal(), money.GBP); err != nil || !back.Equal(u) {
			t.Fatalf("%v through decimal: %v, %v", u, back, err)
		}
	})
}
