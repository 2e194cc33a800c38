package tax

import (
	"strconv"
	"time"
)

// Customer is what taxes depend on. The empty text is none: only rules for any hold then.
type Customer struct {
	Account string
	// Profile is the account's tax profile.
	Profile string
	// Country and Region are those of delivery.
	Country string
	Region  string
}

// Rates are the taxes of a customer at an instant: a value that reads its Book.
type Rates struct {
	book *Book
	of   Customer
	at   time.Time
}

// Code says what a decision is. The set is closed; the zero Code is a refusal.
type Code string

const (
	// Found: a rule holds.
	Found Code = "found"
	// NoRule: none does.
	NoRule Code = "no tax rule"
)

// Decision is the tax of a class, or that there is none. The zero Decision refuses.
type Decision struct {
	Code Code
	// Rule is the id of the rule that decided.
	Rule string
	Treatment
}

// Allowed reports whether there is a tax, of zero perhaps.
func (d Decision) Allowed() bool { return d.Code == Found }

// String says the decision for people.
func (d Decision) String() string {
	if !d.Allowed() {
		return "no tax rule holds: add one for this customer, country and class"
	}
	text := d.Category.Words()
	if d.Category == Standard {
		text += " at " + d.Rate.Percent() + " %"
	}
	if d.Reason != "" {
		text += " (" + d.Reason + ")"
	}
	return text + " by rule " + strconv.Quote(d.Rule)
}

// For returns the taxes of a customer at an instant.
func (b *Book) For(c Customer, at time.Time) Rates { return Rates{b, c, at} }

// Of returns the tax of a class of products, "" being none. It allocates nothing.
func (r Rates) Of(class string) Decision {
	if r.book == nil || r.at.IsZero() {
		return Decision{Code: NoRule}
	}
	for _, shape := range r.book.shapes {
		k, asked := r.key(shape, class)
		if !asked {
			continue
		}
		for i := range r.book.rules[k] {
			if c := &r.book.rules[k][i]; c.window.Contains(r.at) {
				return Decision{Code: Found, Rule: c.rule.ID, Treatment: c.rule.Treatment}
			}
		}
	}
	return Decision{Code: NoRule}
}

// key is that of a rule of some shape that would hold; false where the question lacks what such a rule names.
func (r Rates) key(k key, class string) (key, bool) {
	switch k.buyer {
	case 1:
		k.who = r.of.Profile
	case 2:
		k.who = r.of.Account
	}
	if k.place > 0 {
		k.country = r.of.Country
	}
	if k.place > 1 {
		k.region = r.of.Region
	}
	if k.class > 0 {
		k.what = class
	}
	somebody, somewhere := k.buyer == 0 || k.who != "", (k.place == 0 || k.country != "") && (k.place < 2 || k.region != "")
	return k, somebody && somewhere && (k.class == 0 || k.what != "")
}
