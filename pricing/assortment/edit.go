package assortment

import (
	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/account/dense"
)

// edit makes an assortment from another one, of changes that were checked.
type edit struct {
	old        *Assortment
	products   dense.Names
	ownCodes   bits
	catalogues shelfEdit[catalogue]
	heard      hearersEdit
	roles      shelfEdit[role]
	obeyed     hearersEdit
	glossaries shelfEdit[glossary]
}

func (a *Assortment) edit(c *Changes) *edit {
	e := &edit{
		old:        a,
		products:   *a.products.With(c.products()...),
		catalogues: a.catalogues.edit(idsOf(c.PutCatalogues, func(c *Catalogue) string { return c.ID })),
		heard:      a.heard.edit(),
		roles:      a.roles.edit(idsOf(c.PutRoles, func(r *InventoryRole) string { return r.ID })),
		obeyed:     a.obeyed.edit(),
		glossaries: a.glossaries.edit(idsOf(c.PutCategories, func(c *account.Category) string { return c.ID })),
	}
	e.ownCodes = a.ownCodes.put(e.numbers(c.RemoveOwnCodes), false).put(e.numbers(c.AddOwnCodes), true)
	e.changeCatalogues(c)
	e.changeRoles(c)
	for _, id := range c.RemoveCategories {
		e.glossaries.set(id, nil)
	}
	for i := range c.PutCategories {
		e.glossaries.set(c.PutCategories[i].ID, newGlossary(&c.PutCategories[i], &e.products))
	}
	return e
}

func (e *edit) done(revision uint64) *Assortment {
	if revision == 0 {
		revision = e.old.revision
	}
	return &Assortment{
		made: true, revision: revision,
		products: e.products, folded: e.folded(), ownCodes: e.ownCodes,
		catalogues: e.catalogues.done(), heard: e.heard.done(),
		roles: e.roles.done(), obeyed: e.obeyed.done(),
		glossaries: e.glossaries.done(),
	}
}

// products returns every product that the changes name, sorted.
func (c *Changes) products() []string {
	all := append(clone(c.AddOwnCodes), c.RemoveOwnCodes...)
	for i := range c.PutCatalogues {
		all = append(all, c.PutCatalogues[i].Products.named()...)
	}
	for _, change := range c.CatalogueProducts {
		all = append(append(all, change.Add...), change.Remove...)
	}
	for _, role := range c.PutRoles {
		for i := range role.Rules {
			all = append(all, role.Rules[i].Products.named()...)
		}
	}
	for _, category := range c.PutCategories {
		for _, p := range category.Products {
			all = append(all, p.Product)
		}
	}
	return sorted(all)
}

// folded adds the products that are new.
func (e *edit) folded() dense.Vector[string] {
	folded := e.old.folded.Edit()
	for n := e.old.products.Len(); n < e.products.Len(); n++ {
		folded.Set(uint32(n), fold(e.products.Code(uint32(n))))
	}
	return folded.Done()
}

func (e *edit) changeCatalogues(c *Changes) {
	for _, id := range c.RemoveCatalogues {
		e.setCatalogue(id, nil)
	}
	for i := range c.PutCatalogues {
		put := &c.PutCatalogues[i]
		next := put.terms()
		next.products = e.set(&put.Products)
		e.setCatalogue(put.ID, next)
	}
	for i := range c.CatalogueTerms {
		next := c.CatalogueTerms[i].terms()
		next.products = e.old.catalogues.find(next.id).products
		e.setCatalogue(next.id, next)
	}
	for _, change := range c.CatalogueProducts {
		n, _ := e.catalogues.names.Find(change.Catalogue)
		next := **e.catalogues.facts.At(n)
		next.products = next.products.change(e.numbers(change.Add), e.numbers(change.Remove))
		e.catalogues.facts.Set(n, &next)
	}
}

// terms compiles all of a catalogue but its products.
func (c *Catalogue) terms() *catalogue {
	return &catalogue{id: c.ID, inactive: c.Inactive, hearers: c.Audience.hearers()}
}

func (e *edit) setCatalogue(id string, next *catalogue) {
	var from, to []string
	if next != nil {
		to = next.hearers
	}
	n, was := e.catalogues.set(id, next)
	if was != nil {
		from = was.hearers
	}
	e.heard.move(n, from, to)
}

func (e *edit) changeRoles(c *Changes) {
	for _, id := range c.RemoveRoles {
		e.setRole(id, nil)
	}
	for i := range c.PutRoles {
		e.setRole(c.PutRoles[i].ID, e.role(&c.PutRoles[i]))
	}
}

func (e *edit) role(r *InventoryRole) *role {
	next := &role{id: r.ID, hearers: r.Audience.hearers()}
	for i := range r.Rules {
		products := e.set(&r.Rules[i].Products)
		next.see.add(r.Rules[i].See, products)
		next.buy.add(r.Rules[i].Buy, products)
	}
	return next
}

func (e *edit) setRole(id string, next *role) {
	var from, to []string
	if next != nil {
		to = next.hearers
	}
	n, was := e.roles.set(id, next)
	if was != nil {
		from = was.hearers
	}
	e.obeyed.move(n, from, to)
}

func (e *edit) set(p *ProductSet) set {
	return set{all: p.Everything, bits: bits(nil).put(e.numbers(p.named()), true)}
}

func (e *edit) numbers(products []string) []uint32 {
	numbers := make([]uint32, len(products))
	for i, product := range products {
		numbers[i], _ = e.products.Find(product)
	}
	return numbers
}
