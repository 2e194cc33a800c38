package account_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tradeterms/tradeterms/account"
)

// job is the one of the price benchmarks, with two users an account: 2,000 accounts, of which 1,121 have a parent.
func job(t testing.TB) *account.Graph {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	d := account.Data{Application: account.Application{
		Features:   allOn.Features,
		ShowPrices: true, ShowStock: true, Ordering: true, PayOnAccount: true,
	}}
	for i := range 2000 {
		a := account.Account{ID: fmt.Sprintf("A%05d", i), National: true}
		if i >= 879 {
			a.Parent = fmt.Sprintf("A%05d", random.IntN(i))
		}
		if i%3 == 2 {
			a.PricingFrom = fmt.Sprintf("A%05d", i/3)
		}
		a.Groups = []string{[...]string{account.PowerCustomerGroup, account.ChildCustomerGroup}[i%2]}
		d.Accounts = append(d.Accounts, a)
		for _, role := range []account.Role{account.RoleRegular, account.RoleAccountManager} {
			u := buyer(fmt.Sprintf("U%05d-%d", i, role), role, a.ID)
			u.PermissionRoles = nil
			d.Users = append(d.Users, u)
		}
	}
	return graphOf(t, d)
}

// question is one of A1: may this user do this action for that account, mostly one below his own.
type question struct {
	session account.Session
	rights  *account.Rights
	action  account.Action
	handle  account.ActionHandle
	target  account.Target
	on      account.Handle
}

func questions(t testing.TB) []question {
	t.Helper()
	g := job(t)
	random := rand.New(rand.NewPCG(3, 4))
	actions := slices.Collect(g.Actions())
	var all []question
	for len(all) < 4096 {
		u := fmt.Sprintf("U%05d-%d", random.IntN(2000), 1+random.IntN(2))
		user, _ := g.User(u)
		own := user.Accounts[0]
		below := append(slices.Collect(g.Descendants(own)), own)
		q := question{
			session: account.Session{Principal: u, User: u, Account: own},
			action:  actions[random.IntN(len(actions))],
			target:  account.Target{Account: below[random.IntN(len(below))]},
		}
		if random.IntN(2) == 0 {
			q.action = [...]account.Action{account.ActionViewOrders, account.ActionManageChild, account.ActionImpersonate}[random.IntN(3)]
		}
		q.rights = g.For(q.session, noon)
		q.handle, _ = g.Action(q.action)
		q.on, _ = g.Handle(q.target.Account)
		all = append(all, q)
	}
	return all
}

// A1: the answer costs no allocation, by handles and by codes.
func TestA1_NoAllocation(t *testing.T) {
	all := questions(t)
	g := job(t)
	byHandle := testing.AllocsPerRun(10, func() {
		for i := range all {
			all[i].rights.Allows(all[i].handle, all[i].on)
		}
	})
	byCode := testing.AllocsPerRun(10, func() {
		for i := range all {
			g.MayOn(all[i].session, all[i].action, all[i].target, noon)
		}
	})
	if byHandle != 0 || byCode != 0 {
		t.Errorf("%v allocations by handles, %v by codes, for %d questions", byHandle, byCode, len(all))
	}
}

func BenchmarkA1Handle(b *testing.B) {
	g := job(b)
	type numbers struct{ rights, action, account uint32 }
	var rights []*account.Rights
	var actions []account.ActionHandle
	var accounts []account.Handle
	var ask []numbers
	for a := range g.Actions() {
		h, _ := g.Action(a)
		actions = append(actions, h)
	}
	for a := range g.Accounts() {
		h, _ := g.Handle(a.ID)
		accounts = append(accounts, h)
	}
	for i, q := range questions(b) {
		rights = append(rights, g.For(q.session, noon))
		ask = append(ask, numbers{
			uint32(i), uint32(slices.Index(slices.Collect(g.Actions()), q.action)),
			uint32(slices.IndexFunc(accounts, func(h account.Handle) bool { return h.ID() == q.target.Account })),
		})
	}
	b.ReportAllocs()
	allowed, i := 0, 0
	for b.Loop() {
		q := ask[i&4095]
		if rights[q.rights].Allows(actions[q.action], accounts[q.account]) {
			allowed++
		}
		i++
	}
}

// By codes, as prices by code: the session is looked up once, action and account at each question.
func BenchmarkA1Code(b *testing.B) {
	all := questions(b)
	b.ReportAllocs()
	allowed, i := 0, 0
	for b.Loop() {
		q := &all[i&4095]
		if d := q.rights.MayOn(q.action, q.target); d.Allowed() {
			allowed++
		}
		i++
	}
}

// By codes from scratch: the session, too, is looked up and judged at each question.
func BenchmarkA1Session(b *testing.B) {
	all := questions(b)
	g := job(b)
	b.ReportAllocs()
	allowed, i := 0, 0
	for b.Loop() {
		q := &all[i&4095]
		if d := g.MayOn(q.session, q.action, q.target, noon); d.Allowed() {
			allowed++
		}
		i++
	}
}
