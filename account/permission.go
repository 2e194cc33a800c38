package account

// Permission is a right of a user.
type Permission string

// MyContracts: see the contracts of the own account, and buy at their prices (CON-2).
const MyContracts Permission = "my contracts"
