package impact

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Side is a Book with those who are priced from it, at most one buyer for each account.
type Side struct {
	Book   *pricing.Book
	Buyers []pricing.Buyer
}

// Accounts returns the buyers of all accounts of a graph, as users with these permissions are priced.
func Accounts(g *account.Graph, may ...account.Permission) []pricing.Buyer {
	var all []pricing.Buyer
	for a := range g.Accounts() {
		all = append(all, pricing.BuyerFor(g, a.ID, may...))
	}
	return all
}

// Between yields what differs at an instant between two sides, by account, product, unit and quantity. An account that only
// one of them has has no price in the other. It can be stopped. An error is about one account, which is then left out: an
// amount beyond bounds, or a *[pricing.QuestionError]. No two sides are changed, and they may be of different Books of the
// same seller; where one comes from the other by With, what did not change costs little.
func Between(old, now Side, at time.Time) iter.Seq2[Change, error] {
	return func(yield func(Change, error) bool) {
		items := union(old.Book, now.Book)
		pairs, err := pair(old.Buyers, now.Buyers)
		if err != nil {
			yield(Change{}, err)
			return
		}
		for _, p := range pairs {
			c := comparison{buyers: p, old: bind(old.Book, p.old, at), now: bind(now.Book, p.now, at), book: now.Book, at: at, yield: yield}
			if !c.all(items) {
				return
			}
		}
	}
}

// buyers are the two of one account; nil is none.
type buyers struct {
	account  string
	old, now *pricing.Buyer
}

func pair(old, now []pricing.Buyer) ([]buyers, error) {
	all := make(map[string]*buyers, len(now))
	for _, side := range [...][]pricing.Buyer{old, now} {
		seen := make(map[string]bool, len(side))
		for i := range side {
			id := side[i].Account
			if seen[id] {
				return nil, fmt.Errorf("account %.60q is among the buyers twice: give it once", id)
			}
			seen[id] = true
			if all[id] == nil {
				all[id] = &buyers{account: id}
			}
		}
	}
	for i := range old {
		all[old[i].Account].old = &old[i]
	}
	for i := range now {
		all[now[i].Account].now = &now[i]
	}
	sorted := make([]buyers, 0, len(all))
	for _, id := range slices.Sorted(maps.Keys(all)) {
		sorted = append(sorted, *all[id])
	}
	return sorted, nil
}

// union returns the items of both Books in the order of their codes.
func union(old, now *pricing.Book) []pricing.Item {
	items := slices.Collect(now.Items())
	for item := range old.Items() {
		if _, still := now.Item(item.Product(), item.Unit()); !still {
			items = append(items, item)
		}
	}
	slices.SortStableFunc(items, func(a, b pricing.Item) int {
		return cmp.Or(cmp.Compare(a.Product(), b.Product()), cmp.Compare(a.Unit(), b.Unit()))
	})
	return items
}

func bind(b *pricing.Book, buyer *pricing.Buyer, at time.Time) *pricing.Prices {
	if buyer == nil {
		return nil
	}
	return b.For(*buyer, at)
}

// nothing is the tiers of who is no buyer.
func nothing() pricing.Tier { return pricing.Tier{From: money.Micros(1)} }
