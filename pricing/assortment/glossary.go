package assortment

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/dense"
)

// glossary is a category's names for products (ACC-9), ready to be searched.
type glossary struct {
	category string
	entries  []entry
}

type entry struct {
	account.CategoryProduct
	number            uint32 // of the product
	code, description string // folded
}

func newGlossary(c *account.Category, products *dense.Names) *glossary {
	g := &glossary{category: c.ID, entries: make([]entry, 0, len(c.Products))}
	for _, p := range c.Products {
		n, _ := products.Find(p.Product)
		g.entries = append(g.entries, entry{
			CategoryProduct: p, number: n, code: fold(p.Code), description: fold(p.Description),
		})
	}
	return g
}
