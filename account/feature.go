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

// navigationLinks stands for Group.Links; the application has no switch for it.
const navigationLinks Feature = "\x00navigation links"

// needs returns the features that must all be on for f: the one above it first, "" where there is none, then f.
func (f Feature) needs() [2]Feature {
	if f == BillingOverride || f == PricingOverride || f == navigationLinks {
		return [2]Feature{PowerCustomers, f}
	}
	return [2]Feature{"", f}
}

// subject names the feature in a refusal.
func (f Feature) subject() string {
	if f == navigationLinks {
		return "links"
	}
	return string(f)
}

// inGroups reports whether a customer group, too, must grant f.
func (f Feature) inGroups() bool { return f != CustomerAccountContracts }

// FeatureSet is the features that a layer switches on; order and doubles mean nothing.
type FeatureSet []Feature

// Has reports whether the set holds the feature, without asking what that feature needs.
func (s FeatureSet) Has(f Feature) bool { return slices.Contains(s, f) }

// Layer says who must agree to something (ACC-12), and so who said no. The zero Layer is none.
type Layer string

const (
	// LayerQuestion is what was asked: is it an action, a session, a thing that there is?
	LayerQuestion Layer = "question"
	// LayerSession is the session itself: does it still hold?
	LayerSession Layer = "session"
	// LayerActing is what binds one who acts for another (REP-1, REP-2, REP-4, REP-5).
	LayerActing Layer = "acting"
	// LayerApplication is what the seller has switched on for everyone.
	LayerApplication Layer = "application"
	// LayerGroups is the customer groups of an account or a user.
	LayerGroups Layer = "groups"
	// LayerAccount is the account that the session buys for.
	LayerAccount Layer = "account"
	// LayerUser is the user's type, role and options.
	LayerUser Layer = "user"
	// LayerPermissions is the user's permission roles.
	LayerPermissions Layer = "permission roles"
	// LayerWorkerGroups is the worker groups of a worker.
	LayerWorkerGroups Layer = "worker groups"
	// LayerTarget is the thing that the action is about.
	LayerTarget Layer = "target"
)
