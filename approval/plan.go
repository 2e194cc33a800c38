package approval

import (
	"cmp"
	"slices"

	"github.com/tradeterms/tradeterms/account/defect"
)

// Plan returns the levels that an order would need, limits from the lowest up, then budgets by id; no level means that it
// needs nobody's agreement. Whether anybody could give it is judged by [Policy.Do] when the order is placed.
func (p Policy) Plan(b Basis) ([]Level, Decision) {
	if d := b.check(); !d.Allowed() {
		return nil, d
	}
	levels := limitLevels(b)
	if p.options.Asking == HighestOnly {
		levels = levels[max(0, highest(levels)):]
	}
	return append(levels, budgetLevels(b)...), Decision{Code: Allowed}
}

// limitLevels returns a level for each exceeded limit, from the lowest up; limits that differ in their authorizers only
// are one.
func limitLevels(b Basis) []Level {
	var levels []Level
	for _, limit := range b.Limits {
		if order, err := b.Amount.Cmp(limit.Over); err != nil || order <= 0 {
			continue
		}
		same := func(l Level) bool {
			return l.Over.Equal(limit.Over) && l.Routed == limit.Routed && l.Covered == limit.Covered
		}
		i := slices.IndexFunc(levels, same)
		if i < 0 {
			i = len(levels)
			levels = append(levels, Level{Over: limit.Over, Routed: limit.Routed, Covered: limit.Covered})
		}
		levels[i].Authorizers = sorted(slices.Concat(levels[i].Authorizers, limit.Authorizers))
	}
	slices.SortFunc(levels, Level.compare)
	return levels
}

// compare orders levels of limits: by amount, listed before routed, and before those that must be covered.
func (l Level) compare(other Level) int {
	return cmp.Or(
		l.Over.Decimal().Cmp(other.Over.Decimal()), compareBool(l.Routed, other.Routed), compareBool(l.Covered, other.Covered))
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// highest returns the first of the levels that are over the highest limit.
func highest(levels []Level) int {
	if len(levels) == 0 {
		return 0
	}
	last := levels[len(levels)-1]
	return slices.IndexFunc(levels, func(l Level) bool { return l.Over.Equal(last.Over) })
}

// budgetLevels returns a level for each budget, by id; those that ask just the same are one.
func budgetLevels(b Basis) []Level {
	budgets := slices.SortedFunc(slices.Values(b.Budgets), func(x, y Budget) int { return cmp.Compare(x.ID, y.ID) })
	var levels []Level
	for _, budget := range budgets {
		i := slices.IndexFunc(levels, func(l Level) bool { return budget.asks(&l) })
		if i < 0 {
			i = len(levels)
			levels = append(levels, Level{Authorizers: sorted(budget.Supervisors), Accounts: sorted(budget.Accounts)})
		}
		levels[i].Budgets = append(levels[i].Budgets, budget.ID)
	}
	return levels
}

// check refuses what no level can be made from. A decision never says an amount.
func (b Basis) check() Decision {
	if _, err := b.Amount.MarshalText(); err != nil || !b.Amount.IsSet() {
		return Decision{Code: RefusedNoAmount}
	}
	for _, limit := range b.Limits {
		switch {
		case !limit.Over.IsSet() || limit.Over.Sign() < 0:
			return Decision{Code: RefusedBadLimit}
		case limit.Over.Currency() != b.Amount.Currency():
			return Decision{Code: RefusedCurrency, Subject: limit.Over.Currency().String()}
		case limit.Routed && len(limit.Authorizers) > 0:
			return Decision{Code: RefusedListedAndRouted}
		}
		if d := checkIDs(limit.Authorizers); !d.Allowed() {
			return d
		}
	}
	seen := make(map[string]bool)
	for _, budget := range b.Budgets {
		if seen[budget.ID] {
			return Decision{Code: RefusedBudgetTwice, Subject: defect.Cut(budget.ID)}
		}
		seen[budget.ID] = true
		if d := checkIDs(slices.Concat([]string{budget.ID}, budget.Supervisors, budget.Accounts)); !d.Allowed() {
			return d
		}
	}
	return Decision{Code: Allowed}
}

func checkIDs(ids []string) Decision {
	for _, id := range ids {
		if defect.OfID(id) != "" {
			return Decision{Code: RefusedBadID, Subject: defect.Cut(id)}
		}
	}
	return Decision{Code: Allowed}
}
