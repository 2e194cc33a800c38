package account

// Application is what the seller has switched on for everyone. The zero Application has everything off.
type Application struct {
	Features FeatureSet
	// CountOwnContracts lets a buyer's own contracts count beside those of the account that it is priced from (PFR-1).
	CountOwnContracts bool
}

// On reports whether the application has the feature on, with all that the feature needs: the overrides are off where
// PowerCustomers is.
func (a Application) On(f Feature) bool { return a.missing(f) == "" }

// missing returns the feature that keeps f off, "" where f is on.
func (a Application) missing(f Feature) Feature {
	for _, need := range f.needs() {
		if !a.Features.Has(need) {
			return need
		}
	}
	return ""
}

func (a Application) normal() Application {
	a.Features = set(a.Features)
	return a
}
