package order

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Part is a part of an order by the digest of what it holds.
type Part struct {
	Name   string
	Digest string
}

// The parts of an order.
const (
	PartParties  = "parties"  // who orders, who pays, whose prices hold, in which currency
	PartLines    = "lines"    // products, units and quantities, in order
	PartPrices   = "prices"   // price, amount and source of each line
	PartDelivery = "delivery" // delivery and invoice address, delivery point
	PartTotals   = "totals"

	// Of orders that have any.
	PartConditions = "conditions" // discounts with the lines' shares, and charges
	PartTaxes      = "taxes"      // basis, how each line is taxed, and what of it is owed at each rate
	PartExchange   = "exchange"   // the rate by which prices were converted
)

// Parts returns the digests of the order's parts, by name. Together they cover every field that changes money, goods or
// address; when and at which revision it was priced they leave out.
func (o Order) Parts() []Part {
	var parties, lines, prices, delivery, totals sum
	parties.add(o.Account, o.BilledTo, o.PricedAs, o.Currency.String())
	for _, l := range o.Lines {
		lines.add(l.Product, l.Unit, l.Quantity.String())
		prices.add(canonical(l.Price), canonical(l.Amount), l.Source.String())
	}
	delivery.add(o.Delivery.Address, o.Delivery.Point, o.Invoice.Address, o.Invoice.Point)
	totals.add(canonical(o.Totals.Goods), canonical(o.Totals.WithoutTax), canonical(o.Totals.WithTax))
	if t := o.Totals; t.Discount.IsSet() || t.Charges.IsSet() || t.Tax.IsSet() || t.Payable.IsSet() {
		totals.add(canonical(t.Discount), canonical(t.Charges), canonical(t.Tax), canonical(t.Payable))
	}
	return slices.Concat(o.conditions(), []Part{
		{PartDelivery, delivery.hex()},
	}, o.exchange(), []Part{
		{PartLines, lines.hex()}, {PartParties, parties.hex()}, {PartPrices, prices.hex()},
	}, o.taxes(), []Part{{PartTotals, totals.hex()}})
}

// conditions is the part of discounts and charges, if there are any.
func (o Order) conditions() []Part {
	var s sum
	for _, d := range o.Discounts {
		s.add("discount", d.ID, d.Name, canonical(d.Of), d.Rate.String(), canonical(d.Amount))
	}
	for _, c := range o.Charges {
		s.add("charge", c.ID, c.Name, canonical(c.Amount), yes(c.Free), c.Taxed.Rule, string(c.Taxed.Category), c.Taxed.Rate.String())
	}
	shared := false
	for _, l := range o.Lines {
		s.add("share", canonical(l.Discount))
		shared = shared || l.Discount.Sign() != 0
	}
	if len(o.Discounts)+len(o.Charges) == 0 && !shared {
		return nil
	}
	return []Part{{PartConditions, s.hex()}}
}

// taxes is the part of taxes, if there are any.
func (o Order) taxes() []Part {
	var s sum
	s.add("basis", string(o.Basis), string(o.Rounded))
	taxed := len(o.Taxes) > 0 || o.Basis != BeforeTax || o.Rounded != AtLine
	for _, l := range o.Lines {
		s.add("line", yes(l.PriceWithTax), l.Taxed.Rule, string(l.Taxed.Category), l.Taxed.Rate.String())
		taxed = taxed || l.PriceWithTax || l.Taxed != (Taxed{})
	}
	for _, t := range o.Taxes {
		s.add("tax", string(t.Category), t.Rate.String(), canonical(t.Goods), canonical(t.Discount), canonical(t.Charges),
			canonical(t.Base), canonical(t.Amount), t.Reason)
	}
	if !taxed {
		return nil
	}
	return []Part{{PartTaxes, s.hex()}}
}

// exchange is the part of the conversion, if there was one.
func (o Order) exchange() []Part {
	x := o.Exchange
	if x.From == 0 && x.To == 0 && x.Source == "" && x.At.IsZero() && x.Factor.Sign() == 0 {
		return nil
	}
	var s sum
	s.add(x.From.String(), x.To.String(), x.Factor.String(), x.Source, x.At.UTC().Format(time.RFC3339Nano))
	return []Part{{PartExchange, s.hex()}}
}

func yes(holds bool) string {
	if holds {
		return "yes"
	}
	return "no"
}

// canonical writes equal amounts alike, "" where there is none.
func canonical(a money.Amount) string {
	if !a.IsSet() {
		return ""
	}
	return a.Decimal().String() + " " + a.Currency().String()
}

// sum collects texts, each behind its length, so that no two lists of texts come to the same bytes.
type sum []byte

func (s *sum) add(texts ...string) {
	for _, text := range texts {
		*s = append(binary.BigEndian.AppendUint64(*s, uint64(len(text))), text...)
	}
}

func (s sum) hex() string {
	digest := sha256.Sum256(s)
	return hex.EncodeToString(digest[:])
}
