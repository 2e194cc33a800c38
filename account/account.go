package account

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/tradeterms/tradeterms/pricing/money"
)

// Account is a business customer that buys (ACC-1). All references are ids; the empty text is none.
type Account struct {
	ID     string
	Code   string
	Name   string
	Status Status
	// Parent is the account above; it must be a national account (ACC-2).
	Parent string
	// National accounts may have children.
	National   bool
	Groups     []string
	Categories []string
	// PriceLevels are codes, in order: the first that yields a price is the level price.
	PriceLevels []string
	// Currency is the account's own; none leaves it to the question.
	Currency money.Currency
	// BillTo names the account to which this one's orders are billed (BIL-1).
	BillTo string
	// PricingFrom names the account whose prices hold for this one (PFR-1).
	PricingFrom  string
	Addresses    []Address
	PaymentTerms PaymentTerms
	TaxProfile   string
	// Representatives are ids of the sales representatives to whom the account is assigned (REP-5).
	Representatives   []string
	DeliverySchedules []string
}

// normal returns a copy that shares nothing with a and in which equal accounts are equal values: what has no order is
// sorted, and what is said twice is said once.
func (a Account) normal() Account {
	a.Groups = set(a.Groups)
	a.Categories = set(a.Categories)
	a.Representatives = set(a.Representatives)
	a.PriceLevels = clone(a.PriceLevels)
	a.DeliverySchedules = set(a.DeliverySchedules)
	a.Addresses = normalAddresses(a.Addresses)
	return a
}

func normalAddresses(addresses []Address) []Address {
	if len(addresses) == 0 {
		return nil
	}
	sorted := make([]Address, len(addresses))
	for i, address := range addresses {
		sorted[i] = address.normal()
	}
	slices.SortStableFunc(sorted, func(p, q Address) int { return cmp.Compare(p.ID, q.ID) })
	return slices.CompactFunc(sorted, func(p, q Address) bool { return reflect.DeepEqual(p, q) })
}

// groups yields all that the account names, its addresses' included, some perhaps twice.
func (a *Account) groups(yield func(string) bool) {
	for _, id := range a.Groups {
		if !yield(id) {
			return
		}
	}
	for i := range a.Addresses {
		for _, id := range a.Addresses[i].Groups {
			if !yield(id) {
				return
			}
		}
	}
}
