package assortment

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// Hit is a product that was found, and by what.
type Hit struct {
	Product string
	Match   Match
	Field   Field
	// Category is the one whose name for the product was found; "" where it was
	// found by the seller's own code.
	Category string
	// Code and Description are what that category calls the product.
	Code        string
	Description string
}

// Match is how much of a name the text is. Better matches come first.
type Match uint8

const (
	// Exact: all of it.
	Exact Match = iota + 1
	// Prefix: its beginning.
	Prefix
	// Contains: any part of it.
	Contains
)

// String returns the match's stable name.
func (m Match) String() string { return nameOf([]string{"exact", "prefix", "contains"}, uint8(m)) }

// Field is the kind of name that was found.
type Field uint8

const (
	// CategoryCode: the category's code for the product.
	CategoryCode Field = iota + 1
	// OwnCode: the seller's own code.
	OwnCode
	// CategoryDescription: the category's description of the product.
	CategoryDescription
)

// String returns the field's stable name.
func (f Field) String() string {
	return nameOf([]string{"category code", "own code", "category description"}, uint8(f))
}

// nameOf names the values from 1.
func nameOf(names []string, n uint8) string {
	if n == 0 || int(n) > len(names) {
		return "none"
	}
	return names[n-1]
}

// Find yields the products that the customer may see and that a category of the
// customer calls so, or the seller (CAT-2). Upper and lower case are one, spaces
// around the text do not count, and an empty text finds nothing.
//
// A product comes once, by its best match: exact before prefix before contains,
// then codes of a category before own codes before descriptions, then the lowest
// category; in that order the hits come, equal ones by product. Own codes are those
// that the customer's catalogues list, that its categories name, that its contracts
// open, and those of [Data.OwnCodes].
//
// All is searched before the first hit comes; pages are cut from what is yielded,
// and it can be stopped.
func (s *Selection) Find(text string) iter.Seq[Hit] {
	return func(yield func(Hit) bool) {
		text := fold(strings.TrimSpace(text))
		if text == "" || s == nil || s.assortment == nil {
			return
		}
		search := search{selection: s, text: text, best: map[string]Hit{}}
		for _, g := range s.glossaries {
			search.glossary(g)
		}
		search.ownCodes()
		for _, hit := range search.hits() {
			if !yield(hit) {
				return
			}
		}
	}
}

// search collects the best hit for each product.
type search struct {
	selection *Selection
	text      string // folded
	best      map[string]Hit
}

func (f *search) glossary(g *glossary) {
	for i := range g.entries {
		e := &g.entries[i]
		hit := Hit{Product: e.Product, Category: g.category, Code: e.Code, Description: e.Description}
		f.look(e.code, CategoryCode, hit)
		f.look(e.description, CategoryDescription, hit)
		f.look(*f.selection.assortment.folded.At(e.number), OwnCode, Hit{Product: e.Product})
	}
}

func (f *search) ownCodes() {
	s, a := f.selection, f.selection.assortment
	listed := set{bits: a.ownCodes}
	for _, c := range s.catalogues {
		if !c.products.all {
			listed = listed.or(c.products)
		}
	}
	for n := range listed.bits.each() {
		if m := f.match(*a.folded.At(n)); m != 0 {
			f.note(Hit{Product: a.products.Code(n), Match: m, Field: OwnCode})
		}
	}
	for product := range s.contracts {
		f.look(fold(product), OwnCode, Hit{Product: product})
	}
}

// look notes a hit where a folded name matches.
func (f *search) look(name string, field Field, hit Hit) {
	if hit.Match = f.match(name); hit.Match != 0 {
		hit.Field = field
		f.note(hit)
	}
}

func (f *search) match(name string) Match {
	switch at := strings.Index(name, f.text); {
	case at < 0:
		return 0
	case at > 0:
		return Contains
	case len(name) > len(f.text):
		return Prefix
	}
	return Exact
}

// note keeps the better of two hits; what may not be seen is not found.
func (f *search) note(hit Hit) {
	has, ok := f.best[hit.Product]
	if ok && has.compare(hit) <= 0 || !ok && !f.selection.See(hit.Product).Allowed() {
		return
	}
	f.best[hit.Product] = hit
}

func (f *search) hits() []Hit {
	hits := make([]Hit, 0, len(f.best))
	for _, hit := range f.best {
		hits = append(hits, hit)
	}
	slices.SortFunc(hits, Hit.compare)
	return hits
}

func (h Hit) compare(other Hit) int {
	return cmp.Or(cmp.Compare(h.Match, other.Match), cmp.Compare(h.Field, other.Field),
		cmp.Compare(h.Product, other.Product), cmp.Compare(h.Category, other.Category))
}
