package assortment

// Act is what a customer would do with a product. The zero Act is none.
type Act string

const (
	// Seeing a product: on a page, in a list, in a search.
	Seeing Act = "see"
	// Buying it: into the basket and on to the order.
	Buying Act = "buy"
)

// Code says why a product may be seen or bought, or not. The set is closed; the
// zero Code is a refusal.
type Code string

const (
	// InCatalogue: allowed. An active catalogue of the customer has the product,
	// and the roles that speak to the customer, if there are any, allow it.
	InCatalogue Code = "in catalogue"
	// OnContract: allowed, by a contract that applies (CON-4), which is what the
	// customer's catalogues and roles alone would not do.
	OnContract Code = "on contract"
	// NotInCatalogue: no active catalogue of the customer has the product.
	NotInCatalogue Code = "not in catalogue"
	// DeniedByRole: a role of the customer denies it.
	DeniedByRole Code = "denied by role"
	// NotAllowedByRole: roles speak to the customer, and none allows it.
	NotAllowedByRole Code = "not allowed by role"
	// CustomerBlocked: the customer is blocked and buys nothing.
	CustomerBlocked Code = "customer blocked"
	// UnknownCustomer: there is no such account.
	UnknownCustomer Code = "unknown customer"
	// NoProduct: the question names no product, or what can be no product's id.
	NoProduct Code = "no product named"
	// NoAssortment: it was asked of no Assortment, or of the zero one.
	NoAssortment Code = "no assortment"
)
