package postgres

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tradeterms/tradeterms/pricing"
)

// step is what began and ended at one revision.
type step struct {
	ended    map[pricing.ListID]bool
	put      map[pricing.ListID]pricing.List
	terms    map[pricing.ListID]pricing.List
	products map[listed][]pricing.Row
}

// listed is a product in a list.
type listed struct {
	list    pricing.ListID
	product string
}

func (s *step) end(id pricing.ListID) {
	if s.ended == nil {
		s.ended = make(map[pricing.ListID]bool)
	}
	s.ended[id] = true
}

func (s *step) begin(l pricing.List, whole bool) {
	lists := &s.terms
	if whole {
		lists = &s.put
	}
	if *lists == nil {
		*lists = make(map[pricing.ListID]pricing.List)
	}
	(*lists)[l.ID] = l
}

// touch notes that the rows of a product changed.
func (s *step) touch(id pricing.ListID, product string) { s.rows(listed{id, product}) }

// add notes a row that began.
func (s *step) add(id pricing.ListID, r pricing.Row) { s.rows(listed{id, r.Product}, r) }

func (s *step) rows(at listed, rows ...pricing.Row) {
	if s.products == nil {
		s.products = make(map[listed][]pricing.Row)
	}
	s.products[at] = append(s.products[at], rows...)
}

// changes says the step as a Book takes it, sorted. Rows belong to the list that was put, if theirs was.
func (s *step) changes(revision uint64) pricing.Changes {
	c := pricing.Changes{Revision: revision}
	for at, rows := range s.products {
		l, put := s.put[at.list]
		switch {
		case put:
			l.Rows = append(l.Rows, rows...)
			s.put[at.list] = l
		case !s.ended[at.list] || s.begins(at.list):
			c.Products = append(c.Products, pricing.ProductRows{List: at.list, Product: at.product, Rows: rows})
		}
	}
	for id := range s.ended {
		if _, put := s.put[id]; !put && !s.begins(id) {
			c.Drop = append(c.Drop, id)
		}
	}
	c.Put, c.Terms = slices.Collect(maps.Values(s.put)), slices.Collect(maps.Values(s.terms))
	for _, lists := range [][]pricing.List{c.Put, c.Terms} {
		slices.SortFunc(lists, func(a, b pricing.List) int { return a.ID.Compare(b.ID) })
	}
	slices.SortFunc(c.Drop, pricing.ListID.Compare)
	slices.SortFunc(c.Products, func(a, b pricing.ProductRows) int {
		return cmp.Or(a.List.Compare(b.List), strings.Compare(a.Product, b.Product))
	})
	return c
}

// begins reports whether new terms of a list took the place of those that ended.
func (s *step) begins(id pricing.ListID) bool {
	_, begins := s.terms[id]
	return begins
}
