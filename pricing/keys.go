package pricing

import "slices"

// Keys name what a [Book] needs to have to price some products for a buyer as the whole one would: for who reads no more of
// his tables than one basket needs. Each is sorted and there once.
//
// The Book of keys, a slice, has the zone, precedence and rounding of the whole one, every list that [Keys.Meets], and every
// list that one of those is derived from, however far; of all of them the rows of the products, and of their audiences these
// accounts and groups. It may have more. For these products and buyers of these accounts and groups, whatever else is known
// of them and at whatever instant, it answers as the whole one does, to the byte (P17): prices, answers, baskets and traces.
//
// It cannot answer for what it was not cut for. Another product is none to it ([NoSuchProduct]), another buyer lacks his
// lists, a price file ([Prices.All]) and the products of a list are those of the keys only, and [Changes] of the whole are
// refused, or leave lists in it that lack rows: cut anew instead.
type Keys struct {
	// Accounts are those whose assigned lists the buyer may meet, Groups his groups.
	Accounts []string
	Groups   []string
	// Products are those of the lines.
	Products []string
	// Also are lists that a trace is to tell of besides.
	Also []ListID
}

// KeysOf returns the keys of lines for a buyer.
func KeysOf(b Buyer, lines []Line, also ...ListID) Keys {
	products := make([]string, len(lines))
	for i, line := range lines {
		products[i] = line.Product
	}
	accounts := slices.DeleteFunc(once([]string{b.Account, b.PricedAs}), func(id string) bool { return id == "" })
	lists := slices.Compact(slices.SortedFunc(slices.Values(also), ListID.Compare))
	return Keys{Accounts: accounts, Groups: once(b.Groups), Products: once(products), Also: lists}
}

// Meets reports whether the keys ask for a list, by its audience alone: whatever its days, rights and rows are. Lists that
// buyers name are asked for by all, for a product that only others' levels have is another answer than none (PRC-5).
func (k Keys) Meets(l List) bool {
	switch l.Audience.Kind {
	case Named, Everyone:
		return true
	case Assigned:
		if slices.ContainsFunc(l.Audience.Assigned, k.has) {
			return true
		}
	}
	return slices.Contains(k.Also, l.ID)
}

func (k Keys) has(a Assignment) bool {
	return a.Account != "" && slices.Contains(k.Accounts, a.Account) || a.Group != "" && slices.Contains(k.Groups, a.Group)
}

func once(texts []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(texts)))
}
