package exchange

import (
	"reflect"
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/contract"
)

// Difference says what Terms would change, by kind. What prices would change, and
// for whom, is told by comparing the two Books in package pricing.
type Difference struct {
	Accounts  Count
	Contracts Count
}

// Count says of one kind how many are new, given with other content, given as
// they were, and given no longer.
type Count struct {
	Added, Changed, Same, Removed int
}

// Since compares the accounts and contracts with those of former Terms; with
// nil, all are added.
func (t *Terms) Since(former *Terms) Difference {
	if former == nil {
		former = &Terms{Graph: &account.Graph{}}
	}
	return Difference{
		Accounts:  accountsSince(former.Graph, t.Graph),
		Contracts: contractsSince(former.Contracts, t.Contracts),
	}
}

func accountsSince(former, next *account.Graph) (n Count) {
	for a := range next.Accounts() {
		was, ok := former.Account(a.ID)
		n.count(ok, ok && reflect.DeepEqual(was, a))
	}
	for a := range former.Accounts() {
		if !next.Has(a.ID) {
			n.Removed++
		}
	}
	return n
}

func contractsSince(former, next []contract.Contract) (n Count) {
	was := make(map[string]*contract.Contract, len(former))
	for i := range former {
		was[former[i].Code] = &former[i]
	}
	for i := range next {
		old, ok := was[next[i].Code]
		n.count(ok, ok && sameContract(old, &next[i]))
		delete(was, next[i].Code)
	}
	n.Removed = len(was)
	return n
}

func (n *Count) count(known, same bool) {
	switch {
	case !known:
		n.Added++
	case same:
		n.Same++
	default:
		n.Changed++
	}
}

// sameContract compares what contracts say: 1.5 and 1.50 are one price. Both
// come sorted.
func sameContract(a, b *contract.Contract) bool {
	return sameHead(a, b) && slices.Equal(a.Accounts, b.Accounts) &&
		slices.EqualFunc(a.Products, b.Products, func(p, q contract.Product) bool {
			return p.Product == q.Product && p.Unit == q.Unit && p.Inactive == q.Inactive &&
				p.Price.Equal(q.Price) && slices.EqualFunc(p.Breaks, q.Breaks, sameBreak)
		})
}

func sameBreak(a, b contract.Break) bool { return a.Min == b.Min && a.Price.Equal(b.Price) }
