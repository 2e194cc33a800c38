package assortment_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// said is all that a selection says.
func said(s *assortment.Selection) string {
	text := fmt.Sprintln(s.Visible(), s.Buyable(), s.Catalogues(), s.Roles())
	for _, product := range everyProduct() {
		text += fmt.Sprintf("%#v\n%#v\n", s.See(product), s.Buy(product))
	}
	for _, query := range worldTexts {
		text += fmt.Sprintln(slices.Collect(s.Find(query)))
	}
	return text
}

// same compares what two assortments say to some customers.
func (w *world) same(a, b *assortment.Assortment) error {
	book := w.book()
	for range 3 {
		who := w.asker()
		prices := book.For(who.buyer, march)
		if x, y := said(a.For(who.customer, prices)), said(b.For(who.customer, prices)); x != y {
			return fmt.Errorf("%+v\n%s\nbut\n%s\n%+v", who, x, y, w.data)
		}
	}
	return nil
}

// A changed assortment is one made anew from the changed facts, step after step,
// and the one before stays as it was.
func TestWith_IsMadeAnew(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		a, err := w.made()
		if err != nil {
			return err
		}
		for range 4 {
			was, old := w.data, a
			c := w.changes()
			if a, err = a.With(c); err != nil {
				return fmt.Errorf("%w: %+v", err, c)
			}
			w.data = changed(w.data, c)
			if a.Revision() != w.data.Revision {
				return fmt.Errorf("revision %d, want %d", a.Revision(), w.data.Revision)
			}
			anew, err := w.made()
			if err != nil {
				return err
			}
			before, err := assortment.New(was)
			if err = errFirst(err, w.same(a, anew), w.same(old, before)); err != nil {
				return err
			}
		}
		return nil
	})
}

// changed is the facts after changes.
func changed(d assortment.Data, c assortment.Changes) assortment.Data {
	next := assortment.Data{Revision: d.Revision}
	if c.Revision != 0 {
		next.Revision = c.Revision
	}
	next.Catalogues = replaced(d.Catalogues, c.PutCatalogues, c.RemoveCatalogues, func(c assortment.Catalogue) string { return c.ID })
	next.Roles = replaced(d.Roles, c.PutRoles, c.RemoveRoles, func(r assortment.InventoryRole) string { return r.ID })
	next.Categories = replaced(d.Categories, c.PutCategories, c.RemoveCategories, func(c account.Category) string { return c.ID })
	next.OwnCodes = replaced(d.OwnCodes, c.AddOwnCodes, c.RemoveOwnCodes, func(code string) string { return code })
	for i := range next.Catalogues {
		catalogue := &next.Catalogues[i]
		for _, terms := range c.CatalogueTerms {
			if terms.ID == catalogue.ID {
				terms.Products = catalogue.Products
				*catalogue = terms
			}
		}
		for _, change := range c.CatalogueProducts {
			if set := &catalogue.Products; change.Catalogue == catalogue.ID && set.Everything {
				set.Except = replaced(set.Except, change.Remove, change.Add, func(code string) string { return code })
			} else if change.Catalogue == catalogue.ID {
				set.Products = replaced(set.Products, change.Add, change.Remove, func(code string) string { return code })
			}
		}
	}
	return next
}

// replaced is the facts with some put in place of those of their ids, and others
// removed.
func replaced[F any](facts, put []F, remove []string, id func(F) string) []F {
	for _, f := range put {
		remove = append(slices.Clip(remove), id(f))
	}
	kept := slices.DeleteFunc(slices.Clone(facts), func(f F) bool { return slices.Contains(remove, id(f)) })
	return append(kept, put...)
}

// The order in which facts are given means nothing, to defects neither.
func TestDEC3_OrderMeansNothing(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		if w.chance(50) {
			w.data.Catalogues = append(w.data.Catalogues, assortment.Catalogue{ID: "A"}, assortment.Catalogue{ID: " "})
			w.data.OwnCodes = append(w.data.OwnCodes, "", " ")
		}
		a, err := w.made()
		w.shuffle()
		b, other := w.made()
		if err != nil || other != nil {
			if fmt.Sprint(err) != fmt.Sprint(other) {
				return fmt.Errorf("%v, but %v", err, other)
			}
			return nil
		}
		return w.same(a, b)
	})
}

func (w *world) shuffle() {
	d := &w.data
	turn(w, d.Catalogues)
	turn(w, d.Roles)
	turn(w, d.Categories)
	turn(w, d.OwnCodes)
	for i := range d.Catalogues {
		turnAudience(w, &d.Catalogues[i].Audience)
		turn(w, d.Catalogues[i].Products.Products)
		turn(w, d.Catalogues[i].Products.Except)
	}
	for i := range d.Roles {
		turnAudience(w, &d.Roles[i].Audience)
		turn(w, d.Roles[i].Rules)
	}
	for i := range d.Categories {
		turn(w, d.Categories[i].Products)
	}
	turn(w, w.deals)
}

func turnAudience(w *world, a *assortment.Audience) {
	turn(w, a.Accounts)
	turn(w, a.Groups)
	turn(w, a.Categories)
}

func turn[T any](w *world, list []T) {
	w.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// A contract more never takes anything away.
func TestCON4_AContractNeverRemoves(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		return w.onlyMore(func(next *world) { next.deals = append(slices.Clip(next.deals), w.deal("K0")) })
	})
}

// An allow more in a role that speaks already never refuses.
func TestCAT1_AnAllowNeverRefuses(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		return w.onlyMore(func(next *world) {
			rule := assortment.Rule{Products: w.products(40), See: assortment.Allow, Buy: assortment.Allow}
			if w.chance(30) {
				rule.Buy = assortment.Unset
			}
			next.ruled(w, rule)
		})
	})
}

// A deny more never grants: the world without it allows all that the one with it
// does.
func TestCAT1_ADenyNeverGrants(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		rule := assortment.Rule{Products: w.products(40), See: assortment.Deny, Buy: assortment.Deny}
		if w.chance(50) {
			rule.See = assortment.Unset
		}
		without := *w
		w.ruled(w, rule)
		return w.onlyMore(func(next *world) { *next = without })
	})
}

// ruled adds a rule to one of the roles.
func (w *world) ruled(by *world, rule assortment.Rule) {
	if len(w.data.Roles) > 0 {
		w.data.Roles = slices.Clone(w.data.Roles)
		r := &w.data.Roles[by.IntN(len(w.data.Roles))]
		r.Rules = slices.Insert(slices.Clone(r.Rules), by.IntN(len(r.Rules)+1), rule)
	}
}

// onlyMore holds that a change to the world refuses nothing that was allowed.
func (w *world) onlyMore(change func(*world)) error {
	next := *w
	change(&next)
	a, err := w.made()
	if err != nil {
		return err
	}
	b, err := next.made()
	if err != nil {
		return err
	}
	book := next.book()
	return w.each(a, func(who asker, s *assortment.Selection) error {
		more := b.For(who.customer, book.For(who.buyer, march))
		for _, act := range acts {
			for _, product := range everyProduct() {
				if had, has := ask(s, act, product), ask(more, act, product); had.Allowed() && !has.Allowed() {
					return fmt.Errorf("%+v became %+v", had, has)
				}
			}
		}
		return nil
	})
}

// What may be bought may be seen.
func TestCAT1_WhatIsBoughtIsSeen(t *testing.T) {
	worlds(t, proof(300, 4_000, 1_500_000), func(w *world) error {
		a, err := w.made()
		if err != nil {
			return err
		}
		return w.each(a, func(_ asker, s *assortment.Selection) error {
			for _, product := range everyProduct() {
				if s.Buy(product).Allowed() && !s.See(product).Allowed() {
					return fmt.Errorf("%v, %v", s.Buy(product), s.See(product))
				}
			}
			return nil
		})
	})
}
