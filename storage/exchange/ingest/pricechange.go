package ingest

import (
	"slices"

	"github.com/tradeterms/tradeterms/pricing"
)

// changes returns what is different as a change of lists: of those that differ in rows only, the products that do.
func (p *pricePlan) changes() pricing.Changes {
	c := pricing.Changes{Drop: p.drop, Revision: p.settings.Revision}
	for i := range p.lists {
		switch s := &p.lists[i]; {
		case !s.differs:
		case s.products == nil:
			c.Put = append(c.Put, s.whole())
		default:
			c.Products = append(c.Products, s.changed()...)
		}
	}
	return c
}

// changed returns the rows of the products that differ.
func (s *source) changed() []pricing.ProductRows {
	all := make([]pricing.ProductRows, len(s.products))
	for i, product := range s.products {
		all[i] = pricing.ProductRows{List: s.terms.ID, Product: product}
	}
	for row := range s.rows {
		if i, differs := slices.BinarySearch(s.products, row.Product); differs {
			all[i].Rows = append(all[i].Rows, row)
		}
	}
	return all
}

// whole returns the list with its rows.
func (s *source) whole() pricing.List {
	l := s.terms
	l.Rows = nil
	for row := range s.rows {
		l.Rows = append(l.Rows, row)
	}
	return l
}
