package account_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// names is how an account names another: the three links that may not go in a circle.
var names = map[string]func(*account.Account, string){
	"parent":  func(a *account.Account, id string) { a.Parent = id },
	"billing": func(a *account.Account, id string) { a.BillTo = id },
	"pricing": func(a *account.Account, id string) { a.PricingFrom = id },
}

func TestAbuse_CyclesOfAnyLength(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	for link, name := range names {
		for _, n := range []int{1, 2, 3, 64, 65, 500} {
			var ring []account.Account
			for i := range n {
				a := account.Account{ID: fmt.Sprintf("r%03d", i), National: true}
				name(&a, fmt.Sprintf("r%03d", (i+1)%n))
				ring = append(ring, a)
			}
			next, err := g.With(account.Changes{Put: ring})
			got := defects(err)
			if next != nil || len(got) != 1 || !strings.HasPrefix(got[0], link+" cycle @r000 r000 → ") || !strings.HasSuffix(got[0], " → r000") {
				t.Errorf("%s, %d long: %v", link, n, got)
			}
		}
	}
	unchanged(t, g, before)
}

// Two updates that are each legal, the second on the result of the first.
func TestAbuse_CycleByTwoUpdates(t *testing.T) {
	for link, name := range names {
		g := shopWith(t, customer("south", func(a *account.Account) { a.Parent, a.National = "", true }),
			customer("north", func(a *account.Account) { a.Parent = "" }))
		one := putAccount(g, "north", func(a *account.Account) { name(a, "south") })
		two := putAccount(g, "south", func(a *account.Account) { name(a, "north") })
		after(t, g, two)
		first := after(t, g, one)
		held := first.Data()
		next, err := first.With(two)
		wantDefects(t, link, err, link+" cycle @north north → south → north")
		if next != nil {
			t.Errorf("%s: a graph in spite of it", link)
		}
		unchanged(t, first, held)
		next, err = g.With(account.Changes{Put: append(one.Put, two.Put...)})
		wantDefects(t, link+", at once", err, link+" cycle @north north → south → north")
		if next != nil {
			t.Errorf("%s: a graph in spite of it", link)
		}
	}
}

// Two changes prepared from one graph: the second is refused by its revision, though it is legal by itself.
func TestAbuse_TwoChangesFromOneGraph(t *testing.T) {
	g := shopWith(t, func(d *account.Data) { d.Revision = 7 })
	prepare := func(c account.Changes) account.Changes { c.Revision = g.Revision() + 1; return c }
	one := prepare(put(g, "nora", func(u *account.User) { u.MayOrder = false }))
	two := prepare(put(g, "nora", func(u *account.User) { u.Name = "Nora" }))
	first := after(t, g, one)
	held := first.Data()
	next, err := first.With(two)
	wantUserDefects(t, "the second", err, "revision 8")
	if next != nil || first.Revision() != 8 {
		t.Errorf("revision %d", first.Revision())
	}
	unchanged(t, first, held)
	for _, stale := range []uint64{1, 7, 8} {
		_, err := first.With(account.Changes{Revision: stale})
		wantUserDefects(t, "an old one", err, fmt.Sprint("revision ", stale))
	}
	if d := first.May(as("nora", "north"), account.ActionOrder, noon); d.Allowed() || d.Revision != 8 {
		t.Errorf("%s at revision %d", d, d.Revision)
	}
	if next = after(t, first, account.Changes{Revision: 1 << 63}); next.Revision() != 1<<63 {
		t.Errorf("revision %d", next.Revision())
	}
}

// The same with two commands: each has the next revision, and the second is refused.
func TestAbuse_TwoManagersAtOnce(t *testing.T) {
	g := shopWith(t, func(d *account.Data) { d.Revision = 7 })
	off := subOf(t, g, "sid")
	off.MayOrder = false
	one, err := g.PutSubAccount(as("mia", "south"), off, noon)
	if err != nil || !one.Decision.Allowed() {
		t.Fatal(one.Decision, err)
	}
	named := subOf(t, g, "sid")
	named.Name = "Sid"
	two, err := g.PutSubAccount(as("mia", "south"), named, noon)
	if err != nil || !two.Decision.Allowed() {
		t.Fatal(two.Decision, err)
	}
	first := after(t, g, one.Changes)
	_, err = first.With(two.Changes)
	wantUserDefects(t, "what would give the right back", err, "revision 8")
	if d := first.May(as("sid", "south"), account.ActionOrder, noon); d.Allowed() {
		t.Error(d)
	}
}

func TestAbuse_TenThousandDeep(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	deep := line(10_000)
	next, err := g.With(account.Changes{Put: deep, PutUsers: []account.User{buyer("deep", account.RoleRegular, "10000")}})
	wantDefects(t, "at once", err, "billing too long @00065", "pricing too long @00065", "too deep @00065")
	if next != nil {
		t.Error("a graph in spite of it")
	}
	low := account.Account{ID: "low", National: true}
	for i := range 64 {
		low.ID, low.Parent = fmt.Sprintf("low%02d", i), []string{"norton", low.ID}[min(i, 1)]
		c := account.Changes{Put: []account.Account{low}}
		if i == 0 {
			c.Put = append(c.Put, putAccount(g, "norton", func(a *account.Account) { a.National = true }).Put...)
		}
		step, err := g.With(c)
		if want := i < 61; (err == nil) != want {
			t.Fatalf("step %d: %v", i, err)
		} else if err != nil {
			break
		}
		g = step
	}
	if n := len(slices.Collect(g.Descendants("holding"))); n != 64 {
		t.Errorf("%d below", n)
	}
	if d := g.MayOn(as("hanna", "holding"), account.ActionManageChild, account.Target{Account: "low60"}, noon); !d.Allowed() {
		t.Error(d)
	}
	unchanged(t, shopWith(t), before)
}

// A list of authorizers that goes in a circle is no cycle of the graph, but nobody leaves it unnoticed.
func TestAbuse_AuthorizersInACircle(t *testing.T) {
	lim := func(to string) func(*account.User) {
		return func(u *account.User) {
			u.MayAuthorize, u.LimitedBudget, u.Limits = true, true, []account.SpendingLimit{limit(eur("1"), to)}
		}
	}
	g := shopWith(t, user("sam", lim("sue")), user("sue", lim("sam")))
	before := g.Data()
	for _, id := range []string{"sam", "sue"} {
		_, err := g.With(account.Changes{RemoveUsers: []string{id}})
		wantUserDefects(t, "removing one", err, "still named "+id)
		_, err = g.With(put(g, id, func(u *account.User) { u.MaySeePrices = false }))
		wantUserDefects(t, "blinding one", err, "authorizer may not see prices "+id)
	}
	unchanged(t, g, before)
	if next := after(t, g, account.Changes{RemoveUsers: []string{"sam", "sue"}}); len(userDefects(nil)) != 0 || next == nil {
		t.Error("both at once")
	}
}

// Users of an account that is removed go with it, or it stays.
func TestAbuse_UserOfARemovedAccount(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	_, err := g.With(account.Changes{Remove: []string{"norton"}})
	wantUserDefects(t, "with a user", err, "still linked norton")
	_, err = g.With(account.Changes{Remove: []string{"norton"}, PutUsers: []account.User{buyer("new", account.RoleRegular, "norton")}})
	wantUserDefects(t, "and a new one", err, "unknown account norton", "still linked norton")
	unchanged(t, g, before)
	next := after(t, g, account.Changes{Remove: []string{"norton"}, RemoveUsers: []string{"nils"}})
	for _, s := range []account.Session{as("nils", "norton"), as("nora", "norton"), acting("nora", "north", "nils", "norton"), acting("admin", "", "nils", "norton")} {
		if d := next.May(s, account.ActionOrder, noon); d.Allowed() {
			t.Errorf("%+v: %s", s, d)
		}
	}
	if _, d := next.Login("nils", false, noon); said(t, d) != "unknown user: nils" {
		t.Error(d)
	}
	again := after(t, next, account.Changes{Put: []account.Account{{ID: "norton"}}, PutUsers: []account.User{buyer("nils", account.RoleRegular, "norton")}})
	if d := again.May(acting("nora", "north", "nils", "norton"), account.ActionViewOrders, noon); said(t, d) != "acting ended: norton since not below" {
		t.Errorf("an account of the same id is another one: %s", d)
	}
}
