package assortment

// Catalogue is a choice of products for some customers (CAT-1). What is in none
// of a customer's active catalogues the customer may neither see nor buy.
type Catalogue struct {
	ID   string
	Name string
	// Inactive takes the catalogue from all its customers.
	Inactive bool
	Audience Audience
	Products ProductSet
}

// catalogue is a Catalogue compiled.
type catalogue struct {
	id       string
	inactive bool
	hearers  []string
	products set
}
