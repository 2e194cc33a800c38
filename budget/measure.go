package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Measure says which total of an order counts (BUD-8).
type Measure uint8

const (
	WithoutTax Measure = iota
	WithTax
	// GoodsOnly leaves out tax and delivery: goods less discounts.
	GoodsOnly
)

var measures = []string{WithoutTax: "without tax", WithTax: "with tax", GoodsOnly: "goods only"}

// String returns "without tax", "with tax", "goods only", or "unknown".
func (m Measure) String() string { return textOf(measures, m) }

// MarshalText returns the text of String, ErrText for a Measure that does not exist.
func (m Measure) MarshalText() ([]byte, error) { return marshal(measures, m) }

// UnmarshalText reads what MarshalText writes; else it returns ErrText and leaves m as it was.
func (m *Measure) UnmarshalText(text []byte) error { return unmarshal(measures, m, text) }

// Totals are those of an order, or of a part of it, in the order's currency. Only the ones that a budget measures are
// needed.
type Totals struct {
	WithoutTax money.Amount
	WithTax    money.Amount
	// Goods is without tax and delivery, discounts taken off.
	Goods money.Amount
}

// Of returns the total that is measured, no amount where it was not given.
func (t Totals) Of(m Measure) money.Amount {
	switch m {
	case WithoutTax:
		return t.WithoutTax
	case WithTax:
		return t.WithTax
	case GoodsOnly:
		return t.Goods
	}
	return money.Amount{}
}

// amounts are the totals that were given.
func (t Totals) amounts() (given []money.Amount) {
	for _, a := range []money.Amount{t.WithoutTax, t.WithTax, t.Goods} {
		if a.IsSet() {
			given = append(given, a)
		}
	}
	return given
}

// isSet reports whether any total was given.
func (t Totals) isSet() bool { return len(t.amounts()) > 0 }

// currency is that of the totals, and false where they have two.
func (t Totals) currency() (c money.Currency, one bool) {
	for _, a := range t.amounts() {
		if c != 0 && c != a.Currency() {
			return 0, false
		}
		c = a.Currency()
	}
	return c, true
}

// negative reports whether any total is below 0.
func (t Totals) negative() bool {
	return slices.ContainsFunc(t.amounts(), func(a money.Amount) bool { return a.Sign() < 0 })
}
