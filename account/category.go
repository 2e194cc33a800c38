package account

import (
	"cmp"
	"slices"
)

// Category classifies accounts and carries their own names for products (ACC-9).
type Category struct {
	ID       string
	Name     string
	Products []CategoryProduct
}

// CategoryProduct is what the members of a category call a product. Each product stands in a category once.
type CategoryProduct struct {
	Product     string
	Code        string
	Description string
}

func (c Category) normal() Category {
	c.Products = clone(c.Products)
	slices.SortFunc(c.Products, func(p, q CategoryProduct) int {
		return cmp.Or(cmp.Compare(p.Product, q.Product), cmp.Compare(p.Code, q.Code),
			cmp.Compare(p.Description, q.Description))
	})
	c.Products = slices.Compact(c.Products)
	return c
}
