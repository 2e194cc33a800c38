package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
)

// The reference knows the rules and nothing of the engine: it looks through the facts as often as it likes.
type reference struct{ account.Data }

func (r reference) find(id string) (account.Account, bool) {
	i := slices.IndexFunc(r.Accounts, func(a account.Account) bool { return a.ID == id })
	if i < 0 {
		return account.Account{}, false
	}
	return r.Accounts[i], true
}

func (r reference) ids() (ids []string) {
	for _, a := range r.Accounts {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return ids
}

func target(a account.Account, link string) string {
	return map[string]string{"parent": a.Parent, "billing": a.BillTo, "pricing": a.PricingFrom}[link]
}

// walk returns the ids from an account on, and whether it came back to one of them, repeated at the end then.
func (r reference) walk(id, link string) (path []string, round bool) {
	for id != "" {
		if slices.Contains(path, id) {
			return append(path, id), true
		}
		a, ok := r.find(id)
		if !ok {
			return path, false
		}
		path = append(path, id)
		id = target(a, link)
	}
	return path, false
}

func (r reference) descendants(id string) (below []string) {
	for _, other := range r.ids() {
		if path, _ := r.walk(other, "parent"); other != id && slices.Contains(path, id) {
			below = append(below, other)
		}
	}
	return below
}

func (r reference) group(id string) (account.Group, bool) {
	for _, g := range append(slices.Clone(r.Groups), account.DefaultGroups()...) {
		if g.ID == id {
			return g, true
		}
	}
	return account.Group{}, false
}

// off returns the layer and the feature that keep a feature off for an account.
func (r reference) off(a account.Account, f account.Feature) (account.Layer, account.Feature) {
	chain := []account.Feature{f}
	if strings.HasSuffix(string(f), " override") {
		chain = []account.Feature{account.PowerCustomers, f}
	}
	for _, need := range chain {
		if !slices.Contains(r.Application.Features, need) {
			return account.LayerApplication, need
		}
	}
	for _, need := range chain {
		granted := f == account.CustomerAccountContracts
		for _, id := range a.Groups {
			g, _ := r.group(id)
			granted = granted || slices.Contains(g.Features, need)
		}
		if !granted {
			return account.LayerGroups, need
		}
	}
	return "", ""
}

func (r reference) override(id string, kind account.OverrideKind) account.Override {
	o := account.Override{Kind: kind, Of: id, Code: account.OverrideOfUnknownAccount}
	a, ok := r.find(id)
	if !ok {
		return o
	}
	o.Code, o.Path, o.Named = account.OverrideNone, []string{id}, target(a, string(kind))
	if o.Named != "" {
		o.Layer, o.Off = r.off(a, account.Feature(string(kind)+" override"))
		switch o.Layer {
		case account.LayerApplication:
			o.Code = account.OverrideOffInApplication
		case account.LayerGroups:
			o.Code = account.OverrideOffInGroups
		default:
			o.Code = account.OverrideInForce
			o.Path, _ = r.walk(id, string(kind))
		}
	}
	for _, step := range o.Path {
		if b, _ := r.find(step); b.Status == account.Blocked && o.Blocked == "" {
			o.Blocked, o.Code = step, account.OverrideBlocked
		}
	}
	if o.Blocked == "" {
		o.Account = o.Path[len(o.Path)-1]
		o.OwnContracts = kind == account.Pricing && (o.Account == id || r.Application.CountOwnContracts)
	}
	return o
}

// defects of links and groups, in the words of the helper of that name; duplicates must be out.
func (r reference) defects() (all []string) {
	for _, a := range r.Accounts {
		for _, link := range []string{"parent", "billing", "pricing"} {
			all = append(all, r.linkDefects(a, link)...)
		}
		if parent, ok := r.find(a.Parent); ok && !parent.National {
			all = append(all, "parent not national @"+a.ID)
		}
		for _, id := range a.Groups {
			if _, ok := r.group(id); !ok {
				all = append(all, "unknown group @"+a.ID)
			}
		}
	}
	slices.Sort(all)
	return all
}

func (r reference) linkDefects(a account.Account, link string) (all []string) {
	unknown := map[string]string{"parent": "parent", "billing": "bill to", "pricing": "pricing from"}[link]
	if to := target(a, link); to != "" {
		if _, ok := r.find(to); !ok {
			all = append(all, "unknown "+unknown+" @"+a.ID)
		}
	}
	if path, round := r.walk(a.ID, link); round && path[len(path)-1] == a.ID && slices.Min(path) == a.ID {
		all = append(all, fmt.Sprintf("%s cycle @%s %s", link, a.ID, strings.Join(path, " → ")))
	}
	return all
}

var pool = []string{"a", "A", "b", "c", "d", "e", "f", "g", "h", "i"}

// worlds have few accounts and many links. Wild ones may be defective; the others never are.
func worlds(wild bool) *rapid.Generator[account.Data] {
	return rapid.Custom(func(t *rapid.T) account.Data {
		d := account.Data{Application: applications().Draw(t, "application")}
		for _, id := range []string{"g1", "g2", account.ChildCustomerGroup} {
			if id == "g1" || rapid.Bool().Draw(t, "has "+id) {
				d.Groups = append(d.Groups, groups(id).Draw(t, id))
			}
		}
		for i, id := range pool {
			if rapid.IntRange(0, 5).Draw(t, "has "+id) > 0 {
				above := d.Accounts
				if wild {
					above = nil
					for _, other := range append(pool[:i:i], append(pool[i:], "nobody")...) {
						above = append(above, account.Account{ID: other, National: true})
					}
				}
				d.Accounts = append(d.Accounts, accounts(id, above, d.Groups, wild).Draw(t, id))
			}
		}
		return d
	})
}

func applications() *rapid.Generator[account.Application] {
	return rapid.Custom(func(t *rapid.T) account.Application {
		a := account.Application{CountOwnContracts: rapid.Bool().Draw(t, "count own contracts")}
		for _, f := range allOn.Features {
			if rapid.IntRange(0, 4).Draw(t, string(f)) > 0 {
				a.Features = append(a.Features, f)
			}
		}
		return a
	})
}

func groups(id string) *rapid.Generator[account.Group] {
	return rapid.Custom(func(t *rapid.T) account.Group {
		return account.Group{ID: id, Features: rapid.SliceOfN(rapid.SampledFrom(allOn.Features), 0, 4).Draw(t, "features")}
	})
}

// accounts names only what stands above it in the list, which makes cycles impossible, unless the list has all.
func accounts(id string, above []account.Account, groups []account.Group, wild bool) *rapid.Generator[account.Account] {
	return rapid.Custom(func(t *rapid.T) account.Account {
		a := account.Account{ID: id, National: !wild || rapid.IntRange(0, 7).Draw(t, "national") > 0}
		name := func(label string) string {
			if n := rapid.IntRange(0, 2*len(above)).Draw(t, label); n < len(above) {
				return above[n].ID
			}
			return ""
		}
		a.Parent, a.BillTo, a.PricingFrom = name("parent"), name("bill to"), name("pricing from")
		if rapid.IntRange(0, 9).Draw(t, "blocked") == 0 {
			a.Status = account.Blocked
		}
		choice := []string{account.PowerCustomerGroup, account.ChildCustomerGroup}
		for _, g := range groups {
			choice = append(choice, g.ID)
		}
		if wild && rapid.IntRange(0, 9).Draw(t, "unknown group") == 0 {
			choice = []string{"no such group"}
		}
		a.Groups = rapid.SliceOfNDistinct(rapid.SampledFrom(choice), 0, 2, rapid.ID[string]).Draw(t, "groups")
		return a
	})
}

func TestReference_Graph(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := worlds(false).Draw(t, "world")
		g, r := graphOf(t, d), reference{d}
		for _, id := range append(pool, "nobody", "") {
			checkKin(t, g, r, id)
			if diff := cmp.Diff(r.override(id, account.Billing), g.Billing(id)); diff != "" {
				t.Fatalf("BIL-1: %s", diff)
			}
			if diff := cmp.Diff(r.override(id, account.Pricing), g.Pricing(id)); diff != "" {
				t.Fatalf("PFR-1: %s", diff)
			}
			a, known := r.find(id)
			for _, f := range allOn.Features {
				layer, off := r.off(a, f)
				if got := g.Feature(id, f); got.Allowed() != (known && off == "") || known && (got.Layer != layer || got.Off != off) {
					t.Fatalf("ACC-12: %q %v: %+v, want %q %q", id, f, got, layer, off)
				}
			}
		}
	})
}

func checkKin(t *rapid.T, g *account.Graph, r reference, id string) {
	path, _ := r.walk(id, "parent")
	if want := path[min(1, len(path)):]; !slices.Equal(slices.Collect(g.Ancestors(id)), want) {
		t.Fatalf("ACC-3: ancestors of %q: want %q", id, want)
	}
	if want := r.descendants(id); !slices.Equal(slices.Collect(g.Descendants(id)), want) {
		t.Fatalf("ACC-3: descendants of %q: want %q", id, want)
	}
	children := slices.DeleteFunc(r.descendants(id), func(below string) bool {
		a, _ := r.find(below)
		return a.Parent != id
	})
	if !slices.Equal(slices.Collect(g.Children(id)), children) {
		t.Fatalf("ACC-3: children of %q: want %q", id, children)
	}
	for _, above := range append(pool, "nobody", "") {
		if want := slices.Contains(path, above); g.AtOrAbove(above, id) != want {
			t.Fatalf("ACC-3: %q at or above %q: want %v", above, id, want)
		}
	}
}

func TestReference_Defects(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := worlds(true).Draw(t, "world")
		_, err := account.NewGraph(d)
		got := defects(err)
		slices.Sort(got)
		if diff := cmp.Diff(reference{d}.defects(), got); diff != "" {
			t.Fatal(diff)
		}
	})
}
