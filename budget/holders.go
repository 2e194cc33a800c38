package budget

import (
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Holders are those who share one pot (BUD-2): users, groups and accounts by their ids, or everyone. A budget without
// holders that is not for everyone is refused, so that taking the last holder away makes it nobody's concern but the one
// who does it.
type Holders struct {
	Everyone bool
	Users    []string
	// Groups are those of a user, of an account, or of a delivery address.
	Groups []string
	// Accounts hold it for the accounts below them too.
	Accounts []string
}

func (h Holders) normal() Holders {
	h.Users, h.Groups, h.Accounts = ids(h.Users), ids(h.Groups), ids(h.Accounts)
	return h
}

func (h Holders) none() bool { return len(h.Users)+len(h.Groups)+len(h.Accounts) == 0 }

func (h Holders) equal(g Holders) bool {
	return h.Everyone == g.Everyone && slices.Equal(h.Users, g.Users) && slices.Equal(h.Groups, g.Groups) &&
		slices.Equal(h.Accounts, g.Accounts)
}

// Hold reports whether an order of the buyer counts against the holders' budget.
func (h Holders) Hold(b Buyer) bool {
	return h.Everyone || slices.Contains(h.Users, b.User) || slices.Contains(h.Accounts, b.Account) ||
		meet(h.Accounts, b.Ancestors) || meet(h.Groups, b.Groups)
}

// Buyer is through whom budgets hold for an order (BUD-2): never through the principal behind a session, never through the
// billed account.
type Buyer struct {
	// User is the one acted for.
	User string
	// Account is the one that orders, Ancestors are those above it.
	Account   string
	Ancestors []string
	// Groups are those of the user, of the account and of the delivery address.
	Groups []string
}

func (b Buyer) complete() bool { return defect.OfID(b.User) == "" && defect.OfID(b.Account) == "" }

func meet(a, b []string) bool {
	return slices.ContainsFunc(b, func(id string) bool { return slices.Contains(a, id) })
}

// ids returns a sorted copy, each id once; nil for none.
func ids(given []string) []string {
	if len(given) == 0 {
		return nil
	}
	all := slices.Clone(given)
	slices.Sort(all)
	return slices.Clip(slices.Compact(all))
}
