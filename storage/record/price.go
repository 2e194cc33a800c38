package record

import (
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Price is a row of a list together with the list that it is of: for rows that are written one by one. But for List it has the
// fields of [pricing.Row].
type Price struct {
	List     pricing.ListID
	Product  string
	Unit     string
	Days     calendar.Days
	Min      money.Quantity
	Price    money.Amount
	Inactive bool
	Breaks   pricing.Breaks
}

// PriceOf returns the row of a list as one fact.
func PriceOf(list pricing.ListID, r pricing.Row) Price {
	return Price{list, r.Product, r.Unit, r.Days, r.Min, r.Price, r.Inactive, r.Breaks}
}

// Row returns the row without its list.
func (p Price) Row() pricing.Row {
	return pricing.Row{
		Product: p.Product, Unit: p.Unit, Days: p.Days, Min: p.Min, Price: p.Price, Inactive: p.Inactive, Breaks: p.Breaks,
	}
}
