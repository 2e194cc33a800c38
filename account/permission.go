package account

// Permission is a right that permission roles allow or deny. Each [Action] can be denied by the permission of its own name,
// such as "order"; some need one or two to be allowed, which their documentation names.
// Hosts declare more in [Application.Permissions], for price lists that need one and for actions of their own.
type Permission string

// The permissions that a facility role must allow.
const (
	// MyContracts: see the contracts of the own account, and buy at their prices (CON-2).
	MyContracts Permission = "my contracts"
	// EmailContracts: e-mail a contract's details (CON-10).
	EmailContracts Permission = "email contracts"
	// ModifyLocalContracts: as a sales representative, change contracts of the own id (CON-6).
	ModifyLocalContracts Permission = "modify local contracts"
	// ChooseAddress: choose another address than the default one while ordering (ACC-10).
	ChooseAddress Permission = "choose address"
	// AddAddress: add an address while ordering (ACC-10).
	AddAddress Permission = "add address"
)

// The permissions that an administration role must allow.
const (
	// ContractManager: create, change and delete local contracts (CON-6).
	ContractManager Permission = "contract manager"
	// ContractExport: export contracts (CON-9).
	ContractExport Permission = "contract export"
	// ImpersonateCustomers: log in as a user of any account (REP-5).
	ImpersonateCustomers Permission = "impersonate customers"
)

var ownPermissions = []Permission{
	MyContracts, EmailContracts, ModifyLocalContracts, ChooseAddress, AddAddress, ContractManager, ContractExport,
	ImpersonateCustomers,
}

// administrative reports whether only administration roles may name the permission.
func (p Permission) administrative() bool {
	return p == ContractManager || p == ContractExport || p == ImpersonateCustomers
}
