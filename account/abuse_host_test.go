package account_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// A host's action cannot take the place of one of the package's, whatever it says of itself.
func TestAbuse_HostActionNamedLikeABuiltIn(t *testing.T) {
	g := shopWith(t)
	before := g.Data()
	for own := range g.Actions() {
		a := shop().Application
		a.Actions = []account.ActionRule{{Action: own, By: []account.UserKind{account.KindSubAccount, account.KindContact}, Permission: account.MyContracts, Below: true}}
		next, err := g.With(account.Changes{Application: &a})
		wantUserDefects(t, string(own), err, "reserved action "+string(own))
		if next != nil {
			t.Errorf("%s: a graph in spite of it", own)
		}
	}
	unchanged(t, g, before)
	for _, name := range []account.Action{"Order", "order ", " order", "", "order\x00", "\xff"} {
		_, err := account.NewGraph(account.Data{Application: account.Application{Actions: []account.ActionRule{{Action: name}}}})
		if name == "Order" && err != nil || name != "Order" && err == nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A look-alike of an action is another one, and gives nothing of it.
func TestAbuse_HostActionThatLooksAlike(t *testing.T) {
	alike := account.ActionRule{Action: "Order", By: []account.UserKind{account.KindSubAccount}, Permission: account.MyContracts}
	g := shopWith(t, addAction(alike), user("sam", func(u *account.User) { u.MayOrder = false }))
	if d := g.May(as("sam", "north"), "Order", noon); !d.Allowed() {
		t.Error(d)
	}
	repel(t, g, []attack{{"the real one", as("sam", "north"), account.ActionOrder, account.Target{}, "option off: may order"}})
}

// A permission of an action's name does what the name says of neither more nor less.
func TestAbuse_PermissionNamesThatCollide(t *testing.T) {
	wrap := account.ActionRule{Action: "wrap", By: []account.UserKind{account.KindRegular, account.KindWorker}, Permission: account.Permission(account.ActionOrder)}
	sub := account.ActionRule{Action: "sub wrap", By: []account.UserKind{account.KindRegular}, Permission: account.ContractManager}
	allow := permitted("nora", account.Facility, []account.Permission{account.Permission(account.ActionOrder), "wrap"}, nil)
	noOption := user("nora", func(u *account.User) { u.MayOrder = false })
	g := shopWith(t, addAction(wrap, sub), noOption, allow)
	if d := g.May(as("nora", "north"), "wrap", noon); !d.Allowed() {
		t.Error(d)
	}
	repel(t, g, []attack{
		{"allowing a permission of an action's name does not allow the action", as("nora", "north"), account.ActionOrder, account.Target{}, "option off: may order"},
		{"a permission of administrators in a host's action", as("nora", "north"), "sub wrap", account.Target{}, "permission not allowed: contract manager"},
	})
	_, err := g.With(account.Changes{PutPermissionRoles: []account.PermissionRole{{ID: "special", Allow: []account.Permission{account.ContractManager}}}})
	wantUserDefects(t, "nor does a facility role hold it", err, "misplaced permission contract manager")
	deny := permitted("nora", account.Facility, []account.Permission{"order", "wrap"}, []account.Permission{"wrap"})
	repel(t, shopWith(t, addAction(wrap), deny), []attack{
		{"denied by its own name", as("nora", "north"), "wrap", account.Target{}, "permission denied: wrap"},
	})
}

// There is room for 64 actions, permissions and features; what is beyond is refused, not dropped.
func TestAbuse_SixtyFiveActions(t *testing.T) {
	own := len(slices.Collect(shopWith(t).Actions()))
	many := func(n int) []account.ActionRule {
		var rules []account.ActionRule
		for i := range n {
			rules = append(rules, account.ActionRule{Action: account.Action(fmt.Sprintf("own %02d", i)), By: []account.UserKind{account.KindRegular}, Permission: account.MyContracts})
		}
		return rules
	}
	room := account.MaxRights - own
	for n, want := range map[int][]string{1: nil, room + 1: {"too many rights"}, 65: {"too many rights"}, 1000: {"too many rights"}} {
		a := shop().Application
		a.Actions = many(n)
		_, err := account.NewGraph(account.Data{Application: a})
		wantUserDefects(t, fmt.Sprint(n, " actions"), err, want...)
	}
	for name, change := range map[string]func(*account.Application, int){
		"permissions": func(a *account.Application, i int) {
			a.Permissions = append(a.Permissions, account.Permission(fmt.Sprint("p", i)))
		},
		"features": func(a *account.Application, i int) {
			a.Actions = append(a.Actions, account.ActionRule{Action: "one", Feature: account.Feature(fmt.Sprint("f", i))})
		},
	} {
		a := shop().Application
		for i := range 65 {
			change(&a, i)
		}
		if _, err := account.NewGraph(account.Data{Application: a}); !slices.Contains(userDefects(err), "too many rights") {
			t.Errorf("65 %s: %v", name, userDefects(err))
		}
	}
}

// As many as there is room for, and each is judged by itself: the last one, too.
func TestAbuse_AsManyActionsAsThereIsRoom(t *testing.T) {
	a := shop().Application
	n := 0
	for ; n <= account.MaxRights; n++ {
		more := a
		more.Actions = append(slices.Clone(a.Actions), account.ActionRule{Action: account.Action(fmt.Sprintf("own %02d", n)), By: []account.UserKind{account.KindRegular}})
		if _, err := account.NewGraph(account.Data{Application: more}); err != nil {
			break
		}
		a = more
	}
	last := account.Permission(fmt.Sprintf("own %02d", n-1))
	g := shopWith(t, func(d *account.Data) { d.Application = a }, permitted("nora", account.Facility, []account.Permission{last}, nil))
	if n < 10 || n > account.MaxRights-10 {
		t.Fatalf("room for %d", n)
	}
	for i := range n {
		action := account.Action(fmt.Sprintf("own %02d", i))
		if got := g.May(as("nora", "north"), action, noon).Allowed(); got != (i == n-1) {
			t.Errorf("%s: %v", action, got)
		}
	}
	if d := g.May(as("nora", "north"), account.ActionOrder, noon); !d.Allowed() {
		t.Error(d)
	}
}

// A rule that is left empty lets nobody do it; each part of one is a condition of its own.
func TestAbuse_HostActionsByDefaultRefused(t *testing.T) {
	every := []account.UserKind{account.KindRegular, account.KindAccountManager, account.KindSubAccount, account.KindContact, account.KindSalesAgent, account.KindWorker}
	my := account.MyContracts
	rule := func(r account.ActionRule) func(*account.Data) { r.Action = "wrap"; return addAction(r) }
	nora, none := as("nora", "north"), account.Target{}
	checkRulings(t, []ruling{
		{"an empty rule", rule(account.ActionRule{}), nora, "wrap", none, "not for such users: regular"},
		{"no permission of its name", rule(account.ActionRule{By: every}), nora, "wrap", none, "permission not allowed: wrap"},
		{"a permission that he has", rule(account.ActionRule{By: every, Permission: my}), nora, "wrap", none, "allowed"},
		{"of another account", rule(account.ActionRule{By: every, Permission: my}), nora, "wrap", account.Target{Account: "norton"}, "another account: norton"},
		{"below", rule(account.ActionRule{By: every, Permission: my, Below: true}), nora, "wrap", account.Target{Account: "norton"}, "allowed"},
		{"below is not beside", rule(account.ActionRule{By: every, Permission: my, Below: true}), nora, "wrap", account.Target{Account: "south"}, "not below: south"},
		{"nor above", rule(account.ActionRule{By: every, Permission: my, Below: true}), nora, "wrap", account.Target{Account: "holding"}, "not below: holding"},
		{"while acting", rule(account.ActionRule{By: every, Permission: my}), acting("hanna", "holding", "nora", "north"), "wrap", none, "allowed"},
		{"with one's own hand only", rule(account.ActionRule{By: every, Permission: my, OwnHand: true}), acting("hanna", "holding", "nora", "north"), "wrap", none,
			"needs the own hand: hanna"},
		{"a feature that is off", rule(account.ActionRule{By: every, Permission: my, Feature: "gift"}), nora, "wrap", none, "feature off in application: gift"},
		{"a feature that no group grants", both(rule(account.ActionRule{By: every, Permission: my, Feature: "gift"}),
			application(func(a *account.Application) { a.Features = append(a.Features, "gift") })), nora, "wrap", none, "feature off in groups: gift"},
		{"staff need no group", both(rule(account.ActionRule{By: every, Permission: my, Feature: "gift"}),
			application(func(a *account.Application) { a.Features = append(a.Features, "gift") })), as("rep", ""), "wrap", none, "allowed"},
		{"but the application", rule(account.ActionRule{By: every, Permission: my, Feature: "gift"}), as("rep", ""), "wrap", none, "feature off in application: gift"},
		{"a user as its target", rule(account.ActionRule{By: every, Permission: my}), nora, "wrap", account.Target{User: "max"}, "not about that: user"},
	})
}
