package assortment

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/defect"
)

// checker looks for all that is wrong with changes before any of them is made.
type checker struct {
	old *Assortment
	defects
}

func check(old *Assortment, c *Changes) error {
	k := &checker{old: old}
	k.catalogues(c)
	k.roles(c)
	k.categories(c)
	k.ownCodes(c)
	return k.err()
}

func (k *checker) catalogues(c *Changes) {
	at := func(id string) Defect { return Defect{Catalogue: defect.Cut(id)} }
	all := roll{}
	for i := range c.PutCatalogues {
		put := &c.PutCatalogues[i]
		all.of(put.ID).put++
		k.audience(at(put.ID), &put.Audience)
		k.products(at(put.ID), &put.Products)
	}
	for i := range c.CatalogueTerms {
		all.of(c.CatalogueTerms[i].ID).terms++
		k.audience(at(c.CatalogueTerms[i].ID), &c.CatalogueTerms[i].Audience)
	}
	for i := range c.CatalogueProducts {
		all.of(c.CatalogueProducts[i].Catalogue).products++
		k.productChange(&c.CatalogueProducts[i])
	}
	for _, id := range c.RemoveCatalogues {
		all.of(id).remove++
	}
	k.roll(all, "catalogue id", at, func(id string) bool { return k.old.catalogues.find(id) != nil })
}

func (k *checker) productChange(change *ProductChange) {
	at := Defect{Catalogue: defect.Cut(change.Catalogue)}
	k.ids(at, "product", change.Add)
	k.ids(at, "product", change.Remove)
	k.disjoint(at, "product", change.Add, change.Remove)
}

func (k *checker) roles(c *Changes) {
	at := func(id string) Defect { return Defect{Role: defect.Cut(id)} }
	all := roll{}
	for i := range c.PutRoles {
		put := &c.PutRoles[i]
		all.of(put.ID).put++
		k.audience(at(put.ID), &put.Audience)
		for r := range put.Rules {
			k.rule(at(put.ID), &put.Rules[r])
		}
	}
	for _, id := range c.RemoveRoles {
		all.of(id).remove++
	}
	k.roll(all, "inventory role id", at, func(id string) bool { return k.old.roles.find(id) != nil })
}

func (k *checker) rule(at Defect, r *Rule) {
	k.products(at, &r.Products)
	for _, verdict := range [...]Verdict{r.See, r.Buy} {
		if verdict > Deny {
			k.report(at.as(DefectBadVerdict, "verdict", strconv.Itoa(int(verdict))))
		}
	}
}

func (k *checker) categories(c *Changes) {
	at := func(id string) Defect { return Defect{Category: defect.Cut(id)} }
	all := roll{}
	for i := range c.PutCategories {
		put := &c.PutCategories[i]
		all.of(put.ID).put++
		k.names(at(put.ID), put.Products)
	}
	for _, id := range c.RemoveCategories {
		all.of(id).remove++
	}
	k.roll(all, "category id", at, func(id string) bool { return k.old.glossaries.find(id) != nil })
}

// names looks at what a category calls products, as package account does: the
// same names twice are no defect, other ones are.
func (k *checker) names(at Defect, names []account.CategoryProduct) {
	names = clone(names)
	slices.SortFunc(names, func(p, q account.CategoryProduct) int {
		return cmp.Or(cmp.Compare(p.Product, q.Product), cmp.Compare(p.Code, q.Code), cmp.Compare(p.Description, q.Description))
	})
	for i, p := range names {
		k.ids(at, "product", []string{p.Product})
		if p.Code != "" {
			k.ids(at, "product code", []string{p.Code})
		}
		if i > 0 && names[i-1].Product == p.Product && names[i-1] != p {
			k.report(at.as(DefectDuplicate, "product", p.Product))
		}
	}
}

func (k *checker) ownCodes(c *Changes) {
	k.ids(Defect{}, "own code", c.AddOwnCodes)
	k.disjoint(Defect{}, "own code", c.AddOwnCodes, c.RemoveOwnCodes)
	for _, product := range c.RemoveOwnCodes {
		if n, ok := k.old.products.Find(product); !ok || !k.old.ownCodes.has(n) {
			k.report(Defect{}.as(DefectUnknown, "own code", product))
		}
	}
}

func (k *checker) audience(at Defect, a *Audience) {
	if a.Kind > Everyone {
		k.report(at.as(DefectBadAudience, "kind", strconv.Itoa(int(a.Kind))))
	}
	for _, some := range a.members() {
		k.ids(at, some.field, some.ids)
		if a.Kind != Members && len(some.ids) > 0 {
			k.report(at.as(DefectBadAudience, some.field, slices.Min(some.ids)))
		}
	}
}

func (k *checker) products(at Defect, p *ProductSet) {
	k.ids(at, "product", p.Products)
	k.ids(at, "exception", p.Except)
	switch {
	case p.Everything && len(p.Products) > 0:
		k.report(at.as(DefectBadProducts, "product", slices.Min(p.Products)))
	case !p.Everything && len(p.Except) > 0:
		k.report(at.as(DefectBadProducts, "exception", slices.Min(p.Except)))
	}
}

func (k *checker) ids(at Defect, field string, ids []string) {
	for _, id := range ids {
		if account.CheckID(id) != nil {
			k.report(at.as(DefectBadID, field, id))
		}
	}
}

// disjoint refuses to add and remove the same.
func (k *checker) disjoint(at Defect, field string, add, remove []string) {
	remove = sorted(remove)
	for _, id := range sorted(add) {
		if _, both := slices.BinarySearch(remove, id); both {
			k.report(at.as(DefectChangedTwice, field, id))
		}
	}
}
