package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tradeterms/tradeterms/account"
)

func TestWith_PutsAndRemoves(t *testing.T) {
	g := graphOf(t, fullData())
	before := dump(g)
	moved := full()
	moved.Parent, moved.BillTo, moved.PricingFrom = "Q", "Q", ""
	next, err := g.With(account.Changes{
		Application:      &account.Application{Features: account.FeatureSet{account.PowerCustomers}},
		Put:              []account.Account{moved, {ID: "Q", National: true, Categories: []string{"cooks"}}},
		Remove:           []string{"P"},
		PutGroups:        []account.Group{{ID: "gold", Name: "Or"}, {ID: "silver"}},
		PutCategories:    []account.Category{{ID: "cooks"}},
		RemoveCategories: nil,
	})
	wantDefects(t, "a legal change", err)
	if next.Has("P") || !next.AtOrAbove("Q", "C-1") || next.On(account.Impersonate) {
		t.Error("the change did not happen")
	}
	if group, _ := next.Group("gold"); group.Name != "Or" {
		t.Error(group)
	}
	if diff := cmp.Diff(before, dump(g)); diff != "" {
		t.Errorf("the old graph changed: %s", diff)
	}
	again, err := next.With(account.Changes{Put: []account.Account{{ID: "P"}}})
	wantDefects(t, "an id can come back", err)
	if children := slices.Collect(again.Children("P")); children != nil {
		t.Errorf("with children of before: %q", children)
	}
}

func TestWith_NothingChangesNothing(t *testing.T) {
	g := graphOf(t, fullData())
	next, err := g.With(account.Changes{})
	wantDefects(t, "no change", err)
	if diff := cmp.Diff(dump(g), dump(next)); diff != "" {
		t.Error(diff)
	}
}

func TestWith_Refusals(t *testing.T) {
	g := graphOf(t, fullData())
	before := dump(g)
	three := account.Account{ID: "P", National: true}
	tests := []struct {
		reason string
		change account.Changes
		want   []string
	}{
		{"others name it", account.Changes{Remove: []string{"P"}}, []string{"still named @P C-1"}},
		{"also what the change puts", account.Changes{Remove: []string{"P"}, Put: []account.Account{full()}},
			[]string{"unknown bill to @C-1", "unknown parent @C-1", "unknown pricing from @C-1"}},
		{"unknown", account.Changes{Remove: []string{"nobody", "nobody", ""}}, []string{"unknown account @", "unknown account @nobody"}},
		{"both", account.Changes{Put: []account.Account{three}, Remove: []string{"P"}}, []string{"put and removed @P"}},
		{"an account is in the group", account.Changes{RemoveGroups: []string{"gold"}}, []string{"still named @gold C-1"}},
		{"and in the category", account.Changes{RemoveCategories: []string{"bakers"}}, []string{"still named @bakers C-1"}},
		{"unknown group", account.Changes{RemoveGroups: []string{"tin"}}, []string{"unknown group @tin"}},
		{"unknown category", account.Changes{RemoveCategories: []string{"tin"}}, []string{"unknown category @tin"}},
		{"group put and removed", account.Changes{PutGroups: []account.Group{{ID: "gold"}}, RemoveGroups: []string{"gold"}},
			[]string{"put and removed @gold"}},
		{"bad application", account.Changes{Application: &account.Application{Features: account.FeatureSet{""}}}, []string{"bad id @"}},
		{"put twice with different content", account.Changes{Put: []account.Account{three, {ID: "P"}}}, []string{"duplicate @P"}},
	}
	for _, test := range tests {
		next, err := g.With(test.change)
		wantDefects(t, test.reason, err, test.want...)
		if next != nil {
			t.Errorf("%s: a graph in spite of the error", test.reason)
		}
	}
	if diff := cmp.Diff(before, dump(g)); diff != "" {
		t.Errorf("a refused change left its mark: %s", diff)
	}
}

// What is removed together with all that names it leaves nothing behind.
func TestWith_RemovesTogether(t *testing.T) {
	g := graphOf(t, fullData())
	next, err := g.With(account.Changes{Remove: []string{"P", "C-1"}, RemoveGroups: []string{"gold"}, RemoveCategories: []string{"bakers"}})
	wantDefects(t, "all of it", err)
	if diff := cmp.Diff(dump(graphOf(t, account.Data{Application: allOn})), dump(next)); diff != "" {
		t.Error(diff)
	}
	_, err = next.With(account.Changes{Remove: []string{"P"}, RemoveGroups: []string{"gold"}})
	wantDefects(t, "nor is it there to be removed again", err, "unknown group @gold", "unknown account @P")
}

func TestWith_ManyNamersAreNotAllListed(t *testing.T) {
	d := account.Data{Groups: []account.Group{{ID: "g"}}, Accounts: family("P")}
	for i := range 100 {
		d.Accounts = append(d.Accounts, account.Account{ID: fmt.Sprintf("c%02d", i), Parent: "P", BillTo: "P", Groups: []string{"g"}})
	}
	_, err := graphOf(t, d).With(account.Changes{Remove: []string{"P"}, RemoveGroups: []string{"g"}})
	ten := "c00 → c01 → c02 → c03 → c04 → c05 → c06 → c07 → c08 → c09"
	wantDefects(t, "ten of each", err, "still named @g "+ten, "still named @P "+ten)
}

// P19: a graph changed step by step is the graph made anew, and refuses what that refuses.
func TestP19_WithIsRebuild(t *testing.T) {
	made, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := worlds(false).Draw(t, "world")
		g := graphOf(t, d)
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			c := changesOf(d).Draw(t, "changes")
			after, unknown := applied(d, c)
			want, wantErr := account.NewGraph(after)
			before := dump(g, pool...)
			next, err := g.With(c)
			if diff := cmp.Diff(before, dump(g, pool...)); diff != "" {
				t.Fatalf("the old graph changed: %s", diff)
			}
			if (err == nil) != (wantErr == nil && !unknown) {
				t.Fatalf("With says %v, NewGraph %v, removal of unknown %v", err, wantErr, unknown)
			}
			if err != nil {
				if diff := cmp.Diff(defects(wantErr), defects(err)); diff != "" && len(c.Remove)+len(c.RemoveGroups) == 0 {
					t.Fatal(diff)
				}
				refused++
				continue
			}
			if diff := cmp.Diff(dump(want, pool...), dump(next, pool...)); diff != "" {
				t.Fatal(diff)
			}
			g, d, made = next, after, made+1
		}
	})
	if all := made + refused; made*10 < all || refused*10 < all {
		t.Errorf("%d changes made, %d refused: the generator is lopsided", made, refused)
	}
}

func changesOf(d account.Data) *rapid.Generator[account.Changes] {
	return rapid.Custom(func(t *rapid.T) account.Changes {
		var c account.Changes
		if rapid.IntRange(0, 3).Draw(t, "application") == 0 {
			a := applications().Draw(t, "new application")
			c.Application = &a
		}
		for _, id := range []string{"g1", "g2", account.ChildCustomerGroup} {
			switch rapid.IntRange(0, 9).Draw(t, "group "+id) {
			case 0:
				c.PutGroups = append(c.PutGroups, groups(id).Draw(t, id))
			case 1:
				c.RemoveGroups = append(c.RemoveGroups, id)
			}
		}
		for i, id := range pool {
			switch rapid.IntRange(0, 11).Draw(t, "what of "+id) {
			case 0, 1:
				wild := rapid.IntRange(0, 3).Draw(t, "wild "+id) == 0
				above := d.Accounts[:min(i, len(d.Accounts))]
				if wild {
					above = d.Accounts
				}
				c.Put = append(c.Put, accounts(id, above, d.Groups, wild).Draw(t, id))
			case 2:
				c.Remove = append(c.Remove, id)
			}
		}
		return c
	})
}

// applied makes the changes to the facts, and reports whether something unknown was to be removed.
func applied(d account.Data, c account.Changes) (after account.Data, unknown bool) {
	after.Application = d.Application
	if c.Application != nil {
		after.Application = *c.Application
	}
	after.Groups, unknown = replaced(d.Groups, c.PutGroups, c.RemoveGroups, func(g account.Group) string { return g.ID })
	if unknown {
		// Every graph has the default group, so it can always be removed.
		_, unknown = replaced(append(d.Groups, account.DefaultGroups()...), nil, c.RemoveGroups, func(g account.Group) string { return g.ID })
	}
	accounts, missing := replaced(d.Accounts, c.Put, c.Remove, func(a account.Account) string { return a.ID })
	after.Accounts = accounts
	return after, unknown || missing
}

func replaced[T any](facts, put []T, remove []string, id func(T) string) (after []T, unknown bool) {
	for _, gone := range remove {
		unknown = unknown || !slices.ContainsFunc(facts, func(f T) bool { return id(f) == gone })
	}
	for _, f := range facts {
		same := func(p T) bool { return id(p) == id(f) }
		if !slices.Contains(remove, id(f)) && !slices.ContainsFunc(put, same) {
			after = append(after, f)
		}
	}
	return append(after, put...), unknown
}

// A parent of very many children gains and loses some, one, or very many at a time.
func TestACC3_VeryManyChildren(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphOf(t, account.Data{Accounts: family("P")})
		model := map[string]bool{}
		for range rapid.IntRange(1, 8).Draw(t, "rounds") {
			var c account.Changes
			first := rapid.IntRange(0, 400).Draw(t, "first")
			step := rapid.IntRange(1, 9).Draw(t, "step")
			for i := range rapid.IntRange(1, 200).Draw(t, "count") {
				id := fmt.Sprintf("c%05d", first+i*step)
				if model[id] {
					c.Remove = append(c.Remove, id)
					delete(model, id)
				} else {
					c.Put = append(c.Put, account.Account{ID: id, Parent: "P"})
					model[id] = true
				}
			}
			var err error
			if g, err = g.With(c); err != nil {
				t.Fatalf("%v", err)
			}
			var want []string
			for id := range model {
				want = append(want, id)
			}
			slices.Sort(want)
			if got := slices.Collect(g.Children("P")); !slices.Equal(got, want) {
				t.Fatalf("got %d children, want %d: %q", len(got), len(want), got)
			}
		}
	})
}
