package money_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func Example() {
	price := money.MustParse("1.995", money.GBP)
	pennies := money.ToPlaces(2, money.HalfUp)

	line, _ := price.MulRound(money.MustQuantity("2.5"), pennies)
	tax, _ := line.Times(money.MustPercent("20"), pennies)
	total, _ := line.Add(tax)
	fmt.Println(line, tax, total)
	// Output: 4.99 GBP 1.00 GBP 5.99 GBP
}

func ExampleNew() {
	a, err := money.New(decimal.RequireFromString("12.5"), money.GBP)
	fmt.Println(a, err)
	// Output: 12.50 GBP <nil>
}

func ExampleParse() {
	a, _ := money.Parse("12.5", money.GBP)
	fmt.Println(a, a.Number())
	_, err := money.Parse("1e1000000000", money.GBP)
	fmt.Println(err)
	// Output:
	// 12.50 GBP 12.50
	// money: amount: write at most 18 digits and 6 decimals, without exponent
}

func ExampleAmount() {
	var none money.Amount
	zero := money.Zero(money.GBP)
	fmt.Println(none, none.IsSet(), zero, zero.IsSet(), none.Equal(zero))
	// Output: none false 0.00 GBP true false
}

func ExampleAmount_Add() {
	_, err := money.MustParse("1", money.GBP).Add(money.MustParse("1", money.EUR))
	var mismatch *money.MismatchError
	fmt.Println(errors.As(err, &mismatch), mismatch.Left, mismatch.Right)
	// Output: true GBP EUR
}

func ExampleAmount_Mul() {
	line, _ := money.MustParse("0.333", money.EUR).Mul(money.MustQuantity("1.25"))
	fmt.Println(line)
	// Output: 0.41625 EUR
}

func ExampleAmount_Per() {
	unit, _ := money.MustParse("10", money.EUR).Per(money.Units(3), money.ToPlaces(4, money.HalfEven))
	fmt.Println(unit)
	// Output: 3.3333 EUR
}

func ExampleAmount_Round() {
	a, _ := money.MustParse("12.37", money.CHF).Round(money.MustIncrement("0.05", money.HalfUp))
	fmt.Println(a)
	// Output: 12.35 CHF
}

func ExampleAmount_Split() {
	shares, _ := money.MustParse("10", money.GBP).Split(3, 2)
	fmt.Println(shares)
	// Output: [3.34 GBP 3.33 GBP 3.33 GBP]
}

func ExampleAmount_Allocate() {
	shares, _ := money.MustParse("-5", money.GBP).Allocate([]int64{50, 30, 0, 1}, 2)
	fmt.Println(shares)
	// Output: [-3.09 GBP -1.85 GBP 0.00 GBP -0.06 GBP]
}

func ExampleQuantity() {
	a, b := money.Units(2), money.MustQuantity("2.50")
	sum, _ := a.Add(b)
	fmt.Println(sum, a.Less(b), b == money.Micros(2_500_000))
	// Output: 4.5 true true
}

func ExampleRate() {
	surcharge := money.MustPercent("12.5")
	factor, _ := surcharge.OnePlus()
	fmt.Println(surcharge, surcharge.Percent(), factor)
	// Output: 0.125 12.5 1.125
}

func ExampleToPlaces() {
	fmt.Println(money.ToPlaces(2, money.HalfUp), money.ToPlaces(-1, money.HalfUp).Check())
	// Output: 2 places, half up money: invalid rounding: state a mode and 0 to 12 places
}

func ExampleRounding_Decimal() {
	d, err := money.ToPlaces(2, money.HalfEven).Decimal(decimal.RequireFromString("0.125"))
	fmt.Println(d, err)
	// Output: 0.12 <nil>
}

func ExampleAmount_UnmarshalJSON() {
	var line struct{ Total, Discount money.Amount }
	err := json.Unmarshal([]byte(`{"Total": "12.5 GBP", "Discount": ""}`), &line)
	fmt.Println(line.Total, line.Discount, err)
	err = json.Unmarshal([]byte(`{"Total": null}`), &line)
	fmt.Println(err)
	// Output:
	// 12.50 GBP none <nil>
	// money: give a short JSON string, not null and not a number
}

func ExampleParseCurrency() {
	c, _ := money.ParseCurrency("KWD")
	fmt.Println(c, c.Digits())
	// Output: KWD 3
}
