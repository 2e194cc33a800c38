package account

// WorkerGroup says what its members, who are staff of the seller, may edit (ACC-12). It never decides whether an override
// is in force. The zero WorkerGroup grants nothing.
type WorkerGroup struct {
	ID   string
	Name string
	// NationalAccounts: which accounts are national, and who their parents are.
	NationalAccounts bool
	// BillingOverrides: to whom an account's orders are billed.
	BillingOverrides bool
	// PricingOverrides: from whom an account is priced.
	PricingOverrides bool
}

// PowerCustomerAdministrator is the id of the one default worker group.
const PowerCustomerAdministrator = "POWER-CUSTOMER-ADMINISTRATOR"

func (w WorkerGroup) normal() WorkerGroup { return w }

// DefaultWorkerGroups returns the worker group that exists without being defined.
func DefaultWorkerGroups() []WorkerGroup {
	return []WorkerGroup{{
		ID:               PowerCustomerAdministrator,
		Name:             "Power Customer Administrator",
		NationalAccounts: true,
		BillingOverrides: true,
		PricingOverrides: true,
	}}
}
