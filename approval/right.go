package approval

import "github.com/tradeterms/tradeterms/pricing/money"

// Right is up to what amount a user may agree to an order (APR-18). The zero Right is none.
type Right struct {
	upTo      money.Amount
	unlimited bool
}

// UpTo returns the right to agree up to an amount, inclusive. Up to 0 or less, or to no amount, is nothing.
func UpTo(amount money.Amount) Right { return Right{upTo: amount} }

// Unlimited returns the right to agree to any amount.
func Unlimited() Right { return Right{unlimited: true} }

// Covers reports whether the right reaches an amount. One in another currency does not.
func (r Right) Covers(amount money.Amount) bool {
	if r.unlimited {
		return amount.IsSet()
	}
	order, err := amount.Cmp(r.upTo)
	return err == nil && order <= 0 && r.upTo.Sign() > 0
}

// String says the right for people: "none", "up to 500.00 GBP", "unlimited".
func (r Right) String() string {
	switch {
	case r.unlimited:
		return "unlimited"
	case r.upTo.Sign() > 0:
		return "up to " + r.upTo.String()
	}
	return "none"
}
