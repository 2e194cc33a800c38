package pricing_test

import (
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// someBuyer is one who asks in a world.
func (w *world) someBuyer() pricing.Buyer {
	b := pricing.Buyer{Account: pick(w, worldAccounts), Currency: money.GBP}
	if w.chance(12) {
		b.Currency = money.EUR
	}
	if w.chance(25) {
		b.PricedAs = pick(w, worldAccounts)
		b.CountOwn = w.chance(40)
	}
	named := worldLevels[:4]
	if w.chance(30) {
		named = worldLevels
	}
	for _, n := range w.Perm(len(named)) {
		if w.chance(60) {
			b.Levels = append(b.Levels, named[n])
		}
	}
	if w.chance(3) {
		b.Levels = append(b.Levels, "unknown")
	}
	b.Groups = some(w, 40, worldGroups)
	b.Features = some(w, 85, worldFeatures)
	b.Permissions = some(w, 85, worldRights)
	b.PricesHidden = w.chance(2)
	b.Blocked = w.chance(2)
	return b
}

// someInstant is at the edge of a day around the world's, or in its midst.
func (w *world) someInstant() time.Time {
	day := w.around.AddDays(w.IntN(7) - 2)
	at := day.FirstInstant(w.data.Zone)
	switch w.IntN(5) {
	case 0:
		return at.Add(-time.Microsecond)
	case 1:
		return at
	case 2:
		return at.Add(time.Microsecond)
	case 3:
		return at.Add(12 * time.Hour)
	}
	return at.Add(time.Duration(w.Int64N(int64(24 * time.Hour)))).Truncate(time.Microsecond)
}

// someLine is one line: quantities stand around the breaks.
func (w *world) someLine() pricing.Line {
	line := pricing.Line{Product: pick(w, worldProducts)}
	if w.chance(3) {
		line.Product = pick(w, []string{"absent", "P\x00BOX", "\x00"})
	}
	if w.chance(20) {
		line.Unit = "BOX"
	}
	if w.chance(1) {
		line.Unit = "absent"
	}
	line.Quantity = w.someQuantity()
	return line
}

func (w *world) someQuantity() money.Quantity {
	q := money.MustQuantity(pick(w, worldBreaks)).Micros()
	switch w.IntN(8) {
	case 0:
		q--
	case 1:
		q++
	case 2, 3:
		q = int64(1+w.IntN(20)) * million
	case 4:
		q = 1 + w.Int64N(12*million)
	}
	if q <= 0 {
		q = million
	}
	return money.Micros(q)
}
