package assortment_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/assortment"
)

// Facts decoded from bytes are refused or make an assortment, and a change of it
// is one made anew; nothing panics, and sets agree with decisions.
func FuzzNew(f *testing.F) {
	f.Add([]byte{}, "P")
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), "K\u212a")
	f.Add([]byte{3, 1, 2, 2, 0, 1, 1, 1, 0, 2, 3, 1, 4, 1, 1, 0, 1, 1, 0, 0, 1, 2, 2, 2, 1, 0, 1}, "\xff")
	f.Fuzz(func(t *testing.T, raw []byte, text string) {
		g := gene(raw)
		first, second := g.facts(text), g.facts(text)
		a, err := assortment.New(first)
		if refused(t, a, err) {
			return
		}
		changes := assortment.Changes{
			PutCatalogues: second.Catalogues, PutRoles: second.Roles, PutCategories: second.Categories,
			AddOwnCodes: second.OwnCodes, Revision: second.Revision,
		}
		next, err := a.With(changes)
		anew, other := assortment.New(changed(first, changes))
		if (err == nil) != (other == nil) {
			t.Fatalf("With says %v, New %v", err, other)
		}
		if refused(t, next, err) {
			return
		}
		customer := assortment.Customer{Account: "P", Groups: []string{text, "g"}, Categories: []string{"c", text}}
		s := next.For(customer, nil)
		if said(s) != said(anew.For(customer, nil)) || !slices.Equal(slices.Collect(s.Find(text)), slices.Collect(anew.For(customer, nil).Find(text))) {
			t.Fatal("With and New differ")
		}
		if err := errFirst(sameSet(s, assortment.Seeing, s.Visible()), sameSet(s, assortment.Buying, s.Buyable())); err != nil {
			t.Fatal(err)
		}
		for hit := range s.Find(text) {
			if !s.See(hit.Product).Allowed() {
				t.Fatalf("%v may not be seen", hit)
			}
		}
	})
}

// refused reports whether facts were refused, as they should be.
func refused(t *testing.T, a *assortment.Assortment, err error) bool {
	t.Helper()
	if err == nil {
		return false
	}
	var data *assortment.DataError
	if a != nil || !errors.As(err, &data) || len(data.Defects) == 0 || len(data.Defects) > assortment.MaxDefects || err.Error() == "" {
		t.Fatalf("%v, %v", a, err)
	}
	return true
}

// gene makes small facts of bytes.
type gene []byte

func (g *gene) next(n int) int {
	if len(*g) == 0 {
		return 0
	}
	b := (*g)[0]
	*g = (*g)[1:]
	return int(b) % n
}

func (g *gene) ids(text string) (ids []string) {
	for range g.next(4) {
		ids = append(ids, []string{"P", "Q", "g", "c", text}[g.next(5)])
	}
	return ids
}

func (g *gene) set(text string) assortment.ProductSet {
	set := assortment.ProductSet{Everything: g.next(2) == 1}
	if set.Everything != (g.next(16) == 15) {
		set.Except = g.ids(text)
	} else {
		set.Products = g.ids(text)
	}
	return set
}

func (g *gene) audience(text string) assortment.Audience {
	a := assortment.Audience{Kind: assortment.AudienceKind(g.next(4))}
	if a.Kind == assortment.Members {
		a.Accounts, a.Groups, a.Categories = g.ids(text), g.ids(text), g.ids(text)
	}
	return a
}

func (g *gene) facts(text string) (d assortment.Data) {
	for n := range g.next(4) {
		d.Catalogues = append(d.Catalogues, assortment.Catalogue{
			ID: []string{"A", "B", text}[n], Inactive: g.next(8) == 7, Audience: g.audience(text), Products: g.set(text),
		})
	}
	for n := range g.next(3) {
		r := assortment.InventoryRole{ID: []string{"R", text}[n], Audience: g.audience(text)}
		for range g.next(3) {
			r.Rules = append(r.Rules, assortment.Rule{
				Products: g.set(text), See: assortment.Verdict(g.next(4)), Buy: assortment.Verdict(g.next(4)),
			})
		}
		d.Roles = append(d.Roles, r)
	}
	for n := range g.next(3) {
		c := account.Category{ID: []string{"c", text}[n]}
		for _, product := range g.ids(text) {
			c.Products = append(c.Products, account.CategoryProduct{Product: product, Code: []string{"", "1", text}[g.next(3)], Description: text})
		}
		d.Categories = append(d.Categories, c)
	}
	d.OwnCodes, d.Revision = g.ids(text), uint64(g.next(3))
	return d
}
