package account_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// With nothing granted, users may do what needs no grant, and that is all.
func TestA1_WithoutGrantsLittleIsLeft(t *testing.T) {
	d := account.Data{Accounts: family("own", "below")}
	add := func(id string, kind account.UserType, role account.Role, accounts ...string) {
		u := account.User{ID: id, Type: kind, Role: role, Accounts: accounts, Activated: true}
		if len(accounts) > 1 {
			u.Relation = account.OneToMulti
		}
		d.Users = append(d.Users, u)
	}
	add("regular", account.TypeCustomer, account.RoleRegular, "own")
	add("several", account.TypeCustomer, account.RoleRegular, "own", "below")
	add("manager", account.TypeCustomer, account.RoleAccountManager, "own")
	add("sub", account.TypeCustomer, account.RoleSubAccount, "own")
	add("contact", account.TypeContact, account.NoRole, "own")
	add("agent", account.TypeSalesAgent, account.NoRole)
	add("worker", account.TypeWorker, account.NoRole)
	d.Application.Actions = []account.ActionRule{{Action: "left empty"}}
	g := graphOf(t, d)
	own := "pay invoice, return, view orders, view invoices"
	for user, want := range map[string]string{
		"regular": own, "several": own + ", represent", "sub": own, "contact": own, "agent": "", "worker": "", "nobody": "", "": "",
		"manager": own + ", manage sub-accounts, manage budgets, view authorizations",
	} {
		s, _ := g.Login(user, false, noon)
		var may []string
		for a := range g.What(s, noon) {
			may = append(may, string(a))
		}
		if got := strings.Join(may, ", "); got != want {
			t.Errorf("%s may %s, want %s", user, got, want)
		}
	}
}

// Zero values and unknown names refuse whatever is asked, and never panic.
func TestA1_ZeroValuesRefuse(t *testing.T) {
	open := openWorld(t)
	good, _ := open.Login("Manager", false, noon)
	for name, r := range map[string]*account.Rights{
		"zero rights": {}, "zero graph": new(account.Graph).For(good, noon), "zero session": open.For(account.Session{}, noon),
		"no accounts": graphOf(t, account.Data{}).For(good, noon),
	} {
		if d := r.Decision(); d.Allowed() {
			t.Errorf("%s: %v", name, d)
		}
		for a := range open.Actions() {
			h, _ := open.Action(a)
			on, _ := open.Handle("own")
			if d := r.May(a); d.Allowed() || r.Allows(h, account.Handle{}) || r.Allows(h, on) || len(r.Why(a, account.Target{})) == 0 {
				t.Errorf("%s: %v", name, d)
			}
		}
		f, d := r.Visible(account.Orders)
		if d.Allowed() || f.Sees(account.Record{Kind: account.Orders, OrderedBy: "own"}) || len(r.Permissions())+len(r.Groups()) > 0 {
			t.Errorf("%s: %+v %v", name, f, d)
		}
	}
	if (account.Decision{}).Allowed() || new(account.Rights).Allows(account.ActionHandle{}, account.Handle{}) {
		t.Error("a zero value allows")
	}
}

// A session that names anything unknown may do nothing.
func TestA1_UnknownNamesRefuse(t *testing.T) {
	t.Parallel()
	permShard(t, permProof(40, 400, 4000), func(e *permExam) error {
		for _, s := range e.sessions {
			for _, field := range []*string{&s.Principal, &s.User, &s.Account, &s.From} {
				was := *field
				*field = permPick(e.world, []string{"nobody", "U0", " ", "u0\x00"})
				for a := range e.graph.What(s, noon) {
					return fmt.Errorf("%+v may %q", s, a)
				}
				*field = was
				e.cases++
			}
		}
		return nil
	})
}

// permLayers takes one grant out of the world where everything is granted, and says for which actions that matters.
var permLayers = []struct {
	reason string
	take   func(*account.Data)
	stops  []account.Action
	layer  account.Layer
}{
	{"the seller hides prices", func(d *account.Data) { d.Application.ShowPrices = false },
		append(slices.Clone(permPrices), permAnswers...), account.LayerApplication},
	{"the seller hides stock", func(d *account.Data) { d.Application.ShowStock = false }, permStock, account.LayerApplication},
	{"ordering is off", func(d *account.Data) { d.Application.Ordering = false }, permOrdering, account.LayerApplication},
	{"contracts are off", permWithout(account.CustomerAccountContracts), permContracts, account.LayerApplication},
	{"billing override is off", permWithout(account.BillingOverride),
		[]account.Action{account.ActionEditBillingOverride}, account.LayerApplication},
	{"pricing override is off", permWithout(account.PricingOverride),
		[]account.Action{account.ActionEditPricingOverride}, account.LayerApplication},
	{"the account is blocked", permAccount(func(a *account.Account) { a.Status = account.Blocked }),
		append(slices.Clone(permTrades), permAnswers...), account.LayerAccount},
	{"the option to order is off", permUser(func(u *account.User) { u.MayOrder = false }), permOrdering, account.LayerUser},
	{"the option to see prices is off", permUser(func(u *account.User) { u.MaySeePrices = false }),
		append(slices.Clone(permPrices), permAnswers...), account.LayerUser},
	{"the option to see stock is off", permUser(func(u *account.User) { u.MaySeeStock = false }), permStock, account.LayerUser},
	{"the user is not activated", permUser(func(u *account.User) { u.Activated = false }),
		slices.Collect(maps.Keys(permKinds)), account.LayerSession},
	{"no permission role", permUser(func(u *account.User) { u.PermissionRoles = nil }),
		slices.Collect(maps.Keys(permMustAllow)), account.LayerPermissions},
	{"no worker group", permUser(func(u *account.User) { u.WorkerGroups = nil }),
		slices.Collect(maps.Keys(permEdits)), account.LayerWorkerGroups},
}

func permWithout(f account.Feature) func(*account.Data) {
	return func(d *account.Data) {
		d.Application.Features = slices.DeleteFunc(slices.Clone(d.Application.Features), func(g account.Feature) bool { return g == f })
	}
}

func permAccount(edit func(*account.Account)) func(*account.Data) {
	return func(d *account.Data) {
		for i := range d.Accounts {
			if d.Accounts[i].ID == "own" {
				edit(&d.Accounts[i])
			}
		}
	}
}

// permUser edits the six whose rights the table of the documentation lists.
func permUser(edit func(*account.User)) func(*account.Data) {
	return func(d *account.Data) {
		for i := range d.Users {
			if slices.Contains(permTableUsers, d.Users[i].ID) {
				edit(&d.Users[i])
			}
		}
	}
}

var permTableUsers = []string{"Regular", "Manager", "Sub", "Contact", "Agent", "Worker"}

// Where everything is granted, taking one grant away stops exactly what needs it, in its layer.
func TestA2_EveryLayerMustAgree(t *testing.T) {
	for _, row := range permLayers {
		before := openWorld(t)
		d := before.Data()
		row.take(&d)
		after := graphOf(t, d)
		for _, user := range permTableUsers {
			s := account.Session{Principal: user, User: user, Account: "own"}
			if user == "Agent" || user == "Worker" {
				s.Account = ""
			}
			for a := range before.What(s, noon) {
				got := after.May(s, a, noon)
				stops, layer := slices.Contains(row.stops, a), row.layer
				if a == account.ActionImpersonate && row.layer == account.LayerAccount && s.Account != "" {
					stops, layer = true, account.LayerActing // nobody acts out of a blocked account
				}
				if got.Allowed() == stops || stops && got.Layer != layer {
					t.Errorf("%s: %s, %q: %v", row.reason, user, a, got)
				}
			}
		}
	}
}

// What any role denies is denied, whatever others allow.
func TestA2_DenyWins(t *testing.T) {
	open := openWorld(t)
	for a := range open.Actions() {
		d := open.Data()
		d.PermissionRoles = append(d.PermissionRoles, account.PermissionRole{ID: "no", Deny: []account.Permission{account.Permission(a)}})
		permUser(func(u *account.User) { u.PermissionRoles = append(slices.Clone(u.PermissionRoles), "no") })(&d)
		g := graphOf(t, d)
		for _, user := range permTableUsers {
			s, _ := g.Login(user, false, noon)
			if may := g.May(s, a, noon); may.Allowed() || permKinds[a] != "" && may.Code != account.RefusedDenied && may.Code != account.RefusedKind {
				t.Errorf("%s: %v", user, may)
			}
		}
	}
}
