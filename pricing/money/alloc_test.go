package money_test

import (
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestNoAllocations(t *testing.T) {
	var (
		price, total = gbp("12.345"), gbp("1000.5")
		three, kilos = money.Units(3), money.MustQuantity("2.375")
		tax          = money.MustPercent("17.5")
		pennies      = money.ToPlaces(2, money.HalfUp)
		rappen       = money.MustIncrement("0.05", money.HalfEven)
		megabyte     = strings.Repeat("9", 1<<20)
		text         = []byte("12.50")
		dst          = make([]byte, 0, 64)
	)
	for name, f := range map[string]func() error{
		"Parse":            func() error { _, err := money.Parse("12.50", money.GBP); return err },
		"ParseBytes":       func() error { _, err := money.ParseBytes(text, money.GBP); return err },
		"ParseAmount":      func() error { _, err := money.ParseAmount("12.50 GBP"); return err },
		"ParseQuantity":    func() error { _, err := money.ParseQuantity("2.375"); return err },
		"Add":              func() error { _, err := total.Add(price); return err },
		"Sub":              func() error { _, err := total.Sub(price); return err },
		"Cmp":              func() error { _, err := total.Cmp(price); return err },
		"Mul":              func() error { _, err := price.Mul(three); return err },
		"Mul by a decimal": func() error { _, err := price.Mul(kilos); return err },
		"MulRound":         func() error { _, err := price.MulRound(kilos, pennies); return err },
		"MulRound exactly": func() error { _, err := price.MulRound(kilos, money.Rounding{}); return err },
		"Round":            func() error { _, err := price.Round(pennies); return err },
		"Round to steps":   func() error { _, err := price.Round(rappen); return err },
		"Times":            func() error { _, err := price.Times(tax, pennies); return err },
		"Per":              func() error { _, err := price.Per(kilos, pennies); return err },
		"Append":           func() error { price.Append(dst); return nil },
		"a megabyte refused": func() error {
			if _, err := money.Parse(megabyte, money.GBP); err == nil {
				t.Error("a megabyte of digits was taken")
			}
			return nil
		},
	} {
		n := testing.AllocsPerRun(100, func() {
			if err := f(); err != nil {
				t.Error(err)
			}
		})
		if n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		money.Parse("12.50", money.GBP)
	}
}

func BenchmarkMulRound(b *testing.B) {
	price, kilos, pennies := gbp("12.345"), money.MustQuantity("2.375"), money.ToPlaces(2, money.HalfUp)
	for b.Loop() {
		price.MulRound(kilos, pennies)
	}
}

func BenchmarkMul(b *testing.B) {
	price, three := gbp("12.50"), money.Units(3)
	for b.Loop() {
		price.Mul(three)
	}
}

func BenchmarkAdd(b *testing.B) {
	x, y := gbp("12.50"), gbp("99.95")
	for b.Loop() {
		x.Add(y)
	}
}

func BenchmarkCmp(b *testing.B) {
	x, y := gbp("12.50"), gbp("99.95")
	for b.Loop() {
		x.Cmp(y)
	}
}

func BenchmarkString(b *testing.B) {
	x := gbp("12.50")
	for b.Loop() {
		_ = x.String()
	}
}
