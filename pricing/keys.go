package pricing

import "slices"

// Keys name what a Book needs to have to price some products for a buyer as the whole one would: for a store that reads no
// more than one basket needs. Each is sorted and there once.
type Keys struct {
	// Levels are the codes of the price levels that the buyer names.
	Levels []string
	// Accounts are those whose assigned lists he may meet, Groups his groups.
	Accounts []string
	Groups   []string
	// Products are those of the lines.
	Products []string
	// Also are lists that a trace is to tell of besides.
	Also []ListID
}

// KeysOf returns the keys of lines for a buyer. Lists derived from others need those others too, with the same products.
func KeysOf(b Buyer, lines []Line, also ...ListID) Keys {
	products := make([]string, len(lines))
	for i, line := range lines {
		products[i] = line.Product
	}
	accounts := once([]string{b.Account, b.PricedAs})
	lists := slices.Compact(slices.SortedFunc(slices.Values(also), ListID.Compare))
	return Keys{
		Levels: once(b.Levels), Accounts: slices.DeleteFunc(accounts, func(id string) bool { return id == "" }),
		Groups: once(b.Groups), Products: once(products), Also: lists,
	}
}

// Meets reports whether the buyer may meet a list, by its audience alone: whatever its days, rights and rows are.
func (k Keys) Meets(l List) bool {
	has := func(sorted []string, id string) bool { _, found := slices.BinarySearch(sorted, id); return found }
	if slices.Contains(k.Also, l.ID) {
		return true
	}
	switch l.Audience.Kind {
	case Named:
		return l.ID.Kind == Level && has(k.Levels, l.ID.Code)
	case Assigned:
		return slices.ContainsFunc(l.Audience.Assigned, func(a Assignment) bool {
			return a.Account != "" && has(k.Accounts, a.Account) || a.Group != "" && has(k.Groups, a.Group)
		})
	case Everyone:
		return true
	}
	return false
}

func once(texts []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(texts)))
}
