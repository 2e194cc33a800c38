package pricing

import (
	"cmp"
	"iter"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// graduated reports whether each unit of an offer is priced at its own band.
func (p *Prices) graduated(o *offer) bool {
	return o.kind.rule != 0 && p.book.rules.all[o.kind.rule].Mode != AllUnits
}

// bands yields the rows that price a part of an offer's quantity, and that part.
func (p *Prices) bands(o *offer) iter.Seq2[row, money.Quantity] {
	s := &p.book.scheme
	return func(yield func(row, money.Quantity) bool) {
		if !p.graduated(o) {
			yield(o.table[o.hit], money.Micros(o.quantity))
			return
		}
		mode, upTo := s.rules.all[o.kind.rule].Mode, o.quantity
		for i := o.hit; i < len(o.table); i++ {
			from := bandStart(s.quantity(o.table[i].min), mode)
			if i == len(o.table)-1 {
				from = 0 // units below the smallest minimum are in the first band
			}
			if from < upTo {
				if !yield(o.table[i], money.Micros(upTo-from)) {
					return
				}
				upTo = from
			}
		}
	}
}

// bandStart is how much lies below a band: for counted units those before the
// unit that reaches the minimum, for a measure the minimum itself.
func bandStart(minimum int64, mode Mode) int64 {
	if mode == GraduatedMeasure {
		return minimum
	}
	const unit = 1_000_000
	whole := minimum / unit
	if minimum%unit != 0 {
		whole++
	}
	return max(0, whole-1) * unit
}

// compare orders two offers by price: unit prices, or what the units cost on
// average where one is graduated, without any rounding (PRC-2).
func (p *Prices) compare(a, b *offer) int {
	if !p.graduated(a) && !p.graduated(b) {
		if a.kind.scale == b.kind.scale {
			return cmp.Compare(a.table[a.hit].coef, b.table[b.hit].coef)
		}
		c, _ := p.book.unit(a.table[a.hit]).Cmp(p.book.unit(b.table[b.hit])) // one currency
		return c
	}
	// whole/quantity against whole/quantity, multiplied out
	return p.whole(a).Mul(decimal.New(b.quantity, 0)).Cmp(p.whole(b).Mul(decimal.New(a.quantity, 0)))
}

// whole is what an offer's whole quantity costs, exactly.
func (p *Prices) whole(o *offer) (sum decimal.Decimal) {
	for r, q := range p.bands(o) {
		sum = sum.Add(p.book.unit(r).Decimal().Mul(q.Decimal()))
	}
	return sum
}

// unit is the offer's unit price; for graduated breaks the quotient, for show,
// rounded as unit prices are, or to 6 decimals.
func (p *Prices) unit(o *offer) (money.Amount, error) {
	if !p.graduated(o) {
		return money.Scaled(o.table[o.hit].coef, o.kind.scale, p.currency), nil
	}
	return p.rounded(quotient(p.whole(o), decimal.New(o.quantity, -6)), orSix(p.book.round.Unit))
}

// amount is what a line costs: exact, or rounded where the Book states a line
// rounding. Where graduated breaks look at more than the line, it has its part
// of the whole. If no line rounding is stated that part has 6 decimals, and the
// lines of a product add up: each has what is due up to and with it, less what
// is due up to it, so that splitting a line changes no sum.
func (p *Prices) amount(o *offer, a *ask) (money.Amount, error) {
	round, line := p.book.round.Line, a.line+a.more
	if !p.graduated(o) {
		return p.book.unit(o.table[o.hit]).MulRound(money.Micros(line), round)
	}
	if line == o.quantity || round.IsSet() {
		return p.share(o, line, round)
	}
	before := a.in.before(a.index)
	with, err := p.share(o, before+line, sixPlaces())
	if err != nil {
		return money.Amount{}, err
	}
	without, err := p.share(o, before, sixPlaces())
	if err != nil {
		return money.Amount{}, err
	}
	return with.Sub(without)
}

// share is the part of an offer's whole that falls on some of its quantity; on
// all of it, the whole as it is where no line rounding is stated.
func (p *Prices) share(o *offer, some int64, round money.Rounding) (money.Amount, error) {
	if some == o.quantity {
		return p.rounded(p.whole(o), p.book.round.Line)
	}
	part := p.whole(o).Mul(decimal.New(some, 0))
	return p.rounded(quotient(part, decimal.New(o.quantity, 0)), round)
}

// sixPlaces is how what divides is rounded where the seller states nothing.
func sixPlaces() money.Rounding { return money.ToPlaces(6, money.HalfUp) }

func orSix(r money.Rounding) money.Rounding {
	if r.IsSet() {
		return r
	}
	return sixPlaces()
}

// quotientPlaces is more than any rounding has.
const quotientPlaces = 15

// quotient divides so that rounding the result rounds the exact quotient: what
// is cut off leaves a trace one place further on.
func quotient(a, b decimal.Decimal) decimal.Decimal {
	q, rest := a.QuoRem(b, quotientPlaces)
	if rest.Sign() != 0 {
		q = q.Add(decimal.New(1, -quotientPlaces-1)) // prices and quantities are above 0
	}
	return q
}

// rounded makes an amount, rounded if a rounding is stated.
func (p *Prices) rounded(d decimal.Decimal, round money.Rounding) (money.Amount, error) {
	if round.IsSet() {
		var err error
		if d, err = round.Decimal(d); err != nil {
			return money.Amount{}, err
		}
	}
	d = d.Add(decimal.New(0, 0)) // a positive exponent becomes digits
	coef, scale := d.Coefficient(), -d.Exponent()
	for ten, rest := big.NewInt(10), new(big.Int); scale > 0 && !coef.IsInt64(); scale-- { // zeros at the end are no digits
		shorter := new(big.Int)
		if shorter.QuoRem(coef, ten, rest); rest.Sign() != 0 {
			break
		}
		coef = shorter
	}
	if !coef.IsInt64() || scale > maxScale {
		return money.Amount{}, &money.OverflowError{Op: "price", Currency: p.currency}
	}
	return money.Scaled(coef.Int64(), uint8(scale), p.currency), nil
}

// maxScale is the most decimals that an amount can have.
const maxScale = 18
