package pricing_test

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// refList is a list with the prices that it shows: rounded, and derived.
type refList struct {
	pricing.List
	round  refRounding
	prices []refRow
}

// refRow is one price of one product.
type refRow struct {
	product, unit string
	days          calendar.Days
	min           money.Quantity
	price         decimal.Decimal
	currency      money.Currency
	inactive      bool
	breaks        pricing.Breaks
}

// newReference copies the facts out, list by list.
func newReference(data pricing.Data) *reference {
	r := &reference{data: data}
	for _, l := range data.Lists {
		r.lists = append(r.lists, &refList{List: l})
	}
	for _, l := range r.lists {
		r.fill(l)
	}
	return r
}

// fill gives a list its prices: those of its own rows, then, for products
// without any, those of the list that it is derived from.
func (r *reference) fill(l *refList) {
	l.round = parseRounding(r.data.Round.Unit)
	if l.ID.Kind == pricing.Cost {
		l.round = refRounding{}
	}
	l.prices = nil
	for _, row := range l.Rows {
		own := refRow{
			row.Product, row.Unit, row.Days, row.Min, l.round.apply(row.Price.Decimal()), row.Price.Currency(),
			row.Inactive, row.Breaks,
		}
		if own.breaks == (pricing.Breaks{}) {
			own.breaks = l.Breaks
		}
		l.prices = append(l.prices, own)
	}
	if l.Derived == nil {
		return
	}
	source := r.list(l.Derived.From)
	r.fill(source) // the source's shown prices, whatever its place in the data
	prices := source.prices
	for _, id := range l.Derived.Plus {
		other := r.list(id)
		r.fill(other)
		prices = refSum(prices, other.prices)
	}
	own := l.prices
	for _, row := range prices {
		if !row.inactive && !(&refList{prices: own}).has(row.product, nil) {
			l.prices = append(l.prices, l.derive(row)...)
		}
	}
}

// derive makes the rows that a row of the source gives: one for each of the
// product's surcharges, or those of every product.
func (l *refList) derive(row refRow) []refRow {
	if l.Breaks != (pricing.Breaks{}) {
		row.breaks = l.Breaks
	}
	var surcharges []pricing.Surcharge
	for _, name := range []string{row.product, ""} {
		for _, s := range l.Derived.Surcharges {
			if s.Product == name {
				surcharges = append(surcharges, s)
			}
		}
		if len(surcharges) > 0 {
			break
		}
	}
	if len(l.Derived.Surcharges) == 0 {
		surcharges = []pricing.Surcharge{{}}
	}
	slices.SortFunc(surcharges, func(a, b pricing.Surcharge) int { return a.Min.Cmp(b.Min) })
	var rows []refRow
	for i, s := range surcharges {
		made := row
		if made.min.Less(s.Min) {
			made.min = s.Min
		}
		if i+1 < len(surcharges) && !made.min.Less(surcharges[i+1].Min) {
			continue // where the source begins, the next surcharge holds already
		}
		made.price = refSteps(row.price, s, l.Derived.Round)
		rows = append(rows, made)
	}
	return rows
}

func (l *refList) rowsOf(product string) []refRow {
	return keepRows(l.prices, func(row refRow) bool { return row.product == product })
}

// off reports whether a product that the list has is switched off: in the unit
// asked for if the list has it in that, else in all.
func (l *refList) off(line pricing.Line) bool {
	rows := l.rowsOf(line.Product)
	if l.has(line.Product, &line.Unit) {
		rows = keepRows(rows, func(row refRow) bool { return row.unit == line.Unit })
	}
	return len(keepRows(rows, func(row refRow) bool { return !row.inactive })) == 0
}

// has reports whether the list has a row of the product, in that unit or, for
// nil, in any.
func (l *refList) has(product string, unit *string) bool {
	for _, row := range l.prices {
		if row.product == product && (unit == nil || row.unit == *unit) {
			return true
		}
	}
	return false
}

// refRounding rounds to multiples of a step. The zero value rounds nothing.
type refRounding struct {
	step decimal.Decimal
	mode string
}

// parseRounding reads "2 places, half up" and "steps of 0.05, floor".
func parseRounding(r money.Rounding) refRounding {
	if !r.IsSet() {
		return refRounding{}
	}
	size, mode, _ := strings.Cut(r.String(), ", ")
	if step, ok := strings.CutPrefix(size, "steps of "); ok {
		whole, fraction, _ := strings.Cut(step, ".")
		return refRounding{decimal.New(number(whole+fraction), -int32(len(fraction))), mode}
	}
	places, _, _ := strings.Cut(size, " ")
	return refRounding{decimal.New(1, -int32(number(places))), mode}
}

func number(digits string) int64 {
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

// apply rounds a number that is not negative.
func (r refRounding) apply(d decimal.Decimal) decimal.Decimal {
	if r.mode == "" {
		return d
	}
	steps, rest := d.QuoRem(r.step, 0)
	half := rest.Add(rest).Cmp(r.step)
	odd := steps.BigInt().Bit(0) == 1
	up := false
	switch r.mode {
	case "half up":
		up = half >= 0
	case "half down":
		up = half > 0
	case "half even":
		up = half > 0 || half == 0 && odd
	case "up", "ceiling":
		up = rest.Sign() > 0
	case "down", "floor":
	default:
		panic("unknown mode " + r.mode)
	}
	if up {
		steps = steps.Add(decimal.NewFromInt(1))
	}
	return steps.Mul(r.step)
}
