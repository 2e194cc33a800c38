package lint

import (
	"time"

	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// point is a quantity that can be ordered, and its tier.
type point struct {
	quantity int64 // in millionths
	tier     *pricing.Tier
}

// bands looks for quantities at which a unit costs more, or the whole less, than one step before. Within a tier the price of
// a unit goes one way only, so its first two and its last quantity are enough.
func (w *watch) bands(c *class, unit string, at time.Time, tiers []pricing.Tier) {
	var before point
	for i := range tiers {
		for _, p := range w.points(&tiers[i]) {
			if before.tier != nil && p.quantity-before.quantity == w.Step.Micros() && before.tier.OK() && p.tier.OK() {
				w.step(c, unit, at, before, p)
			}
			before = p
		}
	}
}

// points returns the first, second and last multiple of the step in a tier, as far as there are such.
func (w *watch) points(t *pricing.Tier) (all []point) {
	step, last := w.Step.Micros(), int64(999_999_999_999_999_999)
	if t.Until.Sign() > 0 {
		last = t.Until.Micros() - 1
	}
	first := (t.From.Micros() + step - 1) / step * step
	end := last / step * step
	if t.Until.Sign() == 0 {
		end = first + step
	}
	for _, q := range [...]int64{first, first + step, end} {
		if first <= q && q <= last && (len(all) == 0 || q > all[len(all)-1].quantity) {
			all = append(all, point{q, t})
		}
	}
	return all
}

func (w *watch) step(c *class, unit string, at time.Time, a, b point) {
	less, more := money.Micros(a.quantity), money.Micros(b.quantity)
	before, after := a.tier.Cost(less), b.tier.Cost(more)
	f := Finding{List: b.tier.Source(), Other: a.tier.Source(), Unit: unit, From: more, At: at}
	if after.Mul(less.Decimal()).Cmp(before.Mul(more.Decimal())) > 0 {
		f.Code = RisingPrice
		w.add(f, c)
	}
	if after.Cmp(before) < 0 {
		f.Code = MoreCostsLess
		w.add(f, c)
	}
}
