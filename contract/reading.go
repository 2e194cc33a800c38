package contract

import (
	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// Reading settles what contracts leave open. The zero Reading is
// [DefaultReading].
type Reading struct {
	// OnlyCheaper lets a price that is not forced count only below the level
	// price; otherwise an equal one counts too, and is then special (CON-2).
	OnlyCheaper bool
	// ExpiryExcluded ends a contract before its expiry date; otherwise that date
	// is its last day. The dates of an assignment are included either way.
	ExpiryExcluded bool
	// Breaks is how the breaks of the contracts work: their mode, and which
	// quantity they look at. The zero value is pricing's default: all units at
	// one price, by the quantity of the product in the basket. What does not go
	// together in them is refused when a Book is made.
	Breaks pricing.Breaks
}

// DefaultReading lets an equal price count and includes the expiry date.
func DefaultReading() Reading { return Reading{} }

// TotecsOverview reads contracts as the overview of TOTECS has them: the expiry
// date "is not past the current date", the price is "equal to or less than the
// price-level price".
func TotecsOverview() Reading { return Reading{} }

// TotecsConditions reads contracts as the list of conditions of TOTECS has them:
// the expiry date "is later than the current date", the price is "less than the
// price-level price".
func TotecsConditions() Reading { return Reading{OnlyCheaper: true, ExpiryExcluded: true} }

func (r Reading) competes(force bool) pricing.Competes {
	switch {
	case force:
		return pricing.Forced
	case r.OnlyCheaper:
		return pricing.Cheaper
	}
	return pricing.NotDearer
}

// days returns the days of a contract that expires on a date. Before the first
// date that there is none lies, and no date is an open end: that one stays.
func (r Reading) days(expires calendar.Date) calendar.Days {
	if before := expires.AddDays(-1); r.ExpiryExcluded && !before.IsZero() {
		expires = before
	}
	return calendar.Days{To: expires}
}
