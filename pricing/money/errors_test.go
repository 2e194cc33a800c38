package money_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/pricing/money"
)

func TestErrorsNeverHoldTheAmount(t *testing.T) {
	const secret = "98765432109"
	a := money.Scaled(1<<63-1, 0, money.GBP)
	mine := money.Scaled(98765432109, 0, money.GBP)
	pick := func(_ money.Amount, err error) error { return err }
	quantity := func(_ money.Quantity, err error) error { return err }
	for _, err := range []error{
		pick(money.Parse(secret+secret, money.GBP)),
		pick(money.Parse(secret+"x", money.GBP)),
		pick(money.ParseAmount(secret)),
		pick(money.ParseAmount(secret + " " + secret)),
		quantity(money.ParseQuantity(secret + "e")),
		pick(a.Add(a)),
		pick(mine.Add(money.MustParse(secret, money.EUR))),
		pick(mine.Mul(money.Micros(1<<63 - 1))),
		pick(mine.Round(money.Rounding{})),
		second(mine.Split(0, 2)),
		second(mine.Allocate([]int64{-98765432109}, 2)),
		new(money.Amount).Scan(secret),
		new(money.Rate).UnmarshalText([]byte(secret + "%")),
		new(money.Rounding).UnmarshalText([]byte(secret + " places, up")),
		new(money.Currency).UnmarshalText([]byte(secret)),
		new(money.Mode).UnmarshalText([]byte(secret)),
	} {
		if err == nil {
			t.Error("no error")
			continue
		}
		text := err.Error()
		if strings.Contains(text, secret) || strings.Contains(text, "922337") {
			t.Errorf("holds the amount: %s", text)
		}
		if rest, ok := strings.CutPrefix(text, "money: "); !ok || rest[:1] != strings.ToLower(rest[:1]) || !strings.Contains(rest, ": ") {
			t.Errorf("does not say what to do: %s", text)
		}
	}
}

func TestErrorsCarryTheOperands(t *testing.T) {
	_, err := gbp("1").Add(money.MustParse("1", money.EUR))
	var m *money.MismatchError
	if !errors.As(err, &m) || m.Left != money.GBP || m.Right != money.EUR ||
		err.Error() != "money: amounts in GBP and EUR do not meet: convert one of them first" {
		t.Errorf("got %v", err)
	}
	_, err = money.Amount{}.Cmp(gbp("1"))
	if !errors.As(err, &m) || m.Left != 0 || m.Right != money.GBP ||
		err.Error() != "money: an operand is no amount: check IsSet first" {
		t.Errorf("got %v", err)
	}
	_, err = money.ParseAmount("1 DEM")
	var c *money.CurrencyError
	if !errors.As(err, &c) || err.Error() != "money: unknown currency DEM: give an active ISO 4217 code" {
		t.Errorf("got %v", err)
	}
	_, err = money.Scaled(1<<63-1, 0, money.GBP).Mul(money.Units(2))
	var o *money.OverflowError
	if !errors.As(err, &o) || o.Op != "multiply" || o.Currency != money.GBP || !strings.Contains(err.Error(), "GBP") {
		t.Errorf("got %v", err)
	}
}

func TestOverflowWithoutCurrency(t *testing.T) {
	_, err := money.Micros(1<<63 - 1).Add(money.Micros(1))
	if err == nil || err.Error() != "money: add: the result has too many digits: use smaller numbers" {
		t.Errorf("got %v", err)
	}
}
