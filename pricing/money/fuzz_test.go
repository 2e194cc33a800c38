package money_test

import (
	"math/big"
	"regexp"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func seed(f *testing.F) {
	for _, tc := range numbers {
		f.Add(tc.text)
	}
}

// grammar reads text slowly: by regular expression and big.Rat.
func grammar(decimals string, text string) (*big.Rat, bool) {
	if !regexp.MustCompile(`\A-?[0-9]{1,18}(\.[0-9]{1,` + decimals + `})?\z`).MatchString(text) {
		return nil, false
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	digits := strings.TrimLeft(whole+strings.TrimRight(fraction, "0"), "0")
	value, ok := new(big.Rat).SetString(text)
	return value, ok && len(digits) <= 18
}

func FuzzAmount(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := money.Parse(text, money.GBP)
		want, ok := grammar("6", text)
		if ok != (err == nil) || ok != a.IsSet() {
			t.Fatalf("%q: got %v, %v", text, a, err)
		}
		if !ok {
			return
		}
		if amountRat(a).Cmp(want) != 0 {
			t.Fatalf("%q: got %v", text, a)
		}
		back, err := money.ParseAmount(a.String())
		if err != nil || !back.Equal(a) || back.String() != a.String() {
			t.Fatalf("%q: %v is read as %v, %v", text, a, back, err)
		}
	})
}

func FuzzQuantity(f *testing.F) {
	seed(f)
	most := big.NewRat(1<<63-1, 1_000_000)
	f.Fuzz(func(t *testing.T, text string) {
		q, err := money.ParseQuantity(text)
		want, ok := grammar("6", text)
		ok = ok && new(big.Rat).Abs(want).Cmp(most) <= 0
		if ok != (err == nil) {
			t.Fatalf("%q: got %v, %v", text, q, err)
		}
		if !ok {
			return
		}
		if quantityRat(q).Cmp(want) != 0 {
			t.Fatalf("%q: got %v", text, q)
		}
		if back, err := money.ParseQuantity(q.String()); err != nil || back != q {
			t.Fatalf("%q: %v is read as %v, %v", text, q, back, err)
		}
	})
}

func FuzzRate(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string) {
		r, err := money.ParseRate(text)
		want, ok := grammar("12", text)
		if ok != (err == nil) {
			t.Fatalf("%q: got %v, %v", text, r, err)
		}
		if ok && rat(r.Decimal()).Cmp(want) != 0 {
			t.Fatalf("%q: got %v", text, r)
		}
		p, err := money.ParsePercent(text)
		want, ok = grammar("10", text)
		if ok != (err == nil) {
			t.Fatalf("%q percent: got %v, %v", text, p, err)
		}
		if !ok {
			return
		}
		if got, _ := new(big.Rat).SetString(p.Percent()); got.Cmp(want) != 0 {
			t.Fatalf("%q percent: got %s", text, p.Percent())
		}
	})
}
