package account

import "slices"

// Feature is something that can be switched on (ACC-12). Hosts may define more.
type Feature string

const (
	// Impersonate: log in as a user of an account below.
	Impersonate Feature = "impersonate"
	// PowerCustomers: parents and children have a meaning at all. The two overrides need it.
	PowerCustomers Feature = "power customers"
	// BillingOverride: bill an account's orders to another (BIL-1).
	BillingOverride Feature = "billing override"
	// PricingOverride: price an account from another (PFR-1).
	PricingOverride Feature = "pricing override"
	// CustomerAccountContracts: contracts count (CON-2). It has no layer but the application.
	CustomerAccountContracts Feature = "customer account contracts"
)

// needs returns the features that must all be on for f, the one above it first.
func (f Feature) needs() []Feature {
	if f == BillingOverride || f == PricingOverride {
		return []Feature{PowerCustomers, f}
	}
	return []Feature{f}
}

// inGroups reports whether a customer group, too, must grant f.
func (f Feature) inGroups() bool { return f != CustomerAccountContracts }

// FeatureSet is the features that a layer switches on; order and doubles mean nothing.
type FeatureSet []Feature

// Has reports whether the set holds the feature, without asking what that feature needs.
func (s FeatureSet) Has(f Feature) bool { return slices.Contains(s, f) }

// Layer says where a feature is switched. The zero Layer is none.
type Layer string

const (
	LayerApplication Layer = "application"
	// LayerGroups is the customer groups of an account.
	LayerGroups Layer = "groups"
)
