package tax

import (
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Rule is a tax and what it holds for (TAX-1). Texts are compared byte by byte; the empty text is any.
type Rule struct {
	// ID names the rule in traces and is unique.
	ID string
	// Profile is the tax profile of the account. Account is one account, which is more specific than its profile; only one of
	// the two is given.
	Profile string
	Account string
	// Country is that of delivery; Region is a part of it.
	Country string
	Region  string
	// Class is the tax class of the product.
	Class string
	// Days are those on which the rule holds, in the seller's zone.
	Days calendar.Days
	// Overrules: it comes before all rules that do not.
	Overrules bool

	Treatment
}

// Treatment is the tax itself.
type Treatment struct {
	Category Category
	// Rate is the part of the amount without tax, 0.19 for 19 %: above zero for Standard, with at most 6 decimals, else zero.
	Rate money.Rate
	// Reason is printed where no tax is taken: mandatory but for Standard and ZeroRated.
	Reason string
}

// key is what a rule holds for. Its levels say how specific it is: one key is more specific than another if none of its levels
// is below the other's.
type key struct {
	overrules            bool
	buyer, place, class  uint8 // 0 any; buyer: 1 profile, 2 account; place: 1 country, 2 region; class: 1 class
	who, country, region string
	what                 string
}

func (r Rule) key() key {
	k := key{overrules: r.Overrules, who: r.Profile, country: r.Country, region: r.Region, what: r.Class}
	if r.Profile != "" {
		k.buyer = 1
	}
	if r.Account != "" {
		k.buyer, k.who = 2, r.Account
	}
	if r.Country != "" {
		k.place = 1
	}
	if r.Region != "" {
		k.place = 2
	}
	if r.Class != "" {
		k.class = 1
	}
	return k
}

// meet is the key of what both hold for; false where there is nothing. Any account may have any profile.
func (k key) meet(o key) (key, bool) {
	m := k
	if o.buyer > k.buyer {
		m.buyer, m.who = o.buyer, o.who
	}
	if o.place > k.place {
		m.place, m.country, m.region = o.place, o.country, o.region
	}
	if o.class > k.class {
		m.class, m.what = o.class, o.what
	}
	same := (k.buyer != o.buyer || k.who == o.who) && (min(k.place, o.place) == 0 || k.country == o.country) &&
		(k.place != o.place || k.region == o.region) && (k.class != o.class || k.what == o.what)
	return m, same && k.overrules == o.overrules
}
