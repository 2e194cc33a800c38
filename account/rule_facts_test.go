package account_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
)

// broken is the shop with one flaw in each of many users, roles and actions.
func broken() account.Data {
	d := shop()
	for _, change := range []func(*account.Data){
		user("nora", func(u *account.User) { u.Accounts = []string{"moon"} }),
		user("carol", func(u *account.User) { u.Role = account.RoleRegular }),
		user("max", func(u *account.User) { *u = u.ToMulti() }),
		user("sam", func(u *account.User) { u.MayAuthorize, u.Groups = false, []string{"tin", "lead"} }),
		user("sue", func(u *account.User) {
			u.Limits = append(u.Limits, limit(eur("-1")), limit(eur("7"), "nobody", "gina"))
		}),
		user("admin", func(u *account.User) { u.WorkerGroups, u.MayOrder = []string{"gold"}, true }),
		user("rep", func(u *account.User) { u.RepresentativeID = "" }),
		addRole(account.PermissionRole{ID: "r", Kind: 7, Allow: []account.Permission{"fly"}, Deny: []account.Permission{account.ContractExport, "swim"}}),
		addAction(account.ActionRule{Action: account.ActionQuote}, account.ActionRule{Action: "a\n", By: []account.UserKind{0, 9}}),
		addUser(account.User{ID: "", Type: account.TypeWorker}), addUser(account.User{ID: "odd"}),
	} {
		change(&d)
	}
	return d
}

func TestDataError_NamesAllOfUsersAndRightsAtOnce(t *testing.T) {
	_, err := account.NewGraph(broken())
	var data *account.DataError
	if !errors.As(err, &data) || !errors.Is(err, account.ErrData) || data.More != 0 {
		t.Fatalf("%v", err)
	}
	var got []string
	for _, d := range data.Defects {
		place := strings.Join(slices.DeleteFunc([]string{d.User, d.PermissionRole, d.Action}, func(s string) bool { return s == "" }), "/")
		got = append(got, strings.TrimSpace(place+": "+string(d.Code)+" "+d.Value))
	}
	want := []string{
		": bad id", // the user without an id
		"a\n: bad id a", "a\n: bad id a", "a\n: bad user kind user kind 0", "a\n: bad user kind user kind 9", "quote: reserved action quote",
		"r: bad role kind role kind 7", "r: unknown permission fly", "r: unknown permission swim",
		"admin: misplaced option worker", "admin: unknown worker group gold", "carol: misplaced role regular", "max: too few accounts 1",
		"nora: unknown account moon", "odd: bad user type user type 0", "rep: no representative id",
		"sam: unknown group lead", "sam: unknown group tin", "sue: authorizer may not authorize sam", "sue: authorizer of another account gina",
		"sue: bad limit -1.00 EUR", "sue: unknown authorizer nobody",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// P2: whatever the order of the facts, the same error, byte for byte.
func TestDataError_OrderOfUsersIsIrrelevant(t *testing.T) {
	_, err := account.NewGraph(broken())
	want := err.Error()
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		d := broken()
		random.Shuffle(len(d.Users), func(i, j int) { d.Users[i], d.Users[j] = d.Users[j], d.Users[i] })
		random.Shuffle(len(d.PermissionRoles), func(i, j int) {
			d.PermissionRoles[i], d.PermissionRoles[j] = d.PermissionRoles[j], d.PermissionRoles[i]
		})
		slices.Reverse(d.Application.Actions)
		slices.Reverse(d.Accounts)
		_, again := account.NewGraph(d)
		if again.Error() != want || !reflect.DeepEqual(err, again) {
			t.Fatalf("%s\n%s", want, again)
		}
	}
}

// P3: a user, role or worker group given twice counts once, also in another order of what has none.
func TestP3_IdenticalUsersAndRolesAreHarmless(t *testing.T) {
	d := shop()
	once := graphOf(t, d).Data()
	for _, u := range shop().Users {
		slices.Reverse(u.PermissionRoles)
		u.PermissionRoles = append(u.PermissionRoles, u.PermissionRoles...)
		for i := range u.Limits {
			u.Limits = append(u.Limits, limit(u.Limits[i].Amount, "sam", "max", "sam"))
		}
		d.Users = append(d.Users, u)
	}
	for _, r := range shop().PermissionRoles {
		slices.Reverse(r.Allow)
		d.PermissionRoles = append(d.PermissionRoles, r)
	}
	d.WorkerGroups = append(account.DefaultWorkerGroups(), account.DefaultWorkerGroups()...)
	if diff := cmp.Diff(once, graphOf(t, d).Data()); diff != "" {
		t.Error(diff)
	}
}

// spoilData overwrites every slice that facts hold.
func spoilData(d account.Data) {
	for i := range d.Users {
		spoilUser(&d.Users[i])
	}
	for i := range d.PermissionRoles {
		for _, list := range [][]account.Permission{d.PermissionRoles[i].Allow, d.PermissionRoles[i].Deny} {
			for j := range list {
				list[j] = "spoilt"
			}
		}
		d.PermissionRoles[i].ID = "spoilt"
	}
	for i := range d.Application.Actions {
		for j := range d.Application.Actions[i].By {
			d.Application.Actions[i].By[j] = account.KindWorker
		}
		d.Application.Actions[i].OwnHand = true
	}
	for i := range d.Application.Permissions {
		d.Application.Permissions[i] = "spoilt"
	}
	for i := range d.Accounts {
		for j := range d.Accounts[i].Representatives {
			d.Accounts[i].Representatives[j] = "spoilt"
		}
	}
	for i := range d.WorkerGroups {
		d.WorkerGroups[i] = account.WorkerGroup{}
	}
}

func spoilUser(u *account.User) {
	for _, list := range [][]string{u.Accounts, u.Groups, u.PermissionRoles, u.WorkerGroups} {
		for i := range list {
			list[i] = "spoilt"
		}
	}
	for i := range u.Limits {
		for j := range u.Limits[i].Authorizers {
			u.Limits[i].Authorizers[j] = "spoilt"
		}
		u.Limits[i].Amount = eur("0")
	}
	u.Activated = false
}

// What a host keeps of what it gave, and what it gets, is its own: also of commands.
func TestGraph_CopiesUsersAtTheBorder(t *testing.T) {
	more := func(d *account.Data) {
		addAction(account.ActionRule{Action: "wrap", By: []account.UserKind{account.KindRegular}, Permission: account.MyContracts})(d)
		userGroups("nora", account.ChildCustomerGroup)(d)
	}
	d := shop()
	more(&d)
	g := graphOf(t, d)
	before, asks := shopWith(t, more).Data(), asked(g) // of another graph, that shares nothing with this one
	spoilData(d)
	spoilData(g.Data())
	for u := range g.Users() {
		spoilUser(&u)
	}
	for u := range g.UsersOf("north") {
		spoilUser(&u)
	}
	for r := range g.PermissionRoles() {
		spoilData(account.Data{PermissionRoles: []account.PermissionRole{r}})
	}
	r := g.For(as("nora", "north"), noon)
	slices.Reverse(r.Groups())
	slices.Reverse(r.Permissions())
	users, _, _ := g.ImpersonableUsers(as("hanna", "holding"), "north", account.Search{}, noon)
	for i := range users {
		spoilUser(&users[i])
	}
	page, _ := g.Representable(as("mona", "north"), account.Search{}, noon)
	for i := range page.Accounts {
		spoil(&page.Accounts[i].Account)
	}
	f, _ := g.Visible(as("hanna", "holding"), account.Orders, noon)
	f.Accounts[0], f.Fields[0] = "spoilt", "spoilt"
	unchanged(t, g, before)
	if diff := cmp.Diff(asks, asked(g)); diff != "" {
		t.Error(diff)
	}
}

func TestGraph_CopiesAtTheBorderOfCommands(t *testing.T) {
	g := shopWith(t)
	sub := newSub()
	sub.Limits, sub.PermissionRoles = []account.SpendingLimit{limit(eur("5"), "max")}, []string{"all"}
	out, err := g.PutSubAccount(as("max", "north"), sub, noon)
	if err != nil || !out.Decision.Allowed() {
		t.Fatal(out.Decision, err)
	}
	next := out.Graph.Data()
	sub.Limits[0].Authorizers[0], sub.PermissionRoles[0] = "spoilt", "spoilt"
	if out.Changes.PutUsers[0].PermissionRoles[0] != "all" || out.Events[0].UserAfter.Limits[0].Authorizers[0] != "max" {
		t.Error("the outcome shares what was given")
	}
	spoilUser(&out.Events[0].UserAfter)
	spoilUser(&out.Changes.PutUsers[0])
	unchanged(t, out.Graph, next)
	north, _ := g.Account("north")
	north.Addresses = north.Addresses[:1]
	out, err = g.PutAccount(as("hanna", "holding"), north, noon)
	if err != nil || !out.Decision.Allowed() {
		t.Fatal(out.Decision, err)
	}
	next = out.Graph.Data()
	spoil(&north)
	spoil(&out.Changes.Put[0])
	spoil(&out.Events[0].AccountBefore)
	spoil(&out.Events[0].AccountAfter)
	unchanged(t, out.Graph, next)
	unchanged(t, g, shopWith(t).Data())
}

// Facts are written and read as JSON without loss, kinds in words.
func TestFacts_TextOfUsersAndRoles(t *testing.T) {
	want := shopWith(t).Data()
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{`"sub-account"`, `"sales agent"`, `"one to multi"`, `"administration"`} {
		if !strings.Contains(string(text), word) {
			t.Errorf("no %s in it", word)
		}
	}
	var back account.Data
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, graphOf(t, back).Data()); diff != "" {
		t.Error(diff)
	}
}
