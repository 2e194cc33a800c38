package assortment

// ProductSet is some products: those listed, or everything with exceptions. The
// zero ProductSet is no product, and so is an empty list. In a fact order and
// doubles mean nothing; in an answer the products are sorted.
type ProductSet struct {
	// Everything is every product, also one that no fact names, but for Except.
	Everything bool
	// Products are the only ones in the set, where it is not Everything.
	Products []string
	// Except are the ones missing from Everything.
	Except []string
}

// Only returns the set of the products given: none, where none is given.
func Only(products ...string) ProductSet { return ProductSet{Products: clone(products)} }

// AllBut returns the set of every product but those given.
func AllBut(products ...string) ProductSet {
	return ProductSet{Everything: true, Except: clone(products)}
}

// named returns the products that the set names, be they in it or not.
func (p *ProductSet) named() []string {
	if p.Everything {
		return p.Except
	}
	return p.Products
}
