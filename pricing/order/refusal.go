package order

import "strconv"

// RefusalCode says why there is no total. The set is closed; the zero code is none.
type RefusalCode string

const (
	UnknownProduct RefusalCode = "unknown product"
	UnknownUnit    RefusalCode = "unknown unit"
	BelowMinimum   RefusalCode = "below minimum"
	NotMultiple    RefusalCode = "not a multiple"
	// NoTaxRule: no rule says how the line, or the charge named, is taxed.
	NoTaxRule RefusalCode = "no tax rule"
	// NoWeight: delivery goes by weight, and the line's is not known.
	NoWeight RefusalCode = "no weight"
	// NoDelivery: none of the delivery costs is for this order.
	NoDelivery RefusalCode = "no delivery condition"
	// MixedScope: the line is outside the scope of tax and others are not, or the charge named is not where the lines are, or the other
	// way round. No invoice may have both (EN 16931, BR-O-11 to 14).
	MixedScope RefusalCode = "mixed scope of tax"
)

// Refusal is why there is no total: of a line, counted from 1, or of the order, whose Line is 0. No amount is in it.
type Refusal struct {
	Line int
	Code RefusalCode
	// About is the minimum or multiple, the charge, the tax class or the country; "" says nothing.
	About string
}

// String says the refusal for people, and what would have to change.
func (r Refusal) String() string {
	text := ""
	if r.Line > 0 {
		text = "line " + strconv.Itoa(r.Line) + ": "
	}
	switch r.Code {
	case UnknownProduct:
		return text + "the product is unknown: add it, or correct its id"
	case UnknownUnit:
		return text + "the product has no such unit: order it in one of its own"
	case BelowMinimum:
		return text + "too little: order at least " + r.About
	case NotMultiple:
		return text + "order a multiple of " + r.About
	case NoTaxRule:
		return text + "no tax rule holds" + about(r.About) + ": add one for this customer, country and class"
	case NoWeight:
		return text + "delivery goes by weight, and this one is not known: state it"
	case NoDelivery:
		return text + "no delivery condition holds" + about(r.About) + ": add one"
	case MixedScope:
		return text + "what is outside the scope of tax, and what is not, share no invoice" + about(r.About) + ": order them apart"
	}
	return text + "nothing was asked"
}

func about(what string) string {
	if what == "" {
		return ""
	}
	return " for " + strconv.Quote(what)
}
