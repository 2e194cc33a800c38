package account

// Application is what the seller has switched on for everyone. The zero Application has everything off.
type Application struct {
	Features FeatureSet
	// CountOwnContracts lets a buyer's own contracts count beside those of the account that it is priced from (PFR-1).
	CountOwnContracts bool

	// ShowPrices, ShowStock and Ordering beat what users may (ACC-8).
	ShowPrices bool
	ShowStock  bool
	Ordering   bool
	// PayOnAccount is the payment type without which sub-accounts cannot order (ACC-8), and nobody pays on account.
	PayOnAccount bool
	// DirectChildrenOnly lets users of a parent impersonate users of its children, but of none further down (REP-2).
	DirectChildrenOnly bool

	// Permissions are those that the host adds, such as one that a price list needs. Those of Actions need not be named.
	Permissions []Permission
	// Actions are those that the host adds.
	Actions []ActionRule
}

// On reports whether the application has the feature on, with all that the feature needs: the overrides are off where
// PowerCustomers is.
func (a Application) On(f Feature) bool { return a.missing(f) == "" }

// missing returns the feature that keeps f off, "" where f is on.
func (a Application) missing(f Feature) Feature {
	for _, need := range f.needs() {
		if need != "" && need != navigationLinks && !a.Features.Has(need) {
			return need
		}
	}
	return ""
}

// switched reports whether one of the seller's switches is on.
func (a *Application) switched(s sellerSwitch) bool {
	switch s {
	case switchPrices:
		return a.ShowPrices
	case switchStock:
		return a.ShowStock
	case switchOrdering:
		return a.Ordering
	}
	return true
}

func (a Application) normal() Application {
	a.Features = set(a.Features)
	a.Permissions = set(a.Permissions)
	a.Actions = normalActions(a.Actions)
	return a
}
