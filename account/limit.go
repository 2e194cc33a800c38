package account

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// SpendingLimit is an amount above which one of some users must agree to a sub-account's order (ACC-7, APR-1). An order of
// exactly the amount needs nobody.
type SpendingLimit struct {
	Amount money.Amount
	// Authorizers are users of the sub-account's account who may authorize orders and see prices (APR-2).
	Authorizers []string
}

func normalLimits(limits []SpendingLimit) []SpendingLimit {
	limits = clone(limits)
	for i := range limits {
		limits[i].Authorizers = set(limits[i].Authorizers)
	}
	slices.SortStableFunc(limits, func(a, b SpendingLimit) int {
		return cmp.Or(cmp.Compare(a.Amount.Currency(), b.Amount.Currency()), a.Amount.Decimal().Cmp(b.Amount.Decimal()))
	})
	return slices.CompactFunc(limits, func(a, b SpendingLimit) bool {
		return a.Amount.Equal(b.Amount) && slices.Equal(a.Authorizers, b.Authorizers)
	})
}
