package product

import (
	"slices"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// Book is the compiled products of a seller: immutable, safe for any number of goroutines. The nil Book has none.
type Book struct{ products map[string]*Product }

// New makes a Book of products. A *[DataError] names all that is wrong with them at once.
func New(products []Product) (*Book, error) {
	b := &Book{products: make(map[string]*Product, len(products))}
	var bad defects
	for _, p := range products {
		if _, twice := b.products[p.ID]; twice {
			bad.add(Duplicate, p.ID, "")
		}
		p.check(&bad)
		p.Units = slices.Clone(p.Units)
		b.products[p.ID] = &p
	}
	if err := bad.err(); err != nil {
		return nil, err
	}
	return b, nil
}

func (p *Product) check(bad *defects) {
	if account.CheckID(p.ID) != nil {
		bad.add(BadID, p.ID, "product")
	}
	if p.TaxClass != "" && account.CheckID(p.TaxClass) != nil {
		bad.add(BadID, p.ID, "tax class")
	}
	if p.Weight.Sign() < 0 || p.Unweighed && p.Weight.Sign() != 0 {
		bad.add(BadNumber, p.ID, "weight")
	}
	if p.Own.Holds.Sign() != 0 {
		bad.add(BadNumber, p.ID, "own unit holds")
	}
	names := []string{p.Own.Name}
	p.Own.check(p.ID, bad)
	for _, u := range p.Units {
		if account.CheckID(u.Name) != nil {
			bad.add(BadID, p.ID, "unit")
		} else if slices.Contains(names, u.Name) {
			bad.add(DuplicateUnit, p.ID, u.Name)
		}
		names = append(names, u.Name)
		if u.Holds.Sign() <= 0 {
			bad.add(BadNumber, p.ID, "unit "+u.Name+" holds")
		}
		u.check(p.ID, bad)
	}
}

func (u Unit) check(product string, bad *defects) {
	if u.Minimum.Sign() < 0 || u.Multiple.Sign() < 0 {
		bad.add(BadNumber, product, "minimum or multiple of unit "+u.Name)
	}
}

// Product returns a product; false where there is none of that id.
func (b *Book) Product(id string) (Product, bool) {
	p := b.find(id)
	if p == nil {
		return Product{}, false
	}
	found := *p
	found.Units = slices.Clone(p.Units)
	return found, true
}

func (b *Book) find(id string) *Product {
	if b == nil {
		return nil
	}
	return b.products[id]
}

// TaxClass returns the tax class of a product; "" where it has none or there is no such product.
func (b *Book) TaxClass(id string) string { return b.Item(id).TaxClass() }

// Convert returns a quantity in another unit of the product, "" being its own. It is exact, or refused: where the product or a
// unit is unknown, or the result is no number of millionths or beyond bounds.
func (b *Book) Convert(id string, quantity money.Quantity, from, to string) (money.Quantity, Decision) {
	return b.Item(id).Convert(quantity, from, to)
}

// Weight returns what a quantity weighs. It is exact, or refused, as in [Book.Convert]; Unweighed where no weight is known.
func (b *Book) Weight(id string, quantity money.Quantity, unit string) (money.Quantity, Decision) {
	return b.Item(id).Weight(quantity, unit)
}
