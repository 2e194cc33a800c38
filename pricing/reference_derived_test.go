package pricing_test

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// refSteps derives a price with fractions (PRC-13).
func refSteps(price decimal.Decimal, s pricing.Surcharge, round money.Rounding) decimal.Decimal {
	x, one := price.Rat(), big.NewRat(1, 1)
	x.Mul(x, new(big.Rat).Add(one, s.Rate.Decimal().Rat()))
	for _, step := range s.Then {
		x.Mul(x, new(big.Rat).Add(one, step.Rate.Decimal().Rat()))
		x.Quo(x, new(big.Rat).Sub(one, step.Margin.Decimal().Rat()))
		x.Add(x, step.Amount.Decimal().Rat())
		if step.Round.IsSet() {
			x = refRound(x, step.Round)
		}
	}
	x = refRound(x, round)
	if x.Sign() < 0 {
		return decimal.Zero
	}
	x.Mul(x, big.NewRat(1_000_000_000_000, 1)) // whole: at most 12 decimals are left
	return decimal.NewFromBigInt(x.Num(), -12)
}

// refRound rounds to the multiple of the step that the mode says.
func refRound(x *big.Rat, round money.Rounding) *big.Rat {
	r := parseRounding(round)
	step := r.step.Rat()
	steps := new(big.Rat).Quo(x, step)
	low := new(big.Int).Div(steps.Num(), steps.Denom()) // the floor
	rest := new(big.Rat).Sub(steps, new(big.Rat).SetInt(low))
	half := rest.Cmp(big.NewRat(1, 2))
	up := false
	switch r.mode {
	case "half up": // away from zero
		up = half > 0 || half == 0 && x.Sign() > 0
	case "half down":
		up = half > 0 || half == 0 && x.Sign() < 0
	case "half even":
		up = half > 0 || half == 0 && low.Bit(0) == 1
	case "up":
		up = rest.Sign() > 0 && x.Sign() > 0
	case "down":
		up = rest.Sign() > 0 && x.Sign() < 0
	case "ceiling":
		up = rest.Sign() > 0
	case "floor":
	default:
		panic("unknown mode " + r.mode)
	}
	if up {
		low = new(big.Int).Add(low, big.NewInt(1))
	}
	return new(big.Rat).Mul(new(big.Rat).SetInt(low), step)
}

// refSum adds the prices of two lists: for each product, unit and currency, each stretch of days in which no table
// begins or ends, and each minimum of either.
func refSum(a, b []refRow) []refRow {
	var sum, seen []refRow
	for _, row := range a {
		key := refRow{product: row.product, unit: row.unit, currency: row.currency}
		if slices.Contains(seen, key) {
			continue
		}
		seen = append(seen, key)
		alike := func(row refRow) bool {
			return !row.inactive && row.product == key.product && row.unit == key.unit && row.currency == key.currency
		}
		x, y := keepRows(a, alike), keepRows(b, alike)
		for _, days := range stretches(x, y) {
			sum = append(sum, refSumOn(days, x, y)...)
		}
	}
	return sum
}

// stretches are ranges of days that rows either cover or do not touch.
func stretches(rows ...[]refRow) []calendar.Days {
	var starts []calendar.Date
	for _, row := range slices.Concat(rows...) {
		if !row.days.From.IsZero() {
			starts = append(starts, row.days.From)
		}
		if !row.days.To.IsZero() {
			starts = append(starts, row.days.To.AddDays(1))
		}
	}
	slices.SortFunc(starts, calendar.Date.Compare)
	all := []calendar.Days{{}}
	for _, start := range slices.Compact(starts) {
		all[len(all)-1].To = start.AddDays(-1)
		all = append(all, calendar.Days{From: start})
	}
	return all
}

func refSumOn(days calendar.Days, a, b []refRow) []refRow {
	day := days.From
	if day.IsZero() {
		day = days.To
	}
	if day.IsZero() {
		day = calendar.MustDate("2000-01-01")
	}
	x, y := refValid(a, day), refValid(b, day)
	var minima []money.Quantity
	for _, row := range slices.Concat(x, y) {
		if !slices.Contains(minima, row.min) {
			minima = append(minima, row.min)
		}
	}
	var sum []refRow
	for _, least := range minima {
		p, q := refHit(x, least), refHit(y, least)
		if p == nil || q == nil {
			continue
		}
		made := *p
		made.days, made.min, made.price = days, least, p.price.Add(q.price)
		if len(x) == 1 && x[0].min.Sign() == 0 {
			made.breaks = q.breaks
		}
		sum = append(sum, made)
	}
	return sum
}

// refValid is the table of the narrowest window around a day.
func refValid(rows []refRow, day calendar.Date) (table []refRow) {
	for _, row := range rows {
		switch {
		case !row.days.Contains(day):
		case len(table) == 0 || table[0].days != row.days && inside(row.days, table[0].days):
			table = []refRow{row}
		case table[0].days == row.days:
			table = append(table, row)
		}
	}
	return table
}

// refHit is the row of the highest minimum not above a quantity, nil for none.
func refHit(table []refRow, q money.Quantity) (hit *refRow) {
	for i := range table {
		if table[i].min.Cmp(q) <= 0 && (hit == nil || hit.min.Less(table[i].min)) {
			hit = &table[i]
		}
	}
	return hit
}
