package sqlite

import (
	"database/sql"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// amount is one in three columns: an integer, its scale and its currency. No amount is NULL.
type amount struct {
	coefficient sql.NullInt64
	scale       uint8
	currency    string
}

// amountOf returns an amount in the form that equal amounts share.
func amountOf(a money.Amount) amount {
	if !a.IsSet() {
		return amount{}
	}
	coefficient, scale := a.Coefficient(), a.Scale()
	for scale > 0 && coefficient%10 == 0 {
		coefficient, scale = coefficient/10, scale-1
	}
	return amount{sql.NullInt64{Int64: coefficient, Valid: true}, scale, a.Currency().String()}
}

func (a *amount) columns() []any { return []any{a.coefficient, a.scale, a.currency} }

func (a *amount) into() []any { return []any{&a.coefficient, &a.scale, &a.currency} }

// money returns the amount that was read.
func (a *amount) money() (money.Amount, error) {
	if !a.coefficient.Valid {
		return money.Amount{}, nil
	}
	c, err := money.ParseCurrency(a.currency)
	return money.Scaled(a.coefficient.Int64, a.scale, c), err
}
