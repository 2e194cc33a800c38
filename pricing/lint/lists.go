package lint

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/calendar"
	"github.com/tradeterms/tradeterms/pricing"
)

// lists yields what is found about lists as such, by list, and reports whether to go on.
func (c *checker) lists(yield func(Finding) bool) bool {
	ids := slices.SortedFunc(slices.Values(c.Data.Lists), func(a, b pricing.List) int { return a.ID.Compare(b.ID) })
	for i := range ids {
		l := &ids[i]
		if l.Inactive {
			continue
		}
		if !c.past(l.Days) && !c.anyone(l) && !yield(Finding{Code: AssignedToNoOne, List: l.ID}) {
			return false
		}
		for _, a := range sortedMembers(l) {
			if !a.Inactive && apart(a.Days, l.Days) && !yield(Finding{Code: EndsBeforeItBegins, List: l.ID, Account: a.Account + a.Group}) {
				return false
			}
		}
	}
	return true
}

func sortedMembers(l *pricing.List) []pricing.Assignment {
	return slices.SortedFunc(slices.Values(l.Audience.Assigned), func(a, b pricing.Assignment) int {
		return pricing.ListID{Code: a.Account + a.Group}.Compare(pricing.ListID{Code: b.Account + b.Group})
	})
}

// apart reports whether two ranges of days have no day in common.
func apart(a, b calendar.Days) bool {
	return ends(a, b) || ends(b, a)
}

// ends reports whether one range ends before the other begins.
func ends(a, b calendar.Days) bool {
	return !a.To.IsZero() && !b.From.IsZero() && a.To.Before(b.From)
}

// anyone reports whether a buyer meets the list, now or later, or another list takes its prices.
func (c *checker) anyone(l *pricing.List) bool {
	switch l.Audience.Kind {
	case pricing.Everyone:
		return len(c.buyers) > 0
	case pricing.Nobody:
		return true // it is for nobody
	}
	derives := func(o pricing.List) bool { return slices.Contains(o.Derived.Sources(), l.ID) }
	holds := func(a pricing.Assignment) bool { return !c.past(a.Days) }
	meets := func(b pricing.Buyer) bool { return slices.ContainsFunc(met(&b, l), holds) }
	return slices.ContainsFunc(c.buyers, meets) || slices.ContainsFunc(c.Data.Lists, derives)
}

// met returns the assignments, not those switched off, by which a buyer meets a list; one without a member where he names it
// or it is everyone's.
func met(b *pricing.Buyer, l *pricing.List) (by []pricing.Assignment) {
	switch l.Audience.Kind {
	case pricing.Named:
		if l.ID.Kind == pricing.Level && slices.Contains(b.Levels, l.ID.Code) {
			return []pricing.Assignment{{}}
		}
	case pricing.Everyone:
		return []pricing.Assignment{{}}
	case pricing.Assigned:
		for _, a := range l.Audience.Assigned {
			own := a.Account != "" && (a.Account == terms(b) || b.CountOwn && a.Account == b.Account)
			if !a.Inactive && (own || a.Group != "" && slices.Contains(b.Groups, a.Group)) {
				by = append(by, a)
			}
		}
	}
	return by
}

// terms returns the account whose terms a buyer has.
func terms(b *pricing.Buyer) string {
	if b.PricedAs != "" {
		return b.PricedAs
	}
	return b.Account
}
