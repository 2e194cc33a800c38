package contract_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/contract"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// judge is the slow and obvious reading of CON-2 and CON-3: it looks only at
// facts, at dates as text, and at prices as decimals.
type judge struct {
	worlds  *worlds
	reading contract.Reading
	may     rights

	assigned map[[2]string]contract.Account // by contract and account
	listed   map[[2]string]contract.Product // by contract and product
	level    map[string]decimal.Decimal     // by product
}

// verdict is a price, "" being none, its source, and the code of each list.
type verdict struct {
	price, source string
	codes         map[string]pricing.Code
}

func newJudge(w *worlds, r contract.Reading, may rights) *judge {
	j := &judge{
		worlds: w, reading: r, may: may,
		assigned: map[[2]string]contract.Account{}, listed: map[[2]string]contract.Product{},
		level: map[string]decimal.Decimal{},
	}
	for _, c := range w.contracts {
		for _, a := range c.Accounts {
			j.assigned[[2]string{c.Code, a.Account}] = a
		}
		for _, p := range c.Products {
			j.listed[[2]string{c.Code, p.Product}] = p
		}
	}
	for _, row := range w.level.Rows {
		j.level[row.Product] = row.Price.Decimal()
	}
	return j
}

// bid is a price that counts.
type bid struct {
	list          string
	price         decimal.Decimal
	forced, level bool
}

// judge decides one world. Every list that is the account's and has the product
// gets a code.
func (j *judge) judge(account, product string) verdict {
	v := verdict{codes: map[string]pricing.Code{}}
	var bids []bid
	if price, ok := j.level[product]; ok {
		bids = append(bids, bid{"level:A", price, false, true})
	}
	for i := range j.worlds.contracts {
		c := &j.worlds.contracts[i]
		a, isAssigned := j.assigned[[2]string{c.Code, account}]
		p, isListed := j.listed[[2]string{c.Code, product}]
		if !isAssigned || !isListed {
			continue
		}
		code := j.failed(c, a, p)
		v.codes["contract:"+c.Code] = code
		if code == 0 {
			bids = append(bids, bid{"contract:" + c.Code, p.Price.Decimal(), c.Force, false})
		}
	}
	if len(bids) == 0 {
		return v
	}
	best := bids[0]
	for _, b := range bids[1:] {
		if _, beats := best.losesTo(b); beats {
			best = b
		}
	}
	for _, b := range bids {
		v.codes[b.list], _ = b.losesTo(best)
	}
	v.codes[best.list] = pricing.Won
	v.price, v.source = best.price.String(), best.list
	return v
}

// failed returns the first condition that fails, in the order of CON-2.
func (j *judge) failed(c *contract.Contract, a contract.Account, p contract.Product) pricing.Code {
	level, hasLevel := j.level[p.Product]
	price := p.Price.Decimal()
	switch {
	case !j.may.feature:
		return pricing.FeatureOff
	case c.Inactive:
		return pricing.Inactive
	case c.Expires.String() < today, c.Expires.String() == today && j.reading.ExpiryExcluded:
		return pricing.Expired
	case a.Inactive:
		return pricing.AssignmentInactive
	case !a.Starts.IsZero() && a.Starts.String() > today:
		return pricing.AssignmentNotBegun
	case !a.Ends.IsZero() && a.Ends.String() < today:
		return pricing.AssignmentEnded
	case p.Inactive:
		return pricing.ProductInactive
	case !j.may.permission:
		return pricing.NoPermission
	case price.IsZero():
		return pricing.PriceZero
	case c.Force || !hasLevel:
		return 0
	case j.reading.OnlyCheaper && !price.LessThan(level):
		return pricing.NotCheaper
	case price.GreaterThan(level):
		return pricing.Dearer
	}
	return 0
}

// losesTo reports whether other wins over b, and by which step of CON-3.
func (b bid) losesTo(other bid) (pricing.Code, bool) {
	switch {
	case b.forced != other.forced:
		return pricing.Unforced, other.forced
	case !b.price.Equal(other.price):
		return pricing.Outbid, other.price.LessThan(b.price)
	case b.level != other.level:
		return pricing.Outranked, b.level
	}
	return pricing.Outranked, other.list < b.list
}

// compare asks the engine for the price and for the trace and returns what
// differs from the verdict.
func (v verdict) compare(prices *pricing.Prices, product string) string {
	l := pricing.Line{Product: product, Quantity: money.Units(1)}
	trace, err := prices.Explain(l)
	if err != nil {
		return err.Error()
	}
	short, err := prices.Price(l)
	if err != nil {
		return err.Error()
	}
	if short.Reason != trace.Reason || !short.Unit.Equal(trace.Price) || short.Source() != trace.Source {
		return fmt.Sprintf("priced %v from %s, explained\n%s", short.Unit, short.Source(), trace)
	}
	if !v.same(trace) {
		return fmt.Sprintf("%s\nwant %v", trace, v)
	}
	return ""
}

// same reports whether the engine's trace says what the judge says.
func (v verdict) same(t pricing.Trace) bool {
	price := ""
	if t.Reason == pricing.Priced {
		price = t.Price.Decimal().String()
	}
	if price != v.price || t.Source.String() != v.source || len(t.Entries) != len(v.codes) {
		return false
	}
	for _, e := range t.Entries {
		if v.codes[e.List.String()] != e.Code {
			return false
		}
	}
	return true
}
