package postgres

import (
	"fmt"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// amount is an amount in two columns, beside that of its currency. No amount is null.
type amount struct {
	coef  *int64
	scale *int16
}

// columnsOf returns an amount with no zeros at its end, so that equal amounts are equal columns.
func columnsOf(a money.Amount) amount {
	if !a.IsSet() {
		return amount{}
	}
	coef, scale := a.Coefficient(), int16(a.Scale())
	for scale > 0 && coef%10 == 0 {
		coef, scale = coef/10, scale-1
	}
	return amount{&coef, &scale}
}

func (a amount) in(c money.Currency) money.Amount {
	if a.coef == nil || a.scale == nil {
		return money.Amount{}
	}
	return money.Scaled(*a.coef, uint8(*a.scale), c)
}

// currencyColumn returns the currency of amounts, null where all of them are none. Amounts in two have no row.
func currencyColumn(amounts ...money.Amount) (*string, error) {
	var all money.Currency
	for _, a := range amounts {
		switch c := a.Currency(); {
		case !a.IsSet():
		case all == 0:
			all = c
		case all != c:
			return nil, fmt.Errorf("amounts in %s and %s cannot be kept together", all, c)
		}
	}
	if all == 0 {
		return nil, nil
	}
	text := all.String()
	return &text, nil
}

func currencyOf(c *string) (money.Currency, error) {
	if c == nil {
		return 0, nil
	}
	return money.ParseCurrency(*c)
}
