package order

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"

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
	return []Part{
		{PartDelivery, delivery.hex()}, {PartLines, lines.hex()}, {PartParties, parties.hex()}, {PartPrices, prices.hex()},
		{PartTotals, totals.hex()},
	}
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
