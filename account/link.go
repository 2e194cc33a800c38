package account

// link is a way in which one account names another.
type link int

const (
	parents link = iota
	billing
	pricing
	links // how many there are
)

// feature returns the one that puts an override in force.
func (k link) feature() Feature {
	if k == pricing {
		return PricingOverride
	}
	return BillingOverride
}

// linkRule is what the checks must know of a link.
type linkRule struct {
	field   string
	target  func(*Account) string
	unknown DefectCode
	cycle   DefectCode
	long    DefectCode
}

var linkRules = [links]linkRule{
	parents: {
		field: "parent", target: func(a *Account) string { return a.Parent },
		unknown: DefectUnknownParent, cycle: DefectParentCycle, long: DefectTooDeep,
	},
	billing: {
		field: "bill to", target: func(a *Account) string { return a.BillTo },
		unknown: DefectUnknownBillTo, cycle: DefectBillingCycle, long: DefectBillingTooLong,
	},
	pricing: {
		field: "pricing from", target: func(a *Account) string { return a.PricingFrom },
		unknown: DefectUnknownPricingFrom, cycle: DefectPricingCycle, long: DefectPricingTooLong,
	},
}

// ref is the number of an account plus one; the zero ref is none.
type ref uint32

func refTo(number uint32) ref { return ref(number + 1) }

func (r ref) some() bool { return r != 0 }

func (r ref) number() uint32 { return uint32(r - 1) }
