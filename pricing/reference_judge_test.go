package pricing_test

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// judge checks the conditions of CON-2 in their order, then what the rows say.
func (r *reference) judge(l *refList, q *question) verdict {
	v := verdict{list: l}
	position := -1
	if v.code = refTerms(l, q); v.code != 0 {
		return v
	}
	if v.code, position = refAudience(l, q); v.code != 0 {
		return v
	}
	rows := l.rowsOf(q.asked().Product)
	active := keepRows(rows, func(row refRow) bool { return !row.inactive })
	switch {
	case len(rows) == 0:
		v.code = pricing.NotListed
	case l.off(q.asked()):
		v.code = pricing.ProductInactive
	case l.Permission != "" && !slices.Contains(q.buyer.Permissions, l.Permission):
		v.code = pricing.NoPermission
	}
	if v.code != 0 {
		return v
	}
	table, code := tableFor(active, q)
	if v.code = code; code != 0 {
		return v
	}
	quantity := r.scoped(l, table[0].breaks, q)
	if v.least = table[0].min; quantity.Less(v.least) {
		v.code = pricing.BelowMinimum
		return v
	}
	v.least = money.Quantity{}
	v.offer = table.offer(quantity, q.asked().Quantity)
	v.offer.list, v.offer.level = l, position
	if v.offer.unit.IsZero() || v.offer.total.IsZero() || v.offer.shown(q).IsZero() {
		v.code = pricing.PriceZero
	}
	return v
}

// terms checks what holds for the whole list whoever buys.
func refTerms(l *refList, q *question) pricing.Code {
	switch {
	case l.Feature != "" && !slices.Contains(q.buyer.Features, l.Feature):
		return pricing.FeatureOff
	case l.Inactive:
		return pricing.Inactive
	case begins(l.Days, q.day):
		return pricing.NotBegun
	case ended(l.Days, q.day):
		return pricing.Expired
	}
	return 0
}

func begins(days calendar.Days, day calendar.Date) bool {
	return !days.From.IsZero() && day.Before(days.From)
}

func ended(days calendar.Days, day calendar.Date) bool {
	return !days.To.IsZero() && day.After(days.To)
}

func within(days calendar.Days, day calendar.Date) bool {
	return !begins(days, day) && !ended(days, day)
}

// audience says why a list is not the buyer's, or its position among his levels.
func refAudience(l *refList, q *question) (pricing.Code, int) {
	switch l.Audience.Kind {
	case pricing.Everyone:
		return 0, -1
	case pricing.Named:
		if l.ID.Kind == pricing.Level {
			if i := slices.Index(q.buyer.Levels, l.ID.Code); i >= 0 {
				return 0, i
			}
		}
	case pricing.Assigned:
		return refAssigned(l, q), -1
	}
	return pricing.NotAssigned, -1
}

// assigned looks at all assignments that name the buyer: one that holds is
// enough; of several that fail, the one that came furthest is told.
func refAssigned(l *refList, q *question) pricing.Code {
	b := q.buyer
	from := b.PricedAs
	if from == "" {
		from = b.Account
	}
	told := pricing.NotAssigned
	for _, a := range l.Audience.Assigned {
		own := a.Account != "" && a.Account == b.Account
		switch {
		case a.Group != "" && slices.Contains(b.Groups, a.Group):
		case a.Account != "" && a.Account == from:
		case own && b.CountOwn:
		case own:
			if told == pricing.NotAssigned {
				told = pricing.SetAside
			}
			continue
		default:
			continue
		}
		var code pricing.Code
		switch {
		case a.Inactive:
			code = pricing.AssignmentInactive
		case begins(a.Days, q.day):
			code = pricing.AssignmentNotBegun
		case ended(a.Days, q.day):
			code = pricing.AssignmentEnded
		default:
			return 0
		}
		if told == pricing.SetAside || code > told {
			told = code
		}
	}
	return told
}

// tableFor finds the table that is valid for unit, currency and day: of those
// that are, the one with the narrowest window.
func tableFor(active []refRow, q *question) (refTable, pricing.Code) {
	inUnit := keepRows(active, func(row refRow) bool { return row.unit == q.asked().Unit })
	if len(inUnit) == 0 {
		return nil, pricing.OtherUnit
	}
	inCurrency := keepRows(inUnit, func(row refRow) bool { return row.currency == q.buyer.Currency })
	if len(inCurrency) == 0 {
		return nil, pricing.OtherCurrency
	}
	valid := keepRows(inCurrency, func(row refRow) bool { return within(row.days, q.day) })
	if len(valid) == 0 {
		if slices.ContainsFunc(inCurrency, func(row refRow) bool { return begins(row.days, q.day) }) {
			return nil, pricing.RowNotBegun
		}
		return nil, pricing.RowEnded
	}
	narrowest := valid[0].days
	for _, row := range valid[1:] {
		if inside(row.days, narrowest) {
			narrowest = row.days
		}
	}
	table := keepRows(valid, func(row refRow) bool { return row.days == narrowest })
	slices.SortFunc(table, func(a, b refRow) int { return a.min.Cmp(b.min) })
	return slices.CompactFunc(table, func(a, b refRow) bool { return a.min == b.min }), 0
}

func keepRows(rows []refRow, want func(refRow) bool) []refRow {
	var kept []refRow
	for _, row := range rows {
		if want(row) {
			kept = append(kept, row)
		}
	}
	return kept
}

// inside reports whether a lies wholly in b.
func inside(a, b calendar.Days) bool {
	return (b.From.IsZero() || !a.From.IsZero() && !a.From.Before(b.From)) &&
		(b.To.IsZero() || !a.To.IsZero() && !a.To.After(b.To))
}

// refTable is one table of breaks, lowest minimum first.
type refTable []refRow

// offer prices a line by the quantity that the table's scope looks at.
func (t refTable) offer(scoped, line money.Quantity) offer {
	hit := t.hit(scoped)
	o := offer{unit: t[hit].price, from: t[hit].min, graduated: t[hit].breaks.Mode != pricing.AllUnits}
	if o.graduated {
		o.total = t.graduated(scoped)
		if scoped != line { // the line bears its part
			o.total = o.total.Mul(line.Decimal()).DivRound(scoped.Decimal(), 30)
		}
		return o
	}
	o.total = o.unit.Mul(line.Decimal())
	return o
}

// hit is the break with the highest minimum not above the quantity; units below
// the smallest minimum are in the first band.
func (t refTable) hit(quantity money.Quantity) int {
	hit := 0
	for i, row := range t {
		if !quantity.Less(row.min) {
			hit = i
		}
	}
	return hit
}

const million = 1_000_000

// graduated is the amount of a quantity each of whose units has the price of
// its band.
func (t refTable) graduated(quantity money.Quantity) decimal.Decimal {
	total := decimal.Zero
	if t[0].breaks.Mode == pricing.GraduatedMeasure {
		for i, row := range t {
			low, high := row.min.Micros(), quantity.Micros()
			if i == 0 {
				low = 0
			}
			if i+1 < len(t) {
				high = min(high, t[i+1].min.Micros())
			}
			if high > low {
				total = total.Add(row.price.Mul(money.Micros(high - low).Decimal()))
			}
		}
		return total
	}
	for n, left := int64(1), quantity.Micros(); left > 0; n, left = n+1, left-million {
		part := money.Micros(min(left, million))
		number := money.Micros(min(n*million, quantity.Micros())) // a part of a unit is the number it makes up
		total = total.Add(t[t.hit(number)].price.Mul(part.Decimal()))
	}
	return total
}

// shown is the unit price: of the break, or the quotient for graduated breaks.
func (o offer) shown(q *question) decimal.Decimal {
	if !o.graduated {
		return o.unit
	}
	quotient := o.total.DivRound(q.asked().Quantity.Decimal(), 30)
	if o.list.round.mode == "" {
		return refRounding{decimal.New(1, -6), "half up"}.apply(quotient)
	}
	return o.list.round.apply(quotient)
}

// scoped is the quantity that breaks look at (PRC-2). Quantities of different
// units are never added.
func (r *reference) scoped(l *refList, b pricing.Breaks, q *question) money.Quantity {
	asked := q.asked()
	var sum int64
	for i, line := range q.lines {
		var counts bool
		switch b.Scope {
		case pricing.LineScope:
			counts = i == q.line
		case pricing.ProductScope:
			counts = line.Product == asked.Product
		case pricing.BasketScope:
			counts = true
		case pricing.FamilyScope:
			counts = i == q.line || inFamily(l, b.Family, q, i)
		}
		if counts && line.Unit == asked.Unit {
			sum += line.Quantity.Micros()
		}
	}
	return money.Micros(sum)
}

// inFamily reports whether the valid table of another line's product in the
// same list names the family.
func inFamily(l *refList, family string, q *question, line int) bool {
	other := *q
	other.line = line
	rows := keepRows(l.rowsOf(other.asked().Product), func(row refRow) bool { return !row.inactive })
	table, code := tableFor(rows, &other)
	return code == 0 && table[0].breaks.Scope == pricing.FamilyScope && table[0].breaks.Family == family
}
