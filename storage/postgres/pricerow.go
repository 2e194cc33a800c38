package postgres

import (
	"fmt"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

const rowColumns = "list, product, unit, from_day, to_day, minimum, price, currency, inactive, mode, scope, family"

// priceRow is a row as its columns have it. What is most often so is null.
type priceRow struct {
	list             int32
	product, unit    []byte
	from, to         *int32
	minimum          *int64
	price, currency  []byte
	inactive         *bool
	mode, scope      *int16
	family           []byte
	known            money.Currency
	text, unitBefore string
}

func (r *priceRow) columns() []any {
	return []any{
		&r.list, &r.product, &r.unit, &r.from, &r.to, &r.minimum, &r.price, &r.currency, &r.inactive, &r.mode, &r.scope, &r.family,
	}
}

// modes and scopes are numbered by their places here, as they are stored.
var (
	modes  = []pricing.Mode{pricing.AllUnits, pricing.Graduated, pricing.GraduatedMeasure}
	scopes = []pricing.Scope{pricing.ProductScope, pricing.LineScope, pricing.FamilyScope, pricing.BasketScope}
)

// row returns the fact.
func (r *priceRow) row() (out pricing.Row, err error) {
	out.Product, out.Unit = string(r.product), r.unitText()
	if out.Days.From, err = dateOf(r.from); err != nil {
		return out, err
	}
	if out.Days.To, err = dateOf(r.to); err != nil {
		return out, err
	}
	if r.minimum != nil {
		out.Min = money.Micros(*r.minimum)
	}
	if r.text != string(r.currency) {
		if r.known, err = money.ParseCurrency(string(r.currency)); err != nil {
			return out, err
		}
		r.text = string(r.currency)
	}
	if out.Price, err = money.ParseBytes(r.price, r.known); err != nil {
		return out, err
	}
	out.Inactive = r.inactive != nil && *r.inactive
	out.Breaks.Family = string(r.family)
	if out.Breaks.Mode, err = numbered(modes, r.mode); err != nil {
		return out, err
	}
	out.Breaks.Scope, err = numbered(scopes, r.scope)
	return out, err
}

// unitText is the unit; mostly it is that of the row before.
func (r *priceRow) unitText() string {
	if r.unitBefore != string(r.unit) {
		r.unitBefore = string(r.unit)
	}
	return r.unitBefore
}

func numbered[E any](all []E, n *int16) (e E, err error) {
	switch {
	case n == nil:
		return all[0], nil
	case *n < 0 || int(*n) >= len(all):
		return e, fmt.Errorf("a price row has breaks of the kind %d, which does not exist", *n)
	}
	return all[*n], nil
}

// numberOf is the number of a way in which breaks work; what does not exist the Builder refuses.
func numberOf[E comparable](all []E, e E) int16 { return int16(slices.Index(all, e)) }

func dateOf(day *int32) (calendar.Date, error) {
	if day == nil {
		return calendar.Date{}, nil
	}
	return calendar.NewDate(int(*day/10000), time.Month(*day/100%100), int(*day%100))
}

func dayOf(d calendar.Date) int32 { return int32(d.Year()*10000 + int(d.Month())*100 + d.Day()) }
