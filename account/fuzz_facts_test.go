package account_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tradeterms/tradeterms/account"
	"github.com/tradeterms/tradeterms/pricing/money"
)

// reel reads facts off bytes; at their end it reads zeros.
type reel struct{ bytes []byte }

func (r *reel) next() byte {
	if len(r.bytes) == 0 {
		return 0
	}
	b := r.bytes[0]
	r.bytes = r.bytes[1:]
	return b
}

func (r *reel) bool() bool { return r.next()&1 == 1 }

func (r *reel) below(n int) int { return int(r.next()) % n }

func (r *reel) id(of ...string) string { return of[r.below(len(of))] }

// odd is a text that is no id of anything, once in sixteen times; else it is the one given.
func (r *reel) odd(id string) string {
	if r.below(16) == 15 {
		return r.id("", "x", "u\x00", " u", "\xff", "U")
	}
	return id
}

func (r *reel) some(of ...string) (ids []string) {
	for _, id := range of {
		if r.below(3) == 2 {
			ids = append(ids, r.odd(id))
		}
	}
	return ids
}

// user is mostly one that can be; every sixteenth thing is odd.
func (r *reel) user(id string) account.User {
	kind := r.below(8)
	u := account.User{
		ID: r.odd(id), Type: account.TypeCustomer, Activated: r.below(4) > 0, MaySeePrices: r.below(4) > 0, MayOrder: r.bool(),
		Accounts: []string{r.odd(r.id("a", "b", "c"))}, PermissionRoles: r.some("r", "s"), Groups: r.some(account.PowerCustomerGroup),
		Person: r.odd(r.id("", "p")),
	}
	switch kind {
	case 0, 1:
		u.Role = account.RoleAccountManager
	case 2, 3:
		u.Role, u.MayAuthorize, u.LimitedBudget = account.RoleSubAccount, r.bool(), r.below(16) == 15
		if r.bool() {
			u.LimitedBudget, u.Limits = true, []account.SpendingLimit{limit(money.Scaled(int64(r.next())-5, 2, money.EUR), r.odd("u"), r.odd("v"))}
		}
	case 4:
		u.Type = account.TypeContact
	case 5, 6:
		u = account.User{ID: u.ID, Type: account.TypeWorker, Activated: u.Activated, PermissionRoles: append(u.PermissionRoles, r.odd("back")),
			WorkerGroups: r.some(account.PowerCustomerAdministrator), SalesRepresentative: r.bool(), RepresentativeID: r.odd("r1")}
	default:
		u.Role = account.RoleRegular
		u = u.ToMulti(r.odd("a"), r.odd("b"))
	}
	return u
}

func (r *reel) users(ids ...string) (users []account.User) {
	for _, id := range ids {
		if r.below(3) > 0 {
			users = append(users, r.user(id))
		}
	}
	return users
}

func (r *reel) data() account.Data {
	a := account.Application{Features: allOn.Features, ShowPrices: r.bool(), Ordering: r.bool(), PayOnAccount: r.bool()}
	if r.bool() {
		a.Actions = []account.ActionRule{{
			Action: account.Action(r.odd("own")), By: []account.UserKind{account.UserKind(1 + r.below(7))},
			Permission: account.Permission(r.odd("my contracts")), Feature: account.Feature(r.odd("")), Below: r.bool(),
		}}
	}
	return account.Data{
		Application: a,
		PermissionRoles: []account.PermissionRole{
			{ID: "r", Allow: []account.Permission{account.MyContracts, account.Permission(r.odd("order"))}},
			{ID: "s", Deny: []account.Permission{account.Permission(r.odd("see prices"))}},
			{ID: "back", Kind: account.RoleKind(1 + r.below(17)/16), Allow: []account.Permission{account.ImpersonateCustomers}},
		},
		Accounts: []account.Account{
			{ID: "a", National: true, Groups: r.some(account.PowerCustomerGroup)},
			{ID: "b", National: true, Parent: r.odd("a"), Groups: r.some(account.PowerCustomerGroup)}, {ID: "c", Parent: r.odd("b")},
		},
		Users: r.users("u", "v", "w", "y", "z"),
	}
}

// Users of any bytes are taken or refused with a *DataError; what is taken comes back, and what is refused is refused again.
func FuzzUsers(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("one to multi of a sub-account, with limits and authorizers in a circle"))
	for seed := range uint64(300) { // one in five makes a graph
		f.Add(randomBytes(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r := &reel{text}
		d := r.data()
		g, err := account.NewGraph(d)
		if err != nil {
			checkRefusal(t, g, err)
			return
		}
		back, err := account.NewGraph(g.Data())
		if err != nil || !cmp.Equal(g.Data(), back.Data()) {
			t.Fatalf("the graph's own data: %v", err)
		}
		for u := range g.Users() {
			s, _ := g.Login(u.ID, false, noon)
			for a := range g.Actions() {
				d := g.MayOn(s, a, account.Target{Account: r.odd("b")}, noon)
				checkSentence(t, d)
				if d.Allowed() && !u.Activated {
					t.Fatalf("%s", d)
				}
			}
		}
		next, err := g.With(account.Changes{PutUsers: r.users("u", "v", "n"), RemoveUsers: r.some("w", "y"), Remove: r.some("c")})
		if err != nil {
			checkRefusal(t, next, err)
		} else if again := graphOf(t, next.Data()); !cmp.Equal(asked(again), asked(next)) {
			t.Fatalf("with and anew differ: %s", cmp.Diff(asked(again), asked(next)))
		}
	})
}

func randomBytes(seed uint64) []byte {
	random := rand.New(rand.NewPCG(seed, seed))
	text := make([]byte, 100+random.IntN(100))
	for i := range text {
		text[i] = byte(random.IntN(240))
	}
	return text
}

func checkRefusal(t *testing.T, g *account.Graph, err error) {
	t.Helper()
	var data *account.DataError
	if g != nil || !errors.As(err, &data) || len(data.Defects) == 0 || len(err.Error()) > 5000 {
		t.Fatalf("%v", err)
	}
	for _, d := range data.Defects {
		if d.String() == "" || d.Code == "" || d.String() == string(d.Code) {
			t.Fatalf("a defect without a sentence: %+v", d)
		}
	}
}
