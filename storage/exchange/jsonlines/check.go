package jsonlines

import (
	"strconv"

	"github.com/tradeterms/tradeterms/approval"
	"github.com/tradeterms/tradeterms/budget"
	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
	"github.com/tradeterms/tradeterms/storage"
	"github.com/tradeterms/tradeterms/storage/exchange"
	"github.com/tradeterms/tradeterms/storage/record"
)

const ofStore = "numbers the states of one store, which this file is not of: leave it out"

// checkPrices refuses what other lines say, and a second line.
func (r *reading) checkPrices(d *pricing.Data) bool {
	switch {
	case r.settled:
		r.refuse(exchange.Duplicate, "", "the file says this of its prices already: keep one line", nil)
	case d.Revision != 0:
		r.refuse(exchange.BadRecord, "revision", ofStore, nil)
	case len(d.Lists) > 0:
		r.refuse(exchange.BadRecord, "lists", "give each list a line of its own", nil)
	default:
		r.settled = true
		return true
	}
	return false
}

func (r *reading) checkList(l *pricing.List) bool {
	if r.lists[l.ID] {
		r.refuse(exchange.Duplicate, "id", "the file has a list of this id already: keep one", nil)
		return false
	}
	r.lists[l.ID] = true
	for i := range l.Rows {
		if !r.enters(l.Rows[i].Price, "rows."+strconv.Itoa(i)+".price") {
			return false
		}
	}
	return true
}

func (r *reading) checkPrice(p *record.Price) bool {
	if !r.lists[p.List] {
		r.refuse(exchange.UnknownID, "list", "no line before this one has the list: add it, or name another", nil)
		return false
	}
	return r.enters(p.Price, "price")
}

func (r *reading) checkContract(c *contract.Contract) bool {
	for i, p := range c.Products {
		at := "products." + strconv.Itoa(i)
		if !r.enters(p.Price, at+".price") {
			return false
		}
		for j := range p.Breaks {
			if !r.enters(p.Breaks[j].Price, at+".breaks."+strconv.Itoa(j)+".price") {
				return false
			}
		}
	}
	return true
}

func (r *reading) checkBudget(b *budget.Budget) bool {
	return r.enters(b.MaxOrder, "max_order") && r.enters(b.MaxPeriod, "max_period")
}

func (r *reading) checkOrder(o *storage.Order) bool              { return r.unversioned(o.Version) }
func (r *reading) checkRequest(q *approval.Request) bool         { return r.unversioned(q.Version) }
func (r *reading) checkSubstitutes(s *approval.Substitutes) bool { return r.unversioned(s.Version) }

func (r *reading) unversioned(version uint64) bool {
	if version != 0 {
		r.refuse(exchange.BadRecord, "version", ofStore, nil)
	}
	return version == 0
}

// enters refuses an amount beyond the bounds of what may be entered. What was computed, such as the amount of an order, may
// have more digits.
func (r *reading) enters(a money.Amount, field string) bool {
	if !a.IsSet() {
		return true
	}
	if _, err := money.Parse(a.Number(), a.Currency()); err != nil {
		r.refuse(exchange.BadPrice, field, "more digits than an amount may have (18, 6 of them decimals): write fewer", nil)
		return false
	}
	return true
}
