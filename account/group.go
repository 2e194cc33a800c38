package account

// Group is a customer group: it gathers accounts and addresses, and grants features to their members (ACC-9, ACC-12).
type Group struct {
	ID       string
	Name     string
	Features FeatureSet
	// Links is the right to the navigation links of a power customer.
	Links bool
}

// The groups that every graph has (CIM). A host's own group of the same id takes their place.
const (
	PowerCustomerGroup = "POWER-CUSTOMER"
	ChildCustomerGroup = "CHILD-CUSTOMER"
)

// DefaultGroups returns the two groups that every graph has, for power customers and for their children.
func DefaultGroups() []Group {
	return []Group{
		{
			ID:       ChildCustomerGroup,
			Name:     "Child Customer Group",
			Features: FeatureSet{BillingOverride, PowerCustomers, PricingOverride},
		},
		{
			ID:       PowerCustomerGroup,
			Name:     "Power Customer Group",
			Features: FeatureSet{BillingOverride, Impersonate, PowerCustomers, PricingOverride},
			Links:    true,
		},
	}
}

func (g Group) normal() Group {
	g.Features = set(g.Features)
	return g
}
