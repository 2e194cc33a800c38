package account_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

func TestACC2_OnlyNationalAccountsHaveChildren(t *testing.T) {
	accounts := family("P", "C", "D")
	accounts[0].National, accounts[2].National = false, false
	_, err := account.NewGraph(account.Data{Accounts: accounts})
	wantDefects(t, "P has a child", err, "parent not national @C")

	g := graphOf(t, account.Data{Accounts: family("P", "C", "D")})
	_, err = g.With(account.Changes{Put: []account.Account{{ID: "P"}}})
	wantDefects(t, "P is no longer national", err, "parent not national @C")
	g, err = g.With(account.Changes{Put: []account.Account{{ID: "P"}, {ID: "C", National: true}}})
	wantDefects(t, "but C leaves it at once", err)
	_, err = g.With(account.Changes{Put: []account.Account{{ID: "E", Parent: "P"}}})
	wantDefects(t, "a new child under what is not national", err, "parent not national @E")
}

func TestACC2_CyclesAreSpelledOut(t *testing.T) {
	tests := []struct {
		reason string
		parent map[string]string
		want   []string
	}{
		{"itself", map[string]string{"a": "a"}, []string{"parent cycle @a a → a"}},
		{"two", map[string]string{"b": "a", "a": "b"}, []string{"parent cycle @a a → b → a"}},
		{"three, from the smallest", map[string]string{"b": "c", "c": "a", "a": "b"}, []string{"parent cycle @a a → b → c → a"}},
		{"those who hang from it are not on it", map[string]string{"a": "b", "b": "c", "c": "b", "d": "a"},
			[]string{"parent cycle @b b → c → b"}},
		{"two cycles", map[string]string{"a": "b", "b": "a", "x": "y", "y": "x", "z": "x"},
			[]string{"parent cycle @a a → b → a", "parent cycle @x x → y → x"}},
	}
	for _, test := range tests {
		var accounts []account.Account
		for id, parent := range test.parent {
			accounts = append(accounts, account.Account{ID: id, Parent: parent, National: true})
		}
		_, err := account.NewGraph(account.Data{Accounts: accounts})
		wantDefects(t, test.reason, err, test.want...)
	}
}

// Two changes that are each legal and together are not: the second is refused, whichever it is.
func TestACC2_CycleByTwoChanges(t *testing.T) {
	g := graphOf(t, account.Data{Accounts: append(family("a", "b"), family("x", "y")...)})
	first, second := account.Account{ID: "a", National: true, Parent: "y"}, account.Account{ID: "x", National: true, Parent: "b"}
	next, err := g.With(account.Changes{Put: []account.Account{first}})
	wantDefects(t, "the first", err)
	_, err = next.With(account.Changes{Put: []account.Account{second}})
	wantDefects(t, "the second", err, "parent cycle @a a → y → x → b → a")
	_, err = g.With(account.Changes{Put: []account.Account{second, first}})
	wantDefects(t, "both", err, "parent cycle @a a → y → x → b → a")
}

// line is n accounts, each named by the next through all three links.
func line(n int) []account.Account {
	var accounts []account.Account
	above := ""
	for i := range n {
		id := fmt.Sprintf("%05d", i+1)
		accounts = append(accounts, account.Account{ID: id, National: true, Parent: above, BillTo: above, PricingFrom: above})
		above = id
	}
	return accounts
}

func TestACC2_DepthIsBounded(t *testing.T) {
	g := graphOf(t, account.Data{Application: allOn, Accounts: line(64)})
	if n := len(slices.Collect(g.Ancestors("00064"))); n != 63 {
		t.Errorf("%d ancestors", n)
	}
	want := []string{"billing too long @00065", "pricing too long @00065", "too deep @00065"}
	for _, n := range []int{65, 10_000} {
		_, err := account.NewGraph(account.Data{Accounts: line(n)})
		wantDefects(t, fmt.Sprint(n, " deep"), err, want...)
	}
	_, err := g.With(account.Changes{Put: line(65)[64:]})
	wantDefects(t, "one more below", err, want...)
	top := line(1)[0]
	top.Parent, top.BillTo, top.PricingFrom = "00000", "00000", "00000"
	_, err = g.With(account.Changes{Put: []account.Account{top, {ID: "00000", National: true}}})
	wantDefects(t, "one more above", err, "billing too long @00064", "pricing too long @00064", "too deep @00064")
	_, err = graphOf(t, account.Data{Accounts: line(63)}).With(account.Changes{Put: []account.Account{top, {ID: "00000", National: true}}})
	wantDefects(t, "just enough room", err)
}

func TestACC2_HugeCycle(t *testing.T) {
	accounts := line(10_000)
	accounts[0].Parent, accounts[0].BillTo, accounts[0].PricingFrom = "10000", "10000", "10000"
	_, err := account.NewGraph(account.Data{Accounts: accounts})
	if got := defects(err); len(got) != 3 || len(err.Error()) > 2000 {
		t.Errorf("%d defects in %d bytes", len(got), len(err.Error()))
	}
}

func TestACC3_Queries(t *testing.T) {
	accounts := append(family("r", "m", "z"), family("other")...)
	accounts = append(accounts, account.Account{ID: "a", Parent: "r"}, account.Account{ID: "b", Parent: "m"})
	g := graphOf(t, account.Data{Accounts: accounts})
	lists := []struct {
		name string
		got  iter.Seq[string]
		want []string
	}{
		{"ancestors of z", g.Ancestors("z"), []string{"m", "r"}},
		{"ancestors of r", g.Ancestors("r"), nil},
		{"children of r", g.Children("r"), []string{"a", "m"}},
		{"children of z", g.Children("z"), nil},
		{"descendants of r", g.Descendants("r"), []string{"a", "b", "m", "z"}},
		{"descendants of other", g.Descendants("other"), nil},
		{"ancestors of no account", g.Ancestors("nobody"), nil},
		{"children of no account", g.Children(""), nil},
		{"descendants of no account", g.Descendants("nobody"), nil},
	}
	for _, list := range lists {
		if got := slices.Collect(list.got); !slices.Equal(got, list.want) {
			t.Errorf("%s: %q, want %q", list.name, got, list.want)
		}
		for range list.got {
			break // an iterator can be stopped
		}
	}
	if parent, ok := g.Parent("b"); !ok || parent != "m" {
		t.Error(parent, ok)
	}
	for _, id := range []string{"r", "nobody", ""} {
		if parent, ok := g.Parent(id); ok || parent != "" {
			t.Errorf("parent of %q: %q", id, parent)
		}
	}
	if root, ok := g.Root("z"); !ok || root != "r" {
		t.Error(root, ok)
	}
	if root, ok := g.Root("other"); !ok || root != "other" {
		t.Error(root, ok)
	}
	if root, ok := g.Root("nobody"); ok || root != "" {
		t.Error(root, ok)
	}
}

func TestACC3_AtOrAbove(t *testing.T) {
	g := graphOf(t, account.Data{Accounts: append(family("r", "m", "z"), account.Account{ID: "a", Parent: "r"})})
	tests := []struct {
		a, b string
		want bool
	}{
		{"r", "z", true}, {"m", "z", true}, {"z", "z", true}, {"z", "r", false}, {"a", "m", false}, {"m", "a", false},
		{"nobody", "z", false}, {"z", "nobody", false}, {"nobody", "nobody", false}, {"", "", false}, {"", "z", false},
	}
	for _, test := range tests {
		if got := g.AtOrAbove(test.a, test.b); got != test.want {
			t.Errorf("%q at or above %q: %v", test.a, test.b, got)
		}
	}
	if n := testing.AllocsPerRun(100, func() { g.AtOrAbove("r", "z") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestGraph_ZeroIsEmpty(t *testing.T) {
	var g account.Graph
	if g.Has("a") || g.AtOrAbove("a", "a") || g.On(account.PowerCustomers) || g.Billing("a").Allowed() || g.Warnings() != nil {
		t.Error("the zero Graph knows something")
	}
	for a := range g.Accounts() {
		t.Error(a)
	}
}

func TestIDs_DifferingInCaseDrawAWarning(t *testing.T) {
	g := graphOf(t, account.Data{Accounts: []account.Account{
		{ID: "a-1"}, {ID: "A-1", Name: "another"}, {ID: "B"}, {ID: "ß"}, {ID: "straße"}, {ID: "STRAßE"}, {ID: "K"}, {ID: "\u212a"},
	}})
	want := `[ids differ only in case: "A-1", "a-1" ids differ only in case: "K", "` + "\u212a" + `" ids differ only in case: "STRAßE", "straße"]`
	if got := fmt.Sprint(g.Warnings()); got != want {
		t.Errorf("got %s", got)
	}
	if a, _ := g.Account("A-1"); a.Name != "another" {
		t.Error("two accounts became one")
	}
}
