package order

import (
	"errors"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Basis says in what amounts an order adds up. The zero Basis is [BeforeTax].
type Basis string

const (
	// BeforeTax: lines, discounts and charges are without tax, and tax is added. What a price has in it is taken out of the line.
	BeforeTax Basis = ""
	// WithTax: lines, discounts and charges have tax in them, and what it is is taken out of their sum. So a percentage is of the
	// amount after tax, and what was shown with tax is what is paid.
	WithTax Basis = "with tax"
)

// RoundAt is where the amounts of lines are rounded. The zero RoundAt is [AtLine]. PrestaShop's round types item, line and total are
// AtUnit, AtLine and AtTotal.
type RoundAt string

const (
	// AtLine: price times quantity is rounded, as EN 16931 has it.
	AtLine RoundAt = ""
	// AtUnit: the unit price is rounded before it is multiplied. Lines of graduated breaks, which have none, are rounded at the line.
	AtUnit RoundAt = "unit"
	// AtTotal: lines keep up to 6 decimals, and their sum by tax rate is rounded.
	AtTotal RoundAt = "total"
)

// Per is what tax is computed of, and rounded for. The zero Per is [PerRate]. Magento's algorithms unit, row and total are PerUnit,
// PerLine and PerRate; Shopware's horizontal calculation is PerLine.
type Per string

const (
	// PerRate: of the sum by category and rate, as EN 16931 has it.
	PerRate Per = ""
	// PerLine: of each line and each charge.
	PerLine Per = "line"
	// PerUnit: of one unit, then times the quantity. Lines that bear a discount, and those of graduated breaks, are taxed per line.
	PerUnit Per = "unit"
)

// Options are what sellers, and the systems that they had before, disagree on. The zero Options are those of EN 16931.
type Options struct {
	Basis Basis
	Lines RoundAt
	Taxes Per
	// Round is how amounts are rounded, at each place once; the zero Rounding is to the minor unit of the currency, half up. A
	// rounding of lines that the Book of prices states comes before it: state one of the two. The rounding of a basket's total
	// (pricing.Places.Order) does not count here: the total is the sum of the lines that the order has.
	Round money.Rounding
	// Payable rounds what is to be paid, to 0.05 CHF for instance; the zero Rounding leaves it.
	Payable money.Rounding
}

// ErrOptions is the class of options that do not exist.
var ErrOptions = errors.New("order: no such option: choose one of the constants, and roundings that can be used")

func (o Options) check() error {
	basis := o.Basis == BeforeTax || o.Basis == WithTax
	lines := o.Lines == AtLine || o.Lines == AtUnit || o.Lines == AtTotal
	taxes := o.Taxes == PerRate || o.Taxes == PerLine || o.Taxes == PerUnit
	for _, r := range []money.Rounding{o.Round, o.Payable} {
		if r.IsSet() && (r.Check() != nil || r.Places() > exactPlaces) {
			return ErrOptions
		}
	}
	if !basis || !lines || !taxes {
		return ErrOptions
	}
	return nil
}

// exactPlaces is how many decimals an amount can have that is stored.
const exactPlaces = 6

// exact is the rounding of what is to be rounded later.
var exact = money.ToPlaces(exactPlaces, money.HalfUp)

func (o Options) money(c money.Currency) money.Rounding {
	if o.Round.IsSet() {
		return o.Round
	}
	return money.ToPlaces(c.Digits(), money.HalfUp)
}
